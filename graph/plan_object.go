package graph

import (
	"context"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// compiler makes the plan of one field of an operation.
type compiler struct {
	ctx     context.Context
	op      *graphql.OperationContext
	types   map[string][]string
	unknown bool // a field that plans do not know was met
}

// object is an object of a type; field says what each of its fields is, and
// gives the zero part for one that it does not know.
func object[T any](c *compiler, set ast.SelectionSet, typeName string, field func(*compiler, graphql.CollectedField) part[T]) part[T] {
	var parts []part[T]
	var keys []string
	fetches := false
	for _, f := range graphql.CollectFields(c.op, set, c.types[typeName]) {
		key := `"` + f.Alias + `":`
		again := slices.ContainsFunc(keys, func(k string) bool { return strings.TrimPrefix(k, ",") == key })
		if again && f.Name == "__typename" {
			continue // asked of the type and of a union it is in: gqlgen keeps them apart until it writes
		}
		var p part[T]
		switch {
		case again || len(f.Deferrables) > 0 || c.unknown:
		case f.Name == "__typename":
			p = textOf(func(T) string { return typeName })
		default:
			p = field(c, f)
		}
		if p.write == nil {
			c.unknown = true
			return p
		}
		parts, keys = append(parts, p), append(keys, separator(len(keys))+key)
		fetches = fetches || p.fetch != nil
	}
	whole := part[T]{write: func(r *run, v T) error {
		r.json = append(r.json, '{')
		for i := range parts {
			r.json = append(r.json, keys[i]...)
			if err := parts[i].write(r, v); err != nil {
				return err
			}
		}
		r.json = append(r.json, '}')
		return nil
	}}
	if fetches {
		whole.fetch = func(r *run, level []T) error {
			for i := range parts {
				if parts[i].fetch == nil {
					continue
				}
				if err := parts[i].fetch(r, level); err != nil {
					return err
				}
			}
			return nil
		}
	}
	return whole
}

func separator(before int) string {
	if before > 0 {
		return ","
	}
	return ""
}

// must is a part of what the schema promises to be there.
func must[T any](p part[*T]) part[*T] {
	return part[*T]{fetch: p.fetch, write: func(r *run, v *T) error {
		if v == nil {
			return errNull
		}
		return p.write(r, v)
	}}
}
