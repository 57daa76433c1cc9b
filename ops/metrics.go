package ops

import (
	"context"
	"net/http"
	"runtime"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Metrics are what a server counts. The values of labels are words of the
// program, never of who asks, so that their number is bounded.
type Metrics struct {
	registry *prometheus.Registry

	requests    *prometheus.CounterVec
	requestTime prometheus.Histogram
	running     prometheus.Gauge

	operations *prometheus.CounterVec
	took       *prometheus.HistogramVec
	refusals   *prometheus.CounterVec
	streams    prometheus.Gauge

	articles  *prometheus.CounterVec
	claims    prometheus.Counter
	retracted prometheus.Counter
	commits   *prometheus.CounterVec
	committed prometheus.Histogram

	statements *prometheus.HistogramVec
	unanswered *prometheus.CounterVec
	tasks      *prometheus.CounterVec
}

// seconds are the bounds of histograms: answers take from a tenth of a
// millisecond to the deadline of a query, and a commit not more.
var seconds = []float64{.0001, .00025, .0005, .001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30}

// NewMetrics begins to count, for a program of some version.
func NewMetrics(version string) *Metrics {
	counts := func(name, help string, labels ...string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, labels)
	}
	count := func(name, help string) prometheus.Counter {
		return prometheus.NewCounter(prometheus.CounterOpts{Name: name, Help: help})
	}
	gauge := func(name, help string) prometheus.Gauge {
		return prometheus.NewGauge(prometheus.GaugeOpts{Name: name, Help: help})
	}
	times := func(name, help string) prometheus.HistogramOpts {
		return prometheus.HistogramOpts{Name: name, Help: help, Buckets: seconds}
	}
	m := &Metrics{
		registry:    prometheus.NewPedanticRegistry(),
		requests:    counts("claimgraph_http_requests_total", "Requests of HTTP that were answered, by the first digit of the status (2xx).", "status"),
		requestTime: prometheus.NewHistogram(times("claimgraph_http_request_seconds", "Time from a request's header to the end of its answer, streams left out.")),
		running:     gauge("claimgraph_http_requests_running", "Requests of HTTP that are being answered, streams included."),
		operations:  counts("claimgraph_operations_total", "GraphQL operations that ran, by kind and by the code of their first error, OK where there is none.", "kind", "code"),
		took:        prometheus.NewHistogramVec(times("claimgraph_operation_seconds", "Time in which GraphQL operations were executed."), []string{"kind"}),
		refusals:    counts("claimgraph_refusals_total", "Requests and operations that were refused before they ran, by code.", "code"),
		streams:     gauge("claimgraph_streams_open", "WebSockets and streams of events that are open."),
		articles:    counts("claimgraph_articles_loaded_total", "Articles that were given to be loaded, by outcome: stored (or there already), failed.", "outcome"),
		claims:      count("claimgraph_claims_added_total", "Claims that came into the graph and were not in it before."),
		retracted:   count("claimgraph_retractions_total", "Articles and loads that were retracted."),
		commits:     counts("claimgraph_commits_total", "Changes of the store, by result: ok, failed.", "result"),
		committed:   prometheus.NewHistogram(times("claimgraph_commit_seconds", "Time to write a change.")),
		tasks:       counts("claimgraph_worker_tasks_total", "Articles of the queue that this worker has ended, by outcome: done, failed (tried again), dead, lost (to another worker, or a newer text).", "outcome"),
	}
	m.statements = prometheus.NewHistogramVec(times("claimgraph_store_statement_seconds", "Time in which a database answered statements, by the kind of connection: read, write, beside."), []string{"kind"})
	m.unanswered = counts("claimgraph_store_statements_failed_total", "Statements that a database did not answer, or refused.", "kind")
	build := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "claimgraph_build_info", Help: "1, with the version of the program and of Go.",
		ConstLabels: prometheus.Labels{"version": version, "go": runtime.Version()},
	})
	build.Set(1)
	m.registry.MustRegister(append(m.own(), build, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))...)
	m.atZero()
	return m
}

// atZero shows what did not happen yet as 0: where it is missing, its first time
// is no increase.
func (m *Metrics) atZero() {
	for _, kind := range []string{"query", "mutation", "subscription", "event"} {
		m.operations.WithLabelValues(kind, "OK")
	}
	for _, outcome := range []string{"stored", "failed"} {
		m.articles.WithLabelValues(outcome)
	}
	for _, outcome := range []string{"done", "failed", "dead", "lost"} {
		m.tasks.WithLabelValues(outcome)
	}
	for _, result := range []string{"ok", "failed"} {
		m.commits.WithLabelValues(result)
	}
	for _, status := range []string{"2xx", "4xx", "5xx"} {
		m.requests.WithLabelValues(status)
	}
}

// own are those that are counted here.
func (m *Metrics) own() []prometheus.Collector {
	return []prometheus.Collector{
		m.requests, m.requestTime, m.running, m.operations, m.took, m.refusals, m.streams, m.articles, m.claims, m.retracted, m.commits, m.committed,
		m.statements, m.unanswered, m.tasks,
	}
}

// Handler answers /metrics.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError, MaxRequestsInFlight: 4, Timeout: 10 * time.Second})
}

// Operation counts an operation that ran; the code is OK or that of its first error.
func (m *Metrics) Operation(ctx context.Context, kind, code string, took time.Duration) {
	m.operations.WithLabelValues(kind, code).Inc()
	m.took.WithLabelValues(kind).Observe(took.Seconds())
	if r := recordOf(ctx); r != nil {
		r.note(kind, code)
	}
}

// Refused counts what was refused before it ran.
func (m *Metrics) Refused(ctx context.Context, code string) {
	m.refusals.WithLabelValues(code).Inc()
	if r := recordOf(ctx); r != nil {
		r.note("", code)
	}
}

// Stream counts a stream that opens; call what it gives when it is closed.
func (m *Metrics) Stream() (closed func()) {
	m.streams.Inc()
	return m.streams.Dec
}

// Article counts an article that was given to be loaded.
func (m *Metrics) Article(stored bool) {
	if stored {
		m.articles.WithLabelValues("stored").Inc()
		return
	}
	m.articles.WithLabelValues("failed").Inc()
}

// Claims counts claims that are new.
func (m *Metrics) Claims(n int) { m.claims.Add(float64(n)) }

// Retracted counts an article or load that went.
func (m *Metrics) Retracted() { m.retracted.Inc() }

// Commit counts a change of the store that took so long, or that failed.
func (m *Metrics) Commit(took time.Duration, err error) {
	if err != nil {
		m.commits.WithLabelValues("failed").Inc()
		return
	}
	m.commits.WithLabelValues("ok").Inc()
	m.committed.Observe(took.Seconds())
}

// Statement counts one that a database was sent over a kind of connection.
func (m *Metrics) Statement(kind string, took time.Duration, failed bool) {
	m.statements.WithLabelValues(kind).Observe(took.Seconds())
	if failed {
		m.unanswered.WithLabelValues(kind).Inc()
	}
}
