package work

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/quadstore/postgres/queue"
)

// Worker is how a queue is worked on. All fields are needed.
type Worker struct {
	Queue  *queue.Queue
	Store  loader.Store // the queue's
	Loader *loader.Loader
	Parse  func(body []byte) (kg.Article, error)
	Log    *slog.Logger

	Readers    int           // articles that are read at once
	Lease      time.Duration // after which others take what this worker has, if it ended without a word
	Attempts   int           // how often a task is taken at most, before it is dead
	Patience   time.Duration // for what is in hand when it is told to end
	UntilEmpty bool          // end when no task is left, with nobody

	Told   func(Event)  // is told of each task; by one goroutine
	Stored func(Change) // is told of each change of the store; by the same
}

// What says what became of a task.
type What string

const (
	Done   What = "done"   // stored, or there already
	Failed What = "failed" // will be tried again
	Dead   What = "dead"   // failed for good
	Lost   What = "lost"   // somebody else has it
)

// Event is the end of a task for this worker. Outcome is set where it is done.
type Event struct {
	What    What
	Task    *queue.Task
	Outcome *loader.Outcome
	Err     error
}

// Change is one of the store, or an attempt at one: how long it waited for its turn, and
// what it did in it, while no other worker could.
type Change struct {
	Articles                 int
	Waited, Decided, Written time.Duration // 0 for what it did not come to
	Err                      error
}

// result is a task that was read.
type result struct {
	task    queue.Task
	outcome loader.Outcome
	err     error
}

// Run works until ctx ends or, with UntilEmpty, nothing is left. The error is the
// store's, where going on is of no use.
func (w *Worker) Run(ctx context.Context) error {
	r := &run{Worker: w, hand: newHand(w.Readers), tasks: make(chan queue.Task), results: make(chan result, mostTogether)}
	return r.work(ctx)
}

// run is one run of a worker.
type run struct {
	*Worker
	hand    *hand
	tasks   chan queue.Task
	results chan result
}

func (r *run) work(ctx context.Context) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	// What is in hand when ctx ends may still be stored, for a while.
	late, tooLate := context.WithCancel(context.WithoutCancel(ctx))
	defer tooLate()
	context.AfterFunc(ctx, func() { time.AfterFunc(r.Patience, tooLate) })

	kept := r.keepLeases(late)
	go func() {
		defer close(r.tasks)
		r.take(ctx, late)
	}()
	go r.read(ctx, late)
	err := r.commitAll(late, func(err error) { stop(err) })
	tooLate()
	<-kept
	return errors.Join(err, r.giveBack())
}

// giveBack releases what is still in hand.
func (r *run) giveBack() error {
	left := r.hand.all()
	if len(left) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), goodbye)
	defer cancel()
	if err := r.Queue.Release(ctx, left); err != nil {
		r.Log.Warn("tasks were not given back: others take them when the leases have run out", "tasks", len(left), "error", err)
		return nil
	}
	r.Log.Info("tasks were given back", "tasks", len(left))
	return nil
}

const goodbye = 5 * time.Second

// keepLeases extends the leases of what is in hand, until ctx ends.
func (r *run) keepLeases(ctx context.Context) (ended chan struct{}) {
	ended = make(chan struct{})
	go func() {
		defer close(ended)
		tick := time.NewTicker(r.Lease / 4)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
			within, cancel := context.WithTimeout(ctx, r.Lease/4)
			if err := r.Queue.Keep(within, r.hand.all(), r.Lease); err != nil && ctx.Err() == nil {
				r.Log.Warn("leases were not extended", "error", err)
			}
			cancel()
		}
	}()
	return ended
}
