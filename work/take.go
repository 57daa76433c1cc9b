package work

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"

	"claimgraph/loader"
	"claimgraph/quadstore/postgres/queue"
)

const (
	poll      = time.Second
	mostPause = 30 * time.Second
)

// take takes tasks and hands them to the readers, until ctx ends or nothing is left.
// What is being taken then is taken, to be given back.
func (r *run) take(ctx, late context.Context) {
	pause := poll
	for ctx.Err() == nil {
		most, bytes, err := r.hand.awaitRoom(ctx)
		if err != nil {
			return
		}
		tasks, givenUp, err := r.Queue.Take(late, queue.Taking{Most: most, Bytes: bytes, Lease: r.Lease, Attempts: r.Attempts})
		if givenUp > 0 {
			r.Log.Error("tasks are dead: each worker that had them ended without a word", "tasks", givenUp)
		}
		switch {
		case err != nil && ctx.Err() == nil:
			r.Log.Warn("no tasks can be taken", "error", err, "again after", pause)
			sleep(ctx, pause)
			pause = min(2*pause, mostPause)
			continue
		case len(tasks) == 0:
			if r.nothingLeft(ctx) {
				return
			}
			sleep(ctx, poll)
		case !r.handOver(ctx, tasks):
			return
		}
		pause = poll
	}
}

// handOver gives tasks to the readers; a suspicious one while nothing else is in hand.
func (r *run) handOver(ctx context.Context, tasks []queue.Task) bool {
	r.hand.add(tasks)
	alone := tasks[0].Suspicious()
	if alone && r.hand.awaitEmpty(ctx, 1) != nil {
		return false
	}
	for _, t := range tasks {
		select {
		case r.tasks <- t:
		case <-ctx.Done():
			return false
		}
	}
	return !alone || r.hand.awaitEmpty(ctx, 0) == nil
}

// nothingLeft says whether a worker that is to end then can.
func (r *run) nothingLeft(ctx context.Context) bool {
	if !r.UntilEmpty {
		return false
	}
	open, err := r.Queue.OpenTasks(ctx, 1)
	return err == nil && open == 0
}

// sleep waits about as long, so that workers do not all ask at once.
func sleep(ctx context.Context, about time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(jitter(about)):
	}
}

func jitter(about time.Duration) time.Duration {
	return about/2 + rand.N(about)
}

// read reads the tasks on several goroutines. When ctx has ended, what was not begun
// is left in hand.
func (r *run) read(ctx, late context.Context) {
	var readers sync.WaitGroup
	for range r.Readers {
		readers.Go(func() {
			for t := range r.tasks {
				if ctx.Err() != nil {
					continue
				}
				res := r.readOne(late, t)
				r.hand.wasRead()
				r.results <- res
			}
		})
	}
	readers.Wait()
	close(r.results)
}

// readOne reads one; what the store refuses is tried again while it may come back.
func (r *run) readOne(ctx context.Context, t queue.Task) result {
	res := result{task: t}
	article, err := r.Parse(t.Body)
	if err != nil {
		res.err = err
		return res
	}
	for pause := poll; ; pause = min(2*pause, mostPause) {
		res.outcome, res.err = r.Loader.Read(r.Store, article)
		var defect *loader.Defect
		if res.err == nil || errors.As(res.err, &defect) || hopeless(res.err) || ctx.Err() != nil {
			return res
		}
		r.Log.Warn("the store does not answer", "error", res.err, "again after", pause)
		sleep(ctx, pause)
	}
}
