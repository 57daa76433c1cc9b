package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// operate starts one operation of a socket. A subscription listens when this
// returns: a client that then asks for a pong knows from when on it hears all.
func (s *socket) operate(r *running, params *graphql.RawParams) {
	ctx := graphql.StartOperationTrace(r.ctx)
	op, refusal := s.engine.prepare(ctx, params)
	if refusal == nil {
		if limited := s.engine.charge(ctx, op, 1); limited != nil {
			s.engine.config.Watch.Refused(ctx, limited.Code)
			refusal = refuseOperation(limited.Code, limited.Message)
		}
	}
	answer := func() { s.answer(ctx, r, op) }
	if refusal == nil && op.isSubscription() {
		var stream *stream
		stream, refusal = s.engine.subscribe(ctx, op)
		answer = func() { s.follow(r, stream) }
	}
	if refusal != nil {
		answer = func() { s.refuse(r, refusal) }
	}
	go func() {
		defer s.operations.Done()
		defer r.cancel()
		defer s.guard(r)
		answer()
	}()
}

// answer answers a query or a mutation, among those that may run at once.
func (s *socket) answer(ctx context.Context, r *running, op *operation) {
	leave, busy := s.engine.config.Gate.Enter(ctx)
	if busy != nil {
		s.engine.config.Watch.Refused(ctx, busy.Code)
		s.refuse(r, refuseOperation(busy.Code, busy.Message))
		return
	}
	leave = sync.OnceFunc(leave)
	defer leave()
	a := s.engine.run(ctx, op)
	leave() // a client may read slowly
	if s.next(r, a) {
		s.complete(r)
	}
}

// follow sends what a subscription tells.
func (s *socket) follow(r *running, stream *stream) {
	defer stream.close()
	for a := stream.next(); a != nil; a = stream.next() {
		if stream.ended { // and this is why
			s.refuse(r, a)
			return
		}
		if !s.next(r, a) {
			return
		}
	}
	s.complete(r)
}

// next sends one answer; false where nobody waits for more.
func (s *socket) next(r *running, a *answer) bool {
	if r.ctx.Err() != nil {
		return false
	}
	pieces, err := a.encode()
	if err != nil {
		return false
	}
	return s.write(envelope(r.id, "next", pieces)) == nil
}

func (s *socket) complete(r *running) {
	if s.forget(r) {
		s.send(&message{ID: r.id, Type: "complete"}) //nolint:errcheck // the client is gone
	}
}

// refuse ends an operation with errors.
func (s *socket) refuse(r *running, a *answer) {
	if s.forget(r) {
		s.sendErrors(r.id, a) //nolint:errcheck // the client is gone
	}
}

func (s *socket) sendErrors(id string, a *answer) error {
	raw, err := json.Marshal(a.Errors)
	if err != nil {
		return err
	}
	return s.send(&message{ID: id, Type: "error", Payload: raw})
}

func refuseOperation(code, why string) *answer {
	return &answer{Errors: gqlerror.List{{Message: why, Extensions: map[string]any{"code": code}}}}
}

// envelope is a message around a payload that is JSON already.
func envelope(id, kind string, payload [][]byte) []byte {
	name, _ := json.Marshal(id) // a text always is JSON
	var b bytes.Buffer
	b.WriteString(`{"id":`)
	b.Write(name)
	b.WriteString(`,"type":"` + kind + `","payload":`)
	for _, piece := range payload {
		b.Write(piece)
	}
	b.WriteByte('}')
	return b.Bytes()
}
