package postgres

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// The kinds of connections.
const (
	Reading = "read"   // snapshots
	Writing = "write"  // changes
	Beside  = "beside" // news and notes
)

// Statement is one that was sent, over which kind of connection and how it went.
type Statement struct {
	Kind   string
	Took   time.Duration
	Failed bool
}

// Gauges are what a store says of its connections at no cost.
type Gauges struct {
	Pools     []Pool
	Conflicts int64 // changes that were made anew, another one having been in the way
}

// Pool is the connections of a kind.
type Pool struct {
	Kind       string
	Used, Idle int
	Most       int
	Waits      int64         // times that somebody waited for one
	Waited     time.Duration // how long all of them together
}

// Gauges reads them.
func (db *DB) Gauges() Gauges {
	g := Gauges{Conflicts: db.conflicts.Load()}
	for _, p := range []struct {
		kind string
		pool *pgxpool.Pool
	}{{Reading, db.readers}, {Writing, db.writers}, {Beside, db.beside}} {
		s := p.pool.Stat()
		g.Pools = append(g.Pools, Pool{p.kind, int(s.AcquiredConns()), int(s.IdleConns()), int(s.MaxConns()), s.EmptyAcquireCount(), s.EmptyAcquireWaitTime()})
	}
	return g
}

// tracer tells of statements. It implements pgx's interfaces.
type tracer struct {
	kind  string
	watch func(Statement)
}

type startKey struct{}

func start(ctx context.Context) context.Context {
	return context.WithValue(ctx, startKey{}, time.Now())
}

func (t tracer) end(ctx context.Context, err error) {
	if begun, ok := ctx.Value(startKey{}).(time.Time); ok {
		t.watch(Statement{t.kind, time.Since(begun), err != nil})
	}
}

func (tracer) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	return start(ctx)
}

func (t tracer) TraceQueryEnd(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryEndData) {
	t.end(ctx, data.Err)
}

func (tracer) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	return start(ctx)
}

func (tracer) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}

func (t tracer) TraceBatchEnd(ctx context.Context, _ *pgx.Conn, data pgx.TraceBatchEndData) {
	t.end(ctx, data.Err)
}
