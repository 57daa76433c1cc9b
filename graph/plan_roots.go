package graph

import (
	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
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
	case "node":
		id := a.text("id")
		return found(each(func(_ *run, g *kg.Graph) (kg.Node, error) { return g.Node(id) }), c.node(f.Selections))
	}
	c.unknown = true
	return part[*kg.Graph]{}
}

// node is what an id names, null where it is gone. A conflict is gqlgen's.
func (c *compiler) node(set ast.SelectionSet) part[kg.Node] {
	choices := []choice[kg.Node]{
		one[kg.Node](c.entity(set)), one[kg.Node](c.fact(set)), one[kg.Node](c.claim(set)),
		one[kg.Node](c.article(set)), one[kg.Node](c.predicate(set)), one[kg.Node](c.load(set)),
	}
	null := choice[kg.Node]{
		is:   func(n kg.Node) bool { return n == nil },
		part: scalar(func(w *written, _ kg.Node) { w.null() }),
	}
	return either(append(choices, null)...)
}
