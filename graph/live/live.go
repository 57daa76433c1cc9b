package live

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"slices"
	"sync"
	"time"
)

// Limits are how much is kept. Zero fields take the default.
type Limits struct {
	Queue  int // jobs that wait; 50
	Jobs   int // the last ones that are kept, ended or not; 200
	Claims int // the last ones that are kept for those who follow; 10,000
	Keys   int // the last ones of mutations that are remembered; 1000
}

func (l Limits) withDefaults() Limits {
	for _, i := range []struct {
		field *int
		value int
	}{{&l.Queue, 50}, {&l.Jobs, 200}, {&l.Claims, 10_000}, {&l.Keys, 1000}} {
		if *i.field == 0 {
			*i.field = i.value
		}
	}
	return l
}

// Live is all of it, for one server.
type Live struct {
	// Claims are the claims that come into the graph.
	Claims *Claims

	// Keys remember what was done under a key.
	Keys *Keys

	ended  tally
	limits Limits
	run    string // names this run of the server, in the names of its jobs
	notes  *notes // for the other servers of the graph; nil where there are none

	mu      sync.Mutex
	jobs    []*work // the last ones, by number
	made    int     // the number of the last one
	waiting []*work
	busy    bool // somebody works on those that wait

	closing chan struct{} // closed when the server is to end
	users   sync.WaitGroup

	streams context.Context // what is open ends with it
	cut     context.CancelFunc
}

// New makes one for a server that has the graph to itself. A job's name must not
// come again when the server is started anew, when numbers start anew: so a random
// part.
func New(limits Limits) *Live {
	var run [6]byte
	rand.Read(run[:]) //nolint:errcheck // it never fails
	limits = limits.withDefaults()
	streams, cut := context.WithCancel(context.Background())
	l := &Live{
		Keys: newKeys(limits.Keys), limits: limits, run: hex.EncodeToString(run[:]), closing: make(chan struct{}),
		streams: streams, cut: cut,
	}
	l.Claims = &Claims{log: NewLog[string](limits.Claims), place: l.run, closing: l.closing}
	return l
}

// NewShared makes one for a server that shares its graph with others: claims that
// any of them brings are told, and all know the jobs and keys of each. failed is
// told what could not be noted for the others.
func NewShared(limits Limits, with Shared, failed func(error)) *Live {
	l := New(limits)
	l.Claims.shared, l.Claims.place = with, ""
	l.notes = &notes{with: with, owner: l.run, failed: failed, open: map[string]*work{}, left: map[string][]byte{}, wake: make(chan struct{}, 1), end: make(chan struct{})}
	l.Keys.notes = l.notes
	l.notes.works.Go(l.notes.keep)
	return l
}

// Closing is closed when the server is to end.
func (l *Live) Closing() <-chan struct{} { return l.closing }

// Enter says that somebody uses the graph who does not end by himself; leave when
// done. Shutdown waits for him. False when it is too late to come.
func (l *Live) Enter() (leave func(), ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.isClosing() {
		return nil, false
	}
	l.users.Add(1)
	return l.users.Done, true
}

// Stream is the context of a stream: it ends with ctx, and a little after the
// server was told to end. Call leave when the stream has ended.
func (l *Live) Stream(ctx context.Context) (streaming context.Context, leave func()) {
	streaming, cancel := context.WithCancel(ctx)
	stop := context.AfterFunc(l.streams, cancel)
	return streaming, func() {
		stop()
		cancel()
	}
}

func (l *Live) isClosing() bool {
	select {
	case <-l.closing:
		return true
	default:
		return false
	}
}

// grace is how long streams may go on to tell how things ended.
const grace = 2 * time.Second

// Shutdown takes no more jobs, cancels those of the queue, ends the streams and
// waits until all that has happened.
func (l *Live) Shutdown(ctx context.Context) error {
	l.mu.Lock()
	if !l.isClosing() {
		close(l.closing)
	}
	jobs := slices.Clone(l.jobs)
	l.mu.Unlock()
	for _, w := range jobs {
		if w.queued {
			w.stop()
		}
	}
	l.Claims.log.End()
	timer := time.AfterFunc(grace, l.cut)
	defer timer.Stop()
	err := l.Drain(ctx)
	if l.notes != nil {
		l.notes.stop(ctx)
	}
	return err
}

// Drain waits for the queue, and for all who have entered.
func (l *Live) Drain(ctx context.Context) error {
	ended := make(chan struct{})
	go func() {
		l.users.Wait()
		close(ended)
	}()
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
