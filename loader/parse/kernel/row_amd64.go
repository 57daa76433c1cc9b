//go:build amd64 && !purego

package kernel

//go:noescape
func addRowAVX2(n int, sum *int32, q *int8, shift int)

func addRow(sum []int32, q []int8, shift int) {
	n := len(q) &^ 7
	if have < avx2 || n == 0 {
		addRowGo(sum, q, shift)
		return
	}
	_ = sum[len(q)-1]
	addRowAVX2(n, &sum[0], &q[0], shift&31)
	addRowGo(sum[n:], q[n:], shift)
}
