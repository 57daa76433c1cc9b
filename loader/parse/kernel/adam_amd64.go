//go:build amd64 && !purego

package kernel

//go:noescape
func adamAVX2(n int, w, grad, m, v *float32, keep1, keep2, rate, clip, epsilon float32)

// adam moves the first weights, a multiple of 8, and returns how many.
func adam(w, g, m, v []float32, d Decay) int {
	n := len(w) &^ 7
	if have < avx2 || n == 0 {
		return 0
	}
	adamAVX2(n, &w[0], &g[0], &m[0], &v[0], 1-d.Beta1, 1-d.Beta2, d.Rate, d.Clip, epsilon)
	return n
}
