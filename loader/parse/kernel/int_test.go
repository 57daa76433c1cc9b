package kernel

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func randomInts(r *rand.Rand, n, limit int) []int16 {
	v := make([]int16, n)
	for i := range v {
		v[i] = int16(r.IntN(2*limit+1) - limit)
	}
	return v
}

func TestMulIntIsExact(t *testing.T) { atEachLevel(t, testMulIntIsExact) }

func testMulIntIsExact(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, size := range [][3]int{{1, 2, 1}, {6, 4, 16}, {7, 20, 17}, {11, 160, 40}, {5, 34, 15}, {3, 3, 16}, {30, 512, 64}, {100, 34, 33}} {
		m, k, n := size[0], size[1], size[2]
		even := k + k%2
		a := randomInts(r, m*even, 32767)
		b := randomInts(r, k*n, 127)
		narrow := make([]int8, len(b))
		turned := make([]int16, len(b))
		for i, v := range b {
			narrow[i] = int8(v)
			turned[i%n*k+i/n] = v
		}
		want := make([]int32, m*n)
		for x := range want {
			for y := range k {
				want[x] += int32(a[x/n*even+y]) * int32(b[y*n+x%n])
			}
		}
		var straight, back IntPanels
		straight.Pack(narrow, k, n)
		back.PackTransposed(turned, k, n, k)
		for i, p := range []*IntPanels{&straight, &back} {
			got := make([]int32, m*n)
			MulInt(got, n, m, a, even, p)
			if !slices.Equal(got, want) {
				t.Errorf("%v variant %d differs from the definition", size, i)
			}
			bias := make([]int32, n)
			for x := range bias {
				bias[x] = int32(r.Uint32())
			}
			AffineInt(got, n, m, a, even, p, bias)
			for x := range got {
				if got[x] != want[x]+bias[x%n] {
					t.Fatalf("%v variant %d differs from the definition where there is a bias", size, i)
				}
			}
		}
	}
}

func TestMulIntGoAgreesWithTheAssembler(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	atEachLevel(t, func(t *testing.T) {
		tall, wide := tile()
		for n := 1; n <= tall; n++ {
			for k := 2; k <= 64; k += 2 {
				a, b := randomInts(r, tall*k, 32767), randomInts(r, k*wide, 127)
				from := make([]int32, 2*tall*wide)
				for i := range from {
					from[i] = int32(r.Uint32())
				}
				one, two := make([]int32, tall*wide), make([]int32, tall*wide)
				mulInt(n, k, a, k, b, one, wide, from, 2*wide)
				for j := 0; j < wide; j += width {
					mulIntGo(n, k, a, k, b[j*k:], two[j:], wide, from[j:], 2*wide)
				}
				if !slices.Equal(one, two) {
					t.Errorf("%d rows of %d differ", n, k)
				}
			}
		}
	})
}

// BenchmarkMulInt multiplies as many rows as a strip has, and as few as a step
// of an LSTM.
func BenchmarkMulInt(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	const k, n = 320, 640
	var p IntPanels
	p.Pack(make([]int8, k*n), k, n)
	for _, m := range []int{64, 11, 3} {
		left, c := randomInts(r, m*k, 4096), make([]int32, m*n)
		b.Run(fmt.Sprint(m), func(b *testing.B) {
			atEachLevel(b, func(b *testing.B) {
				for b.Loop() {
					MulInt(c, n, m, left, k, &p)
				}
				b.ReportMetric(float64(m*k*n)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GMAC/s")
			})
		})
	}
}
