package kernel

import "math"

// Decay are the parts of Adam's step that are the same for all weights: what
// its moments keep of their past, and the step size and the factor that
// gradients are brought to.
type Decay struct {
	Beta1, Beta2 float32
	Rate, Clip   float32
}

// epsilon keeps Adam from dividing by zero.
const epsilon = 1e-8

// Adam moves the weights w by the gradients g, with the moments m and v (Kingma
// and Ba 2015).
func Adam(w, g, m, v []float32, d Decay) {
	g, m, v = g[:len(w)], m[:len(w)], v[:len(w)]
	done := adam(w, g, m, v, d)
	adamGo(w[done:], g[done:], m[done:], v[done:], d)
}

func adamGo(w, g, m, v []float32, d Decay) {
	for i := range w {
		step := g[i] * d.Clip
		m[i] += (1 - d.Beta1) * (step - m[i])
		v[i] += (1 - d.Beta2) * (step*step - v[i])
		w[i] -= d.Rate * m[i] / (float32(math.Sqrt(float64(v[i]))) + epsilon)
	}
}
