package graph

import (
	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

var scopes = spelling[kg.SearchScope]{"ENTITY": kg.SearchEntity, "FACT": kg.SearchFact, "CLAIM": kg.SearchClaim, "ARTICLE": kg.SearchArticle}

func (c *compiler) search(f graphql.CollectedField) part[*kg.Graph] {
	a := c.arguments(f)
	query, wanted, paging := a.text("query"), list(a, "scopes", scopes.read), a.paging()
	return found(each(func(_ *run, g *kg.Graph) (*kg.Page[*kg.Hit], error) { return g.Search(query, wanted, paging) }),
		connection(c, f.Selections, "Search", (*compiler).hit, hitField))
}

func (c *compiler) hit(set ast.SelectionSet) part[*kg.Hit] {
	return of(func(h *kg.Hit) kg.Node { return h.Node }, either(
		one[kg.Node](c.entity(set)), one[kg.Node](c.fact(set)), one[kg.Node](c.claim(set)), one[kg.Node](c.article(set)),
	))
}

func hitField(_ *compiler, f graphql.CollectedField) part[*kg.Hit] {
	switch f.Name {
	case "score":
		return numberOf(func(h *kg.Hit) (*float64, error) { return &h.Score, nil })
	case "highlights":
		return textsOf(func(h *kg.Hit) []string { return []string{h.Name} })
	}
	return part[*kg.Hit]{}
}

// mentions is a page of places where articles refer to entities.
func (c *compiler) mentions(set ast.SelectionSet) part[*kg.Page[*kg.GraphMention]] {
	return connection(c, set, "Mention", (*compiler).mention, noMore)
}

func (c *compiler) mention(set ast.SelectionSet) part[*kg.GraphMention] {
	return must(object(c, set, "Mention", mentionField))
}

func mentionField(c *compiler, f graphql.CollectedField) part[*kg.GraphMention] {
	switch f.Name {
	case "id":
		return textOf((*kg.GraphMention).NodeID)
	case "entity":
		return found(each(func(r *run, m *kg.GraphMention) (*kg.Entity, error) { return r.g.MentionedBy(m) }), c.entity(f.Selections))
	case "article":
		return of(func(m *kg.GraphMention) *kg.GraphArticle { return m.Article }, c.article(f.Selections))
	case "span":
		return of((*kg.GraphMention).Quote, must(c.span(f.Selections)))
	case "form":
		return textOf(func(m *kg.GraphMention) string { return string(m.Form) })
	}
	return part[*kg.GraphMention]{}
}
