package main

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"claimgraph/quadstore/postgres/servertest"
)

// balancer sends requests to those of its servers that say that they are ready, in
// turn. It never tries twice.
type balancer struct {
	servers []*backend
	turn    atomic.Int64
	failed  atomic.Int64 // requests that no answer came for
}

type backend struct {
	address string
	proxy   *httputil.ReverseProxy
	ready   atomic.Bool
	served  atomic.Int64
}

func newBalancer(t *testing.T, addresses ...string) (b *balancer, address string) {
	b = &balancer{}
	for _, address := range addresses {
		s := &backend{address: address, proxy: httputil.NewSingleHostReverseProxy(&url.URL{Scheme: "http", Host: address})}
		s.proxy.FlushInterval = -1 // streams
		s.proxy.ErrorHandler = func(w http.ResponseWriter, r *http.Request, err error) {
			if r.Context().Err() == nil {
				t.Logf("%s: %s %v", address, r.URL, err)
				b.failed.Add(1)
			}
			w.WriteHeader(http.StatusBadGateway)
		}
		b.servers = append(b.servers, s)
		go func() {
			for t.Context().Err() == nil {
				status, _ := statusOf("http://" + address + "/readyz")
				s.ready.Store(status == http.StatusOK)
				time.Sleep(50 * time.Millisecond)
			}
		}()
	}
	waitFor(t, func() bool { return b.servers[0].ready.Load() && b.servers[1].ready.Load() })
	front := httptest.NewServer(b)
	t.Cleanup(front.Close)
	return b, front.Listener.Addr().String()
}

func (b *balancer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	turn := int(b.turn.Add(1))
	for i := range b.servers {
		s := b.servers[(turn+i)%len(b.servers)]
		if s.ready.Load() {
			s.served.Add(1)
			s.proxy.ServeHTTP(w, r)
			return
		}
	}
	b.failed.Add(1)
	http.Error(w, "no server is ready", http.StatusServiceUnavailable)
}

// One of two servers behind a balancer is told to end while clients ask, change and
// listen: no request fails, and whoever listens goes on with the other server where
// he was, without a gap and without hearing anything twice.
func TestServersDrainBehindBalancer(t *testing.T) {
	store := servertest.Start(t).New(t)
	ending, a := server(t, t.TempDir(), "--data", store, "--drain", "1s")
	_, b := server(t, t.TempDir(), "--data", store)
	balance, front := newBalancer(t, a, b)

	const listeners = 4
	var events [listeners][]heard
	var mu sync.Mutex
	moved := 0
	for i := range listeners {
		begun := make(chan struct{})
		go func() {
			last := ""
			for round := 0; t.Context().Err() == nil; round++ {
				if round == 0 {
					time.AfterFunc(300*time.Millisecond, func() { close(begun) })
				}
				err := listenTo(t.Context(), front, last, func(h heard) {
					mu.Lock()
					defer mu.Unlock()
					last = h.Cursor
					events[i] = append(events[i], h)
				})
				mu.Lock()
				moved++
				mu.Unlock()
				if err != nil {
					time.Sleep(20 * time.Millisecond)
				}
			}
		}()
		<-begun
	}

	var clients sync.WaitGroup
	var asks atomic.Int64
	stop := make(chan struct{})
	var keys []string
	client := func(do func(n int) error) {
		clients.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stop:
					return
				default:
				}
				asks.Add(1)
				if err := do(n); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for range 3 {
		client(func(int) error {
			r, err := tryAsk(front, `{ graph { claimCount } entities(first: 5) { nodes { label } } }`, nil)
			if err == nil && (r.status != 200 || r.code() != "") {
				err = fmt.Errorf("a question: %+v", r)
			}
			return err
		})
	}
	client(func(n int) error {
		key := fmt.Sprint("drain", n)
		r, err := tryAsk(front, ingestOne, map[string]any{"key": key, "text": textOf(n), "once": key})
		if err == nil && r.at("ingestArticles", "job", "state") != "DONE" {
			err = fmt.Errorf("a change: %+v", r)
		}
		keys = append(keys, key)
		return err
	})
	time.Sleep(time.Second)
	if err := ending.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error)
	go func() { ended <- ending.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("the server that was told to end: %v\n%s", err, ending.Stderr)
		}
	case <-time.After(20 * time.Second):
		t.Error(errors.New("the server did not end"))
	}
	time.Sleep(500 * time.Millisecond)
	close(stop)
	clients.Wait()

	want := askedClaims(t, b, keys)
	count := func(i int) int { mu.Lock(); defer mu.Unlock(); return len(events[i]) }
	for i := range listeners {
		for end := time.Now().Add(10 * time.Second); count(i) < len(want) && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		}
		mu.Lock()
		seen := map[string]bool{}
		for _, h := range events[i] {
			if seen[h.Cursor] {
				t.Errorf("listener %d heard %v twice", i, h)
			}
			seen[h.Cursor] = true
		}
		if len(events[i]) != len(want) {
			t.Errorf("listener %d heard %d claims of %d", i, len(events[i]), len(want))
		}
		mu.Unlock()
	}
	mu.Lock()
	defer mu.Unlock()
	if n := balance.failed.Load(); n > 0 || moved == 0 || len(keys) < 5 || balance.servers[0].served.Load() == 0 {
		t.Errorf("%d of %d requests failed; %d articles; %d streams moved; %d were the first server's", n, asks.Load(), len(keys), moved, balance.servers[0].served.Load())
	}
	t.Logf("%d requests, %d articles, %d claims, %d streams moved", asks.Load(), len(keys), len(want), moved)
}
