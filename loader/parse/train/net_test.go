package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestGradients compares the hand-written gradients with finite differences:
// for each matrix, along a random direction.
func TestGradients(t *testing.T) {
	net, examples := tiny()
	lossAt := func(p *Pass) float64 {
		p.load(examples, true, 0.3, rand.New(rand.NewPCG(7, 7)))
		p.forward()
		return p.loss(1).total()
	}
	pass := newPass(net, 0)
	lossAt(pass)
	pass.backward()
	for which := range 3 {
		pass.scatter(which)
	}
	r := rand.New(rand.NewPCG(3, 4))
	var grads [][]float32 // later evaluations add to the originals
	for _, p := range net.dense {
		grads = append(grads, slices.Clone(p.Grad[0]))
	}
	for _, table := range net.tables {
		checkGradient(t, &table.Param, table.grad, r, net, func() float64 { return lossAt(newPass(net, 0)) })
	}
	for i, p := range net.dense {
		checkGradient(t, p, grads[i], r, net, func() float64 { return lossAt(newPass(net, 0)) })
	}
}

func checkGradient(t *testing.T, p *Param, grad []float32, r *rand.Rand, net *Net, loss func() float64) {
	t.Helper()
	direction := make([]float32, len(p.W))
	norm, want := 0.0, 0.0
	for i := range direction {
		direction[i] = float32(r.NormFloat64()) + 3*sign(grad[i])
		norm += float64(direction[i]) * float64(direction[i])
	}
	const step = 1e-3
	saved := append([]float32(nil), p.W...)
	at := func(by float64) float64 {
		for i := range p.W {
			p.W[i] = saved[i] + float32(by*float64(direction[i])/math.Sqrt(norm))
		}
		net.pack()
		return loss()
	}
	for i := range direction {
		want += float64(grad[i]) * float64(direction[i]) / math.Sqrt(norm)
	}
	got := (at(step) - at(-step)) / (2 * step)
	copy(p.W, saved)
	net.pack()
	if math.Abs(got-want) > 0.01*math.Abs(want)+0.02 {
		t.Errorf("%s: slope %g, gradient says %g", p.Name, got, want)
	}
}

func sign(v float32) float32 {
	if v < 0 {
		return -1
	}
	if v > 0 {
		return 1
	}
	return 0
}

// tiny is a small network and three sentences: a tree with names, a tree
// alone, names alone with doubt.
func tiny() (*Net, []*example) {
	labels := Labels{Tags: [tagHeads][]string{{"A", "B"}, {"X", "Y", "Z"}, {"", "F=1"}}, Rels: []string{"dep", "obj", "root"}}
	net := newNet(Shape{Word: 5, Gram: 4, Trait: 3, Hidden: 6, Layers: 2, Arc: 5, Label: 4}, labels, "", []string{"", "a", "b"}, []int{1, 3, 2}, 1)
	for i, w := range net.arcHead.W {
		net.arcHead.W[i] = w + 0.1
	}
	for i := range net.chain.W {
		net.chain.W[i] = float32(i%7) * 0.1
	}
	sentences := []Sentence{
		{Forms: []string{"a", "b", "a", "c"}, Heads: []int32{2, 0, 2, 3}, Rels: []int32{0, 2, 1, 0},
			Tags:  [tagHeads][]int32{{0, 1, 0, 1}, {0, 1, 2, -1}, {0, 1, 0, 0}},
			Names: []tagSet{1 << 1, 1 << 2, 1, 1}},
		{Forms: []string{"b", "c"}, Heads: []int32{0, 1}, Rels: []int32{2, -1},
			Tags: [tagHeads][]int32{{0, 1}, {0, 1}, {0, 1}}},
		{Forms: []string{"A", "bc", "cd"}, Names: []tagSet{1<<1 | 1<<3, 1<<2 | 1<<4 | 1, anyTag}},
	}
	var examples []*example
	for i := range sentences {
		examples = append(examples, net.prepare(&sentences[i]))
	}
	return net, examples
}
