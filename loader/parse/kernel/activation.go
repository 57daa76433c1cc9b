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

// Sigmoid is 1/(1+e**-x).
func Sigmoid(x float32) float32 { return 1 / (1 + Exp(-x)) }

// Tanh is the hyperbolic tangent.
func Tanh(x float32) float32 { return 2/(1+Exp(-2*x)) - 1 }

// Sigmoids replaces each x by its sigmoid.
func Sigmoids(x []float32) {
	for i, v := range x {
		x[i] = Sigmoid(v)
	}
}

// Tanhs replaces each x by its hyperbolic tangent.
func Tanhs(x []float32) {
	for i, v := range x {
		x[i] = Tanh(v)
	}
}
