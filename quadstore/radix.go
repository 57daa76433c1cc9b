package quadstore

// rankQuad is a quad whose terms are numbered by their ranks within a load.
type rankQuad [4]uint32

const (
	digitBits = 11
	digits    = 1 << digitBits
)

// radixSort sorts quads stably by the given positions, the last one first: a
// pass per 11 bits that differ, least significant first. Scratch is as long as
// quads; the result is in one of the two, the other is scratch again.
func radixSort(quads, scratch []rankQuad, bits [4]int, positions ...int) (result, rest []rankQuad) {
	for i := len(positions) - 1; i >= 0; i-- {
		pos := positions[i]
		for shift := 0; shift < bits[pos]; shift += digitBits {
			if radixPass(quads, scratch, pos, shift) {
				quads, scratch = scratch, quads
			}
		}
	}
	return quads, scratch
}

// radixPass sorts from into to by one digit; false where all have the same one
// and nothing was moved.
func radixPass(from, to []rankQuad, pos, shift int) bool {
	var starts [digits]int
	for i := range from {
		starts[from[i][pos]>>shift&(digits-1)]++
	}
	if len(from) == 0 || starts[from[0][pos]>>shift&(digits-1)] == len(from) {
		return false
	}
	sum := 0
	for d := range starts {
		starts[d], sum = sum, sum+starts[d]
	}
	for i := range from {
		d := from[i][pos] >> shift & (digits - 1)
		to[starts[d]] = from[i]
		starts[d]++
	}
	return true
}
