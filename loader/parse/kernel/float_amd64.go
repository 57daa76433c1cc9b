//go:build amd64 && !purego

package kernel

import "golang.org/x/sys/cpu"

var fast = cpu.X86.HasAVX2 && cpu.X86.HasFMA

//go:noescape
func mul6x16AVX2(k int, a *float32, row, col int, b, c *float32, stride int)

//go:noescape
func mul1x16AVX2(k int, a *float32, col int, b, c *float32)

func mul6x16(k int, a []float32, row, col int, b, c []float32, stride int) {
	_, _, _ = a[(rows-1)*row+(k-1)*col], b[k*width-1], c[(rows-1)*stride+width-1]
	if fast {
		mul6x16AVX2(k, &a[0], row*4, col*4, &b[0], &c[0], stride*4)
		return
	}
	mul6x16Go(k, a, row, col, b, c, stride)
}

// mulFew multiplies n < 6 rows into a dense 16-column block.
func mulFew(n, k int, a []float32, row, col int, b, c []float32) {
	_, _, _ = a[(n-1)*row+(k-1)*col], b[k*width-1], c[n*width-1]
	for r := range n {
		if fast {
			mul1x16AVX2(k, &a[r*row], col*4, &b[0], &c[r*width])
			continue
		}
		mulRowGo(k, a[r*row:], col, b, c[r*width:])
	}
}
