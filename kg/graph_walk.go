package kg

import (
	"cmp"
	"iter"
	"slices"

	"github.com/cayleygraph/quad"
)

// The facts of the graph are walked in one of three orders, each of them an
// index's: whatever is bound comes first, so that a page can start in the
// middle. A fact is all edges with its subject, predicate and object, and the
// claims that make no edge (hidden from traversal), which are found by what
// they are about and merged in.

// order says which of subject (0), predicate (1) and object (2) counts first.
type order [3]int

var (
	bySubject   = order{0, 1, 2}
	byPredicate = order{1, 2, 0}
	byObject    = order{2, 0, 1}
)

func (o order) compare(a, b [3]uint64) int {
	return cmp.Or(cmp.Compare(a[o[0]], b[o[0]]), cmp.Compare(a[o[1]], b[o[1]]), cmp.Compare(a[o[2]], b[o[2]]))
}

// plan is which facts are walked in which order: those that match one of the
// patterns, which stand in that order themselves and do not overlap.
type plan struct {
	order    order
	patterns [][4]uint64
	stride   int // how many facts are likely to be taken; 0 where that is not known
}

// striding is the plan where that is known: nothing more is read at first.
func (p plan) striding(stride int) plan {
	p.stride = stride
	return p
}

// group is a fact as ids.
type group struct {
	key    [3]uint64
	claims []uint64 // of the edges, then the hidden ones
	edges  int      // how many of the claims make an edge
	plain  []uint64 // labels of plain quads; 0 for none
}

// held says whether somebody commits to the fact.
func (grp *group) held() bool { return grp.edges > 0 || len(grp.plain) > 0 }

// edge is a quad of a fact with the class of its label.
type edge struct {
	quad  [4]uint64
	class labelClass
}

// edges walks the fact edges among the quads that match.
func (g *Graph) edges(pattern, after [4]uint64, stride int) iter.Seq2[edge, error] {
	return g.edgesAmong(g.scan(pattern, after), stride)
}

func (g *Graph) edgesAmong(quads iter.Seq2[[4]uint64, error], stride int) iter.Seq2[edge, error] {
	return func(yield func(edge, error) bool) {
		for some, err := range chunks(quads, stride) {
			if err != nil {
				yield(edge{}, err)
				return
			}
			labels := make([]uint64, len(some))
			for i := range some {
				labels[i] = some[i][3]
			}
			classes, err := g.classify(labels)
			if err != nil {
				yield(edge{}, err)
				return
			}
			for i, class := range classes {
				if (class == plainLabel || class == claimLabel) && !yield(edge{some[i], class}, nil) {
					return
				}
			}
		}
	}
}

// chunks gathers a walk so that terms are looked up together: few at first,
// since many walks want only one page, or as many as that page takes.
func chunks(quads iter.Seq2[[4]uint64, error], stride int) iter.Seq2[[][4]uint64, error] {
	return func(yield func([][4]uint64, error) bool) {
		size := 16
		if stride > 0 {
			size = stride
		}
		some := make([][4]uint64, 0, size)
		for q, err := range quads {
			if err != nil {
				yield(nil, err)
				return
			}
			if some = append(some, q); len(some) < size {
				continue
			}
			if !yield(some, nil) {
				return
			}
			size, some = min(4*size, 4096), some[:0]
		}
		if len(some) > 0 {
			yield(some, nil)
		}
	}
}

// walk gives the facts of a plan that come after a key, each once.
func (g *Graph) walk(p plan, after *[3]uint64) iter.Seq2[group, error] {
	return func(yield func(group, error) bool) {
		for _, pattern := range p.patterns {
			start, skip := p.order.start(pattern, after)
			if skip {
				continue
			}
			for grp, err := range g.merge(p, pattern, start) {
				if !yield(grp, err) || err != nil {
					return
				}
			}
		}
	}
}

// start is the key that a pattern's walk goes on from, nil for its beginning;
// skip says that all it matches lies before.
func (o order) start(pattern [4]uint64, after *[3]uint64) (start *[3]uint64, skip bool) {
	if after == nil {
		return nil, false
	}
	for _, pos := range o {
		switch bound := pattern[pos]; {
		case bound == 0:
			return after, false
		case bound < after[pos]:
			return nil, true
		case bound > after[pos]:
			return nil, false
		}
	}
	return nil, true // the very fact that the walk goes on after
}

// merge brings the edges of a pattern and the hidden claims together.
func (g *Graph) merge(p plan, pattern [4]uint64, start *[3]uint64) iter.Seq2[group, error] {
	if g.state.terms.claimSubject == absent { // every hidden claim has one
		return g.groups(pattern, start, p.stride)
	}
	return func(yield func(group, error) bool) {
		next, stop := iter.Pull2(g.hidden(p.order, pattern, start))
		defer stop()
		veiled, err, more := next()
		// veiledUntil gives the hidden facts before a key, or all that are left.
		veiledUntil := func(key *[3]uint64) bool {
			for more && (err != nil || key == nil || p.order.compare(veiled.key, *key) < 0) {
				if !yield(veiled, err) || err != nil {
					return false
				}
				veiled, err, more = next()
			}
			return true
		}
		for grp, groupErr := range g.groups(pattern, start, p.stride) {
			if groupErr != nil {
				yield(grp, groupErr)
				return
			}
			if !veiledUntil(&grp.key) {
				return
			}
			if more && veiled.key == grp.key {
				grp.claims = append(grp.claims, veiled.claims...)
				veiled, err, more = next()
			}
			if !yield(grp, nil) {
				return
			}
		}
		veiledUntil(nil)
	}
}

// groups gathers the edges of each fact; a walk has them side by side.
func (g *Graph) groups(pattern [4]uint64, start *[3]uint64, stride int) iter.Seq2[group, error] {
	return func(yield func(group, error) bool) {
		var after [4]uint64
		if start != nil {
			after = [4]uint64{start[0], start[1], start[2], absent}
		}
		var now group
		if stride > 0 {
			stride++ // the edge of the next fact says that one is complete
		}
		for e, err := range g.edges(pattern, after, stride) {
			if err != nil {
				yield(group{}, err)
				return
			}
			if key := [3]uint64(e.quad[:3]); key != now.key {
				if now.key != [3]uint64{} && !yield(now, nil) {
					return
				}
				now = group{key: key}
			}
			now.add(e)
		}
		if now.key != [3]uint64{} {
			yield(now, nil)
		}
	}
}

func (grp *group) add(e edge) {
	if e.class == claimLabel {
		grp.claims, grp.edges = append(grp.claims, e.quad[3]), grp.edges+1
	} else {
		grp.plain = append(grp.plain, e.quad[3])
	}
}

// column collects one position of a walk.
func column(pos int, quads iter.Seq2[[4]uint64, error]) ([]uint64, error) {
	var ids []uint64
	for q, err := range quads {
		if err != nil {
			return nil, err
		}
		ids = append(ids, q[pos])
	}
	return ids, nil
}

// collect gathers a walk.
func collect[T any](seq iter.Seq2[T, error]) ([]T, error) {
	var list []T
	for v, err := range seq {
		if err != nil {
			return nil, err
		}
		list = append(list, v)
	}
	return list, nil
}

// readQuads gives the quads of a walk.
func readQuads(store Store, walk iter.Seq2[[4]uint64, error]) ([]quad.Quad, error) {
	found, err := collect(walk)
	if err != nil {
		return nil, err
	}
	ids := make([]uint64, 0, 4*len(found))
	for _, q := range found {
		ids = append(ids, q[:]...)
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	terms, err := store.Terms(ids)
	if err != nil {
		return nil, err
	}
	term := func(id uint64) quad.Value {
		at, _ := slices.BinarySearch(ids, id)
		return terms[at]
	}
	quads := make([]quad.Quad, len(found))
	for i, q := range found {
		quads[i] = quad.Quad{Subject: term(q[0]), Predicate: term(q[1]), Object: term(q[2]), Label: term(q[3])}
	}
	return quads, nil
}
