package ops

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
)

// An id that is sane is kept; one that could forge a line, or is a secret, is not.
func TestRequestIDs(t *testing.T) {
	for _, kept := range []string{"a", "0af7651916cd43dd8448eb211c80319c", "edge-1:42.x_y"} {
		if got := requestID(kept); got != kept {
			t.Errorf("%q became %q", kept, got)
		}
	}
	made := map[string]bool{}
	for _, refused := range []string{"", "two words", "a\nlevel=ERROR", `"quoted"`, strings.Repeat("x", 65), "é", "cgk_secret"} {
		got := requestID(refused)
		if !regexp.MustCompile(`^[0-9a-f]{16}$`).MatchString(got) || made[got] {
			t.Errorf("%q became %q", refused, got)
		}
		made[got] = true
	}
}

// No secret stands in a log, whatever kind of value holds it.
func TestSecretsAreNotLogged(t *testing.T) {
	const key, token, password = "cgk_q83hf93hfQ", "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln", "hunter2"
	for _, format := range []string{"text", "json"} {
		var out bytes.Buffer
		log, err := NewLog(&out, format, slog.LevelDebug)
		if err != nil {
			t.Fatal(err)
		}
		log.Error("with "+key, "a", key, "b", errors.New("refused: "+token), "c", []string{"Authorization: Bearer " + token},
			"d", http.Header{"Authorization": {"bearer " + key}}, "e", "postgres://me:"+password+"@db/x", slog.Group("g", "f", key))
		log.With("h", token).Info("kept: 3 articles")
		for _, secret := range []string{key, token, password} {
			if strings.Contains(out.String(), secret) {
				t.Errorf("%s: %s stands in the log:\n%s", format, secret, &out)
			}
		}
		if !strings.Contains(out.String(), "kept: 3 articles") || !strings.Contains(out.String(), "@db/x") {
			t.Errorf("%s: too much is put out:\n%s", format, &out)
		}
	}
	if _, err := NewLog(&bytes.Buffer{}, "xml", slog.LevelInfo); err == nil {
		t.Error("xml is no format")
	}
}

// A request has one id in its answer, its lines and its span; the line has no
// question in it, and no more labels come into being than there are words.
func TestRequests(t *testing.T) {
	var out bytes.Buffer
	log, _ := NewLog(&out, "json", slog.LevelInfo)
	spans := tracetest.NewInMemoryExporter()
	m := NewMetrics("test")
	around := Around{Metrics: m, Log: log, Lines: true, Now: time.Now, Tracer: sdk.NewTracerProvider(sdk.WithSyncer(spans)).Tracer("test")}
	handler := around.Requests(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		log.ErrorContext(r.Context(), "inside")
		m.Operation(r.Context(), "query", "BUSY", time.Millisecond)
		http.Error(w, "no", http.StatusServiceUnavailable)
	}))
	r := httptest.NewRequest("BREW", "/graphql?query=SECRETQUESTION", nil)
	r.Header.Set("X-Request-Id", "edge-7")
	r.Header.Set("Traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if got := w.Header().Get("X-Request-Id"); got != "edge-7" {
		t.Errorf("the answer has the id %q", got)
	}
	for line := range strings.Lines(out.String()) {
		var said map[string]any
		if err := json.Unmarshal([]byte(line), &said); err != nil || said["request"] != "edge-7" || said["trace"] != "0af7651916cd43dd8448eb211c80319c" {
			t.Errorf("%v, %s", err, line)
		}
	}
	if !strings.Contains(out.String(), `"status":503`) || !strings.Contains(out.String(), `"code":"BUSY"`) || strings.Contains(out.String(), "SECRETQUESTION") {
		t.Error(out.String())
	}
	if got := spans.GetSpans(); len(got) != 1 || got[0].Name != "OTHER /graphql" || got[0].Parent.SpanID().String() != "b7ad6b7169203331" {
		t.Errorf("%+v", got)
	}
	if said := scrape(t, m); !strings.Contains(said, `claimgraph_http_requests_total{status="5xx"} 1`) || !strings.Contains(said, `claimgraph_operations_total{code="BUSY",kind="query"} 1`) {
		t.Error(said)
	}
}

func scrape(t *testing.T, m *Metrics) string {
	t.Helper()
	w := httptest.NewRecorder()
	m.Handler().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	if w.Code != http.StatusOK {
		t.Fatal(w.Body)
	}
	return w.Body.String()
}

func TestPhases(t *testing.T) {
	var p Phase
	broken := errors.New("no")
	var failing error
	says := func(status int, word string) {
		t.Helper()
		w := httptest.NewRecorder()
		p.ServeHTTP(w, httptest.NewRequest("GET", "/readyz", nil))
		if w.Code != status || !strings.HasPrefix(w.Body.String(), word) {
			t.Errorf("%d %s, want %d %s", w.Code, w.Body, status, word)
		}
	}
	says(503, "loading: ")
	p.Ready(func() error { return failing })
	says(200, "ready\n")
	failing = broken
	says(503, "broken: ")
	failing = nil
	says(200, "ready\n")
	p.Drain()
	says(503, "draining: ")
	p.Ready(func() error { return nil })
	says(503, "draining: ")
}

// A store that does not answer has no sizes, and the other metrics go on.
func TestStoreThatIsDown(t *testing.T) {
	m := NewMetrics("test")
	m.Add(Gauges{Phase: &Phase{}, Jobs: func() Jobs { return Jobs{Queued: 3} }, Store: func() (Store, error) { return Store{}, errors.New("no") }})
	said := scrape(t, m)
	for _, want := range []string{"claimgraph_store_up 0", `claimgraph_jobs{state="queued"} 3`, `claimgraph_ready{state="loading"} 1`, "go_goroutines "} {
		if !strings.Contains(said, want) {
			t.Errorf("%s is missing", want)
		}
	}
	if strings.Contains(said, "claimgraph_store_quads ") {
		t.Error("a store that does not answer has a size")
	}
}

// A queue that does not answer has no tasks; one that does has all its states.
func TestQueueIsShown(t *testing.T) {
	var down error
	m := NewMetrics("test")
	m.AddQueue(func() (Queue, error) { return Queue{Ready: 3, Dead: 1, Done: 7, Oldest: 90 * time.Second}, down })
	m.Task("done")
	said := scrape(t, m)
	for _, want := range []string{`claimgraph_queue_tasks{state="ready"} 3`, `claimgraph_queue_tasks{state="taken"} 0`, `claimgraph_queue_tasks{state="dead"} 1`,
		"claimgraph_queue_done_total 7", "claimgraph_queue_oldest_seconds 90", `claimgraph_worker_tasks_total{outcome="done"} 1`, `claimgraph_worker_tasks_total{outcome="dead"} 0`} {
		if !strings.Contains(said, want) {
			t.Errorf("%s is missing", want)
		}
	}
	down = errors.New("no")
	if said := scrape(t, m); strings.Contains(said, "claimgraph_queue_") || !strings.Contains(said, "claimgraph_worker_tasks_total") {
		t.Error("a queue that does not answer has tasks, or hides the other metrics")
	}
}

// docs/metrics.md lists every metric of ours with its labels, and no other.
func TestMetricsAreDocumented(t *testing.T) {
	page, err := os.ReadFile("../docs/metrics.md")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `(claimgraph_[a-z_]+)` \\| ([^|]*) \\|").FindAllSubmatch(page, -1) {
		documented[string(row[1])] = strings.Trim(string(row[2]), " `–")
	}
	descriptions := make(chan *prometheus.Desc, 100)
	m := NewMetrics("test")
	m.Add(Gauges{})
	m.AddQueue(nil)
	m.registry.Describe(descriptions)
	close(descriptions)
	parts := regexp.MustCompile(`fqName: "(claimgraph_[a-z_]+)".*constLabels: {([^}]*)}, variableLabels: {([^}]*)}`)
	seen := 0
	for d := range descriptions {
		found := parts.FindStringSubmatch(d.String())
		if found == nil {
			continue // Go's and the process's
		}
		seen++
		labels := found[3]
		for name := range strings.SplitSeq(found[2], ",") {
			if key, _, ok := strings.Cut(name, "="); ok {
				labels = strings.Trim(labels+","+key, ",")
			}
		}
		said := strings.Split(strings.NewReplacer("`", "", " ", "").Replace(documented[found[1]]), ",")
		has := strings.Split(labels, ",")
		slices.Sort(said)
		slices.Sort(has)
		if _, ok := documented[found[1]]; !ok || !slices.Equal(said, has) {
			t.Errorf("%s has the labels %q, documented %q", found[1], has, said)
		}
		delete(documented, found[1])
	}
	if seen < 20 || len(documented) > 0 {
		t.Errorf("%d metrics; documented and not there: %v", seen, documented)
	}
}

func TestTracingIsAskedFor(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want bool
	}{
		{nil, false},
		{map[string]string{"OTEL_SERVICE_NAME": "x"}, false},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318"}, true},
		{map[string]string{"OTEL_TRACES_EXPORTER": "otlp"}, true},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318", "OTEL_TRACES_EXPORTER": "none"}, false},
		{map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://collector:4318", "OTEL_SDK_DISABLED": "true"}, false},
	} {
		if got := tracingWanted(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v: %v", c.env, got)
		}
	}
}

// Spans reach a collector, by HTTP.
func TestSpansAreSent(t *testing.T) {
	sent := make(chan string, 1)
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { sent <- r.URL.Path + " " + r.Header.Get("Content-Type") }))
	defer collector.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)
	tracer, end, err := StartTracing(context.Background(), "test", slog.Default())
	if err != nil {
		t.Fatal(err)
	}
	_, span := tracer.Start(context.Background(), "a span")
	span.End()
	if err := end(context.Background()); err != nil {
		t.Fatal(err)
	}
	if got := <-sent; got != "/v1/traces application/x-protobuf" {
		t.Error(got)
	}
	t.Setenv("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")
	if _, _, err := StartTracing(context.Background(), "test", slog.Default()); err == nil {
		t.Error("grpc is not spoken")
	}
}

func TestDoor(t *testing.T) {
	for given, want := range map[string]string{"9090": "127.0.0.1:9090", ":9090": "127.0.0.1:9090", "0.0.0.0:9090": "0.0.0.0:9090", "[::1]:1": "[::1]:1", "here": "", "70000": ""} {
		if got, err := DoorAddress(given); got != want || (err == nil) != (want != "") {
			t.Errorf("%s: %s, %v", given, got, err)
		}
	}
	for _, c := range []struct {
		profiles, local bool
		host, path      string
		status          int
	}{
		{false, true, "localhost:9090", "/metrics", 200},
		{false, true, "evil.example:9090", "/metrics", 421},
		{false, false, "claimgraph:9090", "/metrics", 200},
		{false, true, "127.0.0.1:9090", "/debug/pprof/", 404},
		{true, true, "127.0.0.1:9090", "/debug/pprof/", 200},
		{true, true, "127.0.0.1:9090", "/readyz", 503},
	} {
		r := httptest.NewRequest("GET", c.path, nil)
		r.Host = c.host
		w := httptest.NewRecorder()
		Door(NewMetrics("test"), &Phase{}, c.profiles, c.local).Handler.ServeHTTP(w, r)
		if w.Code != c.status {
			t.Errorf("%+v: %d", c, w.Code)
		}
	}
}
