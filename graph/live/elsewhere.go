package live

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

// Reader gives items after a number, as a Log does.
type Reader[T any] interface {
	After(ctx context.Context, n, most int) ([]T, error)
}

// gone is what became of a job whose server is there no more.
var gone = Problem{Message: "the server that did it has ended; what was stored before is kept: load the rest again", Code: "SERVER_GONE"}

const (
	lookEvery    = 500 * time.Millisecond // at a note that somebody waits for
	cancelWithin = 5 * time.Second        // it is waited for the end of another server's job
)

// elsewhere gives the steps of another server's job, as its note has them.
func (l *Live) elsewhere(ctx context.Context, name string) ([]Event, error) {
	n, ok, err := l.notes.with.Note(ctx, noteJob, name)
	if err == nil && n.Lost {
		n, ok, err = l.bury(ctx, name)
	}
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("%w: the last ones are kept", ErrGone)
	}
	before := &Job{Name: name}
	var events []Event
	for line := range bytes.Lines(n.Body) {
		var s step
		if err := json.Unmarshal(line, &s); err != nil {
			return nil, fmt.Errorf("the note of job %s: %w", name, err)
		}
		events = append(events, s.event(before, len(events)+1))
		before = events[len(events)-1].Job
	}
	if len(events) == 0 {
		return nil, fmt.Errorf("the note of job %s is empty", name)
	}
	return events, nil
}

// bury tells how a job ended whose server did not: who takes its note writes it.
func (l *Live) bury(ctx context.Context, name string) (n note, ok bool, err error) {
	taken, err := l.notes.with.Take(ctx, noteJob, name, l.notes.owner)
	if err != nil {
		return n, false, err
	}
	n, ok, err = l.notes.with.Note(ctx, noteJob, name)
	if !taken || !ok || err != nil {
		return n, ok, err
	}
	last := step{}
	for line := range bytes.Lines(n.Body) {
		last = step{}
		if err := json.Unmarshal(line, &last); err != nil {
			return n, ok, fmt.Errorf("the note of job %s: %w", name, err)
		}
	}
	end := step{State: Failed, Total: last.Total, Done: last.Done, Failed: last.Failed, Claims: last.Claims, Problems: []Problem{gone}, Message: gone.Message}
	if _, err := l.notes.with.Append(ctx, noteJob, name, l.notes.owner, end.line(), true); err != nil {
		return n, ok, err
	}
	return l.notes.with.Note(ctx, noteJob, name)
}

// followed is the log of another server's job.
type followed struct {
	live *Live
	name string
}

// After waits as a Log does.
func (f followed) After(ctx context.Context, n, most int) ([]Event, error) {
	for {
		events, err := f.live.elsewhere(ctx, f.name)
		switch {
		case err != nil:
			return nil, err
		case n < len(events):
			return events[n:min(n+most, len(events))], nil
		case events[len(events)-1].Job.Ended():
			return nil, io.EOF
		}
		select {
		case <-time.After(lookEvery):
		case <-f.live.closing:
			return nil, io.EOF
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// cancelElsewhere asks the server of a job to end it, and waits a little for that.
func (l *Live) cancelElsewhere(ctx context.Context, name string) (*Job, error) {
	events, err := l.elsewhere(ctx, name)
	if err != nil {
		return nil, err
	}
	job := events[len(events)-1].Job
	if job.Ended() {
		return job, ErrEnded
	}
	if err := l.notes.with.Flag(ctx, noteJob, name); err != nil {
		return nil, err
	}
	within, cancel := context.WithTimeout(ctx, cancelWithin)
	defer cancel()
	for seen := len(events); !job.Ended(); {
		const all = 1 << 20
		more, err := followed{l, name}.After(within, seen, all)
		if err != nil { // it goes on for as long as its article takes
			return job, ctx.Err()
		}
		seen += len(more)
		job = more[len(more)-1].Job
	}
	return job, nil
}
