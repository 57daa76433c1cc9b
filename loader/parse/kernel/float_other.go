//go:build !amd64 || purego

package kernel

func mul6x16(k int, a []float32, row, col int, b, c []float32, stride int) {
	mul6x16Go(k, a, row, col, b, c, stride)
}

func mulFew(n, k int, a []float32, row, col int, b, c []float32) {
	for r := range n {
		mulRowGo(k, a[r*row:], col, b, c[r*width:])
	}
}
