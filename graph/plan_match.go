package graph

import (
	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// matched is a page of the rows of a match.
type matched struct {
	page      *kg.Page[*kg.Solution]
	variables []string
}

// match fills the variables of a pattern.
func (c *compiler) match(f graphql.CollectedField) part[*kg.Graph] {
	a := c.arguments(f)
	patterns, order, paging := inputs[kg.TriplePattern](a, "patterns", "TriplePattern"), list(a, "orderBy", graphql.UnmarshalString), a.paging()
	return found(each(func(_ *run, g *kg.Graph) (matched, error) {
		rows, err := g.Match(patterns, order)
		if err != nil {
			return matched{}, err
		}
		page, err := rows.Page(paging)
		return matched{page, rows.Variables}, err
	}), c.solutions(f.Selections))
}

func (c *compiler) solutions(set ast.SelectionSet) part[matched] {
	solution := func(c *compiler, set ast.SelectionSet) part[*kg.Solution] {
		return object(c, set, "Solution", solutionField)
	}
	return connectionOf(c, set, "Solution", func(m matched) *kg.Page[*kg.Solution] { return m.page }, solution, noMore,
		func(_ *compiler, f graphql.CollectedField) part[matched] {
			if f.Name == "variables" {
				return textsOf(func(m matched) []string { return m.variables })
			}
			return part[matched]{}
		})
}

func solutionField(c *compiler, f graphql.CollectedField) part[*kg.Solution] {
	switch f.Name {
	case "get":
		name := c.arguments(f).text("var")
		return found(each(func(_ *run, s *kg.Solution) (kg.ObjectTerm, error) { return s.Get(name) }), c.termOrNull(f.Selections))
	case "bindings":
		return found(each(func(_ *run, s *kg.Solution) ([]*kg.Binding, error) { return s.Bindings(), nil }),
			itemsOf(object(c, f.Selections, "Binding", bindingField)))
	case "facts":
		return found(each(func(_ *run, s *kg.Solution) ([]*kg.Fact, error) { return s.Facts() }), itemsOf(c.fact(f.Selections)))
	}
	return part[*kg.Solution]{}
}

func bindingField(c *compiler, f graphql.CollectedField) part[*kg.Binding] {
	switch f.Name {
	case "var":
		return textOf(func(b *kg.Binding) string { return b.Var })
	case "value":
		return of(func(b *kg.Binding) kg.ObjectTerm { return b.Value }, c.termOrNull(f.Selections))
	}
	return part[*kg.Binding]{}
}
