package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"claimgraph/graph"
	"claimgraph/graph/live"
	"claimgraph/kg"
	"claimgraph/ops"
	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres"

	"github.com/cayleygraph/quad"
	"github.com/spf13/pflag"
	"go.opentelemetry.io/otel/trace"
)

// How a server is watched and ended; docs/metrics.md and docs/runbook.md tell of it.

const watchGroup = "Watching and ending it"

// watching are the flags of serve that are for whoever runs it, and what they start.
type watching struct {
	address  string
	profiles bool
	lines    bool
	drain    delay

	metrics *ops.Metrics
	tracer  trace.Tracer
	phase   *ops.Phase
	ending  []func(context.Context) error
}

func (w *watching) flags(set *pflag.FlagSet) {
	w.doorFlags(set)
	set.BoolVar(&w.lines, "log-requests", false, "a line in the log for each request")
	set.Var(&w.drain, "drain", "`time` between /readyz saying draining and the end of listening, for balancers to notice")
	for _, name := range []string{"metrics", "pprof", "log-requests", "drain"} {
		inGroup(set, name, watchGroup)
	}
}

// doorFlags are those of every verb that others may watch.
func (w *watching) doorFlags(set *pflag.FlagSet) {
	set.StringVar(&w.address, "metrics", "", "`address` of a listener of its own for /metrics, /healthz and /readyz, without keys; a port alone is this machine's")
	set.BoolVar(&w.profiles, "pprof", false, "profiles at /debug/pprof/ of the listener of --metrics")
}

// startWatching begins to count and to trace, and opens the door for machines.
func (w *watching) startWatching(ctx context.Context, log *slog.Logger) (err error) {
	if w.profiles && w.address == "" {
		return usageError{errors.New("--pprof needs --metrics, the address of the listener that has the profiles")}
	}
	w.metrics, w.phase = ops.NewMetrics(version()), &ops.Phase{}
	tracer, end, err := ops.StartTracing(ctx, version(), log)
	if err != nil {
		return err
	}
	w.tracer, w.ending = tracer, append(w.ending, end)
	if w.address == "" {
		return nil
	}
	address, err := ops.DoorAddress(w.address)
	if err != nil {
		return usageError{fmt.Errorf("--metrics %s: %w", w.address, err)}
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("--metrics %s: %w", address, err)
	}
	tcp, ok := listener.Addr().(*net.TCPAddr)
	local := ok && tcp.IP.IsLoopback()
	if w.profiles && !local {
		log.Warn("others reach the profiles of this server, which show what it works on", "address", listener.Addr().String())
	}
	door := ops.Door(w.metrics, w.phase, w.profiles, local)
	w.ending = append(w.ending, func(context.Context) error { return door.Close() })
	go func() {
		if err := door.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("--metrics ended", "error", err)
		}
	}()
	log.Info("metrics are served", "address", listener.Addr().String())
	return nil
}

// stopWatching closes the door and sends the last spans.
func (w *watching) stopWatching() error {
	const patience = 5 * time.Second
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	var errs []error
	for _, end := range w.ending {
		errs = append(errs, end(ctx))
	}
	return errors.Join(errs...)
}

// gauges are what the metrics ask for.
func (w *watching) gauges(engine quadstore.Engine, going *live.Live) ops.Gauges {
	return ops.Gauges{
		Phase: w.phase,
		Jobs:  func() ops.Jobs { return ops.Jobs(going.Tally()) },
		Store: func() (ops.Store, error) {
			store, err := measured(engine)
			if err == nil {
				store.Claims, err = storedClaims(engine)
			}
			return store, err
		},
		Connections: connections(engine),
	}
}

// connections are those to a database; nil where there is none.
func connections(engine quadstore.Engine) func() ops.Connections {
	db, ok := engine.(*postgres.DB)
	if !ok {
		return nil
	}
	return func() ops.Connections {
		g := db.Gauges()
		c := ops.Connections{Conflicts: g.Conflicts}
		for _, p := range g.Pools {
			c.Pools = append(c.Pools, ops.Pool(p))
		}
		return c
	}
}

// measured are the sizes of a store.
func measured(engine quadstore.Engine) (ops.Store, error) {
	if db, ok := engine.(*postgres.DB); ok {
		ctx, cancel := context.WithTimeout(context.Background(), lookWithin)
		defer cancel()
		s, err := db.Sizes(ctx)
		store := ops.Store{Quads: s.Quads, Terms: s.Terms, Version: s.Version, Bytes: s.Bytes}
		for _, part := range s.Spaces {
			store.Parts = append(store.Parts, ops.Part(part))
		}
		return store, err
	}
	folder, ok := engine.(*quadstore.DB)
	if !ok {
		return ops.Store{}, fmt.Errorf("no sizes are known of a %T", engine)
	}
	g, err := folder.Gauges()
	return ops.Store{
		Quads: g.Quads, Terms: g.Terms, Version: g.Version, Bytes: g.Bytes, LogBytes: g.LogBytes,
		DebtBytes: g.Debt, ReadAmplification: g.ReadAmplification, Warm: g.Warm,
	}, err
}

// storedClaims counts the claims of a store without a walk: each has one polarity.
func storedClaims(engine quadstore.Engine) (int, error) {
	snap, err := engine.Snapshot()
	if err != nil {
		return 0, err
	}
	defer snap.Close()
	ids, err := snap.Lookup([]quad.Value{kg.PolarityOf})
	if err != nil || ids[0] == 0 {
		return 0, err
	}
	n, _, err := snap.Count([4]uint64{1: ids[0]})
	return n, err
}

// front answers before there is a graph: that the server is loading.
type front struct {
	phase *ops.Phase
	graph atomic.Pointer[http.Handler]
}

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if f.phase.Draining() { // who keeps connections must not send the next request into one that is being closed
		w.Header().Set("Connection", "close")
	}
	next := f.graph.Load()
	switch {
	case next != nil:
		(*next).ServeHTTP(w, r)
	case r.URL.Path == "/readyz":
		f.phase.ServeHTTP(w, r)
	case r.URL.Path == "/healthz":
		ops.Healthy(w, r)
	default:
		w.Header().Set("Retry-After", "1")
		http.Error(w, "loading: the store is being opened; come again in 1 s", http.StatusServiceUnavailable)
	}
}

// watchedEngine is the store, its changes counted and traced.
type watchedEngine struct {
	quadstore.Engine
	watching *watching
}

// Apply implements quadstore.Engine.
func (e watchedEngine) Apply(ctx context.Context, batch quadstore.Batch) error {
	ctx, span := e.watching.tracer.Start(ctx, "store commit")
	defer span.End()
	begun := time.Now()
	err := e.Engine.Apply(ctx, batch)
	if !errors.Is(err, context.Canceled) {
		e.watching.metrics.Commit(time.Since(begun), err)
	}
	return err
}

// Update implements quadstore.Engine; what is decided is no part of the commit.
func (e watchedEngine) Update(ctx context.Context, ahead []quad.Quad, decide func(quadstore.Snapshot) (quadstore.Batch, error)) error {
	ctx, span := e.watching.tracer.Start(ctx, "store commit")
	defer span.End()
	var decided time.Time
	err := e.Engine.Update(ctx, ahead, func(now quadstore.Snapshot) (batch quadstore.Batch, err error) {
		if batch, err = decide(now); err == nil {
			decided = time.Now()
		}
		return batch, err
	})
	if !decided.IsZero() && !errors.Is(err, context.Canceled) {
		e.watching.metrics.Commit(time.Since(decided), err)
	}
	return err
}

// watchedLoader is the loader, its work counted.
type watchedLoader struct {
	graphLoader
	metrics *ops.Metrics
}

// Ingest implements graph.Loader.
func (l watchedLoader) Ingest(ctx context.Context, articles []kg.Article, dryRun bool, committed func(claims []string)) iter.Seq2[graph.Ingested, error] {
	outcomes := l.graphLoader.Ingest(ctx, articles, dryRun, func(claims []string) {
		l.metrics.Claims(len(claims))
		committed(claims)
	})
	if dryRun {
		return outcomes
	}
	return func(yield func(graph.Ingested, error) bool) {
		for done, err := range outcomes {
			if err == nil {
				l.metrics.Article(done.Err == nil)
			}
			if !yield(done, err) {
				return
			}
		}
	}
}

// Retract implements graph.Loader.
func (l watchedLoader) Retract(ctx context.Context, key string) (graph.Retracted, error) {
	gone, err := l.graphLoader.Retract(ctx, key)
	if err == nil {
		l.metrics.Retracted()
	}
	return gone, err
}

// delay is the value of a flag that takes a time, or none.
type delay time.Duration

func (d *delay) Set(s string) error {
	v, err := time.ParseDuration(s)
	if err != nil || v < 0 {
		return errors.New("want a time such as 5s, or 0")
	}
	*d = delay(v)
	return nil
}

func (d *delay) String() string { return time.Duration(*d).String() }
func (*delay) Type() string     { return "time" }
