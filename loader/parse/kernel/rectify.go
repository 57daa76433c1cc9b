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
