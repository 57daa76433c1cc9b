package kg

import (
	"cmp"
	"iter"
)

// FactFrom is a fact seen from one of its ends.
type FactFrom struct {
	*Fact
	Direction Direction
	Other     ObjectTerm // the far end
	side      uint64
}

// side is the facts of one direction.
type side struct {
	plan      plan
	direction Direction
}

// sides are the facts of an entity, outgoing ones first; of certain predicates
// where those are given.
func sides(entity uint64, d Direction, predicates []uint64) []side {
	var list []side
	if d != In {
		list = append(list, side{plan{order: bySubject, patterns: product(bySubject, []uint64{entity}, predicates, nil)}, Out})
	}
	if d != Out && predicates != nil {
		list = append(list, side{plan{order: byPredicate, patterns: product(byPredicate, nil, predicates, []uint64{entity})}, In})
	} else if d != Out {
		list = append(list, side{plan{order: byObject, patterns: [][4]uint64{{0, 0, entity}}}, In})
	}
	return list
}

// Facts pages the facts that fit.
func (g *Graph) Facts(where *FactFilter, orderBy []*FactOrder, p Paging) (*Page[*FactFrom], error) {
	plan, err := g.planFacts(where)
	if err != nil {
		return nil, err
	}
	l := g.factListing([]side{{plan, Out}}, where, false)
	if where == nil {
		l.count = func() (int, error) { return g.FactCount() }
	}
	if lastOnly(where, orderBy, p) {
		return g.lastFacts(l, []side{{plan, Out}}, false, p)
	}
	return g.page(l, orderBy, p)
}

// FactsOf pages the facts of an entity that fit. One that leads from the
// entity to itself is listed once, as outgoing.
func (g *Graph) FactsOf(e *Entity, d Direction, where *FactFilter, orderBy []*FactOrder, p Paging) (*Page[*FactFrom], error) {
	predicates, err := g.boundPredicates(where)
	if err != nil {
		return nil, err
	}
	own := sides(e.id, d, predicates)
	l := g.factListing(own, where, d == Both)
	if lastOnly(where, orderBy, p) {
		return g.lastFacts(l, own, d == Both, p)
	}
	return g.page(l, orderBy, p)
}

// lastOnly says whether a page is the end of a list that needs no look at what is in it.
func lastOnly(where *FactFilter, orderBy []*FactOrder, p Paging) bool {
	return p.Last != nil && len(orderBy) == 0 && where.onlyPredicates()
}

// sideGroup is a fact as ids, as seen from one of its ends.
type sideGroup struct {
	group
	side uint64
}

// lastFacts is a page at the end of a list. Indexes are walked from the beginning;
// only the facts of the page are described.
func (g *Graph) lastFacts(whole listing[*FactFrom], sides []side, both bool, p Paging) (*Page[*FactFrom], error) {
	ids := listing[sideGroup]{letter: whole.letter, compare: whole.compare}
	ids.key = func(s sideGroup) []uint64 { return []uint64{s.side, s.key[0], s.key[1], s.key[2]} }
	ids.walk = func(after []uint64, _ int) iter.Seq2[sideGroup, error] {
		return func(yield func(sideGroup, error) bool) {
			for i, s := range sides {
				from, skip := within(uint64(i), after)
				if skip {
					continue
				}
				for grp, err := range g.walk(s.plan, from) {
					if err == nil && both && s.direction == In && grp.key[0] == grp.key[2] {
						continue
					}
					if !yield(sideGroup{grp, uint64(i)}, err) || err != nil {
						return
					}
				}
			}
		}
	}
	found, err := ids.cut(p)
	if err != nil {
		return nil, err
	}
	page := &Page[*FactFrom]{HasPrevious: found.HasPrevious, HasNext: found.HasNext, of: whole}
	groups := make([]group, len(found.Items))
	for i, s := range found.Items {
		groups[i] = s.group
	}
	facts, err := g.facts(groups)
	for i, f := range facts {
		seen := f.from(sides[found.Items[i].side].direction, found.Items[i].side)
		page.Items = append(page.Items, &seen)
	}
	return page, err
}

// within is the fact of a side that a walk goes on after; skip says that the whole
// side lies before.
func within(side uint64, after []uint64) (from *[3]uint64, skip bool) {
	switch {
	case after == nil || side > after[0]:
		return nil, false
	case side < after[0]:
		return nil, true
	}
	return (*[3]uint64)(after[1:]), false
}

func (g *Graph) page(l listing[*FactFrom], orderBy []*FactOrder, p Paging) (*Page[*FactFrom], error) {
	if len(orderBy) == 0 {
		return l.cut(p)
	}
	list, err := collect(l.walk(nil, 0))
	if err != nil {
		return nil, err
	}
	if err := sortFacts(list, orderBy); err != nil {
		return nil, err
	}
	return short(g, cursorSorted, list, p)
}

func (g *Graph) factListing(sides []side, where *FactFilter, both bool) listing[*FactFrom] {
	l := listing[*FactFrom]{
		letter: cursorFacts,
		key: func(f *FactFrom) []uint64 {
			key := f.group.key
			return []uint64{f.side, key[0], key[1], key[2]}
		},
		compare: func(a, b []uint64) int {
			if a[0] != b[0] || a[0] >= uint64(len(sides)) {
				return cmp.Compare(a[0], b[0])
			}
			return sides[a[0]].plan.order.compare([3]uint64(a[1:]), [3]uint64(b[1:]))
		},
		walk: func(after []uint64, stride int) iter.Seq2[*FactFrom, error] {
			return func(yield func(*FactFrom, error) bool) {
				for i, s := range sides {
					from, skip := within(uint64(i), after)
					if skip {
						continue
					}
					for f, err := range g.matching(s.plan.striding(stride), where, from) {
						if err != nil {
							yield(nil, err)
							return
						}
						if both && s.direction == In && f.group.key[0] == f.group.key[2] {
							continue
						}
						seen := f.from(s.direction, uint64(i))
						if !yield(&seen, nil) {
							return
						}
					}
				}
			}
		},
	}
	if where.onlyPredicates() {
		l.count = func() (int, error) { return g.countSides(sides, both) }
	}
	return l
}

// countSides counts facts without describing them.
func (g *Graph) countSides(sides []side, both bool) (int, error) {
	n := 0
	for _, s := range sides {
		for grp, err := range g.walk(s.plan, nil) {
			if err != nil {
				return 0, err
			}
			if !both || s.direction != In || grp.key[0] != grp.key[2] {
				n++
			}
		}
	}
	return n, nil
}

// from is the fact as seen from its subject (Out) or object (In).
func (f *Fact) from(d Direction, side uint64) FactFrom {
	seen := FactFrom{Fact: f, Direction: d, Other: f.Object, side: side}
	if d == In {
		seen.Other = f.Subject
	}
	return seen
}
