package parse

import (
	"strings"

	"claimgraph/loader/parse/kernel"
	"claimgraph/loader/parse/model"
	"claimgraph/loader/syntax"
)

// scratch is all the memory that one goroutine needs to parse a batch. It is
// reused, and grows to what the largest batch takes: a few megabytes, beside
// the forms that are remembered.
//
// Rows of every matrix are the words of the batch in time-major order: the
// first words of all pieces, longest piece first, then the second words …
type scratch struct {
	net    *network
	pieces []piece
	offset []int // of each time step's rows
	count  []int // pieces that are that long
	n      int   // rows

	forms  *forms
	lemmas *Lemmas
	which  []int   // of each row: that of its form
	x      []int16 // inputs of the layers but the first: n × width
	y      []int16
	sums   []int32 // a strip's products
	states []int32 // products of the hidden states before a step
	cell   []int16
	top    []int16 // projections of dependents and heads: n × projected
	arcs   arcScratch
	labels labelScratch
	chain  chainScratch
	tree   treeScratch
}

func newScratch(n *network) *scratch {
	return &scratch{net: n, forms: newForms(n), lemmas: NewLemmas()}
}

// sized returns a slice of length n, reusing the memory of s.
func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}

func (s *scratch) row(piece, t int) int { return s.offset[t] + piece }

// parse annotates the words of a batch, whose pieces come longest first.
func (s *scratch) parse(batch []piece) {
	s.layOut(batch)
	s.embed()
	for l := range s.net.lstm {
		s.y = sized(s.y, s.n*2*s.net.Hidden)
		for direction := range 2 {
			s.runLSTM(l, direction)
		}
		s.x, s.y = s.y, s.x
	}
	s.project()
	for i, words := range s.pieces {
		s.attach(i, words)
		s.relate(i, words)
		s.tagNames(i, words)
	}
}

func (s *scratch) layOut(batch []piece) {
	s.pieces, s.offset, s.count, s.n = batch, s.offset[:0], s.count[:0], 0
	active := len(batch)
	for t := range len(batch[0]) {
		for len(batch[active-1]) <= t {
			active--
		}
		s.offset, s.count = append(s.offset, s.n), append(s.count, active)
		s.n += active
	}
}

// embed finds the first layer's products of each row's form: half of a text's
// words repeat.
func (s *scratch) embed() {
	s.which = sized(s.which, s.n)
	s.forms.begin()
	for i, words := range s.pieces {
		style := model.Style(func(yield func(string) bool) {
			for j := range words {
				if !yield(words[j].Form) {
					return
				}
			}
		})
		for t := range words {
			s.which[s.row(i, t)] = s.forms.add(words[t].Form, model.ContextOf(style, t))
		}
	}
	s.forms.finish()
}

// project multiplies the last layer's states by the top matrix, some rows at a
// time. It reads the tags off the sums at once and keeps the projections.
func (s *scratch) project() {
	net := s.net
	width, in := net.cut.End, 2*net.Hidden
	kept := width - net.cut.ArcDep
	s.top = sized(s.top, s.n*kept)
	s.chain.emit = sized(s.chain.emit, s.n*model.NameTags)
	s.sums = sized(s.sums, stripWords*width)
	at := 0
	for t, offset := range s.offset {
		for i := range s.count[t] {
			row := offset + i
			if row%stripWords == 0 {
				at = row
				kernel.AffineInt(s.sums, width, min(stripWords, s.n-at), s.x[at*in:], in, &net.top.panels, net.top.bias)
			}
			sums := s.sums[(row-at)*width : (row-at+1)*width]
			s.readTags(&s.pieces[i][t], sums)
			copy(s.chain.emit[row*model.NameTags:(row+1)*model.NameTags], sums[net.cut.Names:net.cut.ArcDep])
			kernel.Rectify(s.top[row*kept:(row+1)*kept], sums[net.cut.ArcDep:], net.topShift[net.cut.ArcDep:])
		}
	}
}

// readTags brings a word's sums of tags and names to a common point, and gives
// it its tags and lemma.
func (s *scratch) readTags(w *syntax.Word, sums []int32) {
	net := s.net
	kernel.Shift(sums[:net.cut.ArcDep], net.topShift)
	w.UPOS = net.Tags[0][kernel.Largest(sums[net.cut.Tags[0]:net.cut.Tags[1]])]
	w.XPOS = net.Tags[1][kernel.Largest(sums[net.cut.Tags[1]:net.cut.Tags[2]])]
	w.Feats = net.Tags[2][kernel.Largest(sums[net.cut.Tags[2]:net.cut.Names])]
	if (w.XPOS == "NNS" || w.XPOS == "NNPS") && s.lemmas.singular(w.Form, w.UPOS, w.XPOS) {
		w.XPOS = strings.TrimSuffix(w.XPOS, "S")
		w.Feats = strings.Replace(w.Feats, "Number=Plur", "Number=Sing", 1)
	}
	w.Lemma = s.lemmas.Lemma(w.Form, w.UPOS, w.XPOS)
}

// projection is a row's part of the kept columns of top.
func (s *scratch) projection(row, from, n int) []int16 {
	kept := s.net.cut.End - s.net.cut.ArcDep
	at := row*kept + from - s.net.cut.ArcDep
	return s.top[at : at+n]
}
