package kg

import (
	"iter"
	"maps"
	"slices"
)

// One step of a match: what a triple matches of all rows, and the rows it makes.

// join fills in what a triple says of each row.
func (m *matcher) join(part *table, t *tripleQuery) (*table, error) {
	found, err := m.matches(part, t)
	if err != nil {
		return nil, err
	}
	joined := &table{bound: slices.Clone(part.bound)}
	for _, row := range part.rows {
		any := false
		looked := int64(1)
		for fact, fits := range found.of(part, t, row) {
			if looked++; !fits {
				continue
			}
			if any = true; t.negated {
				break
			}
			next := slices.Clone(row)
			for i, s := range t.slots() {
				if s.variable >= 0 {
					next[s.variable] = fact[i]
				}
			}
			joined.rows = append(joined.rows, next)
		}
		if !any && (t.optional || t.negated) {
			joined.rows = append(joined.rows, row)
		}
		if m.tooMany(len(joined.rows)) {
			return nil, ErrTooMuch
		}
		if err := m.graph.spend(looked); err != nil {
			return nil, err
		}
	}
	for _, s := range t.slots() {
		if s.variable >= 0 && !t.negated {
			joined.bound[s.variable] = true
		}
	}
	return joined, nil
}

// relation is what a triple matches, by the side that was bound.
type relation struct {
	near   int // 0: by subject, 2: by object
	facts  map[uint64][][3]uint64
	sorted []uint64 // the keys of facts, once they were asked for
}

// keys are the ids that facts have on the near side, ascending.
func (r *relation) keys() []uint64 {
	if r.sorted == nil {
		r.sorted = slices.Sorted(maps.Keys(r.facts))
	}
	return r.sorted
}

// fits says whether a fact agrees with the row and with itself: ?x spouse ?x.
func (t *table) fits(slots [3]slotTerm, row []uint64, fact [3]uint64) bool {
	for i, s := range slots {
		if s.variable < 0 {
			continue
		}
		if t.bound[s.variable] && row[s.variable] != 0 && row[s.variable] != fact[i] {
			return false
		}
		for j := range i {
			if slots[j].variable == s.variable && fact[j] != fact[i] {
				return false
			}
		}
	}
	return true
}

// matches gives what a triple matches of all rows, from its smaller bound side.
func (m *matcher) matches(part *table, t *tripleQuery) (*relation, error) {
	subjects, byS := part.ids(t.subject)
	objects, byO := part.ids(t.object)
	r := &relation{near: 0, facts: map[uint64][][3]uint64{}}
	ids := subjects
	if byO && (!byS || len(objects) < len(subjects)) {
		r.near, ids = 2, objects
	}
	keep := func(fact [3]uint64) {
		if byS && r.near == 2 && !contains(subjects, fact[0]) || byO && r.near == 0 && !contains(objects, fact[2]) {
			return
		}
		key := fact[r.near]
		r.facts[key] = append(r.facts[key], fact)
	}
	if t.path != nil && t.path.form != step {
		return r, m.follow(t, r.near, ids, byS || byO, keep)
	}
	return r, m.facts(t, r.near, ids, byS || byO, keep)
}

func contains(sorted []uint64, id uint64) bool {
	_, found := slices.BinarySearch(sorted, id)
	return found
}

// ids are the distinct ids that a place can have, sorted; false where it
// may be anything.
func (t *table) ids(s slotTerm) ([]uint64, bool) {
	if s.variable < 0 {
		return s.ids, true
	}
	if !t.bound[s.variable] {
		return nil, false
	}
	ids := make([]uint64, 0, len(t.rows))
	for _, row := range t.rows {
		if row[s.variable] == 0 {
			return nil, false // an optional triple bound nothing: anything will do
		}
		ids = append(ids, row[s.variable])
	}
	slices.Sort(ids)
	return slices.Compact(ids), true
}

func (m *matcher) follow(t *tripleQuery, near int, ids []uint64, bound bool, keep func([3]uint64)) error {
	if !bound {
		var err error
		if ids, err = m.graph.starts(t.path); err != nil {
			return err
		}
	}
	pairs, err := m.graph.follow(t.path, ids, near == 2)
	for _, p := range pairs {
		if near == 2 {
			keep([3]uint64{p[1], 0, p[0]})
		} else {
			keep([3]uint64{p[0], 0, p[1]})
		}
	}
	return err
}

// facts gives the facts of one step, each once.
func (m *matcher) facts(t *tripleQuery, near int, ids []uint64, bound bool, keep func([3]uint64)) error {
	predicates := []uint64{0}
	if t.path != nil {
		predicates = t.path.ids
	}
	for _, p := range predicates {
		walk := m.graph.standing(m.graph.edges([4]uint64{1: p}, [4]uint64{}, 0))
		if bound {
			walk = m.graph.expandEdges(ids, near, [4]uint64{1: p})
		}
		facts := map[[3]uint64][]uint64{}
		var order [][3]uint64
		for e, err := range walk {
			if err != nil {
				return err
			}
			key := [3]uint64(e.quad[:3])
			claims, known := facts[key]
			if !known {
				order = append(order, key)
			}
			if e.class == claimLabel {
				claims = append(claims, e.quad[3])
			}
			facts[key] = claims
		}
		for _, key := range order {
			ok, err := m.claimed(t, facts[key])
			if err != nil {
				return err
			}
			if ok {
				keep(key)
			}
		}
	}
	return nil
}

// claimed says whether one of a fact's claims fits the triple's condition.
func (m *matcher) claimed(t *tripleQuery, claims []uint64) (bool, error) {
	if t.fits == nil {
		return true, nil
	}
	list, err := m.graph.claimsOf(claims)
	if err != nil {
		return false, err
	}
	for _, c := range list {
		if ok, err := t.fits(c); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// expandEdges walks the fact edges of many ids at one side.
func (g *Graph) expandEdges(ids []uint64, pos int, pattern [4]uint64) iter.Seq2[edge, error] {
	return g.standing(g.edgesAmong(g.expand(ids, pos, pattern), 0))
}
