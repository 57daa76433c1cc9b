package work

import (
	"context"
	"sync"

	"claimgraph/quadstore/postgres/queue"
)

// mostTogether is how many articles one change stores.
const mostTogether = 64

// hand is what a worker has taken and not ended. It is bounded, so that a worker
// that dies keeps little from the others, and memory is, too.
type hand struct {
	mu      sync.Mutex
	changed chan struct{} // closed, and made anew, with each change
	unread  int
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
		}
	})
}

func (h *hand) wasRead() { h.change(func() { h.unread-- }) }

func (h *hand) remove(t *queue.Task) { h.change(func() { delete(h.tasks, nameOf(t)) }) }

func (h *hand) all() (tasks []queue.Task) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, t := range h.tasks {
		tasks = append(tasks, t)
	}
	return tasks
}

// room is how many more tasks may be taken now: readers find their next one waiting.
func (h *hand) room() int {
	return max(0, min(2*h.readers-h.unread, 2*h.readers+mostTogether-len(h.tasks)))
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

// awaitRoom gives how many tasks may be taken, at least one.
func (h *hand) awaitRoom(ctx context.Context) (room int, err error) {
	err = h.await(ctx, func() bool { room = h.room(); return room > 0 })
	return room, err
}

// awaitEmpty waits until nothing is in hand, but for so many.
func (h *hand) awaitEmpty(ctx context.Context, but int) error {
	return h.await(ctx, func() bool { return len(h.tasks) <= but })
}
