package graph

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// GraphQL over server-sent events, as graphql-sse speaks it in its mode of
// distinct connections: one operation for each request, answered by events
// named next, each with an answer as its data, and one named complete. An
// operation that is refused has its errors in a next too: who reads events can
// not read a body. Comments keep the connection alive.

// eventWriter writes events to one client.
type eventWriter struct {
	mu       sync.Mutex
	w        http.ResponseWriter
	control  *http.ResponseController
	patience time.Duration
}

var (
	nextEvent     = []byte("event: next\n")
	dataOfEvent   = []byte("data: ")
	completeEvent = []byte("event: complete\ndata:\n\n")
	comment       = []byte(":\n\n")
	endOfEvent    = []byte("\n\n")
)

// send writes pieces at once. A client that does not read costs its patience.
func (e *eventWriter) send(pieces ...[]byte) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.control.SetWriteDeadline(time.Now().Add(e.patience)) //nolint:errcheck // then the operating system's has to do
	for _, piece := range pieces {
		if _, err := e.w.Write(piece); err != nil {
			return err
		}
	}
	return e.control.Flush()
}

func (e *eventWriter) next(a *answer) error {
	pieces, err := a.encode()
	if err != nil {
		return err
	}
	begin := [][]byte{nextEvent, dataOfEvent}
	if a.cursor != "" { // a browser's EventSource gives it back as Last-Event-ID
		begin = [][]byte{nextEvent, []byte("id: " + a.cursor + "\n"), dataOfEvent}
	}
	return e.send(append(append(begin, pieces...), endOfEvent)...)
}

// work writes events, and gives what may be left to be told before the end.
type work func(to *eventWriter) *answer

// tell answers by events. What begin does has happened when the client gets the
// headers: from then on a subscription listens.
func (h *handler) tell(w http.ResponseWriter, r *http.Request, begin func() work) {
	leave, problem := h.open()
	if problem != nil {
		h.refuse(r, &reply{w: w, json: true}, problem)
		return
	}
	defer leave()
	work := begin()
	header := w.Header()
	header.Set("Content-Type", typeEvents+"; charset=utf-8")
	header.Set("Cache-Control", "no-cache")
	header.Set("X-Accel-Buffering", "no") // nginx would hold events back
	header.Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(http.StatusOK)
	to := &eventWriter{w: w, control: http.NewResponseController(w), patience: h.engine.config.Limits.Patience}
	defer h.keepAlive(r.Context(), to)()
	to.send(comment) //nolint:errcheck // whoever writes an event notices too
	if a := work(to); a != nil && to.next(a) != nil {
		return
	}
	if r.Context().Err() == nil {
		to.send(completeEvent) //nolint:errcheck // the client is gone
	}
}

// keepAlive sends comments until stopped.
func (h *handler) keepAlive(ctx context.Context, to *eventWriter) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var ended sync.WaitGroup
	ended.Go(func() {
		ticker := time.NewTicker(h.engine.config.Limits.KeepAlive)
		defer ticker.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
			if to.send(comment) != nil {
				return
			}
		}
	})
	return func() {
		cancel()
		ended.Wait()
	}
}

// lastEventKey is for the cursor of the last event that a client has seen.
type lastEventKey struct{}

// withLastEvent keeps what a client that was cut off says of it.
func withLastEvent(ctx context.Context, r *http.Request) context.Context {
	if last := r.Header.Get("Last-Event-ID"); last != "" {
		return context.WithValue(ctx, lastEventKey{}, last)
	}
	return ctx
}

// follow starts a subscription and writes what it tells.
func (h *handler) follow(ctx context.Context, op *operation) work {
	s, refusal := h.engine.subscribe(ctx, op)
	if refusal != nil {
		return only(refusal)
	}
	return func(to *eventWriter) *answer {
		defer s.close()
		for a := s.next(); a != nil; a = s.next() {
			if to.next(a) != nil {
				return nil
			}
		}
		return nil
	}
}

// only tells one answer.
func only(a *answer) work { return func(*eventWriter) *answer { return a } }

// open counts one more stream, until leave is called.
func (h *handler) open() (leave func(), p *problem) {
	if most := h.engine.config.Limits.Streams; h.streams.Add(1) > int64(most) {
		h.streams.Add(-1)
		return nil, &problem{http.StatusServiceUnavailable, codeStreams, "too many streams are open; ask again later"}
	}
	left, ok := h.engine.config.Live.Enter()
	if !ok {
		h.streams.Add(-1)
		return nil, &problem{http.StatusServiceUnavailable, codeClosing, "the server is about to end"}
	}
	closed := h.engine.config.Watch.Stream()
	return func() {
		closed()
		left()
		h.streams.Add(-1)
	}, nil
}
