package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strings"
	"time"

	"claimgraph/graph/live"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// A subscription is a source of values, each of which is answered as a query is:
// by gqlgen's executor, within the deadline of a query, from a snapshot of its
// own that is given back before the next one is waited for. gqlgen would have
// the resolver send values through a channel from a goroutine of its own; here
// the resolver only says what the source is, and whoever wants the next answer
// asks the source, hands the value over and lets gqlgen answer. So a stream
// takes no goroutine, and one that nobody reads does nothing.

// source is what a subscription tells.
type source interface {
	// wait waits for something that may be told: io.EOF where nothing will come,
	// live.ErrBehind where some of it is lost.
	wait(ctx context.Context) error

	// hand hands the next value to gqlgen, as the graph of ctx has it. False:
	// there is none that fits, wait for more.
	hand(ctx context.Context) (bool, error)

	// cursor names the place of the value that was handed over last, after which
	// another stream may go on; "" where there are none.
	cursor() string
}

// stream is a subscription that runs.
type stream struct {
	engine  *engine
	op      *operation
	ctx     context.Context
	close   func() // when nobody asks for more
	source  source
	field   *graphql.FieldContext // of the subscription
	answers graphql.ResponseHandler
	ended   bool
}

type streamKey struct{}

// streamed makes s the source of the subscription that is being resolved.
func streamed(ctx context.Context, s source) {
	to := ctx.Value(streamKey{}).(*stream)
	to.source, to.field = s, graphql.GetFieldContext(ctx)
}

// subscribe starts a subscription, or says why it cannot be.
func (e *engine) subscribe(ctx context.Context, op *operation) (*stream, *answer) {
	fields := graphql.CollectFields(op.context, op.context.Operation.SelectionSet, []string{"Subscription"})
	if len(fields) != 1 || strings.HasPrefix(fields[0].Name, "__") {
		return nil, &answer{Errors: gqlerror.List{{Message: "a subscription has exactly one field", Extensions: map[string]any{"code": codeInput}}}}
	}
	s := &stream{engine: e, op: op}
	refusal := e.watched(ctx, string(ast.Subscription), op, func(ctx context.Context) *answer { return s.begin(ctx) })
	if refusal != nil {
		return nil, refusal
	}
	ctx, s.close = e.config.Live.Stream(ctx)
	s.ctx = graphql.WithFieldContext(graphql.WithOperationContext(ctx, op.context), s.field)
	return s, nil
}

// begin has gqlgen name the source, or say why there is none.
func (s *stream) begin(ctx context.Context) (refusal *answer) {
	e, op := s.engine, s.op
	e.withGraph(ctx, e.config.Limits.Deadline, func(ctx context.Context) {
		answers, _ := e.executor.DispatchOperation(context.WithValue(ctx, streamKey{}, s), op.context)
		if s.answers = answers; s.source == nil {
			refusal = &answer{Errors: answers(ctx).Errors}
		}
	})
	return refusal
}

// next waits for the next answer; nil where there is none any more. The answer
// may be used until next is called again.
func (s *stream) next() *answer {
	for !s.ended {
		err := s.source.wait(s.ctx)
		switch {
		case errors.Is(err, io.EOF), s.ctx.Err() != nil:
			s.ended = true
			return nil
		case err != nil:
			return s.fail(err)
		}
		if a := s.tell(); a != nil {
			return a
		}
	}
	return nil
}

// tell answers the next value, if there is one that fits.
func (s *stream) tell() (a *answer) {
	begun := time.Now()
	defer func() {
		if a != nil {
			s.engine.config.Watch.Operation(s.ctx, kindEvent, codeOf(a), time.Since(begun))
		}
	}()
	defer func() {
		if cause := recover(); cause != nil {
			s.engine.config.Log.ErrorContext(s.ctx, "a stream panicked", "cause", fmt.Sprint(cause), "stack", string(debug.Stack()))
			a = s.fail(errPanic)
		}
	}()
	s.engine.withGraph(s.ctx, s.engine.config.Limits.Deadline, func(ctx context.Context) {
		ready, err := s.source.hand(ctx)
		switch {
		case s.ctx.Err() != nil:
			s.ended = true
		case err != nil:
			a = s.fail(err)
		case ready:
			a = s.answer(s.answers(ctx))
			a.cursor = s.source.cursor()
		}
	})
	return a
}

// answer is what gqlgen gave. It writes null for a value that must not be, where
// the null should spread to the whole.
func (s *stream) answer(r *graphql.Response) *answer {
	if r == nil {
		return s.fail(context.DeadlineExceeded)
	}
	if len(r.Errors) > 0 && bytes.HasSuffix(r.Data, []byte(`":null}`)) && bytes.Count(r.Data, []byte(":")) == 1 {
		r.Data = json.RawMessage("null")
	}
	return &answer{Errors: r.Errors, Data: r.Data}
}

var errPanic = errors.New("a stream panicked")

// fail ends the stream with an error.
func (s *stream) fail(err error) *answer {
	s.ended = true
	if errors.Is(err, live.ErrBehind) {
		err = errSlow
	}
	present := presenter(s.engine.config.Log, s.engine.config.Trouble)
	return &answer{Errors: gqlerror.List{present(s.ctx, graphql.ErrorOnPath(s.ctx, err))}, Data: json.RawMessage("null")}
}
