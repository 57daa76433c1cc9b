package main

import "claimgraph/loader/parse/kernel"

// lstmPass is one direction of one layer in a pass: what backward needs of
// forward. Gates are in the order input, forget, candidate, output.
type lstmPass struct {
	gates    []float32 // n × 4h, after their activations
	cell     []float32 // n × h
	squashed []float32 // tanh(cell)
	before   []float32 // n × h: the hidden state that each step read, after recurrent dropout
	mask     []float32 // per sentence, of the recurrent state
}

// previous returns the block of rows that step t reads from, and its length:
// the step before in the direction of reading.
func (p *Pass) previous(t, direction int) (from, n int) {
	if direction == 0 {
		if t == 0 {
			return 0, 0
		}
		return p.offset[t-1], p.count[t]
	}
	if t+1 == len(p.offset) {
		return 0, 0
	}
	return p.offset[t+1], p.count[t+1]
}

// forward writes the hidden states into columns [direction·h, …) of out.
func (l *lstmPass) forward(p *Pass, w *lstmParams, in []float32, width int, out []float32, direction int) {
	h := p.Hidden
	l.gates, l.cell, l.squashed = p.pool.raw(p.n*4*h), p.pool.raw(p.n*h), p.pool.raw(p.n*h)
	l.before = p.pool.take(p.n * h)
	l.mask = nil
	if p.train && p.drop > 0 {
		l.mask = p.mask(h)
	}
	for i := range p.n {
		copy(l.gates[i*4*h:], w.b.W)
	}
	kernel.Mul(l.gates, 4*h, p.n, kernel.Matrix{Data: in, Row: width, Col: 1}, &w.x.forth)
	steps := len(p.offset)
	for i := range steps {
		t := i
		if direction == 1 {
			t = steps - 1 - i
		}
		from, n := p.previous(t, direction)
		at := p.offset[t]
		for s := range n {
			to := l.before[(at+s)*h : (at+s+1)*h]
			copy(to, out[(from+s)*2*h+direction*h:])
			if l.mask != nil {
				multiply(to, l.mask[s*h:])
			}
		}
		kernel.Mul(l.gates[at*4*h:], 4*h, n, kernel.Matrix{Data: l.before[at*h:], Row: h, Col: 1}, &w.h.forth)
		for s := range p.count[t] {
			var cell []float32
			if s < n {
				cell = l.cell[(from+s)*h : (from+s+1)*h]
			}
			row := at + s
			lstmStep(l.gates[row*4*h:(row+1)*4*h], cell, l.cell[row*h:(row+1)*h],
				l.squashed[row*h:(row+1)*h], out[row*2*h+direction*h:][:h])
		}
	}
}

func multiply(to, by []float32) {
	by = by[:len(to)]
	for j := range to {
		to[j] *= by[j]
	}
}

// lstmStep applies the activations of one token; before is nil at the start.
func lstmStep(gates, before, cell, squashed, hidden []float32) {
	h := len(cell)
	kernel.Sigmoids(gates[:2*h])
	kernel.Tanhs(gates[2*h : 3*h])
	kernel.Sigmoids(gates[3*h:])
	in, forget, candidate := gates[:h], gates[h:2*h], gates[2*h:3*h]
	for j := range cell {
		cell[j] = in[j] * candidate[j]
	}
	if before != nil {
		before = before[:h]
		for j := range cell {
			cell[j] += forget[j] * before[j]
		}
	}
	copy(squashed, cell)
	kernel.Tanhs(squashed)
	output := gates[3*h:]
	for j := range hidden {
		hidden[j] = output[j] * squashed[j]
	}
}

// backward takes the gradient of out and adds those of the parameters, and of
// in to below.
func (l *lstmPass) backward(p *Pass, w *lstmParams, in []float32, width int, dOut []float32, direction int, below []float32) {
	h := p.Hidden
	carryH, carryC := p.pool.take(len(p.sentences)*h), p.pool.take(len(p.sentences)*h)
	steps := len(p.offset)
	for i := range steps {
		t := steps - 1 - i
		if direction == 1 {
			t = i
		}
		from, n := p.previous(t, direction)
		at := p.offset[t]
		for s := range p.count[t] {
			row := at + s
			var cell []float32
			if s < n {
				cell = l.cell[(from+s)*h : (from+s+1)*h]
			}
			l.stepBack(row, h, cell, dOut[row*2*h+direction*h:], carryH[s*h:(s+1)*h], carryC[s*h:(s+1)*h])
		}
		clear(carryH[:n*h])
		kernel.Mul(carryH, h, n, kernel.Matrix{Data: l.gates[at*4*h:], Row: 4 * h, Col: 1}, &w.h.back)
		if l.mask != nil {
			multiply(carryH[:n*h], l.mask)
		}
	}
	g := p.shard
	d := p.packed(l.gates, p.n, 4*h)
	kernel.Mul(w.x.Grad[g], 4*h, width, kernel.Matrix{Data: in, Row: 1, Col: width}, d)
	kernel.Mul(w.h.Grad[g], 4*h, h, kernel.Matrix{Data: l.before, Row: 1, Col: h}, d)
	addColumns(w.b.Grad[g], l.gates)
	kernel.Mul(below, width, p.n, kernel.Matrix{Data: l.gates, Row: 4 * h, Col: 1}, &w.x.back)
}

// stepBack replaces a token's gates by the gradients of their sums, and the
// carried gradients of the cell by those of the cell before.
func (l *lstmPass) stepBack(row, h int, before, dHidden, carryH, carryC []float32) {
	gates := l.gates[row*4*h : (row+1)*4*h]
	in, forget, candidate, output := gates[:h], gates[h:2*h], gates[2*h:3*h], gates[3*h:4*h]
	squashed := l.squashed[row*h : (row+1)*h]
	dHidden, carryH, carryC = dHidden[:h], carryH[:h], carryC[:h]
	for j := range squashed {
		i, f, c, o, q := in[j], forget[j], candidate[j], output[j], squashed[j]
		dh := dHidden[j] + carryH[j]
		dc := carryC[j] + dh*o*(1-q*q)
		was := float32(0)
		if before != nil {
			was = before[j]
		}
		output[j] = dh * q * o * (1 - o)
		in[j] = dc * c * i * (1 - i)
		candidate[j] = dc * i * (1 - c*c)
		forget[j] = dc * was * f * (1 - f)
		carryC[j] = dc * f
	}
}
