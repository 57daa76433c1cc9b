package main

import (
	"math"
	"math/rand/v2"

	"claimgraph/loader/parse/model"
)

// Shape is the size of a network.
type Shape struct {
	Word, Gram, Trait int // widths of the embeddings
	Hidden, Layers    int // of an LSTM direction; how many LSTMs stand on each other
	Arc, Label        int // widths of the projections for heads and relations
}

// Net is the network:
//
//	x  = [word row | mean of gram rows | sum of trait rows]
//	h  = BiLSTM(… BiLSTM(x))
//	top = h·W: scores of UPOS, XPOS, features and name tags, and the projections
//	      of each word as dependent and as head (for arcs, for relations)
//	arc(d, h) = dep·U·head + u·head + distance(h-d)
//	rel(d, h) = [dep∘head | dep | head]·V
//
// Names are decoded by a linear chain over tags (CRF).
type Net struct {
	Shape
	Labels
	known                model.Known
	Words                []string // word keys; row 0 of the table is the unknown word
	index                map[string]uint32
	counts               []int // occurrences of each word row in the training data
	words, grams, traits *Table
	lstm                 [][2]lstmParams
	topW, topB           *Param
	arcU, arcHead        *Param // U; u
	arcRoot, labelRoot   *Param // the root's projections
	distance             *Param
	labelV, labelB       *Param
	chain                *Param // name tag × next tag
	tables               []*Table
	dense                []*Param
	cut                  model.Cuts
}

type lstmParams struct{ x, h, b *Param }

func newNet(shape Shape, labels Labels, known model.Known, words []string, counts []int, seed uint64) *Net {
	r := rand.New(rand.NewPCG(seed, 0x6e6574))
	n := &Net{Shape: shape, Labels: labels, known: known, Words: words, counts: counts, index: map[string]uint32{},
		lstm: make([][2]lstmParams, shape.Layers)}
	for i, w := range words {
		n.index[w] = uint32(i)
	}
	table := func(name string, rows, cols int, spread float32) *Table {
		t := newTable(name, rows, cols, spread, r)
		n.tables = append(n.tables, t)
		return t
	}
	n.words = table("words", len(words), shape.Word, 0.05)
	n.grams = table("grams", model.GramRows, shape.Gram, 0.3)
	n.traits = table("traits", model.TraitRows, shape.Trait, 0.1)
	dense := func(name string, rows, cols int) *Param {
		p := newParam(name, rows, cols, float32(1/math.Sqrt(float64(rows))), r)
		n.dense = append(n.dense, p)
		return p
	}
	zero := func(name string, rows, cols int) *Param {
		p := dense(name, rows, cols)
		clear(p.W)
		return p
	}
	width := shape.Word + shape.Gram + shape.Trait
	for l := range n.lstm {
		for d := range n.lstm[l] {
			id := string(rune('1'+l)) + [2]string{"f", "b"}[d]
			p := &n.lstm[l][d]
			p.x, p.h = dense("x"+id, width, 4*shape.Hidden), dense("h"+id, shape.Hidden, 4*shape.Hidden)
			p.b = zero("b"+id, 1, 4*shape.Hidden)
			for i := range shape.Hidden {
				p.b.W[shape.Hidden+i] = 1 // remember at first
			}
		}
		width = 2 * shape.Hidden
	}
	n.cut = model.LayOut([tagHeads]int{len(labels.Tags[0]), len(labels.Tags[1]), len(labels.Tags[2])}, shape.Arc, shape.Label)
	n.topW, n.topB = dense("topW", width, n.cut.End), zero("topB", 1, n.cut.End)
	n.arcU, n.arcHead = dense("arcU", shape.Arc, shape.Arc), zero("arcHead", 1, shape.Arc)
	n.arcRoot, n.labelRoot = dense("arcRoot", 1, shape.Arc), dense("labelRoot", 1, shape.Label)
	n.distance = zero("distance", 1, model.Distances)
	n.labelV, n.labelB = dense("labelV", 3*shape.Label, len(labels.Rels)), zero("labelB", 1, len(labels.Rels))
	n.chain = zero("chain", model.NameTags, model.NameTags)
	for _, p := range n.dense {
		copy(p.Mean, p.W)
	}
	for _, t := range n.tables {
		copy(t.Mean, t.W)
	}
	n.pack()
	return n
}

// pack prepares every matrix after its weights have changed.
func (n *Net) pack() {
	for _, p := range n.dense {
		if p.Rows > 1 {
			p.pack()
		}
	}
}

// swapMean exchanges the weights and their averages.
func (n *Net) swapMean() {
	for _, p := range n.dense {
		p.W, p.Mean = p.Mean, p.W
	}
	for _, t := range n.tables {
		t.W, t.Mean = t.Mean, t.W
	}
	n.pack()
}
