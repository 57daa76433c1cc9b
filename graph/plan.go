package graph

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"

	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// gqlgen parses, validates and measures every operation, and its generated
// executor can answer each. It takes microseconds and dozens of allocations
// for an object, though, and asks for the facts of one entity at a time. So the
// fields of a query that ask for what answers are made of (entities, facts,
// claims, their evidence, rows, paths and the pages of these) are answered by
// plans instead:
//
//	compile  A field of the operation becomes a tree of parts, one for each
//	         field below it, with the arguments read once and the variables,
//	         @skip and @include already decided. A plan serves one request: to
//	         make it costs microseconds, less than to keep it apart by
//	         variables.
//	fetch    The parts read what they need from the snapshot, level by level:
//	         the facts of all the entities that stand on one level are one
//	         question (kg.FactsOfEach), however many entities there are.
//	write    The tree is walked once and writes JSON. Each part that fetched
//	         something has it in a queue: a level is written in the order in
//	         which it was fetched.
//
// A plan knows how to be right, and nothing else. Where it meets a field that
// it does not know, an error of any kind, a null where there must be none, or a
// panic, nothing that it wrote is used and gqlgen answers that field of the
// operation from the beginning: what errors look like and how far a null
// spreads is written down in one place, which is gqlgen's. (The quads that the
// plan looked at stay counted.) A field that the schema gains is answered by
// gqlgen until somebody teaches the plans. TestPlansAgree holds the two ways to
// the same bytes.
//
//	plan.go          when a plan answers
//	plan_parts.go    parts, and how they are put together
//	plan_object.go   objects, and what a plan is made from
//	plan_arguments.go, plan_json.go
//	plan_page.go     connections
//	plan_roots.go, plan_entity.go, plan_fact.go, plan_claim.go, plan_conflict.go,
//	plan_match.go, plan_walk.go, plan_search.go    the schema's types

// plans answers fields of queries in gqlgen's stead.
type plans struct {
	types map[string][]string // of each object type: its name, then what it implements or is a member of
	log   *slog.Logger
}

func newPlans(schema *ast.Schema, log *slog.Logger) plans {
	p := plans{map[string][]string{}, log}
	for name, definition := range schema.Types {
		if definition.Kind != ast.Object {
			continue
		}
		p.types[name] = []string{name}
		for _, abstract := range schema.Implements[name] {
			p.types[name] = append(p.types[name], abstract.Name)
		}
	}
	return p
}

func (plans) ExtensionName() string                   { return "Plans" }
func (plans) Validate(graphql.ExecutableSchema) error { return nil }

// InterceptRootField answers a field of the operation by a plan, or lets gqlgen.
func (p plans) InterceptRootField(ctx context.Context, next graphql.RootResolver) graphql.Marshaler {
	op := graphql.GetOperationContext(ctx)
	if op.Operation.Operation == ast.Query {
		if answer, ok := p.answer(ctx, op, graphql.GetRootFieldContext(ctx).Field); ok {
			return answer
		}
	}
	return next(ctx)
}

func (p plans) answer(ctx context.Context, op *graphql.OperationContext, field graphql.CollectedField) (answer *run, ok bool) {
	defer func() {
		if cause := recover(); cause != nil {
			p.log.ErrorContext(ctx, "a plan panicked", "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
			answer, ok = nil, false
		}
	}()
	c := &compiler{ctx: ctx, op: op, types: p.types}
	root := c.root(field)
	if c.unknown {
		return nil, false
	}
	g, err := graphOf(ctx)
	if err != nil {
		return nil, false
	}
	r := &run{g: g, json: blank()}
	if err := root.all(r, []*kg.Graph{g}); err != nil {
		return nil, false
	}
	return r, true
}
