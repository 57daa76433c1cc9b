package kg

import (
	"slices"

	"github.com/cayleygraph/quad"
)

// Deprecated are the claims and facts that people say do not count. One rule
// holds for them: they stay to be seen, with who decided it and why, and are
// left out of all that is concluded. A deprecated claim makes no fact edge and
// is in no status, source, confidence, time or conflict; a claim of a
// deprecated fact makes no edge either. So nothing that walks edges (match,
// paths, neighborhood, timeline) can come through, not even a stranger who
// reads the exported quads.
//
// A fact is named by its subject, predicate and object. Where these were merged
// into other entities, the fact of those is meant.
type Deprecated struct {
	claims    map[quad.IRI]*Decision
	facts     map[Proposition]*Decision
	confirmed map[quad.IRI]*Decision // claims that were read rightly; they may be deprecated, not misread
}

// Proposition is what a fact says.
type Proposition struct {
	Subject, Predicate quad.IRI
	Object             quad.Value
}

// Deprecates says whether the decision is about a claim or fact that does not count.
func (d *Decision) Deprecates() bool { return d.Kind == Deprecate || d.Kind == Misread }

// Judges says whether the decision is about a claim or a fact.
func (d *Decision) Judges() bool { return d.Deprecates() || d.Kind == Confirm }

// Proposition is the fact that the decision is about, false where it is about none.
func (d *Decision) Proposition() (Proposition, bool) {
	return Proposition{d.Entity, d.Pred, d.Object}, d.Pred != ""
}

// DeprecatedBy is what follows from all decisions, in the order in which they
// were taken: the later one about a thing counts.
func DeprecatedBy(all []*Decision) *Deprecated {
	into := map[quad.IRI]quad.IRI{}
	for _, d := range all {
		if d.Kind == Merge {
			for _, from := range d.From {
				into[from] = d.Entity
			}
		}
	}
	deprecated := &Deprecated{map[quad.IRI]*Decision{}, map[Proposition]*Decision{}, map[quad.IRI]*Decision{}}
	for _, d := range all {
		if !d.Judges() {
			continue
		}
		p, fact := d.Proposition()
		if !fact {
			deprecated.judge(d)
			continue
		}
		p.Subject = merged(into, p.Subject)
		if object, entity := p.Object.(quad.IRI); entity {
			p.Object = merged(into, object)
		}
		deprecated.facts[p] = d
	}
	return deprecated
}

// judge takes a decision about a claim, which may turn over an earlier one.
func (d *Deprecated) judge(by *Decision) {
	claim := by.Entity
	if by.Kind != Confirm {
		d.claims[claim] = by
		if by.Kind == Misread {
			delete(d.confirmed, claim)
		}
		return
	}
	d.confirmed[claim] = by
	if known := d.claims[claim]; known != nil && known.Kind == Misread {
		delete(d.claims, claim)
	}
}

// MostMerges bounds a chain of merges: one that runs in a circle, which nobody
// can decide at once, ends there.
const MostMerges = 64

// merged is what an entity is after all merges.
func merged(into map[quad.IRI]quad.IRI, entity quad.IRI) quad.IRI {
	for range MostMerges {
		next, more := into[entity]
		if !more {
			break
		}
		entity = next
	}
	return entity
}

// counts says whether a claim of a fact counts as its edge.
func (d *Deprecated) counts(claim quad.IRI, p Proposition) bool {
	return d == nil || d.claims[claim] == nil && d.facts[p] == nil
}

// Differences are the claims and the facts that are deprecated in one and not in
// the other. Either may be nil.
func (d *Deprecated) Differences(other *Deprecated) (claims []quad.IRI, facts []Proposition) {
	for _, pair := range [...][2]*Deprecated{{d, other}, {other, d}} {
		here, there := pair[0], pair[1]
		if here == nil {
			continue
		}
		if there == nil {
			there = &Deprecated{}
		}
		for claim := range here.claims {
			if there.claims[claim] == nil {
				claims = append(claims, claim)
			}
		}
		for fact := range here.facts {
			if there.facts[fact] == nil {
				facts = append(facts, fact)
			}
		}
	}
	slices.Sort(claims)
	return claims, facts
}
