//go:build amd64 && !purego

package kernel

//go:noescape
func curvesAVX2(x *float32, n int, in, out, add float32)

// curves replaces each x by out/(1+e**(in·x)) + add.
func curves(x []float32, in, out, add float32) {
	if n := len(x) &^ 7; have >= avx2 && n > 0 {
		curvesAVX2(&x[0], n, in, out, add)
		x = x[n:]
	}
	curvesGo(x, in, out, add)
}
