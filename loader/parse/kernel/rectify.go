package kernel

// Rectify shifts sums right, makes those below zero an eighth as large, and
// cuts them to 16 bits.
func Rectify(to []int16, sums, shift []int32) { rectify(to, sums, shift) }

func rectifyGo(to []int16, sums, shift []int32) {
	sums, shift = sums[:len(to)], shift[:len(to)]
	for j := range to {
		v := sums[j] >> (shift[j] & 31)
		v = max(v, v>>3)
		to[j] = int16(max(-32767, min(32767, v)))
	}
}

// Narrow shifts sums right and cuts them to 16 bits.
func Narrow(to []int16, sums, shift []int32) { narrow(to, sums, shift) }

func narrowGo(to []int16, sums, shift []int32) {
	sums, shift = sums[:len(to)], shift[:len(to)]
	for j := range to {
		to[j] = int16(max(-32767, min(32767, sums[j]>>(shift[j]&31))))
	}
}

// Shift shifts sums right.
func Shift(sums, shift []int32) { shiftAll(sums, shift) }

func shiftGo(sums, shift []int32) {
	shift = shift[:len(sums)]
	for j := range sums {
		sums[j] >>= shift[j] & 31
	}
}

// productPoint is the number of bits after the point of what Product multiplies.
const productPoint = 10

// Product multiplies two vectors element by element, and cuts the products to
// 16 bits.
func Product(to, a, b []int16) { product(to, a, b) }

func productGo(to, a, b []int16) {
	a, b = a[:len(to)], b[:len(to)]
	for j := range to {
		to[j] = int16(max(-32767, min(32767, int32(a[j])*int32(b[j])>>productPoint)))
	}
}
