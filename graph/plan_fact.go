package graph

import (
	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

func (c *compiler) fact(set ast.SelectionSet) part[*kg.Fact] {
	return must(object(c, set, "Fact", factField))
}

func factField(c *compiler, f graphql.CollectedField) part[*kg.Fact] {
	switch f.Name {
	case "id":
		return textOf((*kg.Fact).NodeID)
	case "subject":
		return of(func(f *kg.Fact) *kg.Entity { return f.Subject }, c.entity(f.Selections))
	case "predicate":
		return of(func(f *kg.Fact) *kg.GraphPredicate { return f.Predicate }, c.predicate(f.Selections))
	case "object":
		return of(func(f *kg.Fact) kg.ObjectTerm { return f.Object }, c.term(f.Selections))
	case "status":
		return asked((*kg.Fact).Status, func(w *written, s kg.FactStatus) { w.upper(string(s)) })
	case "confidence":
		return numberOf((*kg.Fact).Confidence)
	case "validTime":
		return found(each(func(_ *run, f *kg.Fact) (*kg.Interval, error) { return f.ValidTime() }), c.interval(f.Selections))
	case "sourceCount":
		return asked((*kg.Fact).SourceCount, (*written).integer)
	case "originCount":
		return asked((*kg.Fact).OriginCount, (*written).integer)
	case "sources":
		paging := c.arguments(f).paging()
		return found(each(func(r *run, f *kg.Fact) (*kg.Page[kg.Node], error) {
			list, err := f.Sources()
			if err != nil {
				return nil, err
			}
			return kg.Short(r.g, list, paging)
		}), connection(c, f.Selections, "Source", (*compiler).source, noMore))
	case "claims":
		return c.claimsOf(f)
	case "conflicts":
		return c.conflictsOf(f)
	}
	return part[*kg.Fact]{}
}

// source is an article or a load.
func (c *compiler) source(set ast.SelectionSet) part[kg.Node] {
	return either(one[kg.Node](c.article(set)), one[kg.Node](c.load(set)))
}

func (c *compiler) load(set ast.SelectionSet) part[*kg.Load] {
	return must(object(c, set, "Load", func(_ *compiler, f graphql.CollectedField) part[*kg.Load] {
		switch f.Name {
		case "id":
			return textOf((*kg.Load).NodeID)
		case "iri":
			return textOf(func(l *kg.Load) string { return l.IRI })
		case "name":
			return textOf(func(l *kg.Load) string { return l.Name })
		case "recordedAt":
			return instantOf((*kg.Load).RecordedAt)
		case "factCount":
			return asked((*kg.Load).FactCount, (*written).integer)
		}
		return part[*kg.Load]{}
	}))
}

// claimsOf are the claims of facts.
func (c *compiler) claimsOf(f graphql.CollectedField) part[*kg.Fact] {
	a := c.arguments(f)
	where, paging := input[kg.ClaimFilter](a, "where", "ClaimFilter"), a.paging()
	return found(each(func(r *run, f *kg.Fact) (*kg.Page[*kg.GraphClaim], error) {
		claims, err := f.Claims(where)
		if err != nil {
			return nil, err
		}
		return kg.Short(r.g, claims, paging)
	}), c.claims(f.Selections))
}

// facts is a page of facts as seen from one end.
func (c *compiler) facts(set ast.SelectionSet) part[*kg.Page[*kg.FactFrom]] {
	node := func(c *compiler, set ast.SelectionSet) part[*kg.FactFrom] {
		return of(func(f *kg.FactFrom) *kg.Fact { return f.Fact }, c.fact(set))
	}
	return connection(c, set, "Fact", node, func(c *compiler, f graphql.CollectedField) part[*kg.FactFrom] {
		switch f.Name {
		case "direction":
			return nameOf(func(f *kg.FactFrom) kg.Direction { return f.Direction })
		case "other":
			return of(func(f *kg.FactFrom) kg.ObjectTerm { return f.Other }, c.term(f.Selections))
		}
		return part[*kg.FactFrom]{}
	})
}

// factsOf are the facts that entities stand in.
func (c *compiler) factsOf(f graphql.CollectedField) part[*kg.Entity] {
	a := c.arguments(f)
	direction, where, orders, paging := a.direction(), input[kg.FactFilter](a, "where", "FactFilter"), a.orders(), a.paging()
	return found(func(r *run, level []*kg.Entity) ([]*kg.Page[*kg.FactFrom], error) {
		return r.g.FactsOfEach(level, direction, where, orders, paging)
	}, c.facts(f.Selections))
}

func (c *compiler) interval(set ast.SelectionSet) part[*kg.Interval] {
	return orNull(object(c, set, "TimeInterval", func(_ *compiler, f graphql.CollectedField) part[*kg.Interval] {
		switch f.Name {
		case "start":
			return optionalTextOf((*kg.Interval).Since)
		case "end":
			return optionalTextOf((*kg.Interval).Until)
		}
		return part[*kg.Interval]{}
	}))
}
