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
	return g.page(l, orderBy, p)
}

// FactsOf pages the facts of an entity that fit. One that leads from the
// entity to itself is listed once, as outgoing.
func (g *Graph) FactsOf(e *Entity, d Direction, where *FactFilter, orderBy []*FactOrder, p Paging) (*Page[*FactFrom], error) {
	predicates, err := g.boundPredicates(where)
	if err != nil {
		return nil, err
	}
	return g.page(g.factListing(sides(e.id, d, predicates), where, d == Both), orderBy, p)
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
					var from *[3]uint64
					if after != nil && uint64(i) < after[0] {
						continue
					}
					if after != nil && uint64(i) == after[0] {
						from = (*[3]uint64)(after[1:])
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
