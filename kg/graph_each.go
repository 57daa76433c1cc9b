package kg

import (
	"iter"
	"reflect"
	"slices"
)

// The facts of many entities at once. An answer that nests leads from the
// facts of one entity to those of hundreds, and a walk of its own for each of
// them costs a seek, an iterator and a look at the hidden claims. Here one walk
// through an index visits the entities in ascending order, for each direction
// and predicate that is asked for; it leaves an entity when it has enough for a
// page. What it finds is merged with the hidden claims, brought into the order
// in which FactsOf lists it, and described together.

// FactsOfEach gives for each entity the page that FactsOf gives.
func (g *Graph) FactsOfEach(list []*Entity, d Direction, where *FactFilter, orderBy []*FactOrder, p Paging) ([]*Page[*FactFrom], error) {
	if len(list) > 1 && where.onlyPredicates() && len(orderBy) == 0 && p.After == nil && p.Last == nil && p.Before == nil {
		return g.firstFacts(list, d, where, p)
	}
	pages := make([]*Page[*FactFrom], len(list))
	for i, e := range list {
		var err error
		if pages[i], err = g.FactsOf(e, d, where, orderBy, p); err != nil {
			return nil, err
		}
	}
	return pages, nil
}

// onlyPredicates says whether nothing needs to be tested of a fact.
func (f *FactFilter) onlyPredicates() bool {
	if f == nil {
		return true
	}
	rest := *f
	rest.Predicates = nil
	return reflect.ValueOf(rest).IsZero()
}

// together is one question for the first facts of many entities.
type together struct {
	graph      *Graph
	direction  Direction
	where      *FactFilter
	predicates []uint64      // ascending; nil for any
	size       int           // of a page
	ids        []uint64      // of the entities, ascending
	found      [][]seenGroup // the facts of each, at most one more than a page
}

// seenGroup is a fact as ids, as seen from one of its ends.
type seenGroup struct {
	group
	direction Direction
	side      uint64
}

func (g *Graph) firstFacts(list []*Entity, d Direction, where *FactFilter, p Paging) ([]*Page[*FactFrom], error) {
	w, err := listing[*FactFrom]{}.window(p)
	if err != nil {
		return nil, err
	}
	t := &together{graph: g, direction: d, where: where, size: w.size, ids: make([]uint64, len(list))}
	if t.predicates, err = g.boundPredicates(where); err != nil {
		return nil, err
	}
	for i, e := range list {
		t.ids[i] = e.id
	}
	slices.Sort(t.ids)
	t.ids = slices.Compact(t.ids)
	t.found = make([][]seenGroup, len(t.ids))
	if err := t.walk(); err != nil {
		return nil, err
	}
	return t.pages(list)
}

// walk finds the facts of all entities: outgoing ones first, predicate by
// predicate where those are given, as sides has them.
func (t *together) walk() error {
	predicates := t.predicates
	if predicates == nil {
		predicates = []uint64{0}
	}
	side := uint64(0)
	for _, way := range []struct {
		direction Direction
		position  int
		claims    uint64 // the predicate that leads from hidden claims to their entity
	}{{Out, 0, t.graph.state.terms.claimSubject}, {In, 2, t.graph.state.terms.claimObject}} {
		if t.direction != Both && t.direction != way.direction {
			continue
		}
		hidden, err := t.hidden(way.position, way.claims)
		if err != nil {
			return err
		}
		for _, predicate := range predicates {
			s := &sideWalk{together: t, direction: way.direction, side: side, position: way.position, predicate: predicate}
			if err := s.walk(hidden); err != nil {
				return err
			}
		}
		side++
	}
	return nil
}

// hidden gives the facts of claims without an edge, for each entity.
func (t *together) hidden(position int, predicate uint64) (map[int][]group, error) {
	g := t.graph
	claims, err := column(0, g.expand(t.ids, 2, [4]uint64{1: predicate, 3: g.state.terms.identity}))
	if len(claims) == 0 || err != nil {
		return nil, err
	}
	about, err := g.abouts(claims)
	if err != nil {
		return nil, err
	}
	hidden := map[int][]group{}
	for _, claim := range claims {
		key := about[claim]
		at, ok := slices.BinarySearch(t.ids, key[position])
		if !ok {
			continue
		}
		same := slices.IndexFunc(hidden[at], func(grp group) bool { return grp.key == key })
		if same < 0 {
			hidden[at] = append(hidden[at], group{key: key, claims: []uint64{claim}})
		} else {
			hidden[at][same].claims = append(hidden[at][same].claims, claim)
		}
	}
	return hidden, nil
}

// sideWalk is the part of a question that one index answers in one walk.
type sideWalk struct {
	*together
	direction Direction
	side      uint64
	position  int    // of the entity in the fact
	predicate uint64 // 0 for any
	before    []int  // how many facts each entity had
	at        int    // the entity that the walk is at
}

// walk looks at the entities in turn, and begins anew behind one that has more
// facts than a page takes.
func (s *sideWalk) walk(hidden map[int][]group) error {
	s.before = make([]int, len(s.found))
	for i := range s.found {
		s.before[i] = len(s.found[i])
	}
	for begin := 0; begin < len(s.ids); {
		end := len(s.ids)
		for some, err := range chunks(s.graph.expand(s.ids[begin:], s.position, [4]uint64{1: s.predicate})) {
			if err == nil {
				err = s.take(some)
			}
			if err != nil {
				return err
			}
			if s.full() {
				end = s.at + 1
				break
			}
		}
		begin = end
	}
	for at, groups := range hidden {
		s.add(at, groups)
	}
	return nil
}

// full says whether the entity that the walk is at has enough facts.
func (s *sideWalk) full() bool { return len(s.found[s.at])-s.before[s.at] > s.size }

// take sorts quads of the walk into the facts of their entities.
func (s *sideWalk) take(some [][4]uint64) error {
	labels := make([]uint64, len(some))
	for i := range some {
		labels[i] = some[i][3]
	}
	classes, err := s.graph.classify(labels)
	if err != nil {
		return err
	}
	for i, q := range some {
		for s.ids[s.at] != q[s.position] {
			s.at++
		}
		key := [3]uint64(q[:3])
		if classes[i] != plainLabel && classes[i] != claimLabel || !s.lists(key) {
			continue
		}
		last := len(s.found[s.at]) - 1
		if last < s.before[s.at] || s.found[s.at][last].key != key {
			if s.full() {
				continue
			}
			s.found[s.at] = append(s.found[s.at], seenGroup{group{key: key}, s.direction, s.side})
			last++
		}
		s.found[s.at][last].add(edge{q, classes[i]})
	}
	return nil
}

// lists says whether a fact is listed here: one that leads from an entity to
// itself is outgoing.
func (s *sideWalk) lists(key [3]uint64) bool {
	return s.together.direction != Both || s.direction == Out || key[0] != key[2]
}

// add merges hidden facts with those of an entity.
func (s *sideWalk) add(at int, hidden []group) {
	own := s.found[at][s.before[at]:]
	for _, grp := range hidden {
		if s.predicate != 0 && grp.key[1] != s.predicate || !s.lists(grp.key) {
			continue
		}
		same := slices.IndexFunc(own, func(seen seenGroup) bool { return seen.key == grp.key })
		if same < 0 {
			own = append(own, seenGroup{grp, s.direction, s.side})
		} else {
			own[same].claims = append(own[same].claims, grp.claims...)
		}
	}
	o := s.order()
	slices.SortFunc(own, func(a, b seenGroup) int { return o.compare(a.key, b.key) })
	s.found[at] = append(s.found[at][:s.before[at]], own[:min(len(own), s.size+1)]...)
}

// order is the one in which sides walks the same facts.
func (s *sideWalk) order() order {
	switch {
	case s.direction == Out:
		return bySubject
	case s.predicate != 0:
		return byPredicate
	}
	return byObject
}

// pages describes what was found, as the pages of entities in their order.
func (t *together) pages(list []*Entity) ([]*Page[*FactFrom], error) {
	var groups []group
	for _, found := range t.found {
		for i := range found[:min(len(found), t.size)] {
			groups = append(groups, found[i].group)
		}
	}
	facts, err := t.graph.facts(groups)
	if err != nil {
		return nil, err
	}
	seen, items := make([]FactFrom, len(facts)), make([]*FactFrom, len(facts))
	own, pages := make([]Page[*FactFrom], len(t.ids)), make([]*Page[*FactFrom], len(list))
	n := 0
	for at, found := range t.found {
		begin := n
		for i := range found[:min(len(found), t.size)] {
			seen[n], items[n] = facts[n].from(found[i].direction, found[i].side), &seen[n]
			n++
		}
		own[at] = Page[*FactFrom]{Items: items[begin:n:n], HasNext: len(found) > t.size, of: factsOfOne{t, t.ids[at]}}
	}
	for i, e := range list {
		at, _ := slices.BinarySearch(t.ids, e.id)
		pages[i] = &own[at]
	}
	return pages, nil
}

// factsOfOne is the whole list that a page is the beginning of.
type factsOfOne struct {
	*together
	entity uint64
}

func (f factsOfOne) listing() listing[*FactFrom] {
	return f.graph.factListing(sides(f.entity, f.direction, f.predicates), f.where, f.direction == Both)
}

func (f factsOfOne) cursorAt(p *Page[*FactFrom], i int) string { return f.listing().cursorAt(p, i) }
func (f factsOfOne) total() (int, error)                       { return f.listing().total() }
func (f factsOfOne) all() iter.Seq2[*FactFrom, error]          { return f.listing().all() }
