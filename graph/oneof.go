package graph

import (
	"context"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// oneOf holds variables to @oneOf: exactly one field given, and not null.
// gqlparser looks at literals only.
type oneOf struct{ schema *ast.Schema }

func (oneOf) ExtensionName() string                   { return "OneOf" }
func (oneOf) Validate(graphql.ExecutableSchema) error { return nil }
func (o oneOf) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	for _, definition := range op.Operation.VariableDefinitions {
		path := ast.Path{ast.PathName("variable"), ast.PathName(definition.Variable)}
		if err := o.check(definition.Type, op.Variables[definition.Variable], path); err != nil {
			return err
		}
	}
	return nil
}

func (o oneOf) check(t *ast.Type, value any, path ast.Path) *gqlerror.Error {
	if list, ok := value.([]any); ok && t.Elem != nil {
		for i, item := range list {
			if err := o.check(t.Elem, item, append(path[:len(path):len(path)], ast.PathIndex(i))); err != nil {
				return err
			}
		}
		return nil
	}
	if t.Elem != nil { // a single value stands for a list of one
		return o.check(t.Elem, value, path)
	}
	fields, ok := value.(map[string]any)
	definition := o.schema.Types[t.NamedType]
	if !ok || definition == nil {
		return nil
	}
	if definition.Directives.ForName("oneOf") != nil && !exactlyOne(fields) {
		return &gqlerror.Error{
			Message: t.NamedType + " takes exactly one field, and not null", Path: path,
			Extensions: map[string]any{"code": codeInput},
		}
	}
	for _, field := range definition.Fields {
		if err := o.check(field.Type, fields[field.Name], append(path[:len(path):len(path)], ast.PathName(field.Name))); err != nil {
			return err
		}
	}
	return nil
}

func exactlyOne(fields map[string]any) bool {
	if len(fields) != 1 {
		return false
	}
	for _, v := range fields {
		return v != nil
	}
	return false
}
