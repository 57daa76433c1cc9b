package graph

import (
	"fmt"
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

var exportFormats = spelling[kg.ExportFormat]{
	"NQUADS": kg.NQuads, "TRIG": kg.TriG, "JSONLD": kg.JSONLD, "GRAPHML": kg.GraphML, "CSV": kg.CSV, "DOT": kg.DOT,
	"SVG": kg.SVG, "NANOPUB": kg.Nanopub, "NANOPUB_TRIG": kg.NanopubTriG,
}

func (a arguments) format() kg.ExportFormat {
	format := optionalArgument(a, "format", exportFormats.read)
	if format == nil {
		a.c.unknown = true
		return ""
	}
	return *format
}

func (a arguments) orders() []*kg.FactOrder { return inputs[kg.FactOrder](a, "orderBy", "FactOrder") }

// list reads a list, nil where it is null or left out.
func list[T any](a arguments, name string, read func(any) (T, error)) []T {
	raw := a.raw[name]
	if raw == nil {
		return nil
	}
	items := []T{}
	for _, item := range graphql.CoerceList(raw) {
		v, err := read(item)
		if err != nil {
			a.c.unknown = true
		}
		items = append(items, v)
	}
	return items
}

// inputs reads a list of objects.
func inputs[T any](a arguments, name, typeName string) []*T {
	return list(a, name, func(raw any) (*T, error) {
		v := new(T)
		return v, graphql.UnmarshalNamedInputFromContext(a.c.ctx, typeName, raw, v)
	})
}

func (a arguments) integer(name string) int {
	n := optionalArgument(a, name, graphql.UnmarshalInt)
	if n == nil {
		a.c.unknown = true
		return 0
	}
	return *n
}

// spelling is what the schema calls the values of an enum.
type spelling[E ~string] map[string]E

func (s spelling[E]) read(raw any) (E, error) {
	name, err := graphql.UnmarshalString(raw)
	if v, ok := s[name]; ok || err != nil {
		return v, err
	}
	return "", fmt.Errorf("no value %s", name)
}

// name is what the schema calls a value, which has one name.
func (s spelling[E]) name(v E) string {
	for name, is := range s {
		if is == v {
			return name
		}
	}
	return ""
}

// chosen reads a value of an enum, which must be there.
func chosen[E ~string](a arguments, name string, s spelling[E]) E {
	v := optionalArgument(a, name, s.read)
	if v == nil {
		a.c.unknown = true
		return ""
	}
	return *v
}
