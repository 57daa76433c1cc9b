package parse

import "claimgraph/loader/parse/kernel"

// stripWords is about how many words' input products an LSTM computes before
// it runs over them: so few that the sums stay in the second-level cache.
const stripWords = 64

// runLSTM runs a layer in one direction over x and writes the hidden states to
// its half of y's columns.
func (s *scratch) runLSTM(layer, direction int) {
	s.cell = sized(s.cell, len(s.pieces)*s.net.Hidden)
	clear(s.cell)
	steps := len(s.offset)
	for done := 0; done < steps; {
		from, to := s.strip(done, direction)
		if layer > 0 {
			s.inputs(layer, direction, from, to)
		}
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
	kernel.AffineInt(s.sums, wide, end-at, s.x[at*l.x.K:], l.x.K, &l.x, l.bias)
}

// step runs a time step, whose inputs' sums begin at row at of sums; those of
// the first layer lie with the forms.
func (s *scratch) step(layer, direction, t, at int) {
	net, l := s.net, &s.net.lstm[layer][direction]
	h, wide, n := net.Hidden, 4*net.Hidden, s.count[t]
	s.recur(l, direction, t)
	for r := range n {
		row := s.offset[t] + r
		var input []int32
		if layer == 0 {
			input = s.forms.product(s.which[row], direction)
		} else {
			input = s.sums[(at+r)*wide : (at+r+1)*wide]
		}
		hidden := s.y[row*2*h+direction*h:][:h]
		kernel.Gate(input, s.states[r*wide:(r+1)*wide], l.shift, s.cell[r*h:(r+1)*h], hidden, net.curves)
	}
}

// recur fills states with the products of the hidden states before a time
// step: of the pieces that had begun, which are the first ones.
func (s *scratch) recur(l *lstm, direction, t int) {
	h, n, begun := s.net.Hidden, s.count[t], 0
	s.states = sized(s.states, n*4*h)
	if before := t - 1 + 2*direction; before >= 0 && before < len(s.count) {
		begun = min(n, s.count[before])
		kernel.AffineInt(s.states, 4*h, begun, s.y[s.offset[before]*2*h+direction*h:], 2*h, &l.h, l.none)
	}
	clear(s.states[begun*4*h:])
}
