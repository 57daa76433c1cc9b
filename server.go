package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"claimgraph/graph"
	"claimgraph/graph/live"
	"claimgraph/kg"
	"claimgraph/loader/fetch"
	"claimgraph/loader/read"
	"claimgraph/ops"
	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres"
	"claimgraph/web"

	"github.com/spf13/cobra"
)

// Bounds of connections. Answers may take long (a mutation reads texts), so
// writing is bounded by the GraphQL face, per operation.
const (
	headerTimeout   = 10 * time.Second
	bodyTimeout     = time.Minute
	idleTimeout     = 2 * time.Minute
	shutdownTimeout = 15 * time.Second
	maxHeaderBytes  = 64 << 10
)

func (a *app) serveCommand() *cobra.Command {
	s := serving{app: a}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the explorer, GraphQL and the playground over HTTP (the default)",
		Long: `serve answers on --addr: / is the explorer, /graphql the graph, /playground a page
to ask it, /healthz and /readyz say how it is. An empty store gets the bundled
articles first. Ctrl-C, or SIGTERM, lets the requests that run finish and streams
tell how they end; jobs that wait for their turn are cancelled, and what they stored
stays. /metrics is for admins, and on a listener of its own (--metrics) for Prometheus.

On this machine everybody may do everything. Where others reach the server they may
ask; who may change the graph is said by keys (claimgraph key), by tokens of an
identity provider (--jwks), or by --open. docs/serving.md tells more, docs/runbook.md
what to do when something is wrong.`,
		Example: `  claimgraph
  claimgraph serve --addr 127.0.0.1:9000 --data news.db
  claimgraph serve --addr 0.0.0.0:80 --host graph.example.org
  claimgraph serve --addr 0.0.0.0:80 --host graph.example.org --public --rate 5
  claimgraph serve --metrics 9090 --log-format json --log-requests --drain 5s`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return s.run(cmd.Context()) },
	}
	cmd.Flags().StringVar(&s.addr, "addr", "127.0.0.1:8080", "`address` to listen on")
	cmd.Flags().StringSliceVar(&s.hosts, "host", nil, "`name` that requests may come under besides localhost; * for any")
	cmd.Flags().StringSliceVar(&s.origins, "origin", nil, "`origin` of pages elsewhere that may ask, such as https://app.example.org; * for any")
	cmd.Flags().BoolVar(&s.plainExecutor, "plain-executor", false, "answer every query by the generated executor, without plans: slower, and should give the same bytes")
	cmd.Flags().BoolVar(&s.fetches, "fetch", false, "let who may change the graph have pages of the web fetched: public addresses only, politely")
	s.vocabulary.flag(cmd.Flags())
	s.minConfidence.flag(cmd.Flags())
	s.admission.flags(cmd.Flags())
	s.watching.flags(cmd.Flags())
	limitFlags(cmd.Flags(), &s.limits)
	groupFlags(cmd, a.out, accessGroup, rateGroup, watchGroup, limitGroup)
	return cmd
}

// serving is one run of serve.
type serving struct {
	*app
	addr           string
	hosts, origins []string
	plainExecutor  bool
	fetches        bool
	vocabulary     vocabulary
	minConfidence  probability
	admission
	watching
	limits graph.Limits
}

// run listens before it opens the store: a port that is taken is told at once,
// and /readyz says that the server is loading.
func (s *serving) run(ctx context.Context) (err error) {
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		return badAddress(fmt.Errorf("--addr %s: %w", s.addr, err))
	}
	defer listener.Close()
	gate, err := s.gate(listener.Addr())
	if err != nil {
		return err
	}
	trusted, err := s.trustedDocuments()
	if err != nil {
		return err
	}
	reader, known, err := s.vocabulary.loader()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.stopWatching()) }()
	if err := s.startWatching(ctx, s.log); err != nil {
		return err
	}
	listening := s.listen(listener)
	defer listening.Close()
	s.statements = func(done postgres.Statement) { s.metrics.Statement(done.Kind, done.Took, done.Failed) }
	db, err := s.createStore()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	graphLoader := graphLoader{reader.AtLeast(float64(s.minConfidence)), newLoaderStore(watchedEngine{db, &s.watching}), s.log}
	if err := s.loadSamples(ctx, graphLoader); err != nil {
		return err
	}
	go s.warm(ctx, db)
	going := s.live(db)
	s.metrics.Add(s.gauges(db, going))
	stopQueue, err := s.watchQueue(ctx, db)
	if err != nil {
		return err
	}
	defer stopQueue()
	listening.answer(s.handler(db, graph.Config{
		Store: graphStore{db}, Loader: watchedLoader{graphLoader, s.metrics}, Vocabulary: known, Limits: s.limits, Log: s.log, Hosts: s.hosts, Origins: s.origins,
		Plain: s.plainExecutor, Live: going, Fetch: s.fetch(), Watch: s.metrics, Tracer: s.tracer, Gate: gate, Public: s.public, Trusted: trusted,
		Trouble: trouble,
	}))
	s.phase.Ready(func() error { return s.answers(db) })
	return s.serve(ctx, listening, going)
}

// badAddress says how an address is written, where that is what is wrong.
func badAddress(err error) error {
	if errors.As(err, new(*net.AddrError)) || errors.As(err, new(*net.DNSError)) {
		return advise(err, "an address is a host and a port up to 65535, such as 127.0.0.1:8080, or :8080 for all of the machine's")
	}
	return err
}

// mostPageBytes bounds a page that a client has the server fetch.
const mostPageBytes = 4 << 20

// fetch is how pages are fetched, nil where they are not.
func (s *serving) fetch() graph.Fetch {
	if !s.fetches {
		return nil
	}
	web := fetch.New()
	return func(ctx context.Context, address string) (kg.Article, error) {
		page, err := web.Fetch(ctx, address, mostPageBytes)
		if err == nil {
			var article kg.Article
			if article, err = read.WebPage(page); err == nil {
				return article, nil
			}
		}
		for _, told := range [...]error{fetch.ErrAddress, fetch.ErrRobots, fetch.ErrStatus, fetch.ErrTooLong, read.ErrNoText, read.ErrUnsupported} {
			if errors.Is(err, told) {
				return kg.Article{}, err
			}
		}
		s.log.Warn("a page was not fetched", "address", address, "error", err)
		return kg.Article{}, errNotFetched // what the network says is for the log
	}
}

var errNotFetched = errors.New("the site does not answer as it should")

// warm reads the store into memory while the first requests are answered. What
// it cannot read, requests will meet.
func (s *serving) warm(ctx context.Context, db quadstore.Engine) {
	folder, ok := db.(*quadstore.DB)
	if !ok {
		return
	}
	err := folder.Warm(ctx)
	if err != nil && ctx.Err() == nil && !errors.Is(err, quadstore.ErrClosed) {
		s.log.Error("the store cannot be read into memory", "error", err)
	}
}

// loadSamples fills a store that never had anything in it.
func (s *serving) loadSamples(ctx context.Context, to graphLoader) error {
	stats, err := to.store.engine.Stats()
	if err != nil || stats.Version > 0 {
		return err
	}
	articles, claims, err := loadSamples(ctx, to, time.Now)
	if err != nil {
		return err
	}
	for range articles {
		s.metrics.Article(true)
	}
	s.metrics.Claims(claims)
	s.log.Info("the store was empty: loaded the bundled articles", "articles", articles, "claims", claims)
	return nil
}

func (s *serving) handler(db quadstore.Engine, face graph.Config) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", web.Handler(s.public))
	mux.Handle("/graphql", graph.NewHandler(face))
	if s.public {
		mux.HandleFunc("/playground", absent("the playground is off on a public server"))
		mux.HandleFunc("/backup", absent("backups are off on a public server"))
		mux.HandleFunc("/metrics", absent("metrics are off here on a public server: --metrics gives them a listener of their own"))
	} else if db, ok := db.(*quadstore.DB); !ok {
		mux.HandleFunc("/backup", absent("the store is a database: its own tools make backups"))
		mux.HandleFunc("GET /metrics", guard(face.Gate, s.metrics.Handler().ServeHTTP))
	} else {
		mux.HandleFunc("POST /backup", guard(face.Gate, func(w http.ResponseWriter, r *http.Request) { s.sendBackup(w, r, db) }))
		mux.HandleFunc("GET /metrics", guard(face.Gate, s.metrics.Handler().ServeHTTP))
	}
	mux.HandleFunc("GET /healthz", ops.Healthy)
	mux.Handle("GET /readyz", s.phase)
	return mux
}

func absent(why string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { http.Error(w, why, http.StatusNotFound) }
}

// live is what goes on beside requests: shared with the other servers of a store that
// several may have open.
func (s *serving) live(db quadstore.Engine) *live.Live {
	shared, ok := db.(live.Shared)
	if !ok {
		return live.New(live.Limits{})
	}
	return live.NewShared(live.Limits{}, shared, func(err error) { s.log.Warn("a job or key was not noted for the other servers", "error", err) })
}

// lookWithin bounds what only looks whether a database is there, and how large it is.
const lookWithin = 3 * time.Second

// answers says whether the store does.
func (s *serving) answers(db quadstore.Engine) (err error) {
	if database, ok := db.(*postgres.DB); ok {
		ctx, cancel := context.WithTimeout(context.Background(), lookWithin)
		defer cancel()
		err = database.Answers(ctx)
	} else {
		_, err = storedClaims(db)
	}
	if err != nil {
		s.log.Error("not ready", "error", err)
	}
	return err
}

// listening is a server of HTTP and its end.
type listening struct {
	*http.Server
	front   *front
	address net.Addr
	ended   chan error
}

// listen answers that the server is loading, until it has something to answer.
func (s *serving) listen(on net.Listener) *listening {
	around := ops.Around{Metrics: s.metrics, Tracer: s.tracer, Log: s.log, Lines: s.lines, Now: time.Now}
	l := &listening{front: &front{phase: s.phase}, address: on.Addr(), ended: make(chan error, 1)}
	l.Server = &http.Server{
		Handler:           around.Requests(l.front),
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       bodyTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	go func() { l.ended <- l.Serve(on) }()
	return l
}

func (l *listening) answer(by http.Handler) { l.front.graph.Store(&by) }

// serve answers until ctx ends, says so for --drain, then lets running requests
// finish, cancels jobs that nobody waits for and ends what streams.
func (s *serving) serve(ctx context.Context, l *listening, going *live.Live) error {
	playground := ", playground at /playground"
	if s.public {
		playground = ""
	}
	if s.asJSON {
		if err := writeJSON(s.out, map[string]string{"url": "http://" + l.address.String() + "/"}); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(s.out, "claimgraph serves http://%s/ (GraphQL at /graphql%s); Ctrl-C stops it\n", l.address, playground)
	}
	select {
	case err := <-l.ended:
		return err
	case <-ctx.Done():
	}
	s.phase.Drain()
	if s.drain > 0 {
		s.log.Info("draining: requests are still answered", "for", time.Duration(s.drain))
		select {
		case err := <-l.ended:
			return err
		case <-time.After(time.Duration(s.drain)):
		}
	}
	s.log.Info("stopping: running requests may finish", "within", shutdownTimeout)
	patience, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	streams := make(chan error, 1)
	go func() { streams <- going.Shutdown(patience) }()
	err := errors.Join(l.Shutdown(patience), <-streams)
	if errors.Is(err, context.DeadlineExceeded) {
		err = errors.Join(errors.New("some requests did not finish in time"), l.Close())
	}
	return err
}
