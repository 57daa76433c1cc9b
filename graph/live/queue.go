package live

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Errors of jobs.
var (
	ErrFull    = errors.New("too many jobs wait already; ask again later")
	ErrClosing = errors.New("the server is about to end and takes no more jobs")
	ErrGone    = errors.New("the job is forgotten")
	ErrNoJob   = errors.New("no job has that id")
	ErrEnded   = errors.New("the job has ended already")
)

// Do does a task at once, for somebody who waits: it is cancelled with ctx.
// Many may be done at the same time. The error is that of the work; the job
// tells how far it came.
func (l *Live) Do(ctx context.Context, t Task) (*Job, error) {
	l.mu.Lock()
	w := l.add(ctx, t)
	l.mu.Unlock()
	err := w.run()
	if l.notes != nil {
		l.notes.postEnded(ctx, w)
	}
	return w.now(), err
}

// Queue puts a task behind those that wait; they are done one after another. It
// outlives whoever asked for it. now tells how it is; failed is told the error of
// the work.
func (l *Live) Queue(ctx context.Context, t Task, failed func(error)) (now func() *Job, err error) {
	w, err := l.enqueue(t, failed)
	switch {
	case err != nil:
		return nil, err
	case l.notes == nil:
		return w.now, nil
	}
	defer close(w.posted)
	if err := l.notes.post(ctx, w); err != nil {
		w.stop()
		return nil, err
	}
	return w.now, nil
}

func (l *Live) enqueue(t Task, failed func(error)) (*work, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.isClosing():
		return nil, ErrClosing
	case len(l.waiting) >= l.limits.Queue:
		return nil, ErrFull
	}
	w := l.add(context.Background(), t)
	w.queued, w.failed = true, failed
	if l.notes != nil {
		w.posted = make(chan struct{})
	}
	l.waiting = append(l.waiting, w)
	if !l.busy {
		l.busy = true
		l.users.Go(l.workOff)
	}
	return w, nil
}

// workOff does what waits until nothing does.
func (l *Live) workOff() {
	for {
		w := l.next()
		if w == nil {
			return
		}
		if w.posted != nil {
			<-w.posted
		}
		if err := w.run(); w.now().State == Failed {
			w.failed(err)
		}
	}
}

func (l *Live) next() *work {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.waiting) == 0 {
		l.busy = false
		return nil
	}
	w := l.waiting[0]
	l.waiting = l.waiting[1:]
	return w
}

// add gives a job its name, in the place of the oldest that has ended where there
// are enough. The others are bounded by the queue and by who waits.
func (l *Live) add(ctx context.Context, t Task) *work {
	l.made++
	w := newWork(ctx, l.made, fmt.Sprintf("%s.%d", l.run, l.made), t, l.notes)
	w.ended = l.ended.count
	if len(l.jobs) >= l.limits.Jobs {
		ended := func(w *work) bool { return w.now().Ended() }
		if i := slices.IndexFunc(l.jobs, ended); i >= 0 {
			l.jobs = slices.Delete(l.jobs, i, i+1)
		}
	}
	l.jobs = append(l.jobs, w)
	return w
}

// find is the job with a name.
func (l *Live) find(name string) (*work, error) {
	run, digits, _ := strings.Cut(name, ".")
	number, err := strconv.Atoi(digits)
	if err != nil || number < 1 {
		return nil, ErrNoJob
	}
	if run != l.run {
		return nil, fmt.Errorf("%w: it is of another run of the server", ErrGone)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if number > l.made {
		return nil, ErrNoJob
	}
	i, found := slices.BinarySearchFunc(l.jobs, number, func(w *work, n int) int { return cmp.Compare(w.number, n) })
	if !found {
		return nil, fmt.Errorf("%w: only the last %d are kept", ErrGone, l.limits.Jobs)
	}
	return l.jobs[i], nil
}

// Job is the job with a name, as it is now: ErrGone for one that is kept no
// more, ErrNoJob for one that never was.
func (l *Live) Job(ctx context.Context, name string) (*Job, error) {
	w, err := l.find(name)
	if l.isElsewhere(err) {
		events, err := l.elsewhere(ctx, name)
		if err != nil {
			return nil, err
		}
		return events[len(events)-1].Job, nil
	}
	if err != nil {
		return nil, err
	}
	return w.now(), nil
}

// isElsewhere says whether a job that was not found may be one of another server, or
// one that only its note is left of.
func (l *Live) isElsewhere(err error) bool { return l.notes != nil && errors.Is(err, ErrGone) }

// Events are the steps of a job.
func (l *Live) Events(ctx context.Context, name string) (Reader[Event], error) {
	w, err := l.find(name)
	if l.isElsewhere(err) {
		_, err := l.elsewhere(ctx, name)
		return followed{l, name}, err
	}
	if err != nil {
		return nil, err
	}
	return w.events, nil
}

// Cancel ends a job: at once where it waits, else after the article that is
// read. ErrEnded where there is nothing to cancel.
func (l *Live) Cancel(ctx context.Context, name string) (*Job, error) {
	w, err := l.find(name)
	if l.isElsewhere(err) {
		return l.cancelElsewhere(ctx, name)
	}
	if err != nil {
		return nil, err
	}
	if w.now().Ended() {
		return w.now(), ErrEnded
	}
	w.stop()
	return w.now(), nil
}
