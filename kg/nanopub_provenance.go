package kg

import (
	"strconv"
	"time"

	"github.com/cayleygraph/quad"
)

// quote leads to the words of the article.
func (n *nanopub) quote() {
	e := n.claim.Evidence()
	span := quad.IRI(CharIRI(n.claim.Article.IRI, e.Span))
	text, place := n.node+".quote", n.node+".position"
	n.proven(n.node, WasQuotedFrom, span)
	n.proven(span, Type, quad.IRI(oaSpace+"SpecificResource"))
	n.proven(span, quad.IRI(oaSpace+"hasSource"), quad.IRI(n.claim.Article.IRI))
	n.proven(span, quad.IRI(oaSpace+"hasSelector"), text)
	n.proven(span, quad.IRI(oaSpace+"hasSelector"), place)
	n.proven(text, Type, quad.IRI(oaSpace+"TextQuoteSelector"))
	n.proven(text, quad.IRI(oaSpace+"exact"), quad.String(e.Text))
	n.proven(text, quad.IRI(oaSpace+"prefix"), quad.String(e.Prefix()))
	n.proven(text, quad.IRI(oaSpace+"suffix"), quad.String(e.Suffix()))
	n.proven(place, Type, quad.IRI(oaSpace+"TextPositionSelector"))
	n.proven(place, quad.IRI(oaSpace+"start"), nonNegative(e.Start))
	n.proven(place, quad.IRI(oaSpace+"end"), nonNegative(e.End))
}

func nonNegative(i int) quad.TypedString {
	return quad.TypedString{Value: quad.String(strconv.Itoa(i)), Type: quad.IRI(xsdSpace + "nonNegativeInteger")}
}

// attribute says whom the article has say it, else who published it.
func (n *nanopub) attribute() error {
	a := n.claim.AttributedTo()
	if a == nil {
		publisher, err := n.claim.graph.PublisherOf(n.claim.Article)
		if publisher == nil || err != nil {
			return err
		}
		n.proven(n.node, WasAttributedTo, n.agent(quad.IRI(publisher.IRI), publisher.Label()))
		return nil
	}
	from, link := n.node, quad.IRI(provSpace+"qualifiedAttribution")
	for i := 1; a != nil; i, a = i+1, a.Citing() {
		node := n.node + quad.IRI(".a"+strconv.Itoa(i))
		agent := node + ".agent" // whom the text names without being a thing of the graph
		label := a.Text
		known, err := a.Agent()
		if err != nil {
			return err
		}
		if known != nil {
			agent, label = quad.IRI(known.IRI), known.Label()
		}
		if i == 1 {
			n.proven(n.node, WasAttributedTo, n.agent(agent, label))
		}
		n.proven(from, link, node)
		n.proven(node, Type, quad.IRI(provSpace+"Attribution"))
		n.proven(node, quad.IRI(provSpace+"agent"), n.agent(agent, label))
		n.proven(node, AgentText, quad.String(a.Text))
		if a.Cue != "" {
			n.proven(node, Cue, quad.String(a.Cue))
		}
		from, link = node, Via
	}
	return nil
}

func (n *nanopub) agent(iri quad.IRI, label string) quad.IRI {
	n.proven(iri, Type, quad.IRI(provSpace+"Agent"))
	n.named(iri, label)
	return iri
}

// review tells that people said that the claim was read rightly.
func (n *nanopub) review() error {
	by, err := n.claim.Confirmation()
	if by == nil || err != nil {
		return err
	}
	for _, q := range by.Quads() {
		predicate, _ := q.Predicate.(quad.IRI)
		n.proven(q.Subject, predicate, q.Object)
	}
	return nil
}

// source describes the article, and how the claim was read from it.
func (n *nanopub) source() {
	a, c := n.claim.Article, n.claim.Claim
	article := quad.IRI(a.IRI)
	n.proven(article, Type, NewsArticle)
	n.proven(article, Identifier, quad.String(a.Key))
	if a.Title != "" {
		n.proven(article, Headline, quad.String(a.Title))
	}
	if a.URL != "" {
		n.proven(article, URL, quad.TypedString{Value: quad.String(a.URL), Type: xsdAnyURI})
	}
	if !a.Published.IsZero() {
		n.proven(article, DatePublished, quad.TypedString{Value: quad.String(a.Published.Format(time.RFC3339Nano)), Type: xsdDateTime})
	}
	n.proven(n.node, PolarityOf, quad.IRI(vocabSpace+string(c.Polarity)))
	n.proven(n.node, ModalityOf, quad.IRI(vocabSpace+string(c.Modality)))
	n.proven(n.node, ConfidenceOf, quad.TypedString{Value: quad.String(decimal(c.Confidence)), Type: xsdDecimal})
	for _, rule := range c.Rules {
		n.proven(n.node, RuleOf, quad.String(rule))
	}
}
