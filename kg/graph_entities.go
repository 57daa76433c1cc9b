package kg

import (
	"iter"
	"slices"
)

// Entities pages the entities that fit, in the order in which the store came
// to know them. Nodes of plain quads of which nothing is said, being objects
// only, are not listed; they are found by their IRI and from their facts.
func (g *Graph) Entities(where *EntityFilter, p Paging) (*Page[*Entity], error) {
	set, err := g.entitySet(where)
	if err != nil {
		return nil, err
	}
	fits, err := g.entityTest(where)
	if err != nil {
		return nil, err
	}
	l := listing[*Entity]{
		letter: cursorEntities, compare: slices.Compare[[]uint64],
		key: func(e *Entity) []uint64 { return []uint64{e.id} },
		walk: func(after []uint64, stride int) iter.Seq2[*Entity, error] {
			from := uint64(0)
			if after != nil {
				from = after[0]
			}
			return g.described(g.candidates(set, where, from), stride, fits)
		},
	}
	if where == nil {
		l.count = func() (int, error) { return g.EntityCount() }
	}
	return l.cut(p)
}

// described gives the entities among ids that fit.
func (g *Graph) described(ids iter.Seq2[uint64, error], stride int, fits test[*Entity]) iter.Seq2[*Entity, error] {
	return func(yield func(*Entity, error) bool) {
		for some, err := range batches(ids, stride) {
			if err != nil {
				yield(nil, err)
				return
			}
			list, err := g.entitiesOf(some)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, e := range list {
				if ok, err := fits(e); (ok || err != nil) && (!yield(e, err) || err != nil) {
					return
				}
			}
		}
	}
}

// candidates gives the ids of entities after one, ascending: those of a set,
// those of a kind, or all.
func (g *Graph) candidates(set []uint64, where *EntityFilter, after uint64) iter.Seq2[uint64, error] {
	if set != nil {
		return func(yield func(uint64, error) bool) {
			for _, id := range set {
				if id > after && !yield(id, nil) {
					return
				}
			}
		}
	}
	if where != nil && len(where.Kinds) == 1 && where.Kinds[0] != Other {
		return g.ofKind(where.Kinds[0], after)
	}
	return g.allEntities(after)
}

// ofKind gives the entities that articles or catalogues say are of a kind.
func (g *Graph) ofKind(k Kind, after uint64) iter.Seq2[uint64, error] {
	t := &g.state.terms
	by := func(label uint64) iter.Seq2[uint64, error] {
		return func(yield func(uint64, error) bool) {
			class, err := g.id(KindIRI(k))
			if err != nil {
				yield(0, err)
				return
			}
			pattern := [4]uint64{0, t.rdfType, class, label}
			var from [4]uint64
			if after != 0 {
				from = [4]uint64{after, t.rdfType, class, label}
			}
			for q, err := range g.scan(pattern, from) {
				if !yield(q[0], err) || err != nil {
					return
				}
			}
		}
	}
	if t.catalog == absent {
		return by(t.identity)
	}
	return union(by(t.identity), by(t.catalog))
}

// union merges two ascending walks into one.
func union(a, b iter.Seq2[uint64, error]) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		next, stop := iter.Pull2(b)
		defer stop()
		y, err, more := next()
		for x, failed := range a {
			for more && (err != nil || failed == nil && y < x) {
				if !yield(y, err) || err != nil {
					return
				}
				y, err, more = next()
			}
			if more && y == x {
				y, err, more = next()
			}
			if !yield(x, failed) || failed != nil {
				return
			}
		}
		for more && yield(y, err) && err == nil {
			y, err, more = next()
		}
	}
}

// allEntities gives the entities that articles name merged with the subjects
// of plain quads.
func (g *Graph) allEntities(after uint64) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		plain, err := g.hasPlain()
		if err != nil {
			yield(0, err)
			return
		}
		ids := g.denoted(after)
		if plain {
			ids = g.subjects(after)
		}
		for id, err := range ids {
			if !yield(id, err) || err != nil {
				return
			}
		}
	}
}

// denoted gives the entities that articles name.
func (g *Graph) denoted(after uint64) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		t := &g.state.terms
		from := [4]uint64{}
		if after != 0 {
			from = [4]uint64{absent, t.denotes, after, t.identity}
		}
		last := uint64(0)
		for q, err := range g.scan([4]uint64{0, t.denotes, 0, t.identity}, from) {
			if err == nil && q[2] == last {
				continue
			}
			if last = q[2]; !yield(last, err) || err != nil {
				return
			}
		}
	}
}

// subjects gives the entities among all subjects: what identity quads or plain
// quads describe.
func (g *Graph) subjects(after uint64) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		var from [4]uint64
		if after != 0 {
			from = [4]uint64{after, absent, absent, absent}
		}
		last := uint64(0)
		for some, err := range chunks(g.scan([4]uint64{}, from), 0) {
			if err != nil {
				yield(0, err)
				return
			}
			entities, err := g.entitySubjects(some)
			if err != nil {
				yield(0, err)
				return
			}
			for _, id := range entities {
				if id == last {
					continue
				}
				if last = id; !yield(id, nil) {
					return
				}
			}
		}
	}
}

// entitySubjects are the subjects of those quads that make them entities.
func (g *Graph) entitySubjects(quads [][4]uint64) ([]uint64, error) {
	labels := make([]uint64, len(quads))
	for i := range quads {
		labels[i] = quads[i][3]
	}
	classes, err := g.classify(labels)
	if err != nil {
		return nil, err
	}
	t := &g.state.terms
	var ids []uint64
	for i, q := range quads {
		if classes[i] == plainLabel || q[3] == t.identity && q[1] == t.rdfType {
			ids = append(ids, q[0])
		}
	}
	return ids, nil
}
