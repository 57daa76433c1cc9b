package graph

import (
	"net/http"
	"sync"
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
func NewHandler(config Config) http.Handler {
	e := newEngine(config)
	e.executor.Use(permits{config.Gate, config.Public})
	return &handler{engine: e}
}

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
		h.refuse(r, reply, problem)
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
	r, problem = h.identify(w, r)
	if problem != nil {
		h.refuse(r, reply, problem)
		return
	}
	params, problem := h.read(w, r)
	if problem != nil {
		h.refuse(r, reply, problem)
		return
	}
	h.answer(reply, r, params)
}

// refuse answers what is refused before it runs.
func (h *handler) refuse(r *http.Request, reply *reply, p *problem) {
	h.engine.config.Watch.Refused(r.Context(), p.code)
	reply.fail(p)
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
	header.Set("Access-Control-Expose-Headers", "Retry-After, WWW-Authenticate")
	if r.Method == http.MethodOptions {
		header.Set("Access-Control-Allow-Methods", "GET, POST")
		header.Set("Access-Control-Allow-Headers", "Content-Type, Accept, Authorization")
		header.Set("Access-Control-Max-Age", "600")
	}
}

// answer runs one operation among those that may run at once.
func (h *handler) answer(reply *reply, r *http.Request, params *graphql.RawParams) {
	leave, problem := h.enter(reply.w, r)
	if problem != nil {
		h.refuse(r, reply, problem)
		return
	}
	leave = sync.OnceFunc(leave)
	defer leave()
	ctx := graphql.StartOperationTrace(r.Context())
	op, refusal := h.engine.prepare(ctx, params)
	if refusal == nil {
		problem = h.mayRun(reply, r, op)
	}
	switch {
	case refusal != nil && reply.stream:
		h.tell(reply.w, r, func() work { return only(refusal) })
	case refusal != nil:
		reply.send(statusOf(refusal), refusal)
	case problem != nil:
		h.refuse(r, reply, problem)
	case op.isSubscription():
		leave() // it may last for days
		h.tell(reply.w, r, func() work { return h.follow(withLastEvent(ctx, r), op) })
	case reply.stream:
		h.tell(reply.w, r, func() work { return func(*eventWriter) *answer { return h.engine.run(ctx, op) } })
	default:
		answer := h.engine.run(ctx, op)
		leave() // a client may read slowly
		reply.send(ranStatus(reply.w, answer), answer)
	}
}

// mayRun refuses an operation for the way in which it came, or for its cost.
func (h *handler) mayRun(reply *reply, r *http.Request, op *operation) *problem {
	switch {
	case op.isMutation() && r.Method == http.MethodGet:
		reply.w.Header().Set("Allow", "POST")
		return &problem{http.StatusMethodNotAllowed, "METHOD_NOT_ALLOWED", "a mutation needs POST"}
	case op.isSubscription() && !reply.events:
		return &problem{http.StatusNotAcceptable, codeStream, needsStream}
	}
	if refusal := h.engine.charge(r.Context(), op, 0); refusal != nil {
		return turnedAway(reply.w, refusal)
	}
	return nil
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
