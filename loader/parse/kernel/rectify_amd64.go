//go:build amd64 && !purego

package kernel

//go:noescape
func rectifyAVX2(n int, to *int16, sums, shift *int32)

func rectify(to []int16, sums, shift []int32) {
	n := len(to) &^ 7
	if !fast || n == 0 {
		rectifyGo(to, sums, shift)
		return
	}
	_, _ = sums[len(to)-1], shift[len(to)-1]
	rectifyAVX2(n, &to[0], &sums[0], &shift[0])
	rectifyGo(to[n:], sums[n:], shift[n:])
}
