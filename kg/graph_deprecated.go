package kg

import (
	"iter"
	"slices"

	"github.com/cayleygraph/quad"
)

// deprecatedIDs is Deprecated as the ids of one version of the store.
type deprecatedIDs struct {
	claims    map[quad.IRI]*Decision
	facts     map[[3]uint64]*Decision
	confirmed map[quad.IRI]*Decision
}

// deprecated are the claims and facts that do not count. Where there are none,
// which is most often, three look-ups tell.
func (g *Graph) deprecated() (*deprecatedIDs, error) {
	g.state.mu.Lock()
	known := g.state.deprecated
	g.state.mu.Unlock()
	if known != nil {
		return known, nil
	}
	found, err := g.findDeprecated()
	if err != nil {
		return nil, err
	}
	g.state.mu.Lock()
	defer g.state.mu.Unlock()
	g.state.deprecated = found
	return found, nil
}

func (g *Graph) findDeprecated() (*deprecatedIDs, error) {
	ids, err := g.lookup(Deprecate.IRI(), Misread.IRI(), Confirm.IRI())
	if err != nil || ids[0] == absent && ids[1] == absent && ids[2] == absent {
		return &deprecatedIDs{}, err
	}
	all, err := Decisions(g.store)
	if err != nil {
		return nil, err
	}
	deprecated := DeprecatedBy(all)
	found := &deprecatedIDs{deprecated.claims, map[[3]uint64]*Decision{}, deprecated.confirmed}
	for fact, d := range deprecated.facts {
		ids, err := g.lookup(fact.Subject, fact.Predicate, fact.Object)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(ids, absent) {
			found.facts[[3]uint64(ids)] = d
		}
	}
	return found, nil
}

// Deprecation is the decision by which the claim does not count, nil where it does.
func (c *GraphClaim) Deprecation() (*Decision, error) {
	deprecated, err := c.graph.deprecated()
	if err != nil {
		return nil, err
	}
	return deprecated.claims[quad.IRI(c.ID)], nil
}

// Confirmation is the decision that the claim was read rightly, nil where there is none.
func (c *GraphClaim) Confirmation() (*Decision, error) {
	deprecated, err := c.graph.deprecated()
	if err != nil {
		return nil, err
	}
	return deprecated.confirmed[quad.IRI(c.ID)], nil
}

// Deprecation is the decision by which the fact does not count, nil where there
// is none: only its claims may be deprecated then, each by a decision of its own.
func (f *Fact) Deprecation() (*Decision, error) {
	deprecated, err := f.graph.deprecated()
	if err != nil {
		return nil, err
	}
	return deprecated.facts[f.group.key], nil
}

// counting leaves those claims that are not deprecated.
func (d *deprecatedIDs) counting(claims []*GraphClaim) []*GraphClaim {
	gone := func(c *GraphClaim) bool { return d.claims[quad.IRI(c.ID)] != nil }
	if len(d.claims) == 0 || !slices.ContainsFunc(claims, gone) {
		return claims
	}
	return slices.DeleteFunc(slices.Clone(claims), gone)
}

// standing leaves out the edges of deprecated facts: claims have no edge then,
// plain quads are kept as they were given.
func (g *Graph) standing(edges iter.Seq2[edge, error]) iter.Seq2[edge, error] {
	return func(yield func(edge, error) bool) {
		deprecated, err := g.deprecated()
		if err != nil {
			yield(edge{}, err)
			return
		}
		if len(deprecated.facts) == 0 {
			edges(yield)
			return
		}
		for e, err := range edges {
			if err == nil && deprecated.facts[[3]uint64(e.quad[:3])] != nil {
				continue
			}
			if !yield(e, err) || err != nil {
				return
			}
		}
	}
}

// JudgedClaim is the claim that the decision is about, nil where it is about
// none or that is gone.
func (g *Graph) JudgedClaim(d *Decision) (*GraphClaim, error) {
	if _, fact := d.Proposition(); fact || !d.Judges() {
		return nil, nil
	}
	return g.ClaimByIRI(string(d.Entity))
}

// JudgedFact is the fact that the decision is about, or that its claim is
// one of; nil where there is none.
func (g *Graph) JudgedFact(d *Decision) (*Fact, error) {
	p, fact := d.Proposition()
	if !fact {
		c, err := g.JudgedClaim(d)
		if c == nil || err != nil {
			return nil, err
		}
		return c.Fact()
	}
	deprecated, err := g.deprecated()
	if err != nil {
		return nil, err
	}
	for key, by := range deprecated.facts { // as it is after merges
		if by.IRI() == d.IRI() {
			return g.fact(key)
		}
	}
	ids, err := g.lookup(p.Subject, p.Predicate, p.Object)
	if err != nil {
		return nil, err
	}
	return g.fact([3]uint64(ids))
}

// Proposition is the fact as terms.
func (f *Fact) Proposition() (Proposition, error) {
	terms, err := f.graph.store.Terms(f.group.key[2:])
	if err != nil {
		return Proposition{}, err
	}
	return Proposition{quad.IRI(f.Subject.IRI), quad.IRI(f.Predicate.IRI), terms[0]}, nil
}
