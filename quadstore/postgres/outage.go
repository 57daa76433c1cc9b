package postgres

import (
	"sync"
	"sync/atomic"
	"time"
)

// outage is the time in which nothing answers; the zero value is none.
type outage struct {
	mu    sync.Mutex
	since time.Time
}

// bearable says whether the outage, which begins now if there is none, is shorter than
// some time.
func (o *outage) bearable(most time.Duration) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.since.IsZero() {
		o.since = time.Now()
	}
	return time.Since(o.since) < most
}

// end says that something has answered.
func (o *outage) end() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.since = time.Time{}
}

// highest is a number that grows.
type highest struct{ atomic.Int64 }

// raise makes it at least n, and gives what it is.
func (h *highest) raise(n int64) int64 {
	for {
		now := h.Load()
		if n <= now {
			return now
		}
		if h.CompareAndSwap(now, n) {
			return n
		}
	}
}
