package kg

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// GraphPredicate is a relation as the graph uses it.
type GraphPredicate struct {
	Predicate
	graph *Graph
	id    uint64 // absent where it was not found by its id
}

func (p *GraphPredicate) NodeID() string { return nodeID('p', p.IRI) }

// PredicateByIRI finds a predicate that facts or qualifiers have; nil where
// none does and the vocabulary does not know it.
func (g *Graph) PredicateByIRI(iri string) (*GraphPredicate, error) {
	id, err := g.id(quad.IRI(iri))
	if err != nil {
		return nil, err
	}
	used, err := g.isPredicate(id)
	if err != nil {
		return nil, err
	}
	if _, known := g.vocabulary.ByIRI(iri); !used && !known {
		return nil, nil
	}
	p := g.predicateOf(quad.IRI(iri), "")
	p.id = id
	return p, g.label(p)
}

// isPredicate says whether facts or qualifiers have a predicate.
func (g *Graph) isPredicate(id uint64) (bool, error) {
	if id == absent {
		return false, nil
	}
	qualifies, err := g.id(QualifiedBy)
	if err != nil {
		return false, err
	}
	for _, err := range g.scan([4]uint64{0, qualifies, id, 0}, [4]uint64{}) {
		return err == nil, err
	}
	for _, err := range g.walk(plan{order: byPredicate, patterns: [][4]uint64{{0, id}}}, nil) {
		return err == nil, err
	}
	return false, nil
}

// predicateOf describes a predicate by the vocabulary, else by a name it was
// given, else by its IRI.
func (g *Graph) predicateOf(iri quad.IRI, name string) *GraphPredicate {
	p := &GraphPredicate{graph: g, id: absent}
	if known, ok := g.vocabulary.ByIRI(string(iri)); ok {
		p.Predicate = *known
		return p
	}
	if name == "" {
		name = PredicateName(string(iri))
	}
	p.Predicate = Predicate{Name: name, IRI: string(iri)}
	return p
}

// predicatesOf describes the predicates with these ids, in their order; the
// same pointer for the same id.
func (g *Graph) predicatesOf(ids []uint64) ([]*GraphPredicate, error) {
	list := make([]*GraphPredicate, len(ids))
	found := map[uint64]*GraphPredicate{}
	for i, id := range ids {
		if i > 0 && id == ids[i-1] { // a walk often has one for long
			list[i] = list[i-1]
			continue
		}
		if found[id] == nil {
			p, err := g.predicateByID(id)
			if err != nil {
				return nil, err
			}
			found[id] = p
		}
		list[i] = found[id]
	}
	return list, nil
}

// predicateByID describes a predicate, once for each version of the store.
func (g *Graph) predicateByID(id uint64) (*GraphPredicate, error) {
	g.state.mu.Lock()
	p, ok := g.state.described[id]
	g.state.mu.Unlock()
	if ok {
		p.graph = g
		return &p, nil
	}
	iris, err := g.iris([]uint64{id})
	if err != nil {
		return nil, err
	}
	fresh := g.predicateOf(quad.IRI(iris[0]), "")
	fresh.id = id
	if err := g.label(fresh); err != nil {
		return nil, err
	}
	p = *fresh
	p.graph = nil
	g.state.mu.Lock()
	defer g.state.mu.Unlock()
	g.state.described[id] = p
	return fresh, nil
}

// label names a predicate that neither the vocabulary nor its IRI names: by
// its rdfs:label, else the end of its IRI.
func (g *Graph) label(p *GraphPredicate) error {
	if p.Name != "" {
		return nil
	}
	p.Name = lastSegment(p.IRI)
	for q, err := range g.scan([4]uint64{p.id, g.state.terms.label}, [4]uint64{}) {
		if err != nil {
			return err
		}
		values, err := g.store.Terms(q[2:3])
		if err != nil {
			return err
		}
		p.Name = lexical(values[0])
		return nil
	}
	return nil
}

// InverseName is the name of the inverse relation, nil where none is known.
func (p *GraphPredicate) InverseName() *string { return optional(p.Inverse) }

// DomainKinds are the kinds that its subjects have, empty for any.
func (p *GraphPredicate) DomainKinds() []Kind { return kindsAmong(p.Domain) }

// RangeKinds are the kinds that its objects have, empty for any kind or values.
func (p *GraphPredicate) RangeKinds() []Kind { return kindsAmong(p.Range) }

func kindsAmong(names []string) []Kind {
	list := []Kind{}
	for _, k := range Kinds() {
		if slices.Contains(names, string(k)) {
			list = append(list, k)
		}
	}
	return list
}

// FactCount is the number of facts that have the predicate.
func (p *GraphPredicate) FactCount() (int, error) {
	id, err := p.graph.id(quad.IRI(p.IRI))
	if id == absent || err != nil {
		return 0, err
	}
	return p.graph.state.counted(countKey{pred: id}, func() (int, error) {
		return p.graph.count(plan{order: byPredicate, patterns: [][4]uint64{{0, id}}})
	})
}

// count walks a plan's facts.
func (g *Graph) count(p plan) (int, error) {
	n := 0
	for _, err := range g.walk(p, nil) {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

// Predicates are the relations that facts have and those the vocabulary knows,
// by name; those whose name holds match, where it is not empty.
func (g *Graph) Predicates(match string) ([]*GraphPredicate, error) {
	ids, err := g.predicatesInUse()
	if err != nil {
		return nil, err
	}
	list, err := g.predicatesOf(ids)
	if err != nil {
		return nil, err
	}
	used := map[string]bool{}
	for _, p := range list {
		used[p.IRI] = true
	}
	for _, known := range g.vocabulary.Predicates {
		if !used[known.IRI] {
			list = append(list, g.predicateOf(quad.IRI(known.IRI), ""))
		}
	}
	match = Fold(match)
	list = slices.DeleteFunc(list, func(p *GraphPredicate) bool { return !strings.Contains(Fold(p.Name), match) })
	slices.SortFunc(list, func(a, b *GraphPredicate) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.IRI, b.IRI))
	})
	return list, nil
}

// predicatesInUse are the ids of the predicates that facts have, ascending.
// Those of claims are the objects of rdf:predicate.
func (g *Graph) predicatesInUse() ([]uint64, error) {
	g.state.mu.Lock()
	known := g.state.predicates
	g.state.mu.Unlock()
	if known != nil {
		return known, nil
	}
	ids, err := g.objectsUsed(g.state.terms.claimPredicate)
	if err != nil {
		return nil, err
	}
	plain, err := g.plainPredicates()
	if err != nil {
		return nil, err
	}
	ids = append(ids, plain...)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	g.state.mu.Lock()
	defer g.state.mu.Unlock()
	g.state.predicates = ids
	return ids, nil
}

// objectsUsed gives the distinct objects of a predicate, leaping from one to
// the next.
func (g *Graph) objectsUsed(predicate uint64) ([]uint64, error) {
	var ids []uint64
	var after [4]uint64
	for {
		var next [4]uint64
		for q, err := range g.scan([4]uint64{1: predicate}, after) {
			if err != nil {
				return nil, err
			}
			next = q
			break
		}
		if next == [4]uint64{} {
			return ids, nil
		}
		ids = append(ids, next[2])
		after = [4]uint64{absent, predicate, next[2], absent}
	}
}

// plainPredicates are the predicates of plain quads. Only a walk over all tells
// them; where nothing plain was loaded there is nothing to do.
func (g *Graph) plainPredicates() ([]uint64, error) {
	plain, err := g.hasPlain()
	if !plain || err != nil {
		return nil, err
	}
	seen := map[uint64]bool{}
	for e, err := range g.edges([4]uint64{}, [4]uint64{}, 0) {
		if err != nil {
			return nil, err
		}
		if e.class == plainLabel {
			seen[e.quad[1]] = true
		}
	}
	ids := make([]uint64, 0, len(seen))
	for id := range seen {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids, nil
}

// hasPlain says whether plain quads were loaded.
func (g *Graph) hasPlain() (bool, error) {
	n, err := g.state.counted(countKey{plain: true}, func() (int, error) {
		for entry, err := range g.store.Loads() {
			if err == nil {
				err = g.spend(1)
			}
			if err != nil {
				return 0, err
			}
			if entry.Model == "" && !IsCatalog(entry.Key) {
				return 1, nil
			}
		}
		return 0, nil
	})
	return n > 0, err
}

// PredicateUsage says how often an entity has a predicate.
type PredicateUsage struct {
	Predicate *GraphPredicate
	Direction Direction
	Count     int
}

// Direction is how a fact is walked from an entity.
type Direction string

const (
	Out  Direction = "out"  // the entity is the subject
	In   Direction = "in"   // the entity is the object
	Both Direction = "both" // either
)

// PredicatesOf says which facts can be asked for from an entity.
func (g *Graph) PredicatesOf(e *Entity, d Direction) ([]*PredicateUsage, error) {
	var list []*PredicateUsage
	for _, side := range sides(e.id, d, nil) {
		counts := map[uint64]int{}
		for grp, err := range g.walk(side.plan, nil) {
			if err != nil {
				return nil, err
			}
			counts[grp.key[1]]++
		}
		ids := make([]uint64, 0, len(counts))
		for id := range counts {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		predicates, err := g.predicatesOf(ids)
		if err != nil {
			return nil, err
		}
		for i, p := range predicates {
			list = append(list, &PredicateUsage{p, side.direction, counts[ids[i]]})
		}
	}
	slices.SortFunc(list, func(a, b *PredicateUsage) int {
		return cmp.Or(strings.Compare(a.Predicate.Name, b.Predicate.Name), cmp.Compare(b.Direction, a.Direction))
	})
	return list, nil
}
