package kg

import (
	"cmp"
	"iter"
	"reflect"
	"slices"
)

// The facts of many entities at once. An answer that nests leads from the
// facts of one entity to those of hundreds, and a walk of its own for each of
// them costs a seek, an iterator and a look at the hidden claims. Here one walk
// through an index visits the entities in ascending order, for each direction
// and predicate that is asked for; it leaves an entity when it has enough for a
// page. What the walks and the hidden claims give is brought into the order in
// which FactsOf lists it, and described together.

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
	predicates []uint64 // ascending; nil for any
	size       int      // of a page
	ids        []uint64 // of the entities, ascending
	walks      []sideWalk
	found      []seenGroup
}

// sideWalk is the part of a question that one index answers in one walk.
type sideWalk struct {
	direction Direction
	side      uint64 // its place among sides
	position  int    // of the entity in the fact
	predicate uint64 // 0 for any
	order     order
}

// seenGroup is a fact as ids, as seen from an entity.
type seenGroup struct {
	group
	entity, walk int // places in ids and in walks
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
	t.plan()
	hidden, err := t.find()
	if err != nil {
		return nil, err
	}
	if len(t.walks) > 1 || hidden {
		t.arrange()
	}
	return t.pages(list)
}

// plan chooses the walks: outgoing facts first, predicate by predicate where
// those are given, in the order of sides.
func (t *together) plan() {
	predicates := t.predicates
	if predicates == nil {
		predicates = []uint64{0}
	}
	side := uint64(0)
	for _, d := range []Direction{Out, In} {
		if t.direction != Both && t.direction != d {
			continue
		}
		for _, predicate := range predicates {
			w := sideWalk{d, side, 0, predicate, bySubject}
			if d == In {
				w.position, w.order = 2, byObject
				if predicate != 0 {
					w.order = byPredicate
				}
			}
			t.walks = append(t.walks, w)
		}
		side++
	}
}

// find makes the walks, and says whether hidden claims were found.
func (t *together) find() (hidden bool, err error) {
	for i := range t.walks {
		if err := t.edges(i); err != nil {
			return false, err
		}
	}
	visible := len(t.found)
	for i, w := range t.walks {
		if i > 0 && w.direction == t.walks[i-1].direction {
			continue // one look finds those of all predicates
		}
		if err := t.hidden(w); err != nil {
			return false, err
		}
	}
	return len(t.found) > visible, nil
}

// edges looks at the entities in turn, and begins anew behind one that has more
// facts than a page takes.
func (t *together) edges(walk int) error {
	w := t.walks[walk]
	for begin := 0; begin < len(t.ids); {
		v := visit{together: t, walk: walk, entity: begin}
		begin = len(t.ids)
		for some, err := range chunks(t.graph.expand(t.ids[v.entity:], w.position, [4]uint64{1: w.predicate}), 0) {
			if err == nil {
				err = v.take(some)
			}
			if err != nil {
				return err
			}
			if v.count > t.size {
				begin = v.entity + 1
				break
			}
		}
	}
	return nil
}

// visit is where a walk is.
type visit struct {
	*together
	walk, entity int
	count        int // facts of the entity that it has found
}

// take sorts quads of the walk into the facts of their entities: one more than
// a page takes says that there is more.
func (v *visit) take(some [][4]uint64) error {
	labels := make([]uint64, len(some))
	for i := range some {
		labels[i] = some[i][3]
	}
	classes, err := v.graph.classify(labels)
	if err != nil {
		return err
	}
	position := v.walks[v.walk].position
	for i, q := range some {
		for v.ids[v.entity] != q[position] {
			v.entity, v.count = v.entity+1, 0
		}
		key := [3]uint64(q[:3])
		switch {
		case classes[i] != plainLabel && classes[i] != claimLabel || !v.lists(v.walk, key):
		case v.count > 0 && v.found[len(v.found)-1].key == key:
			v.found[len(v.found)-1].add(edge{q, classes[i]})
		case v.count <= v.size:
			grp := group{key: key}
			if classes[i] == plainLabel {
				grp.plain = labels[i : i+1 : i+1]
			} else {
				grp.claims, grp.edges = labels[i:i+1:i+1], 1
			}
			v.found = append(v.found, seenGroup{grp, v.entity, v.walk})
			v.count++
		}
	}
	return nil
}

// lists says whether a walk lists a fact: one that leads from an entity to
// itself is outgoing.
func (t *together) lists(walk int, key [3]uint64) bool {
	return t.direction != Both || t.walks[walk].direction == Out || key[0] != key[2]
}

// hidden finds the facts of claims without an edge, of all walks of one direction.
func (t *together) hidden(w sideWalk) error {
	g := t.graph
	leads := g.state.terms.claimSubject
	if w.direction == In {
		leads = g.state.terms.claimObject
	}
	claims, err := column(0, g.expand(t.ids, 2, [4]uint64{1: leads, 3: g.state.terms.identity}))
	if len(claims) == 0 || err != nil {
		return err
	}
	about, err := g.abouts(claims)
	if err != nil {
		return err
	}
	for _, claim := range claims {
		key := about[claim]
		entity, ok := slices.BinarySearch(t.ids, key[w.position])
		walk := slices.IndexFunc(t.walks, func(v sideWalk) bool {
			return v.direction == w.direction && (v.predicate == 0 || v.predicate == key[1])
		})
		if ok && walk >= 0 && t.lists(walk, key) {
			t.found = append(t.found, seenGroup{group{key: key, claims: []uint64{claim}}, entity, walk})
		}
	}
	return nil
}

// arrange brings what several walks found into the order of one list for each
// entity, the claims of a fact together.
func (t *together) arrange() {
	slices.SortStableFunc(t.found, func(a, b seenGroup) int {
		return cmp.Or(cmp.Compare(a.entity, b.entity), cmp.Compare(a.walk, b.walk), t.walks[a.walk].order.compare(a.key, b.key))
	})
	merged := t.found[:0]
	for _, f := range t.found {
		if last := len(merged) - 1; last >= 0 && merged[last].entity == f.entity && merged[last].walk == f.walk && merged[last].key == f.key {
			merged[last].claims = append(merged[last].claims, f.claims...) // edges stand before hidden ones
		} else {
			merged = append(merged, f)
		}
	}
	t.found = merged
}

// pages describes what was found, as the pages of entities in their order.
func (t *together) pages(list []*Entity) ([]*Page[*FactFrom], error) {
	own, pages := make([]Page[*FactFrom], len(t.ids)), make([]*Page[*FactFrom], len(list))
	counts := make([]int, len(t.ids)) // of the facts of each page
	groups, from := make([]group, 0, len(t.found)), make([]int, 0, len(t.found))
	for _, f := range t.found {
		if counts[f.entity] == t.size {
			own[f.entity].HasNext = true
			continue
		}
		groups, from = append(groups, f.group), append(from, f.walk)
		counts[f.entity]++
	}
	facts, err := t.graph.facts(groups)
	if err != nil {
		return nil, err
	}
	seen, items := make([]FactFrom, len(facts)), make([]*FactFrom, len(facts))
	for i, f := range facts {
		w := t.walks[from[i]]
		seen[i], items[i] = f.from(w.direction, w.side), &seen[i]
	}
	for i, n := range counts {
		own[i].Items, items = items[:n:n], items[n:]
		own[i].of = factsOfOne{t, i}
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
	entity int // place in ids
}

func (f factsOfOne) listing() listing[*FactFrom] {
	return f.graph.factListing(sides(f.ids[f.entity], f.direction, f.predicates), f.where, f.direction == Both)
}

func (f factsOfOne) cursorAt(p *Page[*FactFrom], i int) string { return f.listing().cursorAt(p, i) }
func (f factsOfOne) total() (int, error)                       { return f.listing().total() }
func (f factsOfOne) all() iter.Seq2[*FactFrom, error]          { return f.listing().all() }
