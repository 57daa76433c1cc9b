//go:build amd64 && !purego

package kernel

//go:noescape
func largestAVX2(v *int32, n int) int

func largest(v []int32) int {
	if have < avx2 || len(v) < 8 {
		return largestGo(v)
	}
	return largestAVX2(&v[0], len(v))
}
