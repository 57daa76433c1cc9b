package kg

import "github.com/cayleygraph/quad"

// KindClass is where a kind stands in the hierarchy of kinds, and what other
// vocabularies call it. docs/kinds.md is this table, published.
type KindClass struct {
	Name     string // a Kind, or a class above kinds that no entity has by itself
	Wider    string // the class above it, "" for the top
	Schema   string // schema.org's name for it, "" where it has none
	Wikidata string // Wikidata's item for it, "" where it has none
	About    string
}

// KindClasses are the kinds and what stands above them, from the top.
func KindClasses() []KindClass {
	return []KindClass{
		{"Thing", "", "Thing", "Q35120", "anything; no entity is only that"},
		{"Agent", "Thing", "", "Q24229398", "what acts and speaks; no entity is only that"},
		{string(Person), "Agent", "Person", "Q5", "a human being"},
		{string(Organization), "Agent", "Organization", "Q43229", "a company, agency, party, team or other body"},
		{string(Group), "Agent", "", "Q16334295", "a people, faith or following"},
		{string(Place), "Thing", "Place", "Q17334923", "a country, town, region or other place"},
		{string(Product), "Thing", "Product", "Q2424752", "a thing that is made or sold, software included"},
		{string(Event), "Thing", "Event", "Q1656682", "something that happens"},
		{string(Work), "Thing", "CreativeWork", "Q17537576", "a book, film, song or other work"},
		{string(Law), string(Work), "Legislation", "Q820655", "a law, treaty or rule"},
		{string(Concept), "Thing", "DefinedTerm", "Q151885", "a notion or field"},
		{string(Other), "Thing", "", "", "what no article tells the kind of, and nodes of plain quads"},
	}
}

// Quads publishes the class: what is above it, and what others call it.
func (c *KindClass) Quads() []quad.Quad {
	class := quad.IRI(vocabSpace + c.Name)
	quads := []quad.Quad{{Subject: class, Predicate: Label, Object: quad.String(c.Name)}}
	add := func(p, o quad.IRI) { quads = append(quads, quad.Quad{Subject: class, Predicate: p, Object: o}) }
	if c.Wider != "" {
		add(SubClassOf, quad.IRI(vocabSpace+c.Wider))
	}
	if c.Schema != "" {
		add(CloseMatch, quad.IRI(schemaSpace+c.Schema))
	}
	if c.Wikidata != "" {
		add(CloseMatch, quad.IRI(wikidataItem+c.Wikidata))
	}
	return quads
}
