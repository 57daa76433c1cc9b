package graph

import (
	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

var conflictKinds = spelling[kg.ConflictKind]{
	"FUNCTIONAL_VALUE": kg.FunctionalValue, "POLARITY": kg.PolarityConflict, "VALID_TIME": kg.ValidTime,
	"QUANTITY": kg.QuantityConflict, "DISPUTED": kg.Disputed,
}

// conflicts are those of the graph.
func (c *compiler) conflicts(f graphql.CollectedField) part[*kg.Graph] {
	a := c.arguments(f)
	entity, predicates := input[kg.EntityRef](a, "entity", "EntityRef"), list(a, "predicates", graphql.UnmarshalString)
	kinds, paging := list(a, "kinds", conflictKinds.read), a.paging()
	return found(each(func(_ *run, g *kg.Graph) (*kg.Page[*kg.Conflict], error) {
		return g.Conflicts(entity, predicates, kinds, paging)
	}), connection(c, f.Selections, "Conflict", (*compiler).conflict, noMore))
}

// conflictsOf are those that facts have a side in.
func (c *compiler) conflictsOf(f graphql.CollectedField) part[*kg.Fact] {
	paging := c.arguments(f).paging()
	return found(each(func(r *run, f *kg.Fact) (*kg.Page[*kg.Conflict], error) {
		list, err := r.g.ConflictsOf(f)
		if err != nil {
			return nil, err
		}
		return kg.Short(r.g, list, paging)
	}), connection(c, f.Selections, "Conflict", (*compiler).conflict, noMore))
}

func (c *compiler) conflict(set ast.SelectionSet) part[*kg.Conflict] {
	return must(object(c, set, "Conflict", conflictField))
}

func conflictField(c *compiler, f graphql.CollectedField) part[*kg.Conflict] {
	switch f.Name {
	case "id":
		return textOf((*kg.Conflict).NodeID)
	case "kind":
		return textOf(func(k *kg.Conflict) string { return conflictKinds.name(k.Kind) })
	case "subject":
		return of(func(k *kg.Conflict) *kg.Entity { return k.Subject }, c.entity(f.Selections))
	case "predicate":
		return of(func(k *kg.Conflict) *kg.GraphPredicate { return k.Predicate }, c.predicate(f.Selections))
	case "positions":
		return listOf((*kg.Conflict).Positions, object(c, f.Selections, "ConflictPosition", positionField))
	case "positionCount":
		return integerOf((*kg.Conflict).PositionCount)
	}
	return part[*kg.Conflict]{}
}

func positionField(c *compiler, f graphql.CollectedField) part[*kg.Position] {
	switch f.Name {
	case "fact":
		return of(func(p *kg.Position) *kg.Fact { return p.Fact }, c.fact(f.Selections))
	case "polarity":
		return nameOf(func(p *kg.Position) kg.Polarity { return p.Polarity })
	case "validTime":
		return found(each(func(_ *run, p *kg.Position) (*kg.Interval, error) { return p.ValidTime() }), c.interval(f.Selections))
	case "claims":
		paging := c.arguments(f).paging()
		return found(each(func(r *run, p *kg.Position) (*kg.Page[*kg.GraphClaim], error) {
			list, err := p.Claims()
			if err != nil {
				return nil, err
			}
			return kg.Short(r.g, list, paging)
		}), c.claims(f.Selections))
	case "sourceCount":
		return asked((*kg.Position).SourceCount, (*written).integer)
	case "firstReported":
		return asked((*kg.Position).FirstReported, (*written).optionalTime)
	case "lastReported":
		return asked((*kg.Position).LastReported, (*written).optionalTime)
	}
	return part[*kg.Position]{}
}
