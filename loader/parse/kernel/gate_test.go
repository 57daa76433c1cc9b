package kernel

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestGateGoAgreesWithTheAssembler(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	c := &Curves{}
	for i := range CurveSteps {
		c.Sigmoid[i], c.Tanh[i] = int16(r.IntN(32768)), int16(r.IntN(65535)-32767)
	}
	for range 200 {
		const h = 24
		input, state, shift := make([]int32, 4*h), make([]int32, 4*h), make([]int32, 4*h)
		for i := range input {
			state[i] = int32(r.Uint32())
			input[i], shift[i] = int32(r.Uint32()), int32(r.IntN(23))
			if i%3 == 0 {
				input[i], state[i] = input[i]>>16, state[i]>>16
			}
		}
		cell := randomInts(r, h, 32767)
		other := slices.Clone(cell)
		one, two := make([]int16, h), make([]int16, h)
		Gate(input, state, shift, cell, one, c)
		gateGo(input, state, shift, other, two, c)
		if !slices.Equal(cell, other) || !slices.Equal(one, two) {
			t.Fatal("cells or hidden states differ")
		}
	}
}

func TestRectifyGoAgreesWithTheAssembler(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	for _, n := range []int{1, 8, 29} {
		sums, shift := make([]int32, n), make([]int32, n)
		for i := range sums {
			sums[i], shift[i] = int32(r.Uint32()), int32(r.IntN(23))
		}
		one, two := make([]int16, n), make([]int16, n)
		Rectify(one, sums, shift)
		rectifyGo(two, sums, shift)
		if !slices.Equal(one, two) {
			t.Errorf("%d values differ", n)
		}
	}
}

func BenchmarkGate(b *testing.B) {
	r := rand.New(rand.NewPCG(8, 9))
	const h = 160
	c := &Curves{}
	input, state, shift := make([]int32, 4*h), make([]int32, 4*h), make([]int32, 4*h)
	for i := range input {
		input[i], state[i], shift[i] = int32(r.IntN(1<<20)-1<<19), int32(r.IntN(1<<20)-1<<19), 10
	}
	cell, hidden := make([]int16, h), make([]int16, h)
	atEachLevel(b, func(b *testing.B) {
		for b.Loop() {
			Gate(input, state, shift, cell, hidden, c)
		}
	})
}
