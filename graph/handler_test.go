package graph_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"claimgraph/graph"
	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// What comes over HTTP, and what goes back. The whole of the specification is
// audited with npm's graphql-http.
func TestHandler(t *testing.T) {
	s := fixture(t)
	h := graph.NewHandler(graph.Config{Store: s, Vocabulary: words(), Loader: shelf{store: s, t: t}, Hosts: []string{"graph.example"}, Limits: graph.Limits{Body: 2000}})
	const (
		json_ = "application/json; charset=utf-8"
		resp  = "application/graphql-response+json; charset=utf-8"
		ask   = `{"query":"{ graph { articleCount } }"}`
	)
	for _, c := range []struct {
		name, method, target, body string
		header                     map[string]string
		status                     int
		kind, code                 string
	}{
		{"post", "POST", "/graphql", ask, nil, 200, json_, ""},
		{"the type that was asked for", "POST", "/graphql", ask, map[string]string{"Accept": "application/graphql-response+json, application/json;q=0.9"}, 200, resp, ""},
		{"another type", "POST", "/graphql", ask, map[string]string{"Accept": "text/html"}, 406, json_, "NOT_ACCEPTABLE"},
		{"get", "GET", "/graphql?query=" + url.QueryEscape("{graph{articleCount}}"), "", nil, 200, json_, ""},
		{"get a change", "GET", "/graphql?query=" + url.QueryEscape(`mutation{retract(input:{key:"deepseek.txt"}){retractedId}}`), "", nil, 405, json_, "METHOD_NOT_ALLOWED"},
		{"put", "PUT", "/graphql", ask, nil, 405, json_, "METHOD_NOT_ALLOWED"},
		{"a form", "POST", "/graphql", "query=%7Bgraph%7Bversion%7D%7D", map[string]string{"Content-Type": "application/x-www-form-urlencoded"}, 415, json_, "UNSUPPORTED_MEDIA_TYPE"},
		{"no type", "POST", "/graphql", ask, map[string]string{"Content-Type": ""}, 415, json_, "UNSUPPORTED_MEDIA_TYPE"},
		{"not JSON", "POST", "/graphql", "{secret", nil, 400, json_, "BAD_USER_INPUT"},
		{"a batch", "POST", "/graphql", "[" + ask + "]", nil, 400, json_, "BAD_USER_INPUT"},
		{"no query", "POST", "/graphql", "{}", nil, 400, json_, "BAD_USER_INPUT"},
		{"variables that are none", "POST", "/graphql", `{"query":"{a}","variables":[1]}`, nil, 400, json_, "BAD_USER_INPUT"},
		{"a large body", "POST", "/graphql", `{"query":"` + strings.Repeat(" ", 3000) + `{a}"}`, nil, 413, json_, "BODY_TOO_LARGE"},
		{"an invalid document for clients of old", "POST", "/graphql", `{"query":"{nothing}"}`, nil, 200, json_, "GRAPHQL_VALIDATION_FAILED"},
		{"an invalid document", "POST", "/graphql", `{"query":"{nothing}"}`, map[string]string{"Accept": "application/graphql-response+json"}, 400, resp, "GRAPHQL_VALIDATION_FAILED"},
		{"a page of this server", "POST", "/graphql", ask, map[string]string{"Origin": "http://localhost:8080"}, 200, json_, ""},
		{"a page elsewhere", "POST", "/graphql", ask, map[string]string{"Origin": "http://evil.example"}, 403, json_, "FOREIGN_ORIGIN"},
		{"a sandbox", "POST", "/graphql", ask, map[string]string{"Origin": "null"}, 403, json_, "FOREIGN_ORIGIN"},
		{"a name that was bound here", "POST", "/graphql", ask, map[string]string{"Host": "evil.example:8080"}, 421, json_, "UNKNOWN_HOST"},
		{"its own name", "POST", "/graphql", ask, map[string]string{"Host": "graph.example"}, 200, json_, ""},
		{"an address", "POST", "/graphql", ask, map[string]string{"Host": "[::1]:8080"}, 200, json_, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := httptest.NewRequest(c.method, c.target, strings.NewReader(c.body))
			r.Host = "localhost:8080"
			r.Header.Set("Content-Type", "application/json")
			for name, value := range c.header {
				r.Header.Set(name, value)
			}
			if host := c.header["Host"]; host != "" {
				r.Host = host
			}
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			var got reply
			if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil {
				t.Fatalf("%v: %s", err, w.Body)
			}
			if w.Code != c.status || w.Header().Get("Content-Type") != c.kind || got.code() != c.code {
				t.Errorf("%d %s %s, want %d %s %s", w.Code, w.Header().Get("Content-Type"), w.Body, c.status, c.kind, c.code)
			}
			if strings.Contains(w.Body.String(), "secret") {
				t.Error("what was sent is echoed")
			}
			if w.Code == http.StatusMethodNotAllowed && w.Header().Get("Allow") == "" {
				t.Error("no Allow header")
			}
		})
	}
}

// A page elsewhere may ask where its origin was named, and nowhere else.
func TestOrigins(t *testing.T) {
	config := over(fixture(t))
	config.Origins = []string{"https://app.example"}
	h := graph.NewHandler(config)
	for origin, want := range map[string]int{"https://app.example": 204, "https://evil.example": 403} {
		r := httptest.NewRequest("OPTIONS", "/graphql", nil)
		r.Host = "localhost"
		r.Header.Set("Origin", origin)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if shared := w.Header().Get("Access-Control-Allow-Origin") == origin; w.Code != want || shared != (want == 204) {
			t.Errorf("%s: %d, shared %v", origin, w.Code, shared)
		}
	}
}

// Readers see whole articles or none while others come and go.
func TestReadersWhileWriting(t *testing.T) {
	s := fixture(t)
	h := graph.NewHandler(over(s))
	stop := make(chan struct{})
	var readers sync.WaitGroup
	for range 3 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				body := `{"query":"{ graph { claimCount factCount } claims(first: 500) { totalCount nodes { id fact { id status } article { id } } } facts(first: 500) { nodes { confidence claims { totalCount } } } }"}`
				r := httptest.NewRequest("POST", "/graphql", strings.NewReader(body))
				r.Host = "localhost"
				r.Header.Set("Content-Type", "application/json")
				w := httptest.NewRecorder()
				h.ServeHTTP(w, r)
				var got reply
				if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || len(got.Errors) > 0 {
					t.Errorf("%v %.300s", err, w.Body)
					return
				}
				n := got.at("claims.totalCount").(float64)
				if listed := len(got.at("claims.nodes").([]any)); float64(listed) != n || got.at("graph.claimCount") != n || listed != 12 && listed != 15 {
					t.Errorf("%d claims are listed, %v counted", listed, n)
				}
			}
		})
	}
	extra := doubts("https://third.example/doubts", "Third")
	for range 20 {
		put(t, s, extra)
		if err := s.Apply(t.Context(), quadstore.Batch{Purge: []string{extra.IRI}, Unload: []string{extra.IRI}, Remove: derived(extra)}); err != nil {
			t.Fatal(err)
		}
	}
	close(stop)
	readers.Wait()
}

// derived are the quads that a purge leaves to the loader: those which no other
// article gives.
func derived(r *kg.Reading) []quad.Quad {
	var only []quad.Quad
	_, shared := r.Derive(kg.EntityIRI)
	for _, q := range shared {
		if q.Object == quad.String(r.Publisher) {
			only = append(only, q)
		}
	}
	return only
}
