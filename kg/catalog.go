package kg

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// A user's catalogue says which things there are: their IRIs, what they are
// called and of what kind they are. Articles are linked to its entries by names
// (EntityOf). An entry as quads, whose label is the catalogue's own IRI:
//
//	<E>  rdf:type <kind>; owl:sameAs <…>
//	<E>  vocab:catalogLabel "Berlin"; vocab:catalogAltLabel "Berlin, Germany"
//	<E>  vocab:catalogName <N>; vocab:catalogAlias <N>; vocab:catalogCountry "germany"
//
// N is a name (Name) of the class of the entry's kind: the folded label, a
// folded alias. The labels are no rdfs:label, so that a million entries that no
// article mentions are not in the way of those who search. What is said of the
// entries that some article mentions is derived, and labelled Catalog:
//
//	<E>  rdf:type <kind>; rdfs:label; skos:altLabel; owl:sameAs

// Entry is one thing of a catalogue.
type Entry struct {
	IRI     string
	Label   string
	Aliases []string
	Kind    Kind // Other where the catalogue does not tell: it may be of any
	SameAs  []string
	Country string // the name of its country, "" where the catalogue does not tell
}

// Quads writes an entry of a catalogue down.
func (e *Entry) Quads(catalog quad.IRI) []quad.Quad {
	var quads []quad.Quad
	add := func(p quad.IRI, o quad.Value) {
		quads = append(quads, quad.Quad{Subject: quad.IRI(e.IRI), Predicate: p, Object: o, Label: catalog})
	}
	add(Type, KindIRI(e.Kind))
	add(CatalogLabel, quad.String(e.Label))
	add(CatalogName, Name{e.Kind.Class(), Fold(e.Label)}.IRI())
	for _, alias := range e.Aliases {
		add(CatalogAltLabel, quad.String(alias))
		if key := Fold(alias); key != "" && key != Fold(e.Label) {
			add(CatalogAlias, Name{e.Kind.Class(), key}.IRI())
		}
	}
	for _, same := range e.SameAs {
		add(SameAs, quad.IRI(same))
	}
	if e.Country != "" {
		add(CatalogCountry, quad.String(Fold(e.Country)))
	}
	return quads
}

// KindNamed is the kind with a name, whatever its case, or a class that is one:
// claimgraph's, schema.org's, or Wikidata's human.
func KindNamed(name string) (Kind, bool) {
	if k, ok := KindOf(quad.IRI(name)); ok {
		return k, true
	}
	name = strings.TrimPrefix(strings.TrimPrefix(name, schemaSpace), "https://schema.org/")
	for _, k := range Kinds() {
		if strings.EqualFold(name, string(k)) {
			return k, true
		}
	}
	k, ok := classes[name]
	return k, ok
}

var classes = map[string]Kind{
	"CreativeWork": Work,
	"Legislation":  Law,

	"http://www.wikidata.org/entity/Q5":     Person,
	"http://www.wikidata.org/entity/Q43229": Organization,
}

// DescribeEntry is what the catalogues of a store, but for one, say of an entry
// that articles mention; nothing where they do not have it.
func DescribeEntry(store Store, entry, without quad.IRI) ([]quad.Quad, error) {
	var labels, others []string
	var kinds []Kind
	var same []quad.Value
	said := func(predicate quad.IRI, learn func(quad.Value)) error {
		return entrySays(store, entry, predicate, without, learn)
	}
	err := cmp.Or(
		said(CatalogLabel, func(v quad.Value) { labels = append(labels, lexical(v)) }),
		said(CatalogAltLabel, func(v quad.Value) { others = append(others, lexical(v)) }),
		said(SameAs, func(v quad.Value) { same = append(same, v) }),
		said(Type, func(v quad.Value) {
			if k, ok := KindOf(v); ok {
				kinds = append(kinds, k)
			}
		}))
	if err != nil || len(labels) == 0 {
		return nil, err
	}
	slices.Sort(labels) // where catalogues differ, the least is the label
	var quads []quad.Quad
	add := func(p quad.IRI, o quad.Value) {
		q := quad.Quad{Subject: entry, Predicate: p, Object: o, Label: Catalog}
		if !slices.Contains(quads, q) {
			quads = append(quads, q)
		}
	}
	if len(kinds) > 0 {
		add(Type, KindIRI(slices.Min(kinds)))
	}
	add(Label, quad.String(labels[0]))
	for _, alias := range append(labels[1:], others...) {
		if alias != labels[0] {
			add(AltLabel, quad.String(alias))
		}
	}
	for _, iri := range same {
		add(SameAs, iri)
	}
	return quads, nil
}

// entrySays gives learn what catalogues, but for one, say of an entry.
func entrySays(store Store, entry, predicate, without quad.IRI, learn func(quad.Value)) error {
	ids, err := store.Lookup([]quad.Value{entry, predicate})
	if err != nil || ids[0] == 0 || ids[1] == 0 {
		return err
	}
	for q, err := range store.Scan([4]uint64{ids[0], ids[1]}, [4]uint64{}) {
		if err != nil {
			return err
		}
		terms, err := store.Terms(q[2:])
		if err != nil {
			return err
		}
		if label, _ := terms[1].(quad.IRI); IsCatalog(string(label)) && label != without {
			learn(terms[0])
		}
	}
	return nil
}

// PlacesOf are the folded names of the places that an article's claims say an
// entity is in or has to do with.
func (r *Reading) PlacesOf(e *LocalEntity) []string {
	var places []string
	for i := range r.Claims {
		c := &r.Claims[i]
		if c.Subject.Entity != e.ID || c.Object.Entity == 0 || e.ID == 0 || !c.Edge() {
			continue
		}
		at := slices.IndexFunc(r.Entities, func(o LocalEntity) bool { return o.ID == c.Object.Entity })
		if at < 0 || r.Entities[at].Kind != Place {
			continue
		}
		for _, name := range append([]string{r.Entities[at].Label}, r.Entities[at].Aliases...) {
			places = append(places, Fold(name))
		}
	}
	return places
}
