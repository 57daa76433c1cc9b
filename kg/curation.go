package kg

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/cayleygraph/quad"
)

// What people decided, as quads that are labelled Curation and are never
// changed: undoing is taking them away.
//
//	<C> rdf:type vocab:Merge; vocab:into <E>; vocab:from <F> …
//	<C> rdf:type vocab:Split; vocab:entity <E>; vocab:local <A#e3> …
//	<C> rdf:type vocab:KeepApart; vocab:apart <E>, <F> …
//	<C> rdf:type vocab:Deprecate or vocab:Misread; vocab:aboutClaim <A#c…>
//	<C> rdf:type vocab:Deprecate or vocab:Misread; vocab:aboutSubject <E>;
//	    vocab:aboutPredicate <P>; vocab:aboutObject <F> or a value
//	<C> rdf:type vocab:Confirm; vocab:aboutClaim <A#c…>
//	<C> vocab:by "…"; vocab:at "…"^^xsd:dateTime; vocab:reason "…"
//
// A merge makes the entity F, as it would be without the merge, E. A split makes
// the local entities an entity of their own. Keeping entities apart stops names
// from bringing them together, and people from merging them. A claim or fact that
// is deprecated stays and does not count (Deprecated). A claim that is confirmed was read
// rightly, whether it holds or not: its confidence stays what the reader gave it, for that is
// what the reader can be measured by, and the verdict is shown beside. Where two decisions
// speak of one thing the later one counts. What names an entity or an article
// that is gone stays and does nothing.

// CurationKind is what was decided.
type CurationKind string

const (
	Merge     CurationKind = "Merge"
	Split     CurationKind = "Split"
	KeepApart CurationKind = "KeepApart"
	Deprecate CurationKind = "Deprecate" // it does not hold, whoever says so
	Misread   CurationKind = "Misread"   // the reader took it for something else than it says
	Confirm   CurationKind = "Confirm"   // the reader took it for what it says
)

// IRI is the class of such decisions.
func (k CurationKind) IRI() quad.IRI { return quad.IRI(vocabSpace + string(k)) }

// Decision is one thing that people decided.
type Decision struct {
	Kind   CurationKind
	Entity quad.IRI   // merged into, split, one of those that are kept apart, a claim, or the subject of a fact
	From   []quad.IRI // entities that are merged, local entities that are split off, the others that are kept apart
	Pred   quad.IRI   // of the fact that is deprecated
	Object quad.Value // of the fact that is deprecated
	By     string
	Reason string
	At     time.Time
}

// IRI names the decision by what it says.
func (d *Decision) IRI() quad.IRI {
	h := sha256.New()
	h.Write([]byte(d.Kind))
	n := Decision{Kind: d.Kind, Entity: d.Entity, From: slices.Clone(d.From)}
	n.Normalize()
	for _, iri := range append([]quad.IRI{n.Entity}, n.From...) {
		h.Write([]byte{0})
		h.Write([]byte(iri))
	}
	if d.Pred != "" {
		h.Write([]byte("\x00" + string(d.Pred) + "\x00" + nquads(d.Object)))
	}
	return quad.IRI(curationSpace + hex.EncodeToString(h.Sum(nil)[:entityDigits/2]))
}

// Normalize sorts what the decision names. Mentions of one local entity are
// split off together and named once.
func (d *Decision) Normalize() {
	slices.Sort(d.From)
	if d.Kind == Split {
		d.From = slices.Compact(d.From)
	}
	if d.Kind == KeepApart && len(d.From) > 0 && d.From[0] < d.Entity {
		d.Entity, d.From[0] = d.From[0], d.Entity
		slices.Sort(d.From)
	}
}

// NodeID is the decision's id for clients.
func (d *Decision) NodeID() string { return DecisionNodeID(string(d.IRI())) }

// DecisionIRI is the decision that an id names.
func DecisionIRI(id string) (quad.IRI, error) {
	letter, iri, err := parseNodeID(id)
	if err != nil || letter != 'k' {
		return "", ErrNodeID
	}
	return quad.IRI(iri), nil
}

// Has says whether the decision names something in a role: From, Local or Apart.
func (d *Decision) Has(role, iri quad.IRI) bool {
	to, from := d.Kind.roles()
	return role == from && slices.Contains(d.From, iri) || role == to && d.Entity == iri
}

// roles are the predicates of a decision's Entity and From.
func (k CurationKind) roles() (entity, from quad.IRI) {
	switch k {
	case Split:
		return SplitOf, Local
	case KeepApart:
		return Apart, Apart
	case Deprecate, Misread, Confirm:
		return AboutClaim, ""
	}
	return Into, From
}

// Quads writes the decision down.
func (d *Decision) Quads() []quad.Quad {
	node := d.IRI()
	var quads []quad.Quad
	add := func(p quad.IRI, o quad.Value) {
		quads = append(quads, quad.Quad{Subject: node, Predicate: p, Object: o, Label: Curation})
	}
	add(Type, d.Kind.IRI())
	to, from := d.Kind.roles()
	if d.Pred != "" {
		to = AboutSubject
		add(AboutPredicate, d.Pred)
		add(AboutObject, d.Object)
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
	add(At, quad.TypedString{Value: quad.String(d.At.UTC().Format(time.RFC3339Nano)), Type: xsdDateTime})
	return quads
}

// ReadDecision is the inverse of Quads, whatever their order.
func ReadDecision(quads []quad.Quad) (*Decision, error) {
	d := &Decision{}
	for _, q := range quads {
		iri, _ := q.Object.(quad.IRI)
		switch q.Predicate {
		case Type:
			d.Kind = CurationKind(ownName(iri))
		case Into, SplitOf, AboutClaim, AboutSubject:
			d.Entity = iri
		case AboutPredicate:
			d.Pred = iri
		case AboutObject:
			d.Object = q.Object
		case From, Local, Apart:
			d.From = append(d.From, iri)
		case By:
			d.By = lexical(q.Object)
		case Reason:
			d.Reason = lexical(q.Object)
		case At:
			var err error
			if d.At, err = time.Parse(time.RFC3339Nano, lexical(q.Object)); err != nil {
				return nil, fmt.Errorf("%s: %w", q.Subject, err)
			}
		}
	}
	slices.Sort(d.From)
	if d.Kind == KeepApart && len(d.From) > 0 {
		d.Entity, d.From = d.From[0], d.From[1:]
	}
	return d, nil
}

// Decisions are all that people decided, in the order in which they did.
func Decisions(store Store) ([]*Decision, error) {
	ids, err := lookup(store, []quad.Value{Curation})
	if err != nil || ids[0] == absent {
		return nil, err
	}
	return decisionsAmong(store, store.Scan([4]uint64{3: ids[0]}, [4]uint64{}))
}

// decisionsAmong are the decisions that a walk over their quads tells.
func decisionsAmong(store Store, walk iter.Seq2[[4]uint64, error]) ([]*Decision, error) {
	quads, err := readQuads(store, walk)
	if err != nil {
		return nil, err
	}
	of := map[quad.Value][]quad.Quad{}
	for _, q := range quads {
		of[q.Subject] = append(of[q.Subject], q)
	}
	var list []*Decision
	for _, own := range of {
		d, err := ReadDecision(own)
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	slices.SortFunc(list, CompareDecisions)
	return list, nil
}

// CompareDecisions orders decisions by time.
func CompareDecisions(a, b *Decision) int {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.IRI(), b.IRI()))
}

// Refusal is why something cannot be decided.
type Refusal struct {
	Code string // for programs
	What string // what the refusal is about: an IRI, or ""
	Why  string
}

func (r *Refusal) Error() string {
	if r.What == "" {
		return r.Why
	}
	return r.What + ": " + r.Why
}

// SplitEntity is the entity that a split makes.
func SplitEntity(decision quad.IRI) quad.IRI { return entityHash("split", string(decision)) }
