package graph

import (
	"context"
	"iter"
	"sync/atomic"
	"time"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"
)

// watchedStore is a snapshot in a span of its own: from when it was taken until
// it is given back. A span for each question would be thousands in a request, so
// the span has their number and their time by kind. Only a request that is traced
// has one.
type watchedStore struct {
	kg.Store
	span                                      trace.Span
	lookup, terms, scan, expand, count, names tally
}

// tally is how often something was asked, and how long the answers took.
type tally struct{ calls, nanos atomic.Int64 }

func (t *tally) begin() (end func()) {
	begun := time.Now()
	return func() {
		t.calls.Add(1)
		t.nanos.Add(int64(time.Since(begun)))
	}
}

// watchStore puts a snapshot into a span, where the request is traced.
func watchStore(ctx context.Context, tracer trace.Tracer, store kg.Store) kg.Store {
	if !trace.SpanFromContext(ctx).IsRecording() {
		return store
	}
	_, span := tracer.Start(ctx, "store")
	return &watchedStore{Store: store, span: span}
}

func (s *watchedStore) Lookup(values []quad.Value) ([]uint64, error) {
	defer s.lookup.begin()()
	return s.Store.Lookup(values)
}

func (s *watchedStore) Terms(ids []uint64) ([]quad.Value, error) {
	defer s.terms.begin()()
	return s.Store.Terms(ids)
}

func (s *watchedStore) Count(pattern [4]uint64) (int, bool, error) {
	defer s.count.begin()()
	return s.Store.Count(pattern)
}

func (s *watchedStore) Names(ctx context.Context, query string, limit int) ([]kg.NameHit, error) {
	defer s.names.begin()()
	return s.Store.Names(ctx, query, limit)
}

func (s *watchedStore) Named(name string) ([]kg.NameHit, error) {
	defer s.names.begin()()
	return s.Store.Named(name)
}

// Scan's time has in it what is done with each quad before the next is asked for.
func (s *watchedStore) Scan(pattern, after [4]uint64) iter.Seq2[[4]uint64, error] {
	return s.scan.walk(s.Store.Scan(pattern, after))
}

// Expand's time is as Scan's.
func (s *watchedStore) Expand(ids []uint64, pos int, pattern [4]uint64) iter.Seq2[[4]uint64, error] {
	return s.expand.walk(s.Store.Expand(ids, pos, pattern))
}

func (t *tally) walk(quads iter.Seq2[[4]uint64, error]) iter.Seq2[[4]uint64, error] {
	return func(yield func([4]uint64, error) bool) {
		defer t.begin()()
		quads(yield)
	}
}

// Close ends the span.
func (s *watchedStore) Close() error {
	for name, t := range map[string]*tally{
		"lookup": &s.lookup, "terms": &s.terms, "scan": &s.scan, "expand": &s.expand, "count": &s.count, "names": &s.names,
	} {
		if n := t.calls.Load(); n > 0 {
			s.span.SetAttributes(attribute.Int64("store."+name+".calls", n), attribute.Float64("store."+name+".ms", float64(t.nanos.Load())/1e6))
		}
	}
	err := s.Store.Close()
	if err != nil {
		s.span.RecordError(err)
	}
	s.span.End()
	return err
}
