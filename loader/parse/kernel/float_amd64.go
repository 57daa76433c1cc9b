//go:build amd64 && !purego

package kernel

//go:noescape
func mul12x32AVX512(k int, a *float32, row, col int, b, c *float32, stride int)

//go:noescape
func mul8x32AVX512(k int, a *float32, row, col int, b, c *float32, stride int)

//go:noescape
func mul4x32AVX512(k int, a *float32, row, col int, b, c *float32, stride int)

//go:noescape
func mul6x16AVX2(k int, a *float32, row, col int, b, c *float32, stride int)

//go:noescape
func mul4x16AVX2(k int, a *float32, row, col int, b, c *float32, stride int)

//go:noescape
func mul2x16AVX2(k int, a *float32, row, col int, b, c *float32, stride int)

//go:noescape
func mul1x16AVX2(k int, a *float32, row, col int, b, c *float32, stride int)

// mulPair multiplies as many of n rows as there are kernels for, with two
// panels that lie one behind the other, and returns how many. Each element is
// summed in the order in which mulRows sums it, so that both give the same bits.
func mulPair(n, k int, a []float32, row, col int, b, c []float32, stride int) int {
	if have < vnni {
		return 0
	}
	_, _, _ = a[(n-1)*row+(k-1)*col], b[2*k*width-1], c[(n-1)*stride+2*width-1]
	r := 0
	for ; n-r >= 12; r += 12 {
		mul12x32AVX512(k, &a[r*row], row*4, col*4, &b[0], &c[r*stride], stride*4)
	}
	if n-r >= 8 {
		mul8x32AVX512(k, &a[r*row], row*4, col*4, &b[0], &c[r*stride], stride*4)
		r += 8
	}
	if n-r >= 4 {
		mul4x32AVX512(k, &a[r*row], row*4, col*4, &b[0], &c[r*stride], stride*4)
		r += 4
	}
	return r
}

// mulRows multiplies n ≤ 6 rows with a panel.
func mulRows(n, k int, a []float32, row, col int, b, c []float32, stride int) {
	if have < avx2 {
		mulRowsGo(n, k, a, row, col, b, c, stride)
		return
	}
	_, _, _ = a[(n-1)*row+(k-1)*col], b[k*width-1], c[(n-1)*stride+width-1]
	if n == 6 {
		mul6x16AVX2(k, &a[0], row*4, col*4, &b[0], &c[0], stride*4)
		return
	}
	r := 0
	if n >= 4 {
		mul4x16AVX2(k, &a[0], row*4, col*4, &b[0], &c[0], stride*4)
		r = 4
	}
	if n-r >= 2 {
		mul2x16AVX2(k, &a[r*row], row*4, col*4, &b[0], &c[r*stride], stride*4)
		r += 2
	}
	if r < n {
		mul1x16AVX2(k, &a[r*row], row*4, col*4, &b[0], &c[r*stride], stride*4)
	}
}
