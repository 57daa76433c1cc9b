package kg

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

// A nanopublication (https://nanopub.net/guidelines/working_draft/) is one
// assertion with where it comes from and who made it known: four named graphs
// that go together. Each claim that counts is one, named after it:
//
//	<A#c….head>        <A#c….nanopub> a np:Nanopublication; np:hasAssertion <A#c…>;
//	                   np:hasProvenance <A#c….provenance>; np:hasPublicationInfo <A#c….pubinfo>
//	<A#c…>             what is claimed: the assertion's graph is the claim, so that a claim
//	                   about a claim speaks of the other's assertion
//	<A#c….provenance>  the quote (Web Annotation selectors), who says so (PROV-O), the article, polarity,
//	                   modality, confidence, rules and reader
//	<A#c….pubinfo>     the reader as creator, and what the things in it are called
//
// Whoever takes an assertion out of its graph must not get more than was claimed.
// So only an affirmed claim that is asserted or reported is the plain triple (who is
// reported to say it stands in the provenance). A negated one is OWL's negative
// assertion. One that is only possible, planned, conditional or questioned is the
// claim described, as a statement that nobody makes. Time and qualifiers narrow the
// claim within the assertion. A dispute is a nanopublication of its own, about the one that it
// disputes: none changes because of what others say. Claims that people have put
// aside, and plain quads, which say no source, make none.
//
// There is no time of creation: exports are the same for the same articles, whenever
// they were loaded. Who publishes them gives and signs it.

const (
	npSpace   = "http://www.nanopub.org/nschema#"
	oaSpace   = "http://www.w3.org/ns/oa#"
	owlSpace  = "http://www.w3.org/2002/07/owl#"
	termSpace = "http://purl.org/dc/terms/"
	readers   = "urn:claimgraph:reader:"
)

// nanopubPrefixes are the short names of the vocabularies that only they use.
func nanopubPrefixes() []rdf.Prefix {
	return []rdf.Prefix{{Name: "np", IRI: npSpace}, {Name: "oa", IRI: oaSpace}, {Name: "owl", IRI: owlSpace}, {Name: "dct", IRI: termSpace}}
}

// Nanopublications are the quads of the nanopublication of each claim, those of one
// together, by graph.
func Nanopublications(claims iter.Seq2[*GraphClaim, error]) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for c, err := range claims {
			var quads []quad.Quad
			if err == nil {
				quads, err = c.nanopublication()
			}
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			for _, q := range quads {
				if !yield(q, nil) {
					return
				}
			}
		}
	}
}

// EveryClaim are all claims, by their article's IRI and in the order of its text.
func (g *Graph) EveryClaim() iter.Seq2[*GraphClaim, error] {
	return func(yield func(*GraphClaim, error) bool) {
		for load, err := range g.store.Loads() {
			var a *GraphArticle
			if err == nil && load.Model != "" {
				a, err = g.ArticleByIRI(load.Key)
			}
			if err == nil {
				err = g.ctx.Err()
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if a == nil {
				continue
			}
			for c := range g.ClaimsIn(a) {
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}

// ClaimsIn are the claims of an article, in the order of its text.
func (g *Graph) ClaimsIn(a *GraphArticle) iter.Seq2[*GraphClaim, error] {
	return each(g.claimsWithin(a))
}

// claims are those of the facts, each once.
func (s *Subgraph) claims() iter.Seq2[*GraphClaim, error] {
	return func(yield func(*GraphClaim, error) bool) {
		for _, f := range s.Facts {
			claims, err := f.Claims(nil)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, c := range claims {
				if !yield(c, nil) {
					return
				}
			}
		}
	}
}

// nanopub gathers the quads of one nanopublication.
type nanopub struct {
	claim             *GraphClaim
	node              quad.IRI // the claim
	subject           *Entity
	object            ObjectTerm
	assertion         []quad.Quad
	provenance, about []quad.Quad
}

// nanopublication is nil where the claim does not count.
func (c *GraphClaim) nanopublication() ([]quad.Quad, error) {
	if counts, err := c.counts(); !counts || err != nil {
		return nil, err
	}
	subject, err := c.argument(&c.Claim.Subject)
	if err != nil {
		return nil, err
	}
	object, err := c.argument(&c.Claim.Object)
	if err != nil {
		return nil, err
	}
	entity, ok := subject.(*Entity)
	if !ok || object == nil {
		return nil, nil
	}
	n := &nanopub{claim: c, node: quad.IRI(c.ID), subject: entity, object: object}
	if err := n.assert(); err != nil {
		return nil, err
	}
	n.quote()
	if err := n.attribute(); err != nil {
		return nil, err
	}
	n.source()
	if err := n.review(); err != nil {
		return nil, err
	}
	n.publish()
	quads := n.head()
	for _, part := range [...][]quad.Quad{n.assertion, n.provenance, n.about} {
		slices.SortFunc(part, compareQuads)
		quads = append(quads, slices.Compact(part)...)
	}
	return quads, nil
}

// counts says whether neither the claim nor its fact was put aside.
func (c *GraphClaim) counts() (bool, error) {
	put, err := c.graph.deprecated()
	if err != nil || put.claims[quad.IRI(c.ID)] != nil || len(put.facts) == 0 {
		return err == nil && put.claims[quad.IRI(c.ID)] == nil, err
	}
	key, err := c.key()
	return err == nil && put.facts[key] == nil, err
}

func (n *nanopub) head() []quad.Quad {
	graph, self := n.node+".head", n.node+".nanopub"
	return []quad.Quad{
		{Subject: self, Predicate: Type, Object: quad.IRI(npSpace + "Nanopublication"), Label: graph},
		{Subject: self, Predicate: quad.IRI(npSpace + "hasAssertion"), Object: n.node, Label: graph},
		{Subject: self, Predicate: quad.IRI(npSpace + "hasProvenance"), Object: n.node + ".provenance", Label: graph},
		{Subject: self, Predicate: quad.IRI(npSpace + "hasPublicationInfo"), Object: n.node + ".pubinfo", Label: graph},
	}
}

func (n *nanopub) asserted(s quad.Value, p quad.IRI, o quad.Value) {
	n.assertion = append(n.assertion, quad.Quad{Subject: s, Predicate: p, Object: o, Label: n.node})
}

func (n *nanopub) proven(s quad.Value, p quad.IRI, o quad.Value) {
	n.provenance = append(n.provenance, quad.Quad{Subject: s, Predicate: p, Object: o, Label: n.node + ".provenance"})
}

func (n *nanopub) published(s quad.Value, p quad.IRI, o quad.Value) {
	n.about = append(n.about, quad.Quad{Subject: s, Predicate: p, Object: o, Label: n.node + ".pubinfo"})
}

// assert says what is claimed, and no more.
func (n *nanopub) assert() error {
	c := n.claim.Claim
	s, p, o := quad.Value(quad.IRI(n.subject.IRI)), quad.IRI(c.Predicate.IRI), n.term(n.object, &c.Object)
	switch {
	case c.Edge():
		n.asserted(s, p, o)
	case c.Modality == Asserted || c.Modality == Reported:
		target := "targetValue"
		if _, named := o.(quad.IRI); named {
			target = "targetIndividual"
		}
		n.asserted(n.node, Type, quad.IRI(owlSpace+"NegativePropertyAssertion"))
		n.asserted(n.node, quad.IRI(owlSpace+"sourceIndividual"), s)
		n.asserted(n.node, quad.IRI(owlSpace+"assertionProperty"), p)
		n.asserted(n.node, quad.IRI(owlSpace+target), o)
	default:
		n.asserted(n.node, Type, quad.IRI(rdfSpace+"Statement"))
		n.asserted(n.node, Subject, s)
		n.asserted(n.node, Pred, p)
		n.asserted(n.node, Object, o)
		n.asserted(n.node, PolarityOf, quad.IRI(vocabSpace+string(c.Polarity)))
		n.asserted(n.node, ModalityOf, quad.IRI(vocabSpace+string(c.Modality)))
	}
	n.named(s, n.subject.Label())
	n.predicate(c.Predicate)
	return n.narrow()
}

// narrow adds when the claim holds, and its qualifiers.
func (n *nanopub) narrow() error {
	c := n.claim.Claim
	for _, end := range [...]struct {
		p    quad.IRI
		date string
	}{{ValidFrom, c.Time.Start}, {ValidTo, c.Time.End}} {
		if end.date != "" {
			n.asserted(n.node, end.p, quad.TypedString{Value: quad.String(end.date), Type: edtf})
		}
	}
	for i := range c.Qualifiers {
		q := &c.Qualifiers[i]
		object, err := n.claim.argument(&q.Object)
		if err != nil {
			return err
		}
		if object == nil {
			continue
		}
		node := n.node + quad.IRI(".q"+strconv.Itoa(i+1))
		n.asserted(n.node, Qualifies, node)
		n.asserted(node, QualifiedBy, quad.IRI(q.Predicate.IRI))
		n.asserted(node, QualifierOf, n.term(object, &q.Object))
		n.predicate(q.Predicate)
	}
	return nil
}

// term is what an argument stands for, named or described.
func (n *nanopub) term(t ObjectTerm, a *Argument) quad.Value {
	if a.Value != nil {
		n.assertion = append(n.assertion, a.Value.quads(n.node)...)
		return a.Value.Term()
	}
	if a.Claim != "" {
		return quad.IRI(a.Claim)
	}
	e := t.(*Entity)
	n.named(quad.IRI(e.IRI), e.Label())
	return quad.IRI(e.IRI)
}

// publish says what made the nanopublication, and of what.
func (n *nanopub) publish() {
	self, c := n.node+".nanopub", n.claim.Claim
	reader := quad.IRI(readers + escapeID(c.Model))
	n.published(self, Label, quad.String(n.title()))
	n.published(self, quad.IRI(termSpace+"creator"), reader)
	n.published(self, quad.IRI(provSpace+"wasDerivedFrom"), quad.IRI(n.claim.Article.IRI))
	n.published(reader, Type, quad.IRI(provSpace+"SoftwareAgent"))
	n.published(reader, Label, quad.String("claimgraph "+c.Model))
}

// title is the claim in short, with what keeps it from being simply so.
func (n *nanopub) title() string {
	c := n.claim.Claim
	title := n.subject.Label() + " " + c.Predicate.Name + " " + n.object.Label()
	var force []string
	if c.Polarity == Negated {
		force = append(force, string(c.Polarity))
	}
	if c.Modality != Asserted {
		force = append(force, string(c.Modality))
	}
	if len(force) > 0 {
		title += " (" + strings.Join(force, ", ") + ")"
	}
	return title
}

func (n *nanopub) named(iri quad.Value, label string) { n.published(iri, Label, quad.String(label)) }

// predicate says what a relation is called where its IRI does not tell.
func (n *nanopub) predicate(p PredicateUse) {
	if PredicateName(p.IRI) != p.Name {
		n.named(quad.IRI(p.IRI), p.Name)
	}
}
