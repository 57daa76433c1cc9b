package access

import (
	"sync"
	"time"
)

// rates bounds how much each client may ask, as a bucket of tokens that fills
// again. Of each bucket one time is kept: when it will be full again (the
// "generic cell rate algorithm", ITU-T I.371). A client that is not known has a
// full bucket, so that forgetting one only ever lets more through: there are two
// generations of clients, and the older is forgotten when the younger has many.
type rates struct {
	interval time.Duration // in which one token comes back
	burst    time.Duration // in which an empty bucket fills

	mu         sync.Mutex
	young, old map[string]time.Time
}

const generation = 1 << 16 // clients

// newRates bounds to so many tokens per second, and so many at once.
func newRates(perSecond float64, burst int) *rates {
	interval := time.Duration(float64(time.Second) / perSecond)
	return &rates{interval: interval, burst: time.Duration(burst) * interval, young: map[string]time.Time{}}
}

// take takes tokens out of a client's bucket, or says when they will be there.
// What costs more than a bucket holds takes a full one.
func (r *rates) take(client string, tokens int, now time.Time) (wait time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	full, known := r.young[client]
	if !known {
		full = r.old[client]
	}
	if full.Before(now) {
		full = now
	}
	full = full.Add(min(time.Duration(tokens), r.burst/r.interval) * r.interval)
	if wait = full.Sub(now) - r.burst; wait > 0 {
		return wait
	}
	if len(r.young) >= generation {
		r.young, r.old = map[string]time.Time{}, r.young
	}
	r.young[client] = full
	return 0
}
