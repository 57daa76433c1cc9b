package kg

import (
	"slices"

	"github.com/cayleygraph/quad"
)

// Curations pages what people decided, the oldest first.
func (g *Graph) Curations(p Paging) (*Page[*Decision], error) {
	ids, err := g.lookup(Curation)
	if err != nil {
		return nil, err
	}
	list, err := decisionsAmong(g.store, g.scan([4]uint64{3: ids[0]}, [4]uint64{}))
	if err != nil {
		return nil, err
	}
	return Short(g, list, p)
}

// decisionByIRI finds a decision, nil where there is none.
func (g *Graph) decisionByIRI(iri string) (*Decision, error) {
	ids, err := g.lookup(quad.IRI(iri), Curation)
	if err != nil || ids[0] == absent || ids[1] == absent {
		return nil, err
	}
	quads, err := readQuads(g.store, g.scan([4]uint64{0: ids[0], 3: ids[1]}, [4]uint64{}))
	if len(quads) == 0 || err != nil {
		return nil, err
	}
	return ReadDecision(quads)
}

// mostMerges bounds the way from what was merged to what it is now.
const mostMerges = 64

// mergedEntity finds an entity, or what it was merged into.
func (g *Graph) mergedEntity(iri string) (*Entity, error) {
	for range mostMerges {
		e, err := g.EntityByIRI(iri)
		if e != nil || err != nil {
			return e, err
		}
		d, err := g.lastMergeOf(iri)
		if d == nil || err != nil {
			return nil, err
		}
		iri = string(d.Entity)
	}
	return nil, nil
}

// lastMergeOf is the latest decision that merged an entity, nil where none did.
func (g *Graph) lastMergeOf(iri string) (last *Decision, err error) {
	ids, err := g.lookup(From, quad.IRI(iri), Curation)
	if err != nil || slices.Contains(ids, absent) {
		return nil, err
	}
	for q, err := range g.scan([4]uint64{1: ids[0], 2: ids[1], 3: ids[2]}, [4]uint64{}) {
		if err != nil {
			return nil, err
		}
		quads, err := readQuads(g.store, g.scan([4]uint64{0: q[0], 3: ids[2]}, [4]uint64{}))
		if err != nil {
			return nil, err
		}
		d, err := ReadDecision(quads)
		if err != nil {
			return nil, err
		}
		if last == nil || CompareDecisions(d, last) > 0 {
			last = d
		}
	}
	return last, nil
}

// Name is the decision's IRI as text.
func (d *Decision) Name() string { return string(d.IRI()) }

// EntityName is the IRI of its entity as text.
func (d *Decision) EntityName() string { return string(d.Entity) }

// FromNames are the IRIs of the others as text.
func (d *Decision) FromNames() []string {
	names := make([]string, len(d.From))
	for i, iri := range d.From {
		names[i] = string(iri)
	}
	return names
}

// KnownBy is who decided, nil where nobody said.
func (d *Decision) KnownBy() *string { return optional(d.By) }

// KnownReason is why, nil where nobody said.
func (d *Decision) KnownReason() *string { return optional(d.Reason) }
