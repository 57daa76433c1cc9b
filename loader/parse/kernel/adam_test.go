package kernel

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestAdamIsTheSameEverywhere(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	d := Decay{Beta1: 0.9, Beta2: 0.98, Rate: 2e-3, Clip: 0.7}
	for _, n := range []int{1, 8, 29} {
		w, m, v := random(r, n), random(r, n), random(r, n)
		for i := range v {
			v[i] *= v[i]
		}
		w2, m2, v2 := slices.Clone(w), slices.Clone(m), slices.Clone(v)
		for range 3 {
			g := random(r, n)
			Adam(w, g, m, v, d)
			adamGo(w2, g, m2, v2, d)
		}
		if !slices.Equal(w, w2) || !slices.Equal(m, m2) || !slices.Equal(v, v2) {
			t.Errorf("%d weights differ", n)
		}
	}
}
