package main

import (
	"math"

	"claimgraph/loader/parse/kernel"
	"claimgraph/loader/parse/model"
)

// Weights of the tasks in the sum that training makes small.
var taskWeight = struct{ tag, name, arc, label float32 }{0.5, 2, 1, 1}

const leak = 0.125 // slope of the projections below zero: a shift in integers

// Loss is the sum over a shard of each task's loss in nats.
type Loss struct{ Tag, Name, Arc, Label float64 }

func (l *Loss) add(o Loss) {
	l.Tag += o.Tag
	l.Name += o.Name
	l.Arc += o.Arc
	l.Label += o.Label
}

// total is what the gradients are of, before scaling.
func (l Loss) total() float64 {
	w := taskWeight
	return float64(w.tag)*l.Tag + float64(w.name)*l.Name + float64(w.arc)*l.Arc + float64(w.label)*l.Label
}

// activateTop applies the leaky rectifier and dropout to the projections.
func (p *Pass) activateTop() {
	from, width := p.cut.ArcDep, p.cut.End
	for i := range p.n {
		row := p.top[i*width+from : (i+1)*width]
		for j, v := range row {
			if v < 0 {
				row[j] = v * leak
			}
		}
	}
	p.topMask = nil
	if p.train && p.drop > 0 {
		p.topMask = p.mask(width - from)
		p.maskTop(p.top)
	}
}

func (p *Pass) maskTop(m []float32) {
	from, width := p.cut.ArcDep, p.cut.End
	for t, at := range p.offset {
		for s := range p.count[t] {
			multiply(m[(at+s)*width+from:(at+s+1)*width], p.topMask[s*(width-from):])
		}
	}
}

func (p *Pass) deactivateTop() {
	from, width := p.cut.ArcDep, p.cut.End
	if p.topMask != nil {
		p.maskTop(p.dTop)
	}
	for i := range p.n {
		value, d := p.top[i*width+from:(i+1)*width], p.dTop[i*width+from:(i+1)*width]
		for j, v := range value {
			if v < 0 {
				d[j] *= leak
			}
		}
	}
}

// part is a token's columns [from, from+n) of m, a matrix shaped like top.
func (p *Pass) part(m []float32, row, from, n int) []float32 {
	return m[row*p.cut.End+from:][:n:n]
}

// loss computes all tasks' losses and, scaled, their gradients.
func (p *Pass) loss(scale float32) Loss {
	p.dTop = p.pool.take(len(p.top))
	var l Loss
	for s, e := range p.sentences {
		if e.Heads != nil {
			l.Tag += p.tagLoss(s, e, scale*taskWeight.tag)
		}
		if e.Names != nil {
			l.Name += p.nameLoss(s, e, scale*taskWeight.name)
		}
	}
	l.Arc = p.arcLoss(scale * taskWeight.arc)
	l.Label = p.labelLoss(scale * taskWeight.label)
	return l
}

func (p *Pass) tagLoss(s int, e *example, scale float32) float64 {
	loss := 0.0
	for t := range e.Forms {
		row := p.row(s, t)
		for h := range e.Tags {
			n := len(p.Tags[h])
			scores, d := p.part(p.top, row, p.cut.Tags[h], n), p.part(p.dTop, row, p.cut.Tags[h], n)
			if e.Soft != nil {
				loss += softLoss(scores, e.Soft[t].tags[h], d, scale)
			} else if gold := e.Tags[h][t]; gold >= 0 {
				loss += crossEntropy(scores, gold, d, scale)
			}
		}
	}
	return loss
}

// crossEntropy returns -log softmax(scores)[gold] and adds its gradient.
func crossEntropy(scores []float32, gold int32, d []float32, scale float32) float64 {
	top := scores[0]
	for _, v := range scores {
		top = max(top, v)
	}
	sum := float32(0)
	for _, v := range scores {
		sum += kernel.Exp(v - top)
	}
	for j, v := range scores {
		d[j] += scale * kernel.Exp(v-top) / sum
	}
	d[gold] -= scale
	return math.Log(float64(sum)) - float64(scores[gold]-top)
}

// arcScores computes the scores of all heads of a sentence's words, row by
// word, column 0 the root; a word is not its own head.
func (p *Pass) arcScores(s int, u []float32) (scores, dep, head []float32) {
	n, a := len(p.sentences[s].Forms), p.Arc
	dep, head, scores = p.pool.take(n*a), p.pool.take((n+1)*a), p.pool.take(n*(n+1))
	copy(head, p.arcRoot.W)
	for t := range n {
		row := p.row(s, t)
		copy(dep[t*a:(t+1)*a], u[row*a:])
		copy(head[(t+1)*a:(t+2)*a], p.part(p.top, row, p.cut.ArcHead, a))
	}
	for h := range n + 1 {
		bias := dot(head[h*a:(h+1)*a], p.arcHead.W)
		for t := range n {
			scores[t*(n+1)+h] = bias + p.distance.W[model.Bucket(t, h-1)]
		}
	}
	p.scratch.PackTransposed(head, a, n+1, a)
	kernel.Mul(scores, n+1, n, kernel.Matrix{Data: dep, Row: a, Col: 1}, &p.scratch)
	for t := range n {
		scores[t*(n+1)+t+1] = -1e9
	}
	return scores, dep, head
}

// turned is dep·U for all tokens.
func (p *Pass) turned() []float32 {
	u := p.pool.take(p.n * p.Arc)
	kernel.Mul(u, p.Arc, p.n, kernel.Matrix{Data: p.top[p.cut.ArcDep:], Row: p.cut.End, Col: 1}, &p.arcU.forth)
	return u
}

func (p *Pass) arcLoss(scale float32) float64 {
	u := p.turned()
	a, g := p.Arc, p.shard
	dU := p.pool.take(p.n * a)
	loss := 0.0
	for s, e := range p.sentences {
		if e.Heads == nil {
			continue
		}
		n := len(e.Forms)
		scores, dep, head := p.arcScores(s, u)
		d := p.pool.take(n * (n + 1))
		for t, gold := range e.Heads {
			row, dRow := scores[t*(n+1):(t+1)*(n+1)], d[t*(n+1):(t+1)*(n+1)]
			if e.Soft != nil {
				loss += softLoss(row, e.Soft[t].arcs, dRow, scale)
			} else {
				loss += crossEntropy(row, gold, dRow, scale)
			}
		}
		dDep, dHead := p.pool.take(n*a), p.pool.take((n+1)*a)
		p.scratch.Pack(head, n+1, a, a)
		kernel.Mul(dDep, a, n, kernel.Matrix{Data: d, Row: n + 1, Col: 1}, &p.scratch)
		p.scratch.Pack(dep, n, a, a)
		kernel.Mul(dHead, a, n+1, kernel.Matrix{Data: d, Row: 1, Col: n + 1}, &p.scratch)
		for h := range n + 1 {
			sum := float32(0)
			for t := range n {
				v := d[t*(n+1)+h]
				sum += v
				p.distance.Grad[g][model.Bucket(t, h-1)] += v
			}
			axpy(p.arcHead.Grad[g], sum, head[h*a:])
			axpy(dHead[h*a:(h+1)*a], sum, p.arcHead.W)
		}
		axpy(p.arcRoot.Grad[g], 1, dHead)
		for t := range n {
			row := p.row(s, t)
			copy(dU[row*a:(row+1)*a], dDep[t*a:])
			axpy(p.part(p.dTop, row, p.cut.ArcHead, a), 1, dHead[(t+1)*a:])
		}
	}
	kernel.Mul(p.dTop[p.cut.ArcDep:], p.cut.End, p.n, kernel.Matrix{Data: dU, Row: a, Col: 1}, &p.arcU.back)
	kernel.Mul(p.arcU.Grad[g], a, a, kernel.Matrix{Data: p.top[p.cut.ArcDep:], Row: 1, Col: p.cut.End}, p.packed(dU, p.n, a))
	return loss
}

func dot(a, b []float32) float32 {
	b = b[:len(a)]
	sum := float32(0)
	for j, v := range a {
		sum += v * b[j]
	}
	return sum
}

func axpy(to []float32, by float32, from []float32) {
	from = from[:len(to)]
	for j := range to {
		to[j] += by * from[j]
	}
}

// labelInput writes [dep∘head | dep | head] of a word and its head (1-based, 0
// the root).
func (p *Pass) labelInput(z []float32, s, t int, head int32) {
	l := p.Label
	dep := p.part(p.top, p.row(s, t), p.cut.LabelDep, l)
	other := p.labelHeadOf(s, head)
	for j := range dep {
		z[j], z[l+j], z[2*l+j] = dep[j]*other[j], dep[j], other[j]
	}
}

func (p *Pass) labelHeadOf(s int, head int32) []float32 {
	if head == 0 {
		return p.labelRoot.W
	}
	return p.part(p.top, p.row(s, int(head)-1), p.cut.LabelHead, p.Label)
}

// labelScores scores the relations of all words to the given heads. Rows are
// those of top; rows of sentences without heads are zero.
func (p *Pass) labelScores(heads func(s int) []int32) (z, scores []float32) {
	l, r := p.Label, len(p.Rels)
	z, scores = p.pool.take(p.n*3*l), p.pool.take(p.n*r)
	for s := range p.sentences {
		for t, head := range heads(s) {
			row := p.row(s, t)
			p.labelInput(z[row*3*l:(row+1)*3*l], s, t, head)
			copy(scores[row*r:(row+1)*r], p.labelB.W)
		}
	}
	kernel.Mul(scores, r, p.n, kernel.Matrix{Data: z, Row: 3 * l, Col: 1}, &p.labelV.forth)
	return z, scores
}

func (p *Pass) labelLoss(scale float32) float64 {
	l, r, g := p.Label, len(p.Rels), p.shard
	z, scores := p.labelScores(func(s int) []int32 { return p.sentences[s].Heads })
	d := p.pool.take(p.n * r)
	loss := 0.0
	for s, e := range p.sentences {
		for t, gold := range e.Rels {
			row := p.row(s, t)
			mine, dMine := scores[row*r:(row+1)*r], d[row*r:(row+1)*r]
			if e.Soft != nil {
				loss += softLoss(mine, e.Soft[t].rels, dMine, scale)
			} else if gold >= 0 {
				loss += crossEntropy(mine, gold, dMine, scale)
			}
		}
	}
	addColumns(p.labelB.Grad[g], d)
	kernel.Mul(p.labelV.Grad[g], r, 3*l, kernel.Matrix{Data: z, Row: 1, Col: 3 * l}, p.packed(d, p.n, r))
	dz := p.pool.take(p.n * 3 * l)
	kernel.Mul(dz, 3*l, p.n, kernel.Matrix{Data: d, Row: r, Col: 1}, &p.labelV.back)
	for s, e := range p.sentences {
		for t, head := range e.Heads {
			row := p.row(s, t)
			dDep := p.part(p.dTop, row, p.cut.LabelDep, l)
			dHead := p.labelRoot.Grad[g]
			if head > 0 {
				dHead = p.part(p.dTop, p.row(s, int(head)-1), p.cut.LabelHead, l)
			}
			both := dz[row*3*l : (row+1)*3*l]
			in := z[row*3*l : (row+1)*3*l]
			for j := range l {
				dDep[j] += both[j]*in[2*l+j] + both[l+j]
				dHead[j] += both[j]*in[l+j] + both[2*l+j]
			}
		}
	}
	return loss
}

// nameLoss is the loss of the chain: see chain.go.
func (p *Pass) nameLoss(s int, e *example, scale float32) float64 {
	n := len(e.Forms)
	emit, d := make([][]float32, n), make([][]float32, n)
	for t := range n {
		emit[t] = p.part(p.top, p.row(s, t), p.cut.Names, model.NameTags)
		d[t] = p.part(p.dTop, p.row(s, t), p.cut.Names, model.NameTags)
	}
	all := chainPass(emit, p.chain.W, nil)
	allowed := chainPass(emit, p.chain.W, e.Names)
	all.gradient(d, p.chain.Grad[p.shard], scale)
	allowed.gradient(d, p.chain.Grad[p.shard], -scale)
	return all.logZ - allowed.logZ
}
