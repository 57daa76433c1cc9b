package kg

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"

	"github.com/cayleygraph/quad"
)

// Derived state is what follows from the ground state of all articles:
//
//	A#e<n>     vocab:denotes E; vocab:called N                     identity
//	E          rdf:type <kind>; rdfs:label; skos:altLabel          identity
//	N          vocab:alsoCalled "folded short form"                identity
//	A#text     vocab:sketch "key"                                 identity
//	E          P  F or a value's term or A#c…                      A#c<hash>
//	A#c<hash>  vocab:claimSubject E; vocab:claimObject F           identity
//
// and, of each E that is an entry of a user's catalogue, what that says of it
// (DescribeEntry).
//
// N is a name (Name), E the entity that the name's root stands for (Root). The
// fourth line lets copies of the article's text be found (Story); the fifth is the fact
// edge, only there for claims that may be walked (Claim.Edge, Deprecated); the sixth finds
// the others from their entities. The second and
// third lines are shared by all articles that name E or N: they go when the
// last of them goes (Orphans).

// Identities says which entity a local entity is.
type Identities func(article string, e *LocalEntity) quad.IRI

// EntityIRI is the entity that a local entity is while no other article is
// looked at: things named alike are one; a thing that is only described is its
// article's own.
func EntityIRI(article string, e *LocalEntity) quad.IRI {
	if n, named := e.Name(); named {
		return n.EntityIRI()
	}
	return entityHash("", localIRI(article, e.ID))
}

// Derive is the derived state that an article's ground state leads to: what is
// the article's own, and what it shares with others.
func (r *Reading) Derive(identities Identities) (own, shared []quad.Quad) {
	return r.DeriveUnder(identities, nil)
}

// DeriveUnder is Derive where some claims and facts are deprecated.
func (r *Reading) DeriveUnder(identities Identities, deprecated *Deprecated) (own, shared []quad.Quad) {
	d := &deriver{reading: r, identities: identities, deprecated: deprecated, of: make([]quad.IRI, len(r.Entities)+1)}
	d.own = r.sketchQuads()
	if p := r.PublisherEntity(); p != nil {
		d.identify(p)
	}
	for i := range r.Entities {
		d.identify(&r.Entities[i])
	}
	for i := range r.Claims {
		d.conclude(&r.Claims[i])
	}
	return d.own, d.shared
}

type deriver struct {
	reading     *Reading
	identities  Identities
	deprecated  *Deprecated
	of          []quad.IRI // the entity of each local one, by ID
	own, shared []quad.Quad
}

func (d *deriver) add(s quad.Value, p quad.IRI, o quad.Value, label quad.IRI) {
	d.own = append(d.own, quad.Quad{Subject: s, Predicate: p, Object: o, Label: label})
}

func (d *deriver) identify(e *LocalEntity) {
	entity := d.identities(d.reading.IRI, e)
	d.of[e.ID] = entity
	local := quad.IRI(localIRI(d.reading.IRI, e.ID))
	d.add(local, Denotes, entity, Identity)
	d.shared = append(d.shared, describeEntity(entity, e)...)
	if n, named := e.Name(); named {
		d.add(local, Called, n.IRI(), Identity)
		d.shared = append(d.shared, describeName(n, e)...)
	}
}

// describeEntity are the identity quads that one local entity gives the
// entity that it denotes.
func describeEntity(entity quad.IRI, e *LocalEntity) []quad.Quad {
	quads := []quad.Quad{
		{Subject: entity, Predicate: Type, Object: KindIRI(e.Kind), Label: Identity},
		{Subject: entity, Predicate: Label, Object: quad.String(e.Label), Label: Identity},
	}
	for _, alias := range e.Aliases {
		quads = append(quads, quad.Quad{Subject: entity, Predicate: AltLabel, Object: quad.String(alias), Label: Identity})
	}
	return quads
}

// describeName are the identity quads that one local entity gives its name.
func describeName(n Name, e *LocalEntity) []quad.Quad {
	var quads []quad.Quad
	for _, key := range e.ShortKeys() {
		quads = append(quads, quad.Quad{Subject: n.IRI(), Predicate: AlsoCalled, Object: quad.String(key), Label: Identity})
	}
	return quads
}

// ShortKeys are the folded short forms that stand for the entity in other
// articles too.
func (e *LocalEntity) ShortKeys() []string {
	var keys []string
	own, _ := e.Name()
	for _, s := range e.Short {
		if key := Fold(s); key != "" && key != own.Key {
			keys = append(keys, key)
		}
	}
	return keys
}

func (d *deriver) conclude(c *Claim) {
	claim, predicate := quad.IRI(c.ID), quad.IRI(c.Predicate.IRI)
	subject, object := d.of[c.Subject.Entity], d.term(&c.Object)
	if c.Edge() && d.deprecated.counts(claim, Proposition{subject, predicate, object}) {
		d.add(subject, predicate, object, claim)
		return
	}
	d.add(claim, ClaimSubject, subject, Identity)
	d.add(claim, ClaimObject, object, Identity)
}

func (d *deriver) term(a *Argument) quad.Value {
	switch {
	case a.Value != nil:
		return a.Value.Term()
	case a.Claim != "":
		return quad.IRI(a.Claim)
	}
	return d.of[a.Entity]
}

func entityHash(kind, label string) quad.IRI {
	h := sha256.New()
	h.Write([]byte(kind))
	h.Write([]byte{0})
	h.Write([]byte(label))
	return quad.IRI(entitySpace + hex.EncodeToString(h.Sum(nil)[:entityDigits/2]))
}

const entityDigits = 24 // 96 bits: a billion entities and no two alike

// Orphans are the shared identity quads that nothing holds up any more once
// the readings go, or are derived anew: those that no local entity outside them
// gives. others yields the local entities of other articles that are linked to
// an entity by Denotes, or to a name by Called.
func Orphans(readings []*Reading, identities Identities, others func(link, node quad.IRI) iter.Seq2[*LocalEntity, error]) ([]quad.Quad, error) {
	left := map[shareholder]map[quad.Quad]bool{}
	for _, r := range readings {
		for node, quads := range r.describes(identities) {
			if left[node] == nil {
				left[node] = map[quad.Quad]bool{}
			}
			for _, q := range quads {
				left[node][q] = true
			}
		}
	}
	var orphans []quad.Quad
	for node, quads := range left {
		for other, err := range others(node.link, node.iri) {
			if err != nil {
				return nil, err
			}
			for _, q := range node.describe(other) {
				delete(quads, q)
			}
			if len(quads) == 0 {
				break
			}
		}
		for q := range quads {
			orphans = append(orphans, q)
		}
	}
	return orphans, nil
}

// shareholder is an entity or a name that local entities share.
type shareholder struct{ link, iri quad.IRI }

// describe are the quads that one more local entity gives it.
func (s shareholder) describe(e *LocalEntity) []quad.Quad {
	if s.link == Denotes {
		return describeEntity(s.iri, e)
	}
	n, _ := e.Name()
	return describeName(n, e)
}

// describes yields each entity and each name of the reading with the quads that
// it gives them.
func (r *Reading) describes(identities Identities) iter.Seq2[shareholder, []quad.Quad] {
	return func(yield func(shareholder, []quad.Quad) bool) {
		for e := range r.Locals() {
			held := []shareholder{{Denotes, identities(r.IRI, e)}}
			if n, named := e.Name(); named {
				held = append(held, shareholder{Called, n.IRI()})
			}
			for _, s := range held {
				if !yield(s, s.describe(e)) {
					return
				}
			}
		}
	}
}

// Locals are the reading's entities, the publisher's first.
func (r *Reading) Locals() iter.Seq[*LocalEntity] {
	return func(yield func(*LocalEntity) bool) {
		if p := r.PublisherEntity(); p != nil && !yield(p) {
			return
		}
		for i := range r.Entities {
			if !yield(&r.Entities[i]) {
				return
			}
		}
	}
}
