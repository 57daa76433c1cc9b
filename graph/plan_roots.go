package graph

import (
	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
)

// root is a field of the query itself, asked of the graph.
func (c *compiler) root(f graphql.CollectedField) part[*kg.Graph] {
	a := c.arguments(f)
	switch f.Name {
	case "entity":
		ref := input[kg.EntityRef](a, "ref", "EntityRef")
		return found(each(func(_ *run, g *kg.Graph) (*kg.Entity, error) { return g.Entity(*ref) }), orNull(c.entity(f.Selections)))
	case "entities":
		where, paging := input[kg.EntityFilter](a, "where", "EntityFilter"), a.paging()
		return found(each(func(_ *run, g *kg.Graph) (*kg.Page[*kg.Entity], error) { return g.Entities(where, paging) }),
			connection(c, f.Selections, "Entity", (*compiler).entity, noMore))
	case "facts":
		where, orders, paging := input[kg.FactFilter](a, "where", "FactFilter"), a.orders(), a.paging()
		return found(each(func(_ *run, g *kg.Graph) (*kg.Page[*kg.FactFrom], error) { return g.Facts(where, orders, paging) }), c.facts(f.Selections))
	case "claims":
		where, fact, paging := input[kg.ClaimFilter](a, "where", "ClaimFilter"), input[kg.FactFilter](a, "fact", "FactFilter"), a.paging()
		return found(each(func(_ *run, g *kg.Graph) (*kg.Page[*kg.GraphClaim], error) { return g.Claims(where, fact, paging) }), c.claims(f.Selections))
	case "article":
		key := a.text("key")
		return found(each(func(_ *run, g *kg.Graph) (*kg.GraphArticle, error) { return g.ArticleByKey(key) }), orNull(c.article(f.Selections)))
	}
	c.unknown = true
	return part[*kg.Graph]{}
}
