//go:build amd64 && !purego

package kernel

//go:noescape
func mulIntAVX2(n, k int, a *int16, row int, b *int16, c *int32, stride int, from *int32, step int)

//go:noescape
func mulIntVNNI(n, k int, a *int16, row int, b *int16, c *int32, stride int, from *int32, step int)

// tile is the largest block of c that mulInt sets: what the registers hold.
func tile() (tall, wide int) {
	if have >= vnni {
		return maxTall, maxWide
	}
	return rows, width
}

// mulInt multiplies up to a tile's rows with as many panels as a tile is wide.
// The caller's slices have exactly the length that this reads.
func mulInt(n, k int, a []int16, row int, b []int16, c []int32, stride int, from []int32, step int) {
	if have < avx2 {
		mulIntGo(n, k, a, row, b, c, stride, from, step)
		return
	}
	_, wide := tile()
	_, _, _, _ = a[(n-1)*row+k-1], b[k*wide-1], c[(n-1)*stride+wide-1], from[(n-1)*step+wide-1]
	if have >= vnni {
		mulIntVNNI(n, k/2, &a[0], row*2, &b[0], &c[0], stride*4, &from[0], step*4)
		return
	}
	mulIntAVX2(n, k/2, &a[0], row*2, &b[0], &c[0], stride*4, &from[0], step*4)
}
