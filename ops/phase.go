package ops

import (
	"fmt"
	"net/http"
	"sync/atomic"
)

// Phase is how far a server is between its start and its end. The zero value is
// a server that is loading.
type Phase struct {
	at    atomic.Int32
	check atomic.Pointer[func() error]
}

const (
	loading int32 = iota
	ready
	draining
)

// Ready says that requests are answered from now on. check says whether they
// still can be: /readyz asks it each time.
func (p *Phase) Ready(check func() error) {
	p.check.Store(&check)
	p.at.CompareAndSwap(loading, ready)
}

// Drain says that the server is about to end. Requests are still answered.
func (p *Phase) Drain() { p.at.Store(draining) }

// Draining says whether the server is about to end.
func (p *Phase) Draining() bool { return p.at.Load() == draining }

// state is what /readyz says: one word, why, and whether to send requests here.
func (p *Phase) state() (word, why string, ok bool) {
	switch p.at.Load() {
	case loading:
		return "loading", "the store is being opened", false
	case draining:
		return "draining", "the server is about to end", false
	}
	if err := (*p.check.Load())(); err != nil {
		return "broken", "the store does not answer; the log says why", false
	}
	return "ready", "", true
}

// ServeHTTP answers /readyz: 200 and "ready", or 503 and the word that says why
// not, first. A server that is loading or draining needs patience, one that is
// broken needs somebody.
func (p *Phase) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	word, why, ok := p.state()
	if ok {
		fmt.Fprintln(w, word)
		return
	}
	w.WriteHeader(http.StatusServiceUnavailable)
	fmt.Fprintf(w, "%s: %s\n", word, why)
}

// Healthy answers /healthz: the process is there and answers.
func Healthy(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprintln(w, "ok")
}
