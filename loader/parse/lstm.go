package parse

import "claimgraph/loader/parse/kernel"

// runLSTM runs a layer in one direction over x and writes the hidden states to
// its half of y's columns.
func (s *scratch) runLSTM(layer, direction int) {
	net, l := s.net, &s.net.lstm[layer][direction]
	h, width := net.Hidden, l.x.K
	s.sums = sized(s.sums, s.n*4*h)
	s.cell, s.before = sized(s.cell, len(s.pieces)*h), sized(s.before, len(s.pieces)*h)
	clear(s.cell)
	clear(s.before)
	if layer == 0 {
		n := len(s.x) / width
		s.once = sized(s.once, n*4*h)
		multiply(s.once, n, s.x, width, &l.x, l.bias)
		for row, form := range s.which {
			copy(s.sums[row*4*h:(row+1)*4*h], s.once[form*4*h:])
		}
	} else {
		multiply(s.sums, s.n, s.x, width, &l.x, l.bias)
	}
	steps := len(s.offset)
	for i := range steps {
		t := i
		if direction == 1 {
			t = steps - 1 - i
		}
		at, n := s.offset[t], s.count[t]
		kernel.MulInt(s.sums[at*4*h:], 4*h, n, s.before, h, &l.h)
		for r := range n {
			row := at + r
			hidden := s.y[row*2*h+direction*h:][:h]
			kernel.Gate(s.sums[row*4*h:(row+1)*4*h], l.shift, s.cell[r*h:(r+1)*h], hidden, net.curves)
			copy(s.before[r*h:(r+1)*h], hidden)
		}
	}
}

// multiply sets the n rows of c to bias + a·b.
func multiply(c []int32, n int, a []int16, row int, b *kernel.IntPanels, bias []int32) {
	width := len(bias)
	for i := range n {
		copy(c[i*width:(i+1)*width], bias)
	}
	kernel.MulInt(c, width, n, a, row, b)
}
