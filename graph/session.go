package graph

import (
	"context"
	"errors"
	"sync"

	"claimgraph/kg"
)

// session is what the resolvers of one request share: one snapshot of the
// store, taken when the first of them asks, and a new one after a mutation.
type session struct {
	config *Config
	cache  *kg.Cache

	mu    sync.Mutex
	graph *kg.Graph
	open  []kg.Store
}

type sessionKey struct{}

func withSession(ctx context.Context, s *session) context.Context {
	return context.WithValue(ctx, sessionKey{}, s)
}

// graphOf is the graph as the request sees it.
func graphOf(ctx context.Context) (*kg.Graph, error) {
	s := ctx.Value(sessionKey{}).(*session)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.graph != nil {
		return s.graph, nil
	}
	return s.take(ctx)
}

// changedGraph is the graph after a mutation.
func changedGraph(ctx context.Context) (*kg.Graph, error) {
	s := ctx.Value(sessionKey{}).(*session)
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.take(ctx)
}

func (s *session) take(ctx context.Context) (*kg.Graph, error) {
	snapshot, err := s.config.Store.Snapshot()
	if err != nil {
		return nil, err
	}
	snapshot = watchStore(ctx, s.config.Tracer, snapshot)
	s.open = append(s.open, snapshot)
	g, err := kg.NewGraph(ctx, snapshot, s.cache, s.config.Vocabulary)
	if err != nil {
		return nil, err
	}
	g.Limit(s.config.Limits.Steps)
	s.graph = g
	return g, nil
}

// close gives the snapshots back.
func (s *session) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	for _, snapshot := range s.open {
		errs = append(errs, snapshot.Close())
	}
	s.open, s.graph = nil, nil
	return errors.Join(errs...)
}
