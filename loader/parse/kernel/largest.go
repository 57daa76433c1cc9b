package kernel

// Largest is the index of the first largest element of v, which is not empty.
func Largest(v []int32) int { return largest(v) }

func largestGo(v []int32) int {
	at := 0
	for i := range v {
		if v[i] > v[at] {
			at = i
		}
	}
	return at
}
