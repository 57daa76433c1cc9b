package live_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"claimgraph/graph/live"
)

// The log of a job tells how it went; a job that fails, or panics, ends alone.
func TestJobsEndAlone(t *testing.T) {
	l, broken := live.New(live.Limits{}), errors.New("the disk is full")
	var failed []error
	states := func(work func(context.Context, func(live.Result)) error) string {
		now, err := l.Queue(t.Context(), live.Task{Total: 1, Work: work}, func(err error) { failed = append(failed, err) })
		if err != nil {
			t.Fatal(err)
		}
		if err := l.Drain(t.Context()); err != nil {
			t.Fatal(err)
		}
		events, err := l.Events(t.Context(), now().Name)
		if err != nil {
			t.Fatal(err)
		}
		list, err := events.After(t.Context(), 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		var told []string
		for _, e := range list {
			told = append(told, string(e.Job.State))
		}
		return strings.Join(told, " ")
	}
	for want, work := range map[string]func(context.Context, func(live.Result)) error{
		"queued running done":         func(context.Context, func(live.Result)) error { return nil },
		"queued running running done": func(_ context.Context, report func(live.Result)) error { report(live.Result{IRI: "a"}); return nil },
		"queued running failed":       func(context.Context, func(live.Result)) error { return broken },
	} {
		if got := states(work); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got := states(func(context.Context, func(live.Result)) error { panic("no store") }); got != "queued running failed" {
		t.Error(got)
	}
	if len(failed) != 2 || !errors.Is(errors.Join(failed...), broken) {
		t.Error(failed)
	}
}

// Jobs that nobody waits for are done in their order, one at a time; many that
// are waited for run beside each other, and both are forgotten when they are old.
func TestQueueIsInOrder(t *testing.T) {
	l := live.New(live.Limits{Jobs: 2})
	var order []int
	names := map[int]string{}
	for n := range 20 {
		now, err := l.Queue(t.Context(), live.Task{Work: func(context.Context, func(live.Result)) error {
			order = append(order, n)
			return nil
		}}, nil)
		if err != nil {
			t.Fatal(err)
		}
		names[n] = now().Name
	}
	if err := l.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	for n, m := range order {
		if n != m {
			t.Fatal(order)
		}
	}
	inside := make(chan struct{})
	ended := make(chan *live.Job)
	for range 2 {
		go func() {
			job, err := l.Do(t.Context(), live.Task{Work: func(context.Context, func(live.Result)) error {
				select {
				case inside <- struct{}{}:
				case <-inside:
				}
				return nil
			}})
			if err != nil {
				t.Error(err)
			}
			ended <- job
		}()
	}
	<-ended
	<-ended
	if _, err := l.Job(t.Context(), names[0]); !errors.Is(err, live.ErrGone) {
		t.Error(err)
	}
}
