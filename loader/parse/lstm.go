package parse

import "claimgraph/loader/parse/kernel"

// stripWords is about how many words' input products an LSTM computes before
// it runs over them: so few that the sums stay in the second-level cache.
const stripWords = 64

// runLSTM runs a layer in one direction over x and writes the hidden states to
// its half of y's columns.
func (s *scratch) runLSTM(layer, direction int) {
	h := s.net.Hidden
	s.cell, s.before = sized(s.cell, len(s.pieces)*h), sized(s.before, len(s.pieces)*h)
	clear(s.cell)
	clear(s.before)
	steps := len(s.offset)
	for done := 0; done < steps; {
		from, to := s.strip(done, direction)
		s.inputs(layer, direction, from, to)
		for i := range to - from {
			t := from + i
			if direction == 1 {
				t = to - 1 - i
			}
			s.step(layer, direction, t, s.offset[t]-s.offset[from])
		}
		done += to - from
	}
}

// strip is the range of the next time steps, where done are behind: those of
// stripWords words or more.
func (s *scratch) strip(done, direction int) (from, to int) {
	steps, words := len(s.offset), 0
	n := 0
	for ; done+n < steps && words < stripWords; n++ {
		t := done + n
		if direction == 1 {
			t = steps - 1 - t
		}
		words += s.count[t]
	}
	if direction == 1 {
		return steps - done - n, steps - done
	}
	return done, done + n
}

// inputs fills sums with the products of the words of some time steps.
func (s *scratch) inputs(layer, direction, from, to int) {
	l := &s.net.lstm[layer][direction]
	wide := len(l.bias)
	at, end := s.offset[from], s.offset[to-1]+s.count[to-1]
	s.sums = sized(s.sums, (end-at)*wide)
	if layer > 0 {
		kernel.AffineInt(s.sums, wide, end-at, s.x[at*l.x.K:], l.x.K, &l.x, l.bias)
		return
	}
	for i, form := range s.which[at:end] {
		copy(s.sums[i*wide:(i+1)*wide], s.forms.product(form, direction))
	}
}

// step runs a time step, whose sums begin at row at.
func (s *scratch) step(layer, direction, t, at int) {
	net, l := s.net, &s.net.lstm[layer][direction]
	h, n := net.Hidden, s.count[t]
	sums := s.sums[at*4*h : (at+n)*4*h]
	kernel.MulInt(sums, 4*h, n, s.before, h, &l.h)
	for r := range n {
		hidden := s.y[(s.offset[t]+r)*2*h+direction*h:][:h]
		kernel.Gate(sums[r*4*h:(r+1)*4*h], l.shift, s.cell[r*h:(r+1)*h], hidden, net.curves)
		copy(s.before[r*h:(r+1)*h], hidden)
	}
}
