package graph

import (
	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// entities is a page of them.
func (c *compiler) entities(set ast.SelectionSet) part[*kg.Page[*kg.Entity]] {
	return connection(c, set, "Entity", (*compiler).entity, noMore)
}

func (c *compiler) entity(set ast.SelectionSet) part[*kg.Entity] {
	return must(object(c, set, "Entity", entityField))
}

func entityField(c *compiler, f graphql.CollectedField) part[*kg.Entity] {
	switch f.Name {
	case "id":
		return textOf((*kg.Entity).NodeID)
	case "iri":
		return textOf(func(e *kg.Entity) string { return e.IRI })
	case "label":
		return textOf((*kg.Entity).Label)
	case "nquads":
		return textOf((*kg.Entity).NQuads)
	case "kind":
		return nameOf(func(e *kg.Entity) kg.Kind { return e.Kind })
	case "aliases":
		return textsOf(func(e *kg.Entity) []string { return e.Aliases })
	case "sameAs":
		return askedOf((*kg.Graph).SameAs, (*written).texts)
	case "description":
		return askedOf((*kg.Graph).DescriptionOf, (*written).optional)
	case "facts":
		return c.factsOf(f)
	case "names":
		return found(each(func(r *run, e *kg.Entity) ([]*kg.EntityName, error) { return r.g.NamesOf(e) }),
			itemsOf(object(c, f.Selections, "EntityName", entityNameField)))
	case "predicates":
		direction := c.arguments(f).direction()
		return found(each(func(r *run, e *kg.Entity) ([]*kg.PredicateUsage, error) { return r.g.PredicatesOf(e, direction) }),
			itemsOf(object(c, f.Selections, "PredicateUsage", usageField)))
	case "mentions":
		paging := c.arguments(f).paging()
		return found(each(func(r *run, e *kg.Entity) (*kg.Page[*kg.GraphMention], error) { return r.g.Mentions(e, paging) }), c.mentions(f.Selections))
	}
	return part[*kg.Entity]{}
}

func entityNameField(_ *compiler, f graphql.CollectedField) part[*kg.EntityName] {
	switch f.Name {
	case "text":
		return textOf(func(n *kg.EntityName) string { return n.Text })
	case "count":
		return integerOf(func(n *kg.EntityName) int { return n.Count })
	}
	return part[*kg.EntityName]{}
}

func usageField(c *compiler, f graphql.CollectedField) part[*kg.PredicateUsage] {
	switch f.Name {
	case "predicate":
		return of(func(u *kg.PredicateUsage) *kg.GraphPredicate { return u.Predicate }, c.predicate(f.Selections))
	case "direction":
		return nameOf(func(u *kg.PredicateUsage) kg.Direction { return u.Direction })
	case "count":
		return integerOf(func(u *kg.PredicateUsage) int { return u.Count })
	}
	return part[*kg.PredicateUsage]{}
}

func (c *compiler) predicate(set ast.SelectionSet) part[*kg.GraphPredicate] {
	return must(object(c, set, "Predicate", func(_ *compiler, f graphql.CollectedField) part[*kg.GraphPredicate] {
		switch f.Name {
		case "id":
			return textOf((*kg.GraphPredicate).NodeID)
		case "iri":
			return textOf(func(p *kg.GraphPredicate) string { return p.IRI })
		case "name":
			return textOf(func(p *kg.GraphPredicate) string { return p.Name })
		case "inverse":
			return optionalTextOf((*kg.GraphPredicate).InverseName)
		case "functional":
			return booleanOf(func(p *kg.GraphPredicate) bool { return p.Functional })
		case "once":
			return booleanOf(func(p *kg.GraphPredicate) bool { return p.Once })
		case "symmetric":
			return booleanOf(func(p *kg.GraphPredicate) bool { return p.Symmetric })
		case "transitive":
			return booleanOf(func(p *kg.GraphPredicate) bool { return p.Transitive })
		case "domain":
			return namesOf((*kg.GraphPredicate).DomainKinds)
		case "range":
			return namesOf((*kg.GraphPredicate).RangeKinds)
		case "factCount":
			return asked((*kg.GraphPredicate).FactCount, (*written).integer)
		}
		return part[*kg.GraphPredicate]{}
	}))
}

// term is what stands as an object: an entity, a claim or a value.
func (c *compiler) term(set ast.SelectionSet) part[kg.ObjectTerm] { return either(c.terms(set)...) }

func (c *compiler) termOrNull(set ast.SelectionSet) part[kg.ObjectTerm] {
	return either(append(c.terms(set), nothing[kg.ObjectTerm]())...)
}

func (c *compiler) terms(set ast.SelectionSet) []choice[kg.ObjectTerm] {
	return []choice[kg.ObjectTerm]{
		one[kg.ObjectTerm](c.entity(set)), one[kg.ObjectTerm](c.claim(set)),
		one[kg.ObjectTerm](object(c, set, "TextValue", textField)), one[kg.ObjectTerm](object(c, set, "TimeValue", timeField)),
		one[kg.ObjectTerm](object(c, set, "QuantityValue", quantityField)), one[kg.ObjectTerm](object(c, set, "BooleanValue", booleanField)),
	}
}

// termField knows what all values have.
func termField[T kg.ObjectTerm](f graphql.CollectedField) part[T] {
	switch f.Name {
	case "label":
		return textOf(func(t T) string { return t.Label() })
	case "nquads":
		return textOf(func(t T) string { return t.NQuads() })
	}
	return part[T]{}
}

func textField(_ *compiler, f graphql.CollectedField) part[*kg.TextTerm] {
	switch f.Name {
	case "value":
		return textOf(func(t *kg.TextTerm) string { return t.Text })
	case "language":
		return optionalTextOf((*kg.TextTerm).Language)
	}
	return termField[*kg.TextTerm](f)
}

func timeField(_ *compiler, f graphql.CollectedField) part[*kg.TimeTerm] {
	if f.Name == "edtf" {
		return textOf(func(t *kg.TimeTerm) string { return t.EDTF })
	}
	return termField[*kg.TimeTerm](f)
}

func booleanField(_ *compiler, f graphql.CollectedField) part[*kg.BooleanTerm] {
	if f.Name == "value" {
		return booleanOf(func(t *kg.BooleanTerm) bool { return t.Bool })
	}
	return termField[*kg.BooleanTerm](f)
}

func quantityField(_ *compiler, f graphql.CollectedField) part[*kg.QuantityTerm] {
	switch f.Name {
	case "op":
		return textOf((*kg.QuantityTerm).Bound)
	case "amount":
		return numberOf(func(t *kg.QuantityTerm) (*float64, error) { return &t.Amount, nil })
	case "high":
		return numberOf(func(t *kg.QuantityTerm) (*float64, error) { return t.HighEnd(), nil })
	case "unit":
		return optionalTextOf((*kg.QuantityTerm).UnitName)
	}
	return termField[*kg.QuantityTerm](f)
}
