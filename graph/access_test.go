package graph_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimgraph/access"
	"claimgraph/graph"
)

const retraction = `mutation { retract(input: {key: "nothing"}) { retractedId } }`

// gateWith is a gate with a key of each role, and what opens it.
func gateWith(t *testing.T, rules access.Rules) (*access.Gate, map[access.Role]string) {
	t.Helper()
	path, secrets := filepath.Join(t.TempDir(), "keys"), map[access.Role]string{}
	keys := &access.Keys{}
	for role := access.Reader; role <= access.Admin; role++ {
		secret, err := keys.Add(role.String(), role, recorded)
		if err != nil {
			t.Fatal(err)
		}
		secrets[role] = secret
	}
	if err := keys.Write(path); err != nil {
		t.Fatal(err)
	}
	rules.Keys = path
	return newGate(t, rules), secrets
}

func newGate(t *testing.T, rules access.Rules) *access.Gate {
	t.Helper()
	rules.Now, rules.Log = time.Now, slog.New(slog.DiscardHandler)
	gate, err := access.NewGate(rules)
	if err != nil {
		t.Fatal(err)
	}
	return gate
}

// send posts a request; header are names and values.
func send(h http.Handler, request map[string]any, header ...string) (*httptest.ResponseRecorder, reply) {
	body, err := json.Marshal(request)
	if err != nil {
		panic(err)
	}
	return serve(h, httptest.NewRequest("POST", "/graphql", strings.NewReader(string(body))), header...)
}

func serve(h http.Handler, r *http.Request, header ...string) (*httptest.ResponseRecorder, reply) {
	r.Host = "localhost"
	r.Header.Set("Content-Type", "application/json")
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var got reply
	_ = json.Unmarshal(w.Body.Bytes(), &got) // a preflight has no body
	return w, got
}

func TestRoles(t *testing.T) {
	s := fixture(t)
	gate, secrets := gateWith(t, access.Rules{})
	h := graph.NewHandler(graph.Config{Store: s, Vocabulary: words(), Loader: shelf{store: s, t: t}, Gate: gate})
	for _, c := range []struct {
		key, query string
		status     int
		code       string
	}{
		{"", "{ graph { version } }", 401, "UNAUTHENTICATED"},
		{"wrong", "{ graph { version } }", 401, "UNAUTHENTICATED"},
		{secrets[access.Reader], "{ graph { version } }", 200, ""},
		{secrets[access.Reader], retraction, 403, "FORBIDDEN"},
		{secrets[access.Writer], retraction, 200, ""},
		{secrets[access.Admin], retraction, 200, ""},
	} {
		header := []string{"Accept", "application/json"}
		if c.key != "" {
			header = append(header, "Authorization", "Bearer "+c.key)
		}
		w, got := send(h, map[string]any{"query": c.query}, header...)
		if w.Code != c.status || got.code() != c.code {
			t.Errorf("%.12s %s: %d %s, want %d %s", c.key, c.query, w.Code, w.Body, c.status, c.code)
		}
		if (w.Code == 401) != (w.Header().Get("WWW-Authenticate") != "") {
			t.Errorf("%d with WWW-Authenticate %q", w.Code, w.Header().Get("WWW-Authenticate"))
		}
	}
	if w, _ := serve(h, httptest.NewRequest("OPTIONS", "/graphql", nil), "Origin", "http://localhost"); w.Code != 204 {
		t.Errorf("a preflight, which has no key: %d", w.Code)
	}
}

// Who listens where others come without keys: they ask, and change nothing.
func TestAnonymousReaders(t *testing.T) {
	s := fixture(t)
	h := graph.NewHandler(graph.Config{Store: s, Vocabulary: words(), Loader: shelf{store: s, t: t}, Gate: newGate(t, access.Rules{Anonymous: access.Reader})})
	if w, got := send(h, map[string]any{"query": "{ graph { version } }"}); w.Code != 200 || got.code() != "" {
		t.Errorf("a question: %s", w.Body)
	}
	if w, got := send(h, map[string]any{"query": retraction}); w.Code != 403 || got.code() != "FORBIDDEN" || !strings.Contains(w.Body.String(), "claimgraph key add") {
		t.Errorf("a change: %d %s", w.Code, w.Body)
	}
}

// A page elsewhere that may ask changes nothing, unless it shows a key; one that
// may not ask cannot make a browser do so either.
func TestPagesElsewhere(t *testing.T) {
	s := fixture(t)
	gate, secrets := gateWith(t, access.Rules{})
	config := graph.Config{Store: s, Vocabulary: words(), Loader: shelf{store: s, t: t}, Origins: []string{"https://app.example"}}
	local := graph.NewHandler(config)
	config.Gate = gate
	guarded := graph.NewHandler(config)
	config.Origins, config.Gate = []string{"*"}, nil
	open := graph.NewHandler(config)
	question := "{ graph { version } }"
	for _, c := range []struct {
		name, query string
		h           http.Handler
		status      int
		code        string
		header      []string
	}{
		{"asks", question, local, 200, "", []string{"Origin", "https://app.example"}},
		{"changes", retraction, local, 403, "FORBIDDEN", []string{"Origin", "https://app.example"}},
		{"changes where all may ask", retraction, open, 403, "FORBIDDEN", []string{"Origin", "https://evil.example"}},
		{"sandboxed", retraction, open, 403, "FORBIDDEN", []string{"Origin", "null"}},
		{"its own page changes", retraction, local, 200, "", []string{"Origin", "http://localhost"}},
		{"changes with a key", retraction, guarded, 200, "", []string{"Origin", "https://app.example", "Authorization", "Bearer " + secrets[access.Writer]}},
		{"without", retraction, guarded, 401, "UNAUTHENTICATED", []string{"Origin", "https://app.example"}},
		{"a stranger", question, local, 403, "FOREIGN_ORIGIN", []string{"Origin", "https://evil.example"}},
	} {
		w, got := send(c.h, map[string]any{"query": c.query}, c.header...)
		if w.Code != c.status || got.code() != c.code {
			t.Errorf("%s: %d %s, want %d %s", c.name, w.Code, w.Body, c.status, c.code)
		}
	}
	get := "/graphql?query=" + url.QueryEscape(question)
	for _, c := range []struct {
		name   string
		h      http.Handler
		header []string
		status int
	}{
		{"an image", local, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"}, 403},
		{"a frame", local, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, 403},
		{"a neighbour's script", local, []string{"Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "script"}, 403},
		{"a link that is followed", local, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, 200},
		{"its own page", local, []string{"Sec-Fetch-Site", "same-origin", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "empty"}, 200},
		{"a page that may ask", local, []string{"Origin", "https://app.example", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "cors", "Sec-Fetch-Dest", "empty"}, 200},
		{"where all may ask", open, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image"}, 200},
	} {
		if w, _ := serve(c.h, httptest.NewRequest("GET", get, nil), c.header...); w.Code != c.status {
			t.Errorf("%s: %d %s, want %d", c.name, w.Code, w.Body, c.status)
		}
	}
	w, _ := serve(local, httptest.NewRequest("OPTIONS", "/graphql", nil), "Origin", "https://app.example", "Access-Control-Request-Headers", "authorization")
	if !strings.Contains(w.Header().Get("Access-Control-Allow-Headers"), "Authorization") || w.Header().Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("a preflight for a key: %v", w.Header())
	}
	w, _ = serve(graph.NewHandler(over(s)), httptest.NewRequest("OPTIONS", "/graphql", nil), "Origin", "https://app.example")
	if w.Code != 403 || w.Header().Get("Access-Control-Allow-Origin") != "" {
		t.Errorf("CORS is on where no origin was named: %d %v", w.Code, w.Header())
	}
}

func TestPublic(t *testing.T) {
	s := fixture(t)
	gate, secrets := gateWith(t, access.Rules{Anonymous: access.Reader})
	h := graph.NewHandler(graph.Config{Store: s, Vocabulary: words(), Loader: shelf{store: s, t: t}, Public: true, Gate: gate})
	introspection, err := os.ReadFile("testdata/introspection.graphql")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ query, code string }{
		{"{ __typename graph { __typename version } }", ""},
		{string(introspection), "INTROSPECTION_DISABLED"},
		{"{ __schema { queryType { name } } }", "INTROSPECTION_DISABLED"},
		{`{ t: __type(name: "Query") { name } }`, "INTROSPECTION_DISABLED"},
		{`{ ... { ...f } } fragment f on Query { ...g } fragment g on Query { __type(name: "Query") { name } }`, "INTROSPECTION_DISABLED"},
		{retraction, "READ_ONLY"},
		{"{ grap { version } }", "GRAPHQL_VALIDATION_FAILED"},
		{"{ graph(versio: 1) { version } }", "GRAPHQL_VALIDATION_FAILED"},
		{"{ graph { ... on GraphInf { version } } }", "GRAPHQL_VALIDATION_FAILED"},
		{"{ facts(where: {predicate: []}) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"},
		{"{ claims(where: {polarity: AFFIRME}) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"},
		{"{ graph { version @skp(if: true) } }", "GRAPHQL_VALIDATION_FAILED"},
		{"query($w: FactFilte) { facts(where: $w) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"},
	} {
		w, got := send(h, map[string]any{"query": c.query}, "Authorization", "Bearer "+secrets[access.Admin])
		if got.code() != c.code || strings.Contains(w.Body.String(), "Did you mean") {
			t.Errorf("%s: %s, want %q", c.query, w.Body, c.code)
		}
	}
	for _, variables := range []map[string]any{
		{"w": map[string]any{"predicate": []string{}}}, {"w": map[string]any{"polarity": "AFFIRME"}},
	} {
		w, got := send(h, map[string]any{"query": "query($w: ClaimFilter) { claims(where: $w) { totalCount } }", "variables": variables})
		if got.code() == "" || strings.Contains(w.Body.String(), "Did you mean") {
			t.Errorf("%v: %s", variables, w.Body)
		}
	}
	w, _ := send(graph.NewHandler(over(s)), map[string]any{"query": "{ grap { version } }"})
	if !strings.Contains(w.Body.String(), "Did you mean") {
		t.Errorf("a server that is not public does not help: %s", w.Body)
	}
}

func TestRateLimits(t *testing.T) {
	s := fixture(t)
	gate, secrets := gateWith(t, access.Rules{PerSecond: 0.01, Burst: 10, Anonymous: access.Reader})
	h := graph.NewHandler(graph.Config{Store: s, Vocabulary: words(), Gate: gate})
	key := []string{"Authorization", "Bearer " + secrets[access.Reader]}
	for range 3 {
		if w, _ := send(h, map[string]any{"query": "{ graph { version } }"}, key...); w.Code != 200 {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	}
	costly := "{ facts(first: 100) { nodes { claims(first: 50) { nodes { id } } } } }" // 5,201 objects: six tokens
	if w, got := send(h, map[string]any{"query": costly}, key...); w.Code != 200 || got.code() != "" {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	w, got := send(h, map[string]any{"query": costly}, key...)
	if w.Code != 429 || got.code() != "RATE_LIMITED" || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d %s %v", w.Code, w.Body, w.Header())
	}
	if w, _ := send(h, map[string]any{"query": "{ graph { version } }"}); w.Code != 200 {
		t.Errorf("another client pays: %d", w.Code)
	}
}

func TestTooManyAtOnce(t *testing.T) {
	s := fixture(t)
	gate := newGate(t, access.Rules{Anonymous: access.Reader, Concurrency: 1, Patience: time.Millisecond})
	h := graph.NewHandler(graph.Config{Store: s, Vocabulary: words(), Gate: gate})
	leave, refusal := gate.Enter(t.Context())
	if refusal != nil {
		t.Fatal(refusal)
	}
	w, got := send(h, map[string]any{"query": "{ graph { version } }"})
	if w.Code != 503 || got.code() != "BUSY" || w.Header().Get("Retry-After") == "" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	leave()
	for range 3 { // each gives its place back, also where it is refused
		for _, query := range []string{"{ graph { version } }", "{ nothing }", retraction} {
			if w, got := send(h, map[string]any{"query": query}); w.Code == 503 {
				t.Fatalf("%s: %d %v", query, w.Code, got)
			}
		}
	}
}
