package kg

import (
	"iter"
	"slices"

	"github.com/cayleygraph/quad"
)

// A neighborhood grows from its seeds by one hop at a time, all entities of a
// hop expanded in one pass over their sorted ids. Entities come in the order of
// their distance, then in that in which the store came to know them; where they
// are more than asked for, the last hop is cut.

// Subgraph is some entities with the facts among them.
type Subgraph struct {
	Entities  []*SubgraphEntity
	Facts     []*Fact
	Truncated bool // there are more entities
	graph     *Graph
}

// SubgraphEntity is an entity with its distance, in facts, from the nearest seed.
type SubgraphEntity struct {
	Entity   *Entity
	Distance int
}

// The bounds of a neighborhood.
const (
	MaxHops     = 10
	MaxEntities = 5000
)

// Neighborhood is what lies within some hops of the seeds.
func (g *Graph) Neighborhood(seeds []*EntityRef, hops int, d Direction, where *FactFilter, most int) (*Subgraph, error) {
	if hops < 0 || hops > MaxHops || most < 1 || most > MaxEntities || len(seeds) > MaxPage {
		return nil, badPattern("a neighborhood has 0 to %d hops, 1 to %d entities and at most %d seeds", MaxHops, MaxEntities, MaxPage)
	}
	w, err := g.hopper(d, where)
	if err != nil {
		return nil, err
	}
	frontier, err := g.refs(seeds)
	if err != nil {
		return nil, err
	}
	slices.Sort(frontier)
	frontier = slices.Compact(frontier)
	distance := map[uint64]int{}
	var found []uint64
	truncated := false
	var between []group
	for hop := 0; len(frontier) > 0; hop++ {
		if room := most - len(found); len(frontier) > room {
			frontier, truncated = frontier[:room], true
		}
		for _, id := range frontier {
			distance[id] = hop
		}
		found = append(found, frontier...)
		if hop == hops && len(found) == 1 {
			break
		}
		facts, err := w.hop(frontier)
		if err != nil {
			return nil, err
		}
		between = append(between, facts...)
		if hop == hops || truncated {
			break
		}
		if frontier, err = w.reached(facts, distance); err != nil {
			return nil, err
		}
	}
	s := &Subgraph{Truncated: truncated, graph: g}
	if err := s.describe(g, found, distance, between); err != nil {
		return nil, err
	}
	return s, nil
}

// describe gives the entities, and the facts both of whose ends are among them.
func (s *Subgraph) describe(g *Graph, found []uint64, distance map[uint64]int, between []group) error {
	entities, err := g.entitiesOf(found)
	if err != nil {
		return err
	}
	for i, e := range entities {
		s.Entities = append(s.Entities, &SubgraphEntity{e, distance[found[i]]})
	}
	inside := map[[3]uint64]bool{}
	var groups []group
	for _, grp := range between {
		_, from := distance[grp.key[0]]
		_, to := distance[grp.key[2]]
		if from && to && !inside[grp.key] {
			inside[grp.key] = true
			groups = append(groups, grp)
		}
	}
	slices.SortFunc(groups, func(a, b group) int { return bySubject.compare(a.key, b.key) })
	s.Facts, err = g.facts(groups)
	return err
}

// hopper walks from entities over facts.
type hopper struct {
	graph      *Graph
	direction  Direction
	predicates []uint64    // nil for any
	fits       test[*Fact] // nil for all
}

func (g *Graph) hopper(d Direction, where *FactFilter) (*hopper, error) {
	h := &hopper{graph: g, direction: d}
	var err error
	if h.predicates, err = g.boundPredicates(where); err != nil || where.onlyPredicates() {
		return h, err
	}
	h.fits, err = g.factTest(where)
	return h, err
}

// hop gives the facts that lead on from entities, which are sorted, each once.
func (h *hopper) hop(ids []uint64) ([]group, error) {
	var list []group
	for _, near := range h.ends() {
		at := map[[3]uint64]int{}
		for e, err := range h.edges(ids, near) {
			if err != nil {
				return nil, err
			}
			key := [3]uint64(e.quad[:3])
			i, known := at[key]
			if !known {
				i = len(list)
				at[key], list = i, append(list, group{key: key})
			}
			list[i].add(e)
		}
	}
	if err := h.graph.unveil(list); err != nil {
		return nil, err
	}
	return h.fitting(list)
}

// ends are the places in a quad that facts are walked from.
func (h *hopper) ends() []int {
	switch h.direction {
	case Out:
		return []int{0}
	case In:
		return []int{2}
	}
	return []int{0, 2}
}

// edges are those that lead on from one end.
func (h *hopper) edges(ids []uint64, near int) iter.Seq2[edge, error] {
	predicates := h.predicates
	if predicates == nil {
		predicates = []uint64{0}
	}
	return func(yield func(edge, error) bool) {
		for _, p := range predicates {
			for e, err := range h.graph.expandEdges(ids, near, [4]uint64{1: p}) {
				if !yield(e, err) || err != nil {
					return
				}
			}
		}
	}
}

// beyond gives what lies at the far ends of the facts that lead on from entities,
// some of it more than once and some of these entities too. Where no fact needs to
// be looked at, none is described.
func (h *hopper) beyond(ids []uint64) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		if h.fits != nil {
			facts, err := h.hop(ids)
			if err != nil {
				yield(0, err)
				return
			}
			for _, grp := range facts {
				if !yield(grp.key[0], nil) || !yield(grp.key[2], nil) {
					return
				}
			}
			return
		}
		for _, near := range h.ends() {
			for e, err := range h.edges(ids, near) {
				if !yield(e.quad[2-near], err) || err != nil {
					return
				}
			}
		}
	}
}

// fitting leaves those facts that fit the filter.
func (h *hopper) fitting(list []group) ([]group, error) {
	if h.fits == nil || len(list) == 0 {
		return list, nil
	}
	facts, err := h.graph.facts(list)
	if err != nil {
		return nil, err
	}
	kept := list[:0]
	for i, f := range facts {
		ok, err := h.fits(f)
		if err != nil {
			return nil, err
		}
		if ok {
			kept = append(kept, list[i])
		}
	}
	return kept, nil
}

// reached are the entities at the ends of facts that were not seen before,
// sorted.
func (h *hopper) reached(facts []group, seen map[uint64]int) ([]uint64, error) {
	var ids []uint64
	for _, grp := range facts {
		for _, id := range [...]uint64{grp.key[0], grp.key[2]} {
			if _, known := seen[id]; !known {
				ids = append(ids, id)
			}
		}
	}
	slices.Sort(ids)
	return h.graph.walkable(slices.Compact(ids))
}

// walkable are those ids that are entities, not values and not claims.
func (g *Graph) walkable(ids []uint64) ([]uint64, error) {
	terms, err := g.terms(ids)
	if err != nil {
		return nil, err
	}
	kept := ids[:0]
	for i, t := range terms {
		iri, isIRI := t.(quad.IRI)
		if _, claim := ClaimArticle(string(iri)); !isIRI || claim {
			continue
		}
		if _, value := ParseValue(t); !value {
			kept = append(kept, ids[i])
		}
	}
	return kept, nil
}
