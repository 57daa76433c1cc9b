package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"claimgraph/graph"
	"claimgraph/graph/live"
	"claimgraph/quadstore"
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
articles first. Ctrl-C lets the requests that run finish; jobs that wait for
their turn are cancelled, and what they stored stays.

On this machine everybody may do everything. Where others reach the server they may
ask; who may change the graph is said by keys (claimgraph key), by tokens of an
identity provider (--jwks), or by --open. docs/serving.md tells more.`,
		Example: `  claimgraph
  claimgraph serve --addr 127.0.0.1:9000 --data news.db
  claimgraph serve --addr 0.0.0.0:80 --host graph.example.org
  claimgraph serve --addr 0.0.0.0:80 --host graph.example.org --public --rate 5`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return s.run(cmd.Context()) },
	}
	cmd.Flags().StringVar(&s.addr, "addr", "127.0.0.1:8080", "`address` to listen on")
	cmd.Flags().StringSliceVar(&s.hosts, "host", nil, "`name` that requests may come under besides localhost; * for any")
	cmd.Flags().StringSliceVar(&s.origins, "origin", nil, "`origin` of pages elsewhere that may ask, such as https://app.example.org; * for any")
	cmd.Flags().BoolVar(&s.plainExecutor, "plain-executor", false, "answer every query by the generated executor, without plans: slower, and should give the same bytes")
	s.vocabulary.flag(cmd.Flags())
	s.minConfidence.flag(cmd.Flags())
	s.admission.flags(cmd.Flags())
	limitFlags(cmd.Flags(), &s.limits)
	groupFlags(cmd, accessGroup, rateGroup, limitGroup)
	return cmd
}

// serving is one run of serve.
type serving struct {
	*app
	addr           string
	hosts, origins []string
	plainExecutor  bool
	vocabulary     vocabulary
	minConfidence  probability
	admission
	limits graph.Limits
}

// run listens before it opens the store: a port that is taken is told at once.
func (s *serving) run(ctx context.Context) (err error) {
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		return fmt.Errorf("--addr %s: %w", s.addr, err)
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
	db, err := s.createStore()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	graphLoader := graphLoader{reader.AtLeast(float64(s.minConfidence)), newLoaderStore(db), s.log}
	if err := s.loadSamples(ctx, graphLoader); err != nil {
		return err
	}
	go s.warm(ctx, db)
	going := live.New(live.Limits{})
	return s.serve(ctx, listener, s.handler(db, graph.Config{
		Store: graphStore{db}, Loader: graphLoader, Vocabulary: known, Limits: s.limits, Log: s.log, Hosts: s.hosts, Origins: s.origins, Plain: s.plainExecutor,
		Live: going, Gate: gate, Public: s.public, Trusted: trusted,
	}), going)
}

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
	claims, articles := 0, 0
	for o, err := range to.loader.Load(ctx, to.store, sampleArticles(), workers(), time.Now) {
		if err != nil {
			return err
		}
		articles++
		claims += len(o.Reading.Claims)
	}
	s.log.Info("the store was empty: loaded the bundled articles", "articles", articles, "claims", claims)
	return nil
}

func (s *serving) handler(db quadstore.Engine, face graph.Config) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", web.Handler())
	mux.Handle("/graphql", graph.NewHandler(face))
	if s.public {
		mux.HandleFunc("/playground", absent("the playground is off on a public server"))
		mux.HandleFunc("/backup", absent("backups are off on a public server"))
	} else if db, ok := db.(*quadstore.DB); !ok {
		mux.HandleFunc("/backup", absent("the store is a database: its own tools make backups"))
	} else {
		mux.HandleFunc("POST /backup", guard(face.Gate, func(w http.ResponseWriter, r *http.Request) { s.sendBackup(w, r, db) }))
	}
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, _ *http.Request) { s.ready(w, db) })
	return mux
}

func absent(why string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { http.Error(w, why, http.StatusNotFound) }
}

// ready says whether the store answers.
func (s *serving) ready(w http.ResponseWriter, db quadstore.Engine) {
	snap, err := db.Snapshot()
	if err != nil {
		s.log.Error("not ready", "error", err)
		http.Error(w, "the store does not answer", http.StatusServiceUnavailable)
		return
	}
	defer snap.Close()
	fmt.Fprintln(w, "ready")
}

// serve answers until ctx ends, then lets running requests finish, cancels jobs
// that nobody waits for and ends what streams.
func (s *serving) serve(ctx context.Context, listener net.Listener, handler http.Handler, going *live.Live) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       bodyTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	playground := ", playground at /playground"
	if s.public {
		playground = ""
	}
	fmt.Fprintf(s.out, "claimgraph serves http://%s/ (GraphQL at /graphql%s); Ctrl-C stops it\n", listener.Addr(), playground)
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	s.log.Info("stopping: running requests may finish", "within", shutdownTimeout)
	patience, cancel := context.WithTimeout(context.Background(), shutdownTimeout)
	defer cancel()
	streams := make(chan error, 1)
	go func() { streams <- going.Shutdown(patience) }()
	err := errors.Join(server.Shutdown(patience), <-streams)
	if errors.Is(err, context.DeadlineExceeded) {
		err = errors.Join(errors.New("some requests did not finish in time"), server.Close())
	}
	return err
}
