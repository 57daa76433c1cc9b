package parse

// treeScratch is the memory of the check for a tree and of the search for the
// best one.
type treeScratch struct {
	state  []int8
	scores stack[int64]
	nodes  stack[int32]
}

// stack gives out slices that are taken back in the opposite order.
type stack[T any] struct {
	data []T
	used int
}

// take returns n elements of any content. They stay valid when the stack grows.
func (s *stack[T]) take(n int) []T {
	if s.used+n > len(s.data) {
		s.data = make([]T, 2*(s.used+n))
	}
	s.used += n
	return s.data[s.used-n : s.used : s.used]
}

// isTree says whether heads (1-based, 0 the root) form a tree with one root.
func isTree(heads []int32, s *treeScratch) bool {
	roots := 0
	s.state = sized(s.state, len(heads)+1)
	clear(s.state)
	s.state[0] = 2 // 0 not seen, 1 on the way, 2 leads to the root
	for i, h := range heads {
		if h == 0 {
			roots++
		}
		at := i + 1
		for s.state[at] == 0 {
			s.state[at] = 1
			at = int(heads[at-1])
		}
		if s.state[at] == 1 {
			return false
		}
		for at = i + 1; s.state[at] == 1; at = int(heads[at-1]) {
			s.state[at] = 2
		}
	}
	return roots == 1
}

// oneRoot is taken off every arc from the root, so that the best tree has one.
const oneRoot = 1 << 44

// bestTree finds the tree of the highest score with one root (Chu and Liu
// 1965, Edmonds 1967), in time cubic in the number of words. scores is
// word·(n+1)+head. Ties go to the first head.
func bestTree(scores []int32, heads []int32, s *treeScratch) {
	n := len(heads) + 1
	s.scores.used, s.nodes.used = 0, 0
	e := &edmonds{n: n, score: s.scores.take(n * n), head: s.nodes.take(n), scratch: s}
	e.head[0] = 0
	for d := 1; d < n; d++ {
		row := e.score[d*n : (d+1)*n]
		for h, v := range scores[(d-1)*n : d*n] {
			row[h] = int64(v)
		}
		row[0] -= oneRoot
		e.choose(d)
	}
	e.solve()
	copy(heads, e.head[1:])
}

// edmonds is a graph over nodes 0 (the root) … n-1, score[d·n+h] for the arc
// from head h to dependent d, and a head of each node, at first its best.
type edmonds struct {
	n       int
	score   []int64
	head    []int32
	scratch *treeScratch
}

// choose takes a node's best head.
func (e *edmonds) choose(d int) {
	best := -1
	row := e.score[d*e.n : (d+1)*e.n]
	for h, v := range row {
		if h != d && (best < 0 || v > row[best]) {
			best = h
		}
	}
	e.head[d] = int32(best)
}

// solve makes the heads a tree. If every node's best head makes one, that is
// it; where they run in a circle, it contracts the circle to one node, solves
// the smaller graph, and breaks the circle where that enters it.
func (e *edmonds) solve() {
	scores, nodes := e.scratch.scores.used, e.scratch.nodes.used
	if circle, rest := e.circle(); len(circle) > 0 {
		e.contract(circle, rest)
	}
	e.scratch.scores.used, e.scratch.nodes.used = scores, nodes
}

// circle parts the nodes into those of a circle of heads and the rest, both in
// order. There are none of a circle where the heads make a tree.
func (e *edmonds) circle() (circle, rest []int32) {
	seen := e.scratch.nodes.take(e.n)
	clear(seen)
	for start := 1; start < e.n; start++ {
		at := int32(start)
		for at != 0 && seen[at] == 0 {
			seen[at] = int32(start)
			at = e.head[at]
		}
		if at == 0 || seen[at] != int32(start) {
			continue
		}
		for seen[at] > 0 {
			seen[at] = -1
			at = e.head[at]
		}
		return e.part(seen)
	}
	return nil, nil
}

// part lists the nodes that are marked with -1, and the others.
func (e *edmonds) part(seen []int32) (marked, rest []int32) {
	marked, rest = e.scratch.nodes.take(e.n)[:0], e.scratch.nodes.take(e.n)[:0]
	for v, mark := range seen {
		if mark < 0 {
			marked = append(marked, int32(v))
		} else {
			rest = append(rest, int32(v))
		}
	}
	return marked, rest
}

// contract solves the graph in which the circle is the last node after the
// rest, and takes the place of this one's scores. A node whose best head is not
// in the circle keeps it.
func (e *edmonds) contract(circle, rest []int32) {
	m := len(rest) + 1
	c := m - 1
	small := &edmonds{n: m, head: e.scratch.nodes.take(m), scratch: e.scratch}
	enter, leave := e.scratch.nodes.take(m), e.scratch.nodes.take(m) // where an arc from a node enters the circle; that node's best head in it
	into, out := e.scratch.scores.take(m), e.scratch.scores.take(m)  // and the scores of these arcs
	for a, v := range rest {
		enter[a], leave[a] = e.bridge(int(v), circle)
		into[a], out[a] = e.gain(int(enter[a]), int(v)), e.score[int(v)*e.n+int(leave[a])]
	}
	small.score = e.shrink(rest, into, out)
	place := e.scratch.nodes.take(e.n) // node of this graph → of the smaller one
	for _, v := range circle {
		place[v] = int32(c)
	}
	for a, v := range rest {
		place[v] = int32(a)
	}
	for a, v := range rest {
		if small.head[a] = place[e.head[v]]; a > 0 && small.head[a] == int32(c) {
			small.choose(a)
		}
	}
	small.choose(c)
	small.solve()
	for a, v := range rest[1:] {
		if h := small.head[a+1]; h == int32(c) {
			e.head[v] = leave[a+1]
		} else {
			e.head[v] = rest[h]
		}
	}
	from := small.head[c]
	e.head[enter[from]] = rest[from]
}

// shrink moves the scores among the rest together, and puts those from and to
// a new last node beside them. No score is overwritten before it is moved: all
// move towards the front.
func (e *edmonds) shrink(rest []int32, into, out []int64) []int64 {
	m := len(rest) + 1
	score := e.score[:m*m]
	for a, v := range rest {
		row, from := score[a*m:(a+1)*m], e.score[int(v)*e.n:]
		for b, h := range rest {
			row[b] = from[h]
		}
		row[m-1] = out[a]
	}
	copy(score[(m-1)*m:], into[:m-1])
	return score
}

// gain is what the head h adds to the score when u leaves its own for it.
func (e *edmonds) gain(u, h int) int64 { return e.score[u*e.n+h] - e.score[u*e.n+int(e.head[u])] }

// bridge finds the best arcs between v and the circle.
func (e *edmonds) bridge(v int, circle []int32) (enter, leave int32) {
	enter, leave = circle[0], circle[0]
	most := e.gain(int(enter), v)
	row := e.score[v*e.n : (v+1)*e.n]
	for _, u := range circle[1:] {
		if gain := e.gain(int(u), v); gain > most {
			enter, most = u, gain
		}
		if row[u] > row[leave] {
			leave = u
		}
	}
	return enter, leave
}
