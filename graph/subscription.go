package graph

import (
	"context"
	"errors"
	"fmt"

	"claimgraph/graph/live"
	"claimgraph/kg"
)

type subscriptionResolver struct{ live *live.Live }

const atOnce = 256 // items that a stream takes from a log

// IngestProgress tells the steps of a job.
func (r subscriptionResolver) IngestProgress(ctx context.Context, id string, afterSequence int) (<-chan *live.Event, error) {
	name, ok := kg.JobName(id)
	if !ok {
		return nil, fmt.Errorf("%w: jobId is not the id of a job", errInput)
	}
	if afterSequence < 0 {
		return nil, fmt.Errorf("%w: afterSequence is below 0", errInput)
	}
	events, err := r.live.Events(ctx, name)
	if err != nil {
		return nil, jobError(err)
	}
	s := &progress{follower[live.Event]{log: events, seen: afterSequence}, make(chan *live.Event, 1)}
	streamed(ctx, s)
	return s.values, nil
}

// ClaimAdded tells claims that come, or that came after a cursor.
func (r subscriptionResolver) ClaimAdded(ctx context.Context, where *kg.ClaimFilter, fact *kg.FactFilter, after *string) (<-chan *kg.GraphClaim, error) {
	if last, ok := ctx.Value(lastEventKey{}).(string); ok && after == nil {
		after = &last
	}
	seen, err := r.live.Claims.Last(ctx)
	if after != nil && err == nil {
		seen, err = r.live.Claims.Find(ctx, *after)
	}
	if err != nil {
		return nil, err
	}
	s := &added{follower[string]{log: r.live.Claims, seen: seen}, where, fact, r.live.Claims, make(chan *kg.GraphClaim, 1)}
	if _, err := s.test(ctx); err != nil { // rather now than with the first claim
		return nil, err
	}
	streamed(ctx, s)
	return s.values, nil
}

// follower reads a log.
type follower[T any] struct {
	log     live.Reader[T]
	seen    int // the number of the last item that was taken from it
	pending []T
}

func (f *follower[T]) wait(ctx context.Context) (err error) {
	if len(f.pending) > 0 {
		return nil
	}
	f.pending, err = f.log.After(ctx, f.seen, atOnce)
	f.seen += len(f.pending)
	return err
}

func (f *follower[T]) take() T {
	item := f.pending[0]
	f.pending = f.pending[1:]
	return item
}

// place is the number of the item that was taken last.
func (f *follower[T]) place() int { return f.seen - len(f.pending) }

type progress struct {
	follower[live.Event]
	values chan *live.Event
}

func (p *progress) hand(context.Context) (bool, error) {
	event := p.take()
	p.values <- &event
	return true, nil
}

// cursor implements source: steps have numbers of their own.
func (p *progress) cursor() string { return "" }

type added struct {
	follower[string]
	where  *kg.ClaimFilter
	fact   *kg.FactFilter
	claims *live.Claims
	values chan *kg.GraphClaim
}

func (a *added) cursor() string { return a.claims.Cursor(a.place()) }

// test says which claims fit, as the names in the filters are understood now.
func (a *added) test(ctx context.Context) (func(*kg.GraphClaim) (bool, error), error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return g.ClaimTest(a.where, a.fact)
}

func (a *added) hand(ctx context.Context) (bool, error) {
	fits, err := a.test(ctx)
	if err != nil {
		return false, err
	}
	g, err := graphOf(ctx)
	if err != nil {
		return false, err
	}
	for len(a.pending) > 0 {
		claim, err := g.ClaimByIRI(a.take())
		if err != nil {
			return false, err
		}
		if claim == nil { // it has gone again
			continue
		}
		if ok, err := fits(claim); err != nil || ok {
			a.values <- claim // there is room: the last one was answered
			return true, err
		}
	}
	return false, nil
}

// jobError is why a job cannot be told of, for the client.
func jobError(err error) error {
	if errors.Is(err, live.ErrNoJob) {
		return fmt.Errorf("%w: %w", errInput, err)
	}
	return err
}
