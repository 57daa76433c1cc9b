package graph

import (
	"context"
	"encoding/json"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
)

// LeftToGqlgen answers a query and says how many fields of the operation no
// plan answered.
func LeftToGqlgen(config Config, query string, variables map[string]any) (left int, err error) {
	e := newEngine(config)
	raw, err := json.Marshal(variables)
	if err != nil {
		return 0, err
	}
	p := &graphql.RawParams{Query: query}
	if err := decode(raw, &p.Variables); err != nil {
		return 0, err
	}
	c := &leftOver{}
	e.executor.Use(c) // comes behind the plans
	ctx := graphql.StartOperationTrace(context.Background())
	if op, refusal := e.prepare(ctx, p); refusal == nil {
		e.run(ctx, op)
	}
	return int(c.fields.Load()), nil
}

type leftOver struct{ fields atomic.Int32 }

func (*leftOver) ExtensionName() string                   { return "LeftOver" }
func (*leftOver) Validate(graphql.ExecutableSchema) error { return nil }
func (l *leftOver) InterceptRootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	l.fields.Add(1)
	return next(ctx)
}
