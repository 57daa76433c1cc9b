package parse

import (
	"claimgraph/loader/parse/kernel"
	"claimgraph/loader/parse/model"
	"claimgraph/loader/syntax"
)

// arcScratch holds the arcs of one sentence: dependents times U, heads (the
// root first), and scores[word·(n+1)+head].
type arcScratch struct {
	sums   []int32
	dep    []int16
	turned []int16
	head   []int16
	scores []int32
	panels kernel.IntPanels
	heads  []int32
}

// never is the score of a word as its own head.
const never = -1 << 30

// attach finds the heads of a sentence's words: the best tree with one root.
func (s *scratch) attach(i int, words piece) {
	s.score(i, len(words))
	n := len(words)
	a := &s.arcs
	a.heads = sized(a.heads, n)
	for t := range n {
		a.heads[t] = int32(kernel.Largest(a.scores[t*(n+1) : (t+1)*(n+1)]))
	}
	if !isTree(a.heads, &s.tree) {
		bestTree(a.scores, a.heads, &s.tree)
	}
	for t := range n {
		words[t].Head = int(a.heads[t])
		words[t].Sure = s.net.probability(a.scores[t*(n+1):(t+1)*(n+1)], int(a.heads[t]), 2*model.Projection)
	}
}

// score computes a sentence's arc scores, 2·Projection bits after the point.
func (s *scratch) score(i, n int) {
	net, a := s.net, &s.arcs
	width := net.Arc
	a.dep, a.turned, a.sums = sized(a.dep, n*width), sized(a.turned, n*width), sized(a.sums, n*width)
	a.head, a.scores = sized(a.head, (n+1)*width), sized(a.scores, n*(n+1))
	copy(a.head, net.arcRoot)
	for t := range n {
		row := s.row(i, t)
		copy(a.dep[t*width:], s.projection(row, net.cut.ArcDep, width))
		copy(a.head[(t+1)*width:], s.projection(row, net.cut.ArcHead, width))
	}
	kernel.AffineInt(a.sums, width, n, a.dep, width, &net.arcU.panels, net.arcU.bias)
	for t := range n {
		kernel.Narrow(a.turned[t*width:(t+1)*width], a.sums[t*width:(t+1)*width], net.arcU.shift)
		a.scores[t*(n+1)] = net.Distance[model.Bucket(t, -1)]
		copy(a.scores[t*(n+1)+1:(t+1)*(n+1)], net.distance[maxWords-t:])
	}
	a.panels.PackTransposed(a.head, width, n+1, width)
	kernel.MulInt(a.scores, n+1, n, a.turned, width, &a.panels)
	for t := range n {
		a.scores[t*(n+1)+t+1] = never
	}
}

// probability is the share of choice in the softmax of scores, which have
// point bits after the point. It looks up what is too small to count, too: a
// branch that cannot be foreseen would take longer.
func (n *network) probability(scores []int32, choice, point int) float32 {
	top, shift := scores[kernel.Largest(scores)], uint(point-model.StepBits)
	weight := func(v int32) int64 { return int64(n.exp[min(uint32(top-v)>>shift, model.Steps)]) }
	sum := int64(0)
	for _, v := range scores {
		sum += weight(v)
	}
	return float32(max(weight(scores[choice]), 1)) / float32(sum)
}

// labelScratch holds the relations of one sentence's words.
type labelScratch struct {
	input []int16
	sums  []int32
}

// relate names the relation of each word to its head.
func (s *scratch) relate(i int, words piece) {
	net, l := s.net, &s.labels
	n, width, rels := len(words), net.Label, len(net.Rels)
	l.input, l.sums = sized(l.input, n*3*width), sized(l.sums, n*rels)
	for t := range n {
		dep := s.projection(s.row(i, t), net.cut.LabelDep, width)
		head := net.labelRoot
		if h := words[t].Head; h > 0 {
			head = s.projection(s.row(i, h-1), net.cut.LabelHead, width)
		}
		in := l.input[t*3*width : (t+1)*3*width]
		kernel.Product(in[:width], dep, head)
		copy(in[width:], dep)
		copy(in[2*width:], head)
	}
	kernel.AffineInt(l.sums, rels, n, l.input, 3*width, &net.labelV.panels, net.labelV.bias)
	for t := range n {
		sums := l.sums[t*rels : (t+1)*rels]
		kernel.Shift(sums, net.labelV.shift)
		net.chooseRelation(&words[t], sums)
	}
}

// chooseRelation gives "root" to the root and to nothing else.
func (n *network) chooseRelation(w *syntax.Word, scores []int32) {
	if n.root >= 0 {
		if w.Head == 0 {
			w.Rel = n.Rels[n.root]
			return
		}
		scores[n.root] = never
	}
	best := kernel.Largest(scores)
	w.Rel = n.Rels[best]
	w.Sure *= n.probability(scores, best, model.Projection)
}
