package graph

import (
	"net/http"
	"sync/atomic"

	"github.com/99designs/gqlgen/graphql"
)

// GraphQL over HTTP (https://graphql.github.io/graphql-over-http/draft/): one
// operation per request, by POST with JSON, or by GET with a query in the URL,
// which may not change anything. The answer is application/json with status
// 200 for all that is well-formed, or, where the client accepts it,
// application/graphql-response+json with 4xx for what was refused before it
// ran. No batches, no uploads, no form posts: a page elsewhere cannot make a
// browser send JSON without asking first. A subscription, or any other operation
// whose client prefers it, is answered as text/event-stream (sse.go); a request
// for a WebSocket gets one (socket.go).

// NewHandler serves the graph at one path.
func NewHandler(config Config) http.Handler { return &handler{engine: newEngine(config)} }

type handler struct {
	engine  *engine
	streams atomic.Int64 // that are open, WebSockets included
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	reply, problem := h.negotiate(w, r)
	if problem == nil {
		problem = h.admit(r)
	}
	if problem != nil {
		reply.fail(problem)
		return
	}
	if isHandshake(r) {
		h.socket(w, r)
		return
	}
	share(w, r)
	if r.Method == http.MethodOptions {
		w.Header().Set("Allow", "GET, POST, OPTIONS")
		w.WriteHeader(http.StatusNoContent)
		return
	}
	params, problem := h.read(w, r)
	if problem != nil {
		reply.fail(problem)
		return
	}
	h.answer(reply, r, params)
}

// share lets a page elsewhere that was admitted see the answer
// (https://fetch.spec.whatwg.org/#http-cors-protocol). No credentials.
func share(w http.ResponseWriter, r *http.Request) {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return
	}
	header := w.Header()
	header.Set("Access-Control-Allow-Origin", origin)
	header.Add("Vary", "Origin")
	if r.Method == http.MethodOptions {
		header.Set("Access-Control-Allow-Methods", "GET, POST")
		header.Set("Access-Control-Allow-Headers", "Content-Type, Accept")
		header.Set("Access-Control-Max-Age", "600")
	}
}

func (h *handler) answer(reply *reply, r *http.Request, params *graphql.RawParams) {
	ctx := graphql.StartOperationTrace(r.Context())
	op, refusal := h.engine.prepare(ctx, params)
	if refusal != nil && reply.stream {
		h.tell(reply.w, r, func() work { return only(refusal) })
		return
	}
	if refusal != nil {
		reply.send(http.StatusBadRequest, refusal)
		return
	}
	if op.isMutation() && r.Method == http.MethodGet {
		reply.w.Header().Set("Allow", "POST")
		reply.fail(&problem{http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "a mutation needs POST"})
		return
	}
	switch {
	case op.isSubscription() && !reply.events:
		reply.fail(&problem{http.StatusNotAcceptable, codeStream, needsStream})
	case op.isSubscription():
		h.tell(reply.w, r, func() work { return h.follow(ctx, op) })
	case reply.stream:
		h.tell(reply.w, r, func() work { return func(*eventWriter) *answer { return h.engine.run(ctx, op) } })
	default:
		reply.send(http.StatusOK, h.engine.run(ctx, op))
	}
}

// reply writes answers in the type that was agreed on.
type reply struct {
	w      http.ResponseWriter
	json   bool // application/json: clients of old take a status but 200 for a broken server
	events bool // text/event-stream is understood,
	stream bool // and wanted for any operation
}

const (
	typeEvents   = "text/event-stream"
	typeJSON     = "application/json"
	typeResponse = "application/graphql-response+json"
)

func (r *reply) send(status int, a *answer) {
	if r.json && status == http.StatusBadRequest {
		status = http.StatusOK
	}
	r.write(status, a)
}

func (r *reply) write(status int, a *answer) {
	kind := typeResponse
	if r.json {
		kind = typeJSON
	}
	pieces, err := a.encode()
	if err != nil {
		status, pieces = http.StatusInternalServerError, [][]byte{[]byte(`{"errors":[{"message":"internal error"}]}`)}
	}
	r.w.Header().Set("Content-Type", kind+"; charset=utf-8")
	r.w.Header().Set("X-Content-Type-Options", "nosniff")
	r.w.WriteHeader(status)
	for _, piece := range pieces {
		r.w.Write(piece) //nolint:errcheck // the client is gone
	}
}
