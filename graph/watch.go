package graph

import (
	"context"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
)

// Watch hears what becomes of operations, for whoever runs the server. The codes
// are those of errors, OK where there is none.
type Watch interface {
	// Operation ran: a query, a mutation, a subscription (until it listens), or an
	// event of one.
	Operation(ctx context.Context, kind, code string, took time.Duration)

	// Refused before it ran.
	Refused(ctx context.Context, code string)

	// Stream opens; closed when it does not any more.
	Stream() (closed func())
}

// unwatched is nobody.
type unwatched struct{}

func (unwatched) Operation(context.Context, string, string, time.Duration) {}
func (unwatched) Refused(context.Context, string)                          {}
func (unwatched) Stream() (closed func())                                  { return func() {} }

const (
	codeOK    = "OK"
	codeOther = "OTHER"
)

// codeOf is the code of an answer's first error.
func codeOf(a *answer) string {
	if a == nil || len(a.Errors) == 0 {
		return codeOK
	}
	if code, ok := a.Errors[0].Extensions["code"].(string); ok {
		return code
	}
	return codeOther
}

const kindEvent = "event"

// watched runs a part of an operation, in a span, and tells how it went.
func (e *engine) watched(ctx context.Context, kind string, op *operation, run func(context.Context) *answer) *answer {
	begun := time.Now()
	ctx, span := e.config.Tracer.Start(ctx, "graphql "+kind)
	defer span.End()
	a := run(ctx)
	code := codeOf(a)
	if span.IsRecording() {
		span.SetAttributes(attribute.String("graphql.operation.type", kind), attribute.String("claimgraph.code", code))
		if op.context.OperationName != "" {
			const longest = 100
			span.SetAttributes(attribute.String("graphql.operation.name", op.context.OperationName[:min(len(op.context.OperationName), longest)]))
		}
		if code == codeInternal || code == codeTimeout {
			span.SetStatus(codes.Error, code)
		}
	}
	e.config.Watch.Operation(ctx, kind, code, time.Since(begun))
	return a
}

// prepared is prepare, in a span; a refusal is told.
func (e *engine) prepared(ctx context.Context, prepare func(context.Context) (*operation, *answer)) (*operation, *answer) {
	ctx, span := e.config.Tracer.Start(ctx, "graphql prepare")
	defer span.End()
	op, refusal := prepare(ctx)
	if refusal != nil {
		code := codeOf(refusal)
		span.SetAttributes(attribute.String("claimgraph.code", code))
		e.config.Watch.Refused(ctx, code)
	}
	return op, refusal
}
