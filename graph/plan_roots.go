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
			c.entities(f.Selections))
	case "facts":
		where, orders, paging := input[kg.FactFilter](a, "where", "FactFilter"), a.orders(), a.paging()
		return found(each(func(_ *run, g *kg.Graph) (*kg.Page[*kg.FactFrom], error) { return g.Facts(where, orders, paging) }), c.facts(f.Selections))
	case "claims":
		where, fact, paging := input[kg.ClaimFilter](a, "where", "ClaimFilter"), input[kg.FactFilter](a, "fact", "FactFilter"), a.paging()
		return found(each(func(_ *run, g *kg.Graph) (*kg.Page[*kg.GraphClaim], error) { return g.Claims(where, fact, paging) }), c.claims(f.Selections))
	case "article":
		key := a.text("key")
		return found(each(func(_ *run, g *kg.Graph) (*kg.GraphArticle, error) { return g.ArticleByKey(key) }), orNull(c.article(f.Selections)))
	case "articles":
		paging := a.paging()
		return found(each(func(_ *run, g *kg.Graph) (*kg.Page[*kg.GraphArticle], error) { return g.Articles(paging) }),
			connection(c, f.Selections, "Article", (*compiler).article, noMore))
	case "node":
		id := a.text("id")
		return found(each(func(_ *run, g *kg.Graph) (kg.Node, error) { return g.Node(id) }), c.node(f.Selections))
	case "nodes":
		return c.nodes(f)
	case "predicates":
		name := ""
		if match := optionalArgument(a, "match", graphql.UnmarshalString); match != nil {
			name = *match
		}
		return found(each(func(_ *run, g *kg.Graph) ([]*kg.GraphPredicate, error) { return g.Predicates(name) }), itemsOf(c.predicate(f.Selections)))
	case "match":
		return c.match(f)
	case "neighborhood":
		return c.neighborhood(f)
	case "subgraph":
		ids := list(a, "ids", graphql.UnmarshalString)
		return found(each(func(_ *run, g *kg.Graph) (*kg.Subgraph, error) { return g.Subgraph(ids) }), object(c, f.Selections, "Subgraph", subgraphField))
	case "paths":
		return c.paths(f)
	case "timeline":
		return c.timeline(f)
	case "conflicts":
		return c.conflicts(f)
	case "search":
		return c.search(f)
	}
	c.unknown = true
	return part[*kg.Graph]{}
}

// nodes are what ids name; too many, or one that is none, are gqlgen's to refuse.
func (c *compiler) nodes(f graphql.CollectedField) part[*kg.Graph] {
	ids := list(c.arguments(f), "ids", graphql.UnmarshalString)
	c.unknown = c.unknown || len(ids) > kg.MaxPage
	return found(each(func(_ *run, g *kg.Graph) ([]kg.Node, error) {
		list := make([]kg.Node, len(ids))
		for i, id := range ids {
			var err error
			if list[i], err = g.Node(id); err != nil {
				return nil, err
			}
		}
		return list, nil
	}), itemsOf(c.node(f.Selections)))
}

// node is what an id names, null where it is gone. A decision is gqlgen's.
func (c *compiler) node(set ast.SelectionSet) part[kg.Node] {
	return either(
		one[kg.Node](c.entity(set)), one[kg.Node](c.fact(set)), one[kg.Node](c.claim(set)),
		one[kg.Node](c.article(set)), one[kg.Node](c.predicate(set)), one[kg.Node](c.load(set)),
		one[kg.Node](c.conflict(set)), one[kg.Node](c.mention(set)), nothing[kg.Node](),
	)
}
