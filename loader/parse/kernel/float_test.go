package kernel

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func random(r *rand.Rand, n int) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(r.NormFloat64())
	}
	return v
}

func TestMulAgreesWithTheDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, size := range [][3]int{{1, 1, 1}, {6, 3, 16}, {7, 20, 17}, {13, 160, 40}, {5, 33, 15}, {30, 64, 64}} {
		m, k, n := size[0], size[1], size[2]
		a, b := random(r, m*k), random(r, k*n)
		at, bt := transpose(a, m, k), transpose(b, k, n)
		var straight, turned Panels
		straight.Pack(b, k, n, n)
		turned.PackTransposed(bt, k, n, k)
		for i, p := range []*Panels{&straight, &turned} {
			for j, left := range []Matrix{{a, k, 1}, {at, 1, m}} {
				c := make([]float32, m*n)
				Mul(c, n, m, left, p)
				for x := range c {
					want := 0.0
					for y := range k {
						want += float64(a[x/n*k+y]) * float64(b[y*n+x%n])
					}
					if math.Abs(want-float64(c[x])) > 1e-4 {
						t.Fatalf("%v variant %d%d: element %d is %g, want %g", size, i, j, x, c[x], want)
					}
				}
			}
		}
	}
}

func transpose(a []float32, m, n int) []float32 {
	b := make([]float32, len(a))
	for i := range m {
		for j := range n {
			b[j*m+i] = a[i*n+j]
		}
	}
	return b
}

func BenchmarkMul(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const m, k, n = 270, 320, 640
	left, right, c := random(r, m*k), random(r, k*n), make([]float32, m*n)
	var p Panels
	p.Pack(right, k, n, n)
	for b.Loop() {
		Mul(c, n, m, Matrix{left, k, 1}, &p)
	}
	b.ReportMetric(2*m*k*n*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOPS")
}

func BenchmarkMulTransposed(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const m, k, n = 320, 270, 640
	left, right, c := random(r, m*k), random(r, k*n), make([]float32, m*n)
	var p Panels
	for b.Loop() {
		p.Pack(right, k, n, n)
		Mul(c, n, m, Matrix{left, 1, m}, &p)
	}
	b.ReportMetric(2*m*k*n*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOPS")
}

func TestCurves(t *testing.T) {
	for _, n := range []int{1, 8, 29} {
		x := random(rand.New(rand.NewPCG(1, 2)), n)
		for i := range x {
			x[i] *= 4
		}
		s, h := append([]float32(nil), x...), append([]float32(nil), x...)
		Sigmoids(s)
		Tanhs(h)
		for i, v := range x {
			if want := 1 / (1 + math.Exp(-float64(v))); math.Abs(want-float64(s[i])) > 1e-6 {
				t.Errorf("sigmoid(%g) = %g, want %g", v, s[i], want)
			}
			if want := math.Tanh(float64(v)); math.Abs(want-float64(h[i])) > 1e-6 {
				t.Errorf("tanh(%g) = %g, want %g", v, h[i], want)
			}
		}
	}
}

func TestMulIsTheSameAtEachLevelWithAssembler(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, m := range []int{1, 3, 4, 7, 12, 29} {
		const k, n = 37, 71
		left, right, from := random(r, m*k), random(r, k*n), random(r, m*n)
		var p Panels
		p.Pack(right, k, n, n)
		var first []float32
		atEachLevel(t, func(t *testing.T) {
			if have == portable {
				return
			}
			c := slices.Clone(from)
			Mul(c, n, m, Matrix{left, k, 1}, &p)
			if first == nil {
				first = c
			}
			if !slices.Equal(c, first) {
				t.Errorf("%d rows differ", m)
			}
		})
	}
}
