package parse

// treeScratch is the memory of the check for a tree.
type treeScratch struct{ state []int8 }

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
func bestTree(scores []int32, heads []int32) {
	n := len(heads) + 1
	e := &edmonds{n: n, score: make([]int64, n*n)}
	for d := 1; d < n; d++ {
		for h := range n {
			v := int64(scores[(d-1)*n+h])
			if h == 0 {
				v -= oneRoot
			}
			e.score[d*n+h] = v
		}
	}
	copy(heads, e.solve()[1:])
}

// edmonds is a graph over nodes 0 (the root) … n-1, score[d·n+h] for the arc
// from head h to dependent d.
type edmonds struct {
	n     int
	score []int64
}

// solve returns the head of each node. It takes every node's best head; if
// they run in a circle, it contracts the circle to one node, solves the
// smaller graph, and breaks the circle where that enters it.
func (e *edmonds) solve() []int32 {
	head := make([]int32, e.n)
	for d := 1; d < e.n; d++ {
		best := -1
		for h := range e.n {
			if h != d && (best < 0 || e.score[d*e.n+h] > e.score[d*e.n+best]) {
				best = h
			}
		}
		head[d] = int32(best)
	}
	circle := circleIn(head)
	if circle == nil {
		return head
	}
	return e.contract(head, circle)
}

// circleIn marks the nodes of a circle in head, nil where there is none.
func circleIn(head []int32) []bool {
	seen := make([]int, len(head))
	for start := 1; start < len(head); start++ {
		at := start
		for at != 0 && seen[at] == 0 {
			seen[at] = start
			at = int(head[at])
		}
		if at == 0 || seen[at] != start {
			continue
		}
		circle := make([]bool, len(head))
		for !circle[at] {
			circle[at] = true
			at = int(head[at])
		}
		return circle
	}
	return nil
}

// contract solves the graph in which the circle is the last node.
func (e *edmonds) contract(head []int32, circle []bool) []int32 {
	var old []int // node of the smaller graph → node of this one
	for v := range e.n {
		if !circle[v] {
			old = append(old, v)
		}
	}
	m := len(old) + 1
	small := &edmonds{n: m, score: make([]int64, m*m)}
	enter := make([]int, m) // where an arc from that node enters the circle
	leave := make([]int, m) // which of the circle is that node's best head
	c := m - 1
	for a, v := range old {
		for b, h := range old {
			small.score[a*m+b] = e.score[v*e.n+h]
		}
		e.bridge(v, head, circle, &enter[a], &leave[a])
		small.score[a*m+c] = e.score[v*e.n+leave[a]]
		small.score[c*m+a] = e.score[enter[a]*e.n+v] - e.score[enter[a]*e.n+int(head[enter[a]])]
	}
	solved := small.solve()
	for a, v := range old {
		if a == 0 {
			continue
		}
		if h := int(solved[a]); h == c {
			head[v] = int32(leave[a])
		} else {
			head[v] = int32(old[h])
		}
	}
	from := int(solved[c])
	head[enter[from]] = int32(old[from])
	return head
}

// bridge finds the best arcs between v and the circle.
func (e *edmonds) bridge(v int, head []int32, circle []bool, enter, leave *int) {
	*enter, *leave = -1, -1
	gain := func(u int) int64 { return e.score[u*e.n+v] - e.score[u*e.n+int(head[u])] }
	for u := range e.n {
		if !circle[u] {
			continue
		}
		if *enter < 0 || gain(u) > gain(*enter) {
			*enter = u
		}
		if *leave < 0 || e.score[v*e.n+u] > e.score[v*e.n+*leave] {
			*leave = u
		}
	}
}
