package work

import (
	"context"
	"sync"

	"claimgraph/quadstore/postgres/queue"
)

const (
	mostTogether = 64       // articles that one change stores
	mostBytes    = 64 << 20 // of articles in hand; one is taken however large it is
)

// hand is what a worker has taken and not ended. It is bounded, so that a worker
// that dies keeps little from the others, and memory is, too.
type hand struct {
	mu      sync.Mutex
	changed chan struct{} // closed, and made anew, with each change
	unread  int
	bytes   int // of the articles of all
	readers int
	tasks   map[string]queue.Task // by lease and key
}

func newHand(readers int) *hand {
	return &hand{changed: make(chan struct{}), readers: readers, tasks: map[string]queue.Task{}}
}

func nameOf(t *queue.Task) string { return string(t.Lease) + string(t.Key) }

func (h *hand) change(do func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	do()
	close(h.changed)
	h.changed = make(chan struct{})
}

func (h *hand) add(tasks []queue.Task) {
	h.change(func() {
		h.unread += len(tasks)
		for _, t := range tasks {
			h.tasks[nameOf(&t)] = t
			h.bytes += len(t.Body)
		}
	})
}

func (h *hand) wasRead() { h.change(func() { h.unread-- }) }

func (h *hand) remove(t *queue.Task) {
	h.change(func() {
		delete(h.tasks, nameOf(t))
		h.bytes -= len(t.Body)
	})
}

func (h *hand) all() (tasks []queue.Task) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, t := range h.tasks {
		tasks = append(tasks, t)
	}
	return tasks
}

// room is how many more tasks may be taken now, of how many bytes: readers find their
// next one waiting.
func (h *hand) room() (tasks, bytes int) {
	if h.bytes >= mostBytes {
		return 0, 0
	}
	return min(2*h.readers-h.unread, 2*h.readers+mostTogether-len(h.tasks)), mostBytes - h.bytes
}

// await waits until fits says so, or ctx ends.
func (h *hand) await(ctx context.Context, fits func() bool) error {
	for {
		h.mu.Lock()
		fit, changed := fits(), h.changed
		h.mu.Unlock()
		if fit {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-changed:
		}
	}
}

// awaitRoom gives how many tasks may be taken, at least one, of how many bytes.
func (h *hand) awaitRoom(ctx context.Context) (tasks, bytes int, err error) {
	err = h.await(ctx, func() bool {
		tasks, bytes = h.room()
		return tasks > 0
	})
	return tasks, bytes, err
}

// awaitEmpty waits until nothing is in hand, but for so many.
func (h *hand) awaitEmpty(ctx context.Context, but int) error {
	return h.await(ctx, func() bool { return len(h.tasks) <= but })
}
