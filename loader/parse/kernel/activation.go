package kernel

import "math"

// Exp is e**x to about 1e-7 of its value, for |x| < 87: e**x = 2**n · e**r with
// n = round(x/ln 2), and a polynomial for e**r.
func Exp(x float32) float32 {
	x = max(-87, min(87, x))
	n := x*1.44269504 + 12582912 // 1.5·2²³: adding it rounds to an integer
	whole := n - 12582912
	r := x - whole*0.693359375 + whole*2.12194440e-4
	p := float32(1.9875691500e-4)
	p = p*r + 1.3981999507e-3
	p = p*r + 8.3334519073e-3
	p = p*r + 4.1665795894e-2
	p = p*r + 1.6666665459e-1
	p = p*r + 5.0000001201e-1
	p = p*r*r + r + 1
	return p * math.Float32frombits(uint32(int32(whole)+127)<<23)
}

// Sigmoids replaces each x by 1/(1+e**-x).
func Sigmoids(x []float32) { curves(x, -1, 1, 0) }

// Tanhs replaces each x by its hyperbolic tangent.
func Tanhs(x []float32) { curves(x, -2, 2, -1) }

func curvesGo(x []float32, in, out, add float32) {
	for i, v := range x {
		x[i] = out/(1+Exp(in*v)) + add
	}
}
