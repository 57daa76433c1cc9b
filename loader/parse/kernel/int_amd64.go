//go:build amd64 && !purego

package kernel

//go:noescape
func mulInt6AVX2(k int, a *int16, row int, b *int16, c *int32, stride int, from *int32, step int)

//go:noescape
func mulInt4AVX2(k int, a *int16, row int, b *int16, c *int32, stride int, from *int32, step int)

//go:noescape
func mulInt2AVX2(k int, a *int16, row int, b *int16, c *int32, stride int, from *int32, step int)

//go:noescape
func mulInt1AVX2(k int, a *int16, row int, b *int16, c *int32, stride int, from *int32, step int)

// mulInt multiplies n ≤ 6 rows with a panel. The caller's slices have exactly
// the length that this reads.
func mulInt(n, k int, a []int16, row int, b []int16, c []int32, stride int, from []int32, step int) {
	if !fast {
		mulIntGo(n, k, a, row, b, c, stride, from, step)
		return
	}
	_, _, _, _ = a[(n-1)*row+k-1], b[k*width-1], c[(n-1)*stride+width-1], from[(n-1)*step+width-1]
	if n == 6 {
		mulInt6AVX2(k/2, &a[0], row*2, &b[0], &c[0], stride*4, &from[0], step*4)
		return
	}
	r := 0
	if n >= 4 {
		mulInt4AVX2(k/2, &a[0], row*2, &b[0], &c[0], stride*4, &from[0], step*4)
		r = 4
	}
	if n-r >= 2 {
		mulInt2AVX2(k/2, &a[r*row], row*2, &b[0], &c[r*stride], stride*4, &from[r*step], step*4)
		r += 2
	}
	if r < n {
		mulInt1AVX2(k/2, &a[r*row], row*2, &b[0], &c[r*stride], stride*4, &from[r*step], step*4)
	}
}
