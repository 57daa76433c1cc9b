package main

import (
	"math/rand/v2"
	"slices"

	"claimgraph/loader/parse/kernel"
)

// example is a sentence with its features, ready for a network.
type example struct {
	*Sentence
	words  []uint32
	grams  [][]uint32
	traits [][]uint32
}

// Pass carries one shard of a batch through the network and back.
//
// Rows of every matrix are the tokens in time-major order: first the first
// words of all sentences, longest sentence first, then the second words …; so
// step t of an LSTM is the block of rows [offset[t], offset[t]+count[t]).
type Pass struct {
	*Net
	shard     int
	train     bool
	drop      float32
	rand      *rand.Rand
	sentences []*example
	offset    []int
	count     []int
	n         int // tokens
	unknown   []bool
	pool      pool
	x         []float32
	lstms     [][2]lstmPass
	input     [][]float32 // what each layer reads after dropout; the last is top's input
	masks     [][]float32 // the same, per sentence and column
	top, dTop []float32
	dX        []float32
	topMask   []float32
	scratch   kernel.Panels
}

// pool hands out zeroed slices that all die with the batch.
type pool struct {
	data []float32
	used int
	need int
}

func (p *pool) reset() {
	if p.need > len(p.data) {
		p.data = make([]float32, p.need+p.need/4)
	}
	p.used, p.need = 0, 0
}

func (p *pool) take(n int) []float32 {
	s := p.raw(n)
	clear(s)
	return s
}

// raw is take without zeros, for slices that are written before they are read.
func (p *pool) raw(n int) []float32 {
	p.need += n
	if p.used+n > len(p.data) {
		return make([]float32, n)
	}
	s := p.data[p.used : p.used+n : p.used+n]
	p.used += n
	return s
}

func newPass(n *Net, shard int) *Pass {
	return &Pass{Net: n, shard: shard, lstms: make([][2]lstmPass, n.Layers), input: make([][]float32, n.Layers+1), masks: make([][]float32, n.Layers+1)}
}

func (p *Pass) row(sentence, t int) int { return p.offset[t] + sentence }

// load lays out a shard's sentences.
func (p *Pass) load(sentences []*example, train bool, drop float32, r *rand.Rand) {
	p.train, p.drop, p.rand = train, drop, r
	p.sentences = append(p.sentences[:0], sentences...)
	slices.SortStableFunc(p.sentences, func(a, b *example) int { return len(b.Forms) - len(a.Forms) })
	p.offset, p.count, p.n = p.offset[:0], p.count[:0], 0
	if len(p.sentences) == 0 {
		return
	}
	active := len(p.sentences)
	for t := range len(p.sentences[0].Forms) {
		for active > 0 && len(p.sentences[active-1].Forms) <= t {
			active--
		}
		p.offset, p.count = append(p.offset, p.n), append(p.count, active)
		p.n += active
	}
	p.pool.reset()
}

// forward computes top for all tokens.
func (p *Pass) forward() {
	p.embed()
	width := p.Word + p.Gram + p.Trait
	in := p.x
	for l := range p.lstms {
		p.input[l], p.masks[l] = p.dropout(in, width)
		out := p.pool.raw(p.n * 2 * p.Hidden)
		for d := range 2 {
			p.lstms[l][d].forward(p, &p.lstm[l][d], p.input[l], width, out, d)
		}
		in, width = out, 2*p.Hidden
	}
	p.input[p.Layers], p.masks[p.Layers] = p.dropout(in, width)
	p.top = p.pool.raw(p.n * p.cut.End)
	for i := range p.n {
		copy(p.top[i*p.cut.End:], p.topB.W)
	}
	kernel.Mul(p.top, p.cut.End, p.n, kernel.Matrix{Data: p.input[p.Layers], Row: width, Col: 1}, &p.topW.forth)
	p.activateTop()
}

// embed fills x. In training, words are hidden the more often the rarer they
// are, so that the unknown word's row and the other features learn to serve.
func (p *Pass) embed() {
	width := p.Word + p.Gram + p.Trait
	p.x = p.pool.take(p.n * width)
	p.unknown = slices.Grow(p.unknown[:0], p.n)[:p.n]
	for s, e := range p.sentences {
		for t, word := range e.words {
			row := p.row(s, t)
			x := p.x[row*width : (row+1)*width]
			p.unknown[row] = p.train && p.drop > 0 && p.rand.Float32() < 0.4/(0.4+float32(p.counts[word]))
			if p.unknown[row] {
				word = 0
			}
			copy(x, p.words.row(word))
			mean := 1 / float32(len(e.grams[t]))
			addRows(x[p.Word:p.Word+p.Gram], &p.grams.Param, e.grams[t], mean)
			addRows(x[p.Word+p.Gram:], &p.traits.Param, e.traits[t], 1)
		}
	}
}

func addRows(x []float32, table *Param, rows []uint32, scale float32) {
	for _, r := range rows {
		w := table.W[int(r)*table.Cols:][:len(x)]
		for j := range x {
			x[j] += scale * w[j]
		}
	}
}

// dropout multiplies each sentence's rows by one mask (variational dropout,
// Gal and Ghahramani 2016); outside of training it returns in itself.
func (p *Pass) dropout(in []float32, width int) (out, mask []float32) {
	if !p.train || p.drop == 0 {
		return in, nil
	}
	mask = p.mask(width)
	out = p.pool.raw(len(in))
	p.masked(out, in, mask, width)
	return out, mask
}

func (p *Pass) mask(width int) []float32 {
	mask := p.pool.take(len(p.sentences) * width)
	scale := 1 / (1 - p.drop)
	for i := range mask {
		if p.rand.Float32() >= p.drop {
			mask[i] = scale
		}
	}
	return mask
}

func (p *Pass) masked(out, in, mask []float32, width int) {
	for t, from := range p.offset {
		for s := range p.count[t] {
			at := (from + s) * width
			m, o := mask[s*width:(s+1)*width], out[at:at+width]
			for j, v := range in[at : at+width] {
				o[j] = v * m[j]
			}
		}
	}
}

// backward carries dTop back to the parameters' gradients and to dX.
func (p *Pass) backward() {
	p.deactivateTop()
	width := 2 * p.Hidden
	g := p.shard
	kernel.Mul(p.topW.Grad[g], p.cut.End, width, kernel.Matrix{Data: p.input[p.Layers], Row: 1, Col: width}, p.packed(p.dTop, p.n, p.cut.End))
	addColumns(p.topB.Grad[g], p.dTop)
	d := p.pool.take(p.n * width)
	kernel.Mul(d, width, p.n, kernel.Matrix{Data: p.dTop, Row: p.cut.End, Col: 1}, &p.topW.back)
	for l := p.Layers - 1; l >= 0; l-- {
		if p.masks[l+1] != nil {
			p.masked(d, d, p.masks[l+1], width)
		}
		in := width
		if l == 0 {
			in = p.Word + p.Gram + p.Trait
		}
		below := p.pool.take(p.n * in)
		for dir := range 2 {
			p.lstms[l][dir].backward(p, &p.lstm[l][dir], p.input[l], in, d, dir, below)
		}
		d = below
	}
	p.dX = d
	if p.masks[0] != nil {
		p.masked(d, d, p.masks[0], p.Word+p.Gram+p.Trait)
	}
}

// packed packs a gradient as a right-hand matrix.
func (p *Pass) packed(d []float32, k, n int) *kernel.Panels {
	p.scratch.Pack(d, k, n, n)
	return &p.scratch
}

func addColumns(sum, rows []float32) {
	for len(rows) > 0 {
		for j := range sum {
			sum[j] += rows[j]
		}
		rows = rows[len(sum):]
	}
}

// scatter adds dX to the gradient of a table: which is 0 words, 1 grams,
// 2 traits. It is called shard by shard, so that sums have one order.
func (p *Pass) scatter(which int) {
	width := p.Word + p.Gram + p.Trait
	for s, e := range p.sentences {
		for t := range e.words {
			row := p.row(s, t)
			d := p.dX[row*width : (row+1)*width]
			switch which {
			case 0:
				word := e.words[t]
				if p.unknown[row] {
					word = 0
				}
				p.words.add(word, 1, d[:p.Word])
			case 1:
				for _, r := range e.grams[t] {
					p.grams.add(r, 1/float32(len(e.grams[t])), d[p.Word:p.Word+p.Gram])
				}
			case 2:
				for _, r := range e.traits[t] {
					p.traits.add(r, 1, d[p.Word+p.Gram:])
				}
			}
		}
	}
}
