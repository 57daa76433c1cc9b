package kg

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"
	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Derived state is what follows from the ground state of all articles. Each
// article derives its own part, without a look at the others, so the order of
// loading cannot matter:
//
//	A#e<n>     vocab:denotes E                                     identity
//	E          rdf:type <kind>; rdfs:label; skos:altLabel          identity
//	E          P  F or a value's term or A#c…                      A#c<hash>
//	A#c<hash>  vocab:claimSubject E; vocab:claimObject F           identity
//
// The third line is the fact edge, only there for claims that may be walked
// (Claim.Edge); the fourth finds the others from their entities. The second
// line is shared by all articles that name E: it goes when the last of them
// goes (Orphans).

// Derive is the derived state that an article's ground state leads to.
func (r *Reading) Derive() []quad.Quad {
	d := &deriver{reading: r, of: make([]quad.IRI, len(r.Entities)+1)}
	if p := r.PublisherEntity(); p != nil {
		d.identify(p)
	}
	for i := range r.Entities {
		d.identify(&r.Entities[i])
	}
	for i := range r.Claims {
		d.conclude(&r.Claims[i])
	}
	return d.quads
}

type deriver struct {
	reading *Reading
	of      []quad.IRI // the entity of each local one, by ID
	quads   []quad.Quad
}

func (d *deriver) add(s quad.Value, p quad.IRI, o quad.Value, label quad.IRI) {
	d.quads = append(d.quads, quad.Quad{Subject: s, Predicate: p, Object: o, Label: label})
}

func (d *deriver) identify(e *LocalEntity) {
	entity := EntityIRI(d.reading.IRI, e)
	d.of[e.ID] = entity
	d.add(quad.IRI(localIRI(d.reading.IRI, e.ID)), Denotes, entity, Identity)
	d.quads = append(d.quads, describeEntity(entity, e)...)
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

func (d *deriver) conclude(c *Claim) {
	claim := quad.IRI(c.ID)
	subject, object := d.term(&c.Subject), d.term(&c.Object)
	if c.Edge() {
		d.add(subject, quad.IRI(c.Predicate.IRI), object, claim)
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

// EntityIRI is the entity that a local entity denotes: things named alike and
// of one kind are one; a thing that is only described is its article's own.
func EntityIRI(article string, e *LocalEntity) quad.IRI {
	if !e.Named {
		return entityHash("", localIRI(article, e.ID))
	}
	return entityHash(string(e.Kind), Fold(e.Label))
}

func entityHash(kind, label string) quad.IRI {
	h := sha256.New()
	h.Write([]byte(kind))
	h.Write([]byte{0})
	h.Write([]byte(label))
	return quad.IRI(entitySpace + hex.EncodeToString(h.Sum(nil)[:entityDigits/2]))
}

const entityDigits = 24 // 96 bits: a billion entities and no two alike

// Fold brings spellings of one name together: Unicode NFKC, full case folding,
// typographic quotes and dashes made plain, white space collapsed, a leading
// "the" and a trailing possessive gone.
func Fold(name string) string {
	s := cases.Fold().String(norm.NFKC.String(name))
	s = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`, "–", "-", "‑", "-", "—", "-").Replace(s)
	s = strings.Join(strings.Fields(s), " ")
	s = strings.TrimSuffix(strings.TrimSuffix(s, "'s"), "'")
	return strings.TrimPrefix(s, "the ")
}

// Orphans are the shared identity quads that nothing holds up any more once
// the readings go: those that no local entity outside them gives. others
// yields the local entities of other articles that denote an entity.
func Orphans(readings []*Reading, others func(entity quad.IRI) iter.Seq2[*LocalEntity, error]) ([]quad.Quad, error) {
	var orphans []quad.Quad
	seen := map[quad.IRI]map[quad.Quad]bool{}
	for _, r := range readings {
		for entity, quads := range r.describes() {
			left := seen[entity]
			if left == nil {
				left = map[quad.Quad]bool{}
				seen[entity] = left
			}
			for _, q := range quads {
				left[q] = true
			}
		}
	}
	for entity, left := range seen {
		for other, err := range others(entity) {
			if err != nil {
				return nil, err
			}
			for _, q := range describeEntity(entity, other) {
				delete(left, q)
			}
			if len(left) == 0 {
				break
			}
		}
		for q := range left {
			orphans = append(orphans, q)
		}
	}
	return orphans, nil
}

// describes yields each entity that the reading names with the quads it gives.
func (r *Reading) describes() iter.Seq2[quad.IRI, []quad.Quad] {
	return func(yield func(quad.IRI, []quad.Quad) bool) {
		if p := r.PublisherEntity(); p != nil {
			if e := EntityIRI(r.IRI, p); !yield(e, describeEntity(e, p)) {
				return
			}
		}
		for i := range r.Entities {
			e := &r.Entities[i]
			if entity := EntityIRI(r.IRI, e); !yield(entity, describeEntity(entity, e)) {
				return
			}
		}
	}
}
