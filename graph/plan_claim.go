package graph

import (
	"time"

	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// claims is a page of claims.
func (c *compiler) claims(set ast.SelectionSet) part[*kg.Page[*kg.GraphClaim]] {
	return connection(c, set, "Claim", (*compiler).claim, noMore)
}

func (c *compiler) claim(set ast.SelectionSet) part[*kg.GraphClaim] {
	return must(object(c, set, "Claim", claimField))
}

func claimField(c *compiler, f graphql.CollectedField) part[*kg.GraphClaim] {
	switch f.Name {
	case "id":
		return textOf((*kg.GraphClaim).NodeID)
	case "iri":
		return textOf(func(c *kg.GraphClaim) string { return c.ID })
	case "label":
		return textOf((*kg.GraphClaim).Label)
	case "nquads":
		return textOf((*kg.GraphClaim).NQuads)
	case "fact":
		return found(each(func(_ *run, c *kg.GraphClaim) (*kg.Fact, error) { return c.Fact() }), c.fact(f.Selections))
	case "article":
		return of(func(c *kg.GraphClaim) *kg.GraphArticle { return c.Article }, c.article(f.Selections))
	case "evidence":
		return of((*kg.GraphClaim).Evidence, object(c, f.Selections, "Evidence", evidenceField))
	case "attribution":
		return of((*kg.GraphClaim).AttributedTo, c.attribution(f.Selections))
	case "polarity":
		return nameOf(func(c *kg.GraphClaim) kg.Polarity { return c.Polarity })
	case "modality":
		return nameOf(func(c *kg.GraphClaim) kg.Modality { return c.Modality })
	case "qualifiers":
		return found(each(func(_ *run, c *kg.GraphClaim) ([]*kg.GraphQualifier, error) { return c.Narrowed() }),
			itemsOf(object(c, f.Selections, "Qualifier", qualifierField)))
	case "validTime":
		return of((*kg.GraphClaim).During, c.interval(f.Selections))
	case "confidence":
		return numberOf(func(c *kg.GraphClaim) (*float64, error) { return &c.Confidence, nil })
	case "rules":
		return textsOf(func(c *kg.GraphClaim) []string { return c.Rules })
	case "extractor":
		return textOf(func(c *kg.GraphClaim) string { return c.Model })
	case "recordedAt":
		return instantOf((*kg.GraphClaim).RecordedAt)
	case "responses":
		paging := c.arguments(f).paging()
		return found(each(func(r *run, c *kg.GraphClaim) (*kg.Page[*kg.GraphClaim], error) {
			list, err := c.Responses()
			if err != nil {
				return nil, err
			}
			return kg.Short(r.g, list, paging)
		}), c.claims(f.Selections))
	}
	return part[*kg.GraphClaim]{}
}

func qualifierField(c *compiler, f graphql.CollectedField) part[*kg.GraphQualifier] {
	switch f.Name {
	case "predicate":
		return of(func(q *kg.GraphQualifier) *kg.GraphPredicate { return q.Predicate }, c.predicate(f.Selections))
	case "object":
		return of(func(q *kg.GraphQualifier) kg.ObjectTerm { return q.Object }, c.term(f.Selections))
	}
	return part[*kg.GraphQualifier]{}
}

func evidenceField(c *compiler, f graphql.CollectedField) part[*kg.GraphEvidence] {
	switch f.Name {
	case "text":
		return textOf(func(e *kg.GraphEvidence) string { return e.Text })
	case "start":
		return integerOf(func(e *kg.GraphEvidence) int { return e.Start })
	case "end":
		return integerOf(func(e *kg.GraphEvidence) int { return e.End })
	case "prefix":
		return textOf((*kg.GraphEvidence).Prefix)
	case "suffix":
		return textOf((*kg.GraphEvidence).Suffix)
	case "subject":
		return of((*kg.GraphEvidence).Subject, c.span(f.Selections))
	case "object":
		return of((*kg.GraphEvidence).Object, c.span(f.Selections))
	}
	return part[*kg.GraphEvidence]{}
}

func (c *compiler) span(set ast.SelectionSet) part[*kg.Quote] {
	return orNull(object(c, set, "Span", func(_ *compiler, f graphql.CollectedField) part[*kg.Quote] {
		switch f.Name {
		case "text":
			return textOf(func(q *kg.Quote) string { return q.Text })
		case "start":
			return integerOf(func(q *kg.Quote) int { return q.Start })
		case "end":
			return integerOf(func(q *kg.Quote) int { return q.End })
		}
		return part[*kg.Quote]{}
	}))
}

func (c *compiler) attribution(set ast.SelectionSet) part[*kg.GraphAttribution] {
	return orNull(object(c, set, "Attribution", attributionField))
}

func attributionField(c *compiler, f graphql.CollectedField) part[*kg.GraphAttribution] {
	switch f.Name {
	case "agent":
		return found(each(func(_ *run, a *kg.GraphAttribution) (*kg.Entity, error) { return a.Agent() }), orNull(c.entity(f.Selections)))
	case "text":
		return textOf(func(a *kg.GraphAttribution) string { return a.Text })
	case "cue":
		return optionalTextOf((*kg.GraphAttribution).KnownCue)
	case "start":
		return optionalIntegerOf((*kg.GraphAttribution).From)
	case "end":
		return optionalIntegerOf((*kg.GraphAttribution).To)
	case "via":
		return of((*kg.GraphAttribution).Citing, c.attribution(f.Selections))
	}
	return part[*kg.GraphAttribution]{}
}

func (c *compiler) article(set ast.SelectionSet) part[*kg.GraphArticle] {
	return must(object(c, set, "Article", articleField))
}

func articleField(c *compiler, f graphql.CollectedField) part[*kg.GraphArticle] {
	switch f.Name {
	case "id":
		return textOf((*kg.GraphArticle).NodeID)
	case "iri":
		return textOf(func(a *kg.GraphArticle) string { return a.IRI })
	case "key":
		return textOf(func(a *kg.GraphArticle) string { return a.Key })
	case "url":
		return optionalTextOf((*kg.GraphArticle).KnownURL)
	case "title":
		return optionalTextOf((*kg.GraphArticle).KnownTitle)
	case "publisher":
		return found(each(func(r *run, a *kg.GraphArticle) (*kg.Entity, error) { return r.g.PublisherOf(a) }), orNull(c.entity(f.Selections)))
	case "byline":
		return optionalTextOf((*kg.GraphArticle).KnownByline)
	case "publishedAt":
		return optionalInstantOf((*kg.GraphArticle).PublishedAt)
	case "language":
		return optionalTextOf((*kg.GraphArticle).KnownLanguage)
	case "text":
		return textOf(func(a *kg.GraphArticle) string { return a.Text })
	case "recordedAt":
		return instantOf(func(a *kg.GraphArticle) time.Time { return a.Recorded })
	case "copies":
		paging := c.arguments(f).paging()
		return found(each(func(r *run, a *kg.GraphArticle) (*kg.Page[*kg.GraphArticle], error) {
			list, err := r.g.CopiesOf(a)
			if err != nil {
				return nil, err
			}
			return kg.Short(r.g, list, paging)
		}), connection(c, f.Selections, "Article", (*compiler).article, noMore))
	case "claims":
		a := c.arguments(f)
		where, paging := input[kg.ClaimFilter](a, "where", "ClaimFilter"), a.paging()
		return found(each(func(r *run, a *kg.GraphArticle) (*kg.Page[*kg.GraphClaim], error) {
			list, err := r.g.ClaimsOf(a, where)
			if err != nil {
				return nil, err
			}
			return kg.Short(r.g, list, paging)
		}), c.claims(f.Selections))
	case "entities":
		paging := c.arguments(f).paging()
		return found(each(func(r *run, a *kg.GraphArticle) (*kg.Page[*kg.Entity], error) {
			list, err := r.g.EntitiesOf(a)
			if err != nil {
				return nil, err
			}
			return kg.Short(r.g, list, paging)
		}), c.entities(f.Selections))
	case "mentions":
		paging := c.arguments(f).paging()
		return found(each(func(r *run, a *kg.GraphArticle) (*kg.Page[*kg.GraphMention], error) {
			return kg.Short(r.g, r.g.MentionsOf(a), paging)
		}), c.mentions(f.Selections))
	case "export":
		format := c.arguments(f).format()
		return askedOf(func(g *kg.Graph, a *kg.GraphArticle) (string, error) { return g.ExportArticle(a, format) }, (*written).text)
	}
	return part[*kg.GraphArticle]{}
}
