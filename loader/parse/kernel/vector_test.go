package kernel

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestVectorsGoAgreeWithTheAssembler compares what works on single vectors.
func TestVectorsGoAgreeWithTheAssembler(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 9))
	for n := 1; n <= 67; n++ {
		sums, shift := make([]int32, n), make([]int32, n)
		q := make([]int8, n)
		for i := range sums {
			sums[i], shift[i], q[i] = int32(r.Uint32())>>r.IntN(30), int32(r.IntN(23)), int8(r.IntN(256)-128)
		}
		one, two := make([]int16, n), make([]int16, n)
		Narrow(one, sums, shift)
		narrowGo(two, sums, shift)
		if !slices.Equal(one, two) {
			t.Errorf("%d narrowed values differ", n)
		}
		a, b := randomInts(r, n, 32767), randomInts(r, n, 32767>>r.IntN(10))
		Product(one, a, b)
		productGo(two, a, b)
		if !slices.Equal(one, two) {
			t.Errorf("%d products differ", n)
		}
		if Largest(sums) != largestGo(sums) {
			t.Errorf("another largest of %v", sums)
		}
		other, by := slices.Clone(sums), r.IntN(20)
		AddRow(sums, q, by)
		addRowGo(other, q, by)
		Shift(sums, shift)
		shiftGo(other, shift)
		if !slices.Equal(sums, other) {
			t.Errorf("%d sums differ", n)
		}
	}
}

func TestLargestIsTheFirst(t *testing.T) {
	for n := 1; n <= 40; n++ {
		for at := range n {
			v := make([]int32, n)
			for i := at; i < n; i += 3 {
				v[i] = 7
			}
			if got := Largest(v); got != at {
				t.Errorf("largest of %v at %d", v, got)
			}
		}
	}
}
