package graph

import (
	"strings"

	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
)

// arguments are a field's arguments with the variables put in. What cannot be
// read makes the field one that plans do not know: gqlgen says what is wrong.
type arguments struct {
	c   *compiler
	raw map[string]any
}

func (c *compiler) arguments(f graphql.CollectedField) arguments {
	return arguments{c, f.ArgumentMap(c.op.Variables)}
}

// optionalArgument reads one, nil where it is null or left out.
func optionalArgument[T any](a arguments, name string, read func(any) (T, error)) *T {
	raw := a.raw[name]
	if raw == nil {
		return nil
	}
	v, err := read(raw)
	if err != nil {
		a.c.unknown = true
	}
	return &v
}

// input reads an object with gqlgen's own reader of its type.
func input[T any](a arguments, name, typeName string) *T {
	return optionalArgument(a, name, func(raw any) (v T, err error) {
		return v, graphql.UnmarshalNamedInputFromContext(a.c.ctx, typeName, raw, &v)
	})
}

func (a arguments) paging() kg.Paging {
	return paging(
		optionalArgument(a, "first", graphql.UnmarshalInt), optionalArgument(a, "after", graphql.UnmarshalString),
		optionalArgument(a, "last", graphql.UnmarshalInt), optionalArgument(a, "before", graphql.UnmarshalString),
	)
}

func (a arguments) text(name string) string {
	s := optionalArgument(a, name, graphql.UnmarshalString)
	if s == nil {
		a.c.unknown = true
		return ""
	}
	return *s
}

func (a arguments) direction() kg.Direction {
	return kg.Direction(strings.ToLower(a.text("direction")))
}

func (a arguments) orders() []*kg.FactOrder {
	raw := a.raw["orderBy"]
	if raw == nil {
		return nil
	}
	items, many := raw.([]any)
	if !many {
		items = []any{raw}
	}
	orders := []*kg.FactOrder{}
	for _, item := range items {
		orders = append(orders, input[kg.FactOrder](arguments{a.c, map[string]any{"": item}}, "", "FactOrder"))
	}
	return orders
}
