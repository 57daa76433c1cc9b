package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"claimgraph/graph/live"
	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// The codes of errors, in extensions.code. gqlgen adds
// GRAPHQL_PARSE_FAILED and GRAPHQL_VALIDATION_FAILED.
const (
	codeInput        = "BAD_USER_INPUT"
	codeAmbiguous    = "AMBIGUOUS_NAME"
	codeCursor       = "BAD_CURSOR"
	codeExpired      = "CURSOR_EXPIRED"
	codeTooExpensive = "QUERY_TOO_EXPENSIVE"
	codeTimeout      = "TIMEOUT"
	CodeReadOnly     = "READ_ONLY"
	codeInternal     = "INTERNAL"
	codeGone         = "JOB_FORGOTTEN"
	codeSlow         = "SLOW_CONSUMER"
	codeStreams      = "TOO_MANY_STREAMS"
	codeClosing      = "SHUTTING_DOWN"
	codeStream       = "NEEDS_STREAM"
)

const needsStream = "a subscription goes over a WebSocket (graphql-transport-ws), or over HTTP with Accept: " + typeEvents

// gqlgenTime is how gqlgen refuses a DateTime, in the name of a Go constant.
const gqlgenTime = "time should be RFC3339Nano formatted string"

var (
	errInput    = errors.New("bad input")
	errReadOnly = errors.New("this graph is for reading only")
	errSlow     = errors.New("events came faster than they were read, and some are lost: subscribe again")
)

// code says which errors the client may see, and under which code.
func code(err error) string {
	var ambiguous *kg.AmbiguousName
	switch {
	case errors.As(err, &ambiguous):
		return codeAmbiguous
	case errors.Is(err, kg.ErrExpired):
		return codeExpired
	case errors.Is(err, kg.ErrCursor):
		return codeCursor
	case errors.Is(err, kg.ErrMatch), errors.Is(err, kg.ErrPaging), errors.Is(err, kg.ErrNodeID), errors.Is(err, kg.ErrTime), errors.Is(err, kg.ErrSearch), errors.Is(err, errInput):
		return codeInput
	case errors.Is(err, kg.ErrTooMuch):
		return codeTooExpensive
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return codeTimeout
	case errors.Is(err, errReadOnly):
		return CodeReadOnly
	case errors.Is(err, live.ErrGone):
		return codeGone
	case errors.Is(err, live.ErrForgotten):
		return codeExpired
	case errors.Is(err, errSlow):
		return codeSlow
	}
	return ""
}

// presenter gives the client a message and a code, and the log the cause.
func presenter(log *slog.Logger, means func(error) Trouble) graphql.ErrorPresenterFunc {
	return func(ctx context.Context, err error) *gqlerror.Error {
		shown := graphql.DefaultErrorPresenter(ctx, err)
		cause := err
		if shown.Err != nil {
			cause = shown.Err
		}
		if shown.Extensions["code"] != nil {
			return shown
		}
		shown = &gqlerror.Error{Message: shown.Message, Path: shown.Path, Locations: shown.Locations}
		found := code(cause)
		switch {
		case found != "":
			shown.Message = cause.Error()
		case badArgument(ctx):
			found = codeInput
			if shown.Message == gqlgenTime {
				shown.Message = "want a date and time of RFC 3339, such as 2025-01-27T00:00:00Z"
			}
		case shown.Message == "must not be null" || shown.Message == "the requested element is null which the schema does not allow":
			found = codeInternal
		default:
			trouble := means(cause)
			log.ErrorContext(ctx, "a resolver failed", "path", shown.Path.String(), "code", trouble.code(), "error", cause)
			found, shown.Message = trouble.code(), trouble.message()
		}
		shown.Extensions = map[string]any{"code": found}
		if ambiguous, ok := errors.AsType[*kg.AmbiguousName](cause); ok {
			shown.Extensions["candidates"] = candidates(ambiguous)
		}
		return shown
	}
}

// badArgument says whether an error came from reading a field's arguments: only
// then they are still missing.
func badArgument(ctx context.Context) bool {
	fc := graphql.GetFieldContext(ctx)
	return fc != nil && fc.Field.Field != nil && len(fc.Field.Arguments) > 0 && fc.Args == nil
}

func candidates(a *kg.AmbiguousName) []map[string]any {
	list := make([]map[string]any, len(a.Candidates))
	for i, e := range a.Candidates {
		list[i] = map[string]any{"id": e.NodeID(), "iri": e.IRI, "label": e.Label(), "kind": kindName(e.Kind)}
	}
	return list
}

// recovered turns a panic into an error; the log gets the stack.
func recovered(log *slog.Logger) graphql.RecoverFunc {
	return func(ctx context.Context, cause any) error {
		log.ErrorContext(ctx, "a resolver panicked", "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
		return &gqlerror.Error{Message: "internal error", Extensions: map[string]any{"code": codeInternal}}
	}
}
