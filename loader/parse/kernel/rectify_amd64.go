//go:build amd64 && !purego

package kernel

//go:noescape
func rectifyAVX2(n int, to *int16, sums, shift *int32)

//go:noescape
func narrowAVX2(n int, to *int16, sums, shift *int32)

//go:noescape
func shiftAVX2(n int, sums, shift *int32)

//go:noescape
func productAVX2(n int, to, a, b *int16)

func rectify(to []int16, sums, shift []int32) {
	n := len(to) &^ 7
	if have < avx2 || n == 0 {
		rectifyGo(to, sums, shift)
		return
	}
	_, _ = sums[len(to)-1], shift[len(to)-1]
	rectifyAVX2(n, &to[0], &sums[0], &shift[0])
	rectifyGo(to[n:], sums[n:], shift[n:])
}

func narrow(to []int16, sums, shift []int32) {
	n := len(to) &^ 7
	if have < avx2 || n == 0 {
		narrowGo(to, sums, shift)
		return
	}
	_, _ = sums[len(to)-1], shift[len(to)-1]
	narrowAVX2(n, &to[0], &sums[0], &shift[0])
	narrowGo(to[n:], sums[n:], shift[n:])
}

func shiftAll(sums, shift []int32) {
	n := len(sums) &^ 7
	if have < avx2 || n == 0 {
		shiftGo(sums, shift)
		return
	}
	_ = shift[len(sums)-1]
	shiftAVX2(n, &sums[0], &shift[0])
	shiftGo(sums[n:], shift[n:])
}

func product(to, a, b []int16) {
	n := len(to) &^ 7
	if have < avx2 || n == 0 {
		productGo(to, a, b)
		return
	}
	_, _ = a[len(to)-1], b[len(to)-1]
	productAVX2(n, &to[0], &a[0], &b[0])
	productGo(to[n:], a[n:], b[n:])
}
