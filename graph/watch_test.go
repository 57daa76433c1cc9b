package graph_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"claimgraph/graph"

	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
)

// heard is a Watch that writes down what it hears.
type heard struct {
	mu   sync.Mutex
	list []string
}

func (h *heard) add(format string, args ...any) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.list = append(h.list, fmt.Sprintf(format, args...))
}

func (h *heard) Operation(_ context.Context, kind, code string, took time.Duration) {
	if took <= 0 {
		h.add("no time")
	}
	h.add("%s %s", kind, code)
}
func (h *heard) Refused(_ context.Context, code string) { h.add("refused %s", code) }
func (h *heard) Stream() func()                         { h.add("stream"); return func() { h.add("closed") } }

// What becomes of a request is told once, by kind and code.
func TestWatch(t *testing.T) {
	config := over(fixture(t))
	for _, c := range []struct{ accept, body, want string }{
		{"application/json", `{"query": "{ articles { totalCount } }"}`, "query OK"},
		{"application/json", `{"query": "{ entity(ref: {id: \"?\"}) { label } }"}`, "query BAD_USER_INPUT"},
		{"application/json", `{"query": "{ nothing }"}`, "refused GRAPHQL_VALIDATION_FAILED"},
		{"application/json", `{"query": "{"}`, "refused GRAPHQL_PARSE_FAILED"},
		{"application/json", `[`, "refused BAD_USER_INPUT"},
		{"application/json", `{"query": "subscription { claimAdded { id } }"}`, "refused NEEDS_STREAM"},
		{"text/event-stream", `{"query": "{ articles { totalCount } }"}`, "stream, query OK, closed"},
		{"image/png", `{}`, "refused NOT_ACCEPTABLE"},
	} {
		watch := &heard{}
		config.Watch = watch
		r := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", strings.NewReader(c.body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", c.accept)
		graph.NewHandler(config).ServeHTTP(httptest.NewRecorder(), r)
		if got := strings.Join(watch.list, ", "); got != c.want {
			t.Errorf("%s: %s, want %s", c.body, got, c.want)
		}
	}
}

// A request that is traced has a span for each part, down to the store, and the
// same answer; its variables are in none.
func TestSpans(t *testing.T) {
	config := over(fixture(t))
	const query = `query Named($n: String!) { entity(ref: {name: $n}) { label facts { totalCount } } }`
	variables := map[string]any{"n": "DeepSeek-V3"}
	plain := mustAsk(t, config, query, variables)
	spans := tracetest.NewInMemoryExporter()
	config.Tracer = sdk.NewTracerProvider(sdk.WithSyncer(spans)).Tracer("test")
	if traced := mustAsk(t, config, query, variables); fmt.Sprint(traced) != fmt.Sprint(plain) {
		t.Errorf("%v, untraced %v", traced, plain)
	}
	var names []string
	asked := int64(0)
	for _, s := range spans.GetSpans() {
		names = append(names, s.Name)
		for _, a := range s.Attributes {
			if strings.Contains(a.Value.String(), "DeepSeek") {
				t.Errorf("%s has %s", s.Name, a.Value.String())
			}
			if s.Name == "store" && strings.HasSuffix(string(a.Key), ".calls") {
				asked += a.Value.AsInt64()
			}
		}
	}
	if !slices.Equal(names, []string{"graphql prepare", "store", "graphql query"}) || asked == 0 {
		t.Errorf("%v, %d questions to the store", names, asked)
	}
}
