package kg

import "github.com/cayleygraph/quad"

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
