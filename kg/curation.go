package kg

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"github.com/cayleygraph/quad"
)

// What people decided about entities, as quads that are labelled Curation and
// are never changed: undoing is taking them away.
//
//	<C> rdf:type vocab:Merge; vocab:into <E>; vocab:from <F> …
//	<C> rdf:type vocab:Split; vocab:entity <E>; vocab:local <A#e3> …
//	<C> vocab:by "…"; vocab:at "…"^^xsd:dateTime; vocab:reason "…"
//
// A merge makes the entity F, as it would be without the merge, E. A split makes
// the local entities an entity of their own. What names an entity or an article
// that is gone stays and does nothing.

// CurationKind is what was decided.
type CurationKind string

const (
	Merge CurationKind = "Merge"
	Split CurationKind = "Split"
)

// Decision is one thing that people decided.
type Decision struct {
	Kind   CurationKind
	Entity quad.IRI   // merged into, or split
	From   []quad.IRI // entities that are merged, or local entities that are split off
	By     string
	Reason string
	At     time.Time
}

// IRI names the decision by what it says.
func (d *Decision) IRI() quad.IRI {
	h := sha256.New()
	h.Write([]byte(d.Kind))
	for _, iri := range append([]quad.IRI{d.Entity}, slices.Sorted(slices.Values(d.From))...) {
		h.Write([]byte{0})
		h.Write([]byte(iri))
	}
	return quad.IRI(curationSpace + hex.EncodeToString(h.Sum(nil)[:entityDigits/2]))
}

// Quads writes the decision down.
func (d *Decision) Quads() []quad.Quad {
	node := d.IRI()
	var quads []quad.Quad
	add := func(p quad.IRI, o quad.Value) {
		quads = append(quads, quad.Quad{Subject: node, Predicate: p, Object: o, Label: Curation})
	}
	add(Type, quad.IRI(vocabSpace+string(d.Kind)))
	to, from := Into, From
	if d.Kind == Split {
		to, from = SplitOf, Local
	}
	add(to, d.Entity)
	for _, iri := range d.From {
		add(from, iri)
	}
	if d.By != "" {
		add(By, quad.String(d.By))
	}
	if d.Reason != "" {
		add(Reason, quad.String(d.Reason))
	}
	add(At, quad.TypedString{Value: quad.String(d.At.UTC().Format(time.RFC3339)), Type: xsdDateTime})
	return quads
}

// SplitEntity is the entity that a split makes.
func SplitEntity(decision quad.IRI) quad.IRI { return entityHash("split", string(decision)) }
