package work

import (
	"context"
	"errors"
	"slices"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres"
	"claimgraph/quadstore/postgres/queue"

	"github.com/cayleygraph/quad"
)

const mostTextBytes = 1 << 20 // of what one change stores; one article may have more

// commitAll stores what was read, as much together as is finished. The error is one
// after which going on is of no use; stop is told of it.
func (r *run) commitAll(ctx context.Context, stop func(error)) (fatal error) {
	for first := range r.results {
		group := r.gather(first)
		if fatal != nil {
			continue // its tasks are given back
		}
		if err := r.settle(ctx, group); err != nil && ctx.Err() == nil {
			fatal = err
			stop(err)
		}
	}
	return fatal
}

// gather takes what is finished by now.
func (r *run) gather(first result) []result {
	group, bytes := []result{first}, len(first.task.Body)
	for len(group) < mostTogether && bytes < mostTextBytes {
		select {
		case next, more := <-r.results:
			if !more {
				return group
			}
			group, bytes = append(group, next), bytes+len(next.task.Body)
		default:
			return group
		}
	}
	return group
}

// settle ends the tasks of a group, whatever became of them.
func (r *run) settle(ctx context.Context, group []result) error {
	var good []result
	for _, res := range group {
		switch {
		case res.err == nil:
			good = append(good, res)
		case hopeless(res.err):
			return res.err
		default:
			if err := r.failed(ctx, &res); err != nil {
				return err
			}
		}
	}
	return r.store(ctx, good)
}

// store stores a group. While the database does not answer it comes again; a group
// that is refused for what it holds is stored one by one.
func (r *run) store(ctx context.Context, group []result) error {
	for pause := poll; len(group) > 0; pause = min(2*pause, mostPause) {
		err := r.put(ctx, group)
		switch {
		case err == nil:
			for i := range group {
				r.ended(&group[i].task, Event{What: Done, Outcome: &group[i].outcome})
			}
			return nil
		case errors.Is(err, queue.ErrLost):
			if group, err = r.withoutLost(ctx, group); err == nil {
				continue
			}
		case queue.Refused(err):
			return r.storeEach(ctx, group, err)
		}
		if hopeless(err) || ctx.Err() != nil {
			return err
		}
		r.Log.Warn("a change was not stored", "articles", len(group), "error", err, "again after", pause)
		sleep(ctx, pause)
	}
	return nil
}

func (r *run) storeEach(ctx context.Context, group []result, refused error) error {
	if len(group) == 1 {
		group[0].err = refused
		return r.failed(ctx, &group[0])
	}
	for i := range group {
		if err := r.store(ctx, group[i:i+1]); err != nil {
			return err
		}
	}
	return nil
}

// put stores a group as one change that ends its tasks.
func (r *run) put(ctx context.Context, group []result) error {
	var tasks []queue.Task
	var outcomes []loader.Outcome
	for _, res := range group {
		tasks, outcomes = append(tasks, res.task), append(outcomes, res.outcome)
	}
	if !slices.ContainsFunc(outcomes, func(o loader.Outcome) bool { return o.Reading != nil }) {
		return r.Queue.FinishUnchanged(ctx, tasks)
	}
	f := finishing{r.Store, r.Queue, tasks, new(clock)}
	err := loader.Put(ctx, f, outcomes, r.Loader.Model(), time.Now())
	if !errors.Is(err, queue.ErrLost) {
		r.Stored(f.clock.change(len(tasks), err))
	}
	for i := range group {
		group[i].outcome = outcomes[i] // says now what it replaced
	}
	return err
}

// finishing is the store whose change ends tasks.
type finishing struct {
	loader.Store
	queue *queue.Queue
	tasks []queue.Task
	clock *clock
}

// clock tells how long the parts of a change take.
type clock struct{ begun, turn, decided time.Time }

func (c *clock) change(articles int, err error) Change {
	made := Change{Articles: articles, Err: err}
	if !c.decided.IsZero() {
		made.Waited, made.Decided, made.Written = c.turn.Sub(c.begun), c.decided.Sub(c.turn), time.Since(c.decided)
	}
	return made
}

func (f finishing) Update(ctx context.Context, ahead []quad.Quad, decide func(kg.Store) (loader.Change, error)) error {
	f.clock.begun = time.Now()
	return f.queue.Finish(ctx, f.tasks, ahead, func(now quadstore.Snapshot) (quadstore.Batch, error) {
		f.clock.turn = time.Now()
		c, err := decide(now)
		f.clock.decided = time.Now()
		return quadstore.Batch(c), err
	})
}

// withoutLost drops what others have.
func (r *run) withoutLost(ctx context.Context, group []result) (rest []result, err error) {
	var tasks []queue.Task
	for _, res := range group {
		tasks = append(tasks, res.task)
	}
	mine, err := r.Queue.Mine(ctx, tasks)
	if err != nil {
		return group, err
	}
	for i, res := range group {
		if mine[i] {
			rest = append(rest, res)
		} else {
			r.ended(&res.task, Event{What: Lost})
		}
	}
	return rest, nil
}

// failed notes a failure: the task comes again after a while that doubles, or is
// dead. A stage that failed does the same with the same text, so trying again is of
// no use; neither does a body that is no article become one.
func (r *run) failed(ctx context.Context, res *result) error {
	what := Failed
	if res.task.Attempts >= r.Attempts || !queue.Refused(res.err) {
		what = Dead
	}
	for pause := poll; ; pause = min(2*pause, mostPause) {
		err := r.Queue.Fail(ctx, res.task, res.err.Error(), jitter(backOff(res.task.Attempts)), what == Dead)
		if err == nil {
			r.ended(&res.task, Event{What: what, Err: res.err})
			return nil
		}
		if ctx.Err() != nil {
			return err
		}
		sleep(ctx, pause)
	}
}

const (
	firstBackOff = 5 * time.Second
	mostBackOff  = 15 * time.Minute
)

// backOff is about how long a task waits that has failed so often.
func backOff(attempts int) time.Duration {
	wait := firstBackOff
	for range attempts - 1 {
		if wait = min(2*wait, mostBackOff); wait == mostBackOff {
			break
		}
	}
	return wait
}

func (r *run) ended(t *queue.Task, e Event) {
	r.hand.remove(t)
	e.Task = t
	r.Told(e)
}

// hopeless says whether an error stays until somebody does something about it.
func hopeless(err error) bool {
	for _, kind := range [...]error{quadstore.ErrCorruption, quadstore.ErrFormat, quadstore.ErrClosed, postgres.ErrAccess} {
		if errors.Is(err, kind) {
			return true
		}
	}
	return false
}
