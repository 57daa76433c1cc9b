package graph_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgraph/access"
	"claimgraph/graph"
)

const (
	versionDocument = "query Version { graph { articleCount } }"
	namedDocument   = "query Named($name: String!) { entity(ref: {name: $name}) { label } }"
)

func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func writeFile(t *testing.T, path, content string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The three forms give the same documents.
func TestTrustedDocuments(t *testing.T) {
	dir := t.TempDir()
	relay := writeFile(t, filepath.Join(dir, "relay.json"), asJSON(t, map[string]string{"v1": versionDocument, hashOf(namedDocument): namedDocument}))
	apollo := writeFile(t, filepath.Join(dir, "apollo.json"), asJSON(t, map[string]any{
		"format": "apollo-persisted-query-manifest", "version": 1,
		"operations": []map[string]string{
			{"id": "v1", "name": "Version", "type": "query", "body": versionDocument}, {"id": hashOf(namedDocument), "name": "Named", "type": "query", "body": namedDocument},
		},
	}))
	folder := filepath.Join(dir, "documents")
	writeFile(t, filepath.Join(folder, "v1"+".graphql"), versionDocument)
	writeFile(t, filepath.Join(folder, "more", "named.graphql"), namedDocument)
	writeFile(t, filepath.Join(folder, "README"), "not a document")
	gate, secrets := gateWith(t, access.Rules{Anonymous: access.Reader})
	for path, v1 := range map[string]string{relay: "v1", apollo: "v1", folder: "v1.graphql"} {
		trusted, err := graph.ReadTrustedDocuments(path, graph.Limits{})
		if err != nil || trusted.Len() != 2 {
			t.Fatalf("%s: %v", path, err)
		}
		config := over(fixture(t))
		config.Trusted, config.Gate = trusted, gate
		h := graph.NewHandler(config)
		apq := func(id string) map[string]any {
			return map[string]any{"persistedQuery": map[string]any{"version": 1, "sha256Hash": id}}
		}
		name := map[string]any{"name": "Nvidia"}
		for _, c := range []struct {
			what    string
			request map[string]any
			key     string
			code    string
		}{
			{"by its id", map[string]any{"documentId": v1}, "", ""},
			{"by its hash", map[string]any{"documentId": hashOf(namedDocument), "variables": name}, "", ""},
			{"by a prefixed hash", map[string]any{"documentId": "sha256:" + hashOf(namedDocument), "variables": name}, "", ""},
			{"as Apollo does", map[string]any{"extensions": apq(hashOf(versionDocument))}, "", ""},
			{"with its text", map[string]any{"documentId": v1, "query": versionDocument}, "", ""},
			{"with another text", map[string]any{"documentId": v1, "query": "{ __typename }"}, "", "PERSISTED_QUERY_NOT_IN_LIST"},
			{"unknown", map[string]any{"documentId": hashOf("{a}")}, "", "PERSISTED_QUERY_NOT_IN_LIST"},
			{"no id", map[string]any{"query": versionDocument}, "", "PERSISTED_QUERY_ID_REQUIRED"},
			{"two ids", map[string]any{"documentId": v1, "extensions": apq("x")}, "", "BAD_USER_INPUT"},
			{"an id that is none", map[string]any{"documentId": 1}, "", "BAD_USER_INPUT"},
			{"nothing", map[string]any{}, "", "BAD_USER_INPUT"},
			{"without its variable", map[string]any{"documentId": hashOf(namedDocument)}, "", "GRAPHQL_VALIDATION_FAILED"},
			{"another from who may not", map[string]any{"query": "{ __typename }"}, secrets[access.Writer], "PERSISTED_QUERY_ID_REQUIRED"},
			{"another from an admin", map[string]any{"query": "{ __typename }"}, secrets[access.Admin], ""},
		} {
			var header []string
			if c.key != "" {
				header = []string{"Authorization", "Bearer " + c.key}
			}
			if w, got := send(h, c.request, header...); got.code() != c.code || c.code == "" && w.Code != 200 {
				t.Errorf("%s, %s: %d %s, want %q", filepath.Base(path), c.what, w.Code, w.Body, c.code)
			}
		}
		get := "/graphql?documentId=" + url.QueryEscape(hashOf(namedDocument)) + "&variables=" + url.QueryEscape(`{"name":"Nvidia"}`)
		if w, got := serve(h, httptest.NewRequest("GET", get, nil)); w.Code != 200 || got.at("entity.label") != "Nvidia" {
			t.Errorf("by GET: %d %s", w.Code, w.Body)
		}
	}
}

// Without a list, a client that sends a hash first is told to send the whole.
func TestNoTrustedDocuments(t *testing.T) {
	h := graph.NewHandler(over(fixture(t)))
	w, got := send(h, map[string]any{"documentId": "x"})
	if got.code() != "PERSISTED_QUERY_NOT_SUPPORTED" || !strings.Contains(w.Body.String(), "PersistedQueryNotSupported") {
		t.Errorf("%s", w.Body)
	}
	if w, got := send(h, map[string]any{"documentId": "x", "query": versionDocument}); got.code() != "" {
		t.Errorf("%s", w.Body)
	}
}

// A folder is the same however it is written.
func TestTrustedFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	writeFile(t, filepath.Join("documents", "more", "v1.graphql"), versionDocument)
	for _, dir := range []string{"documents", "./documents", "documents/", "documents/../documents"} {
		if trusted, err := graph.ReadTrustedDocuments(dir, graph.Limits{}); err != nil || trusted.Len() != 1 {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

func TestUnsoundTrustedDocuments(t *testing.T) {
	dir := t.TempDir()
	for content, want := range map[string]string{
		`{"broken": "{ graph {"}`:           "document broken: ",
		`{"old": "{ graph { nothing } }"}`:  `document old: input:1:11: Cannot query field "nothing"`,
		`{"long": "{ graph { version } }"}`: "document long: it has 21 bytes (at most 20)",
		`{"a": 1}`:                          "neither",
		`[]`:                                "neither",
		`{}`:                                "no documents",
		`{"format":"apollo-persisted-query-manifest","version":2,"operations":[]}`:                     "version 2",
		`{"format":"apollo-persisted-query-manifest","version":1,"operations":[{"body":"{ graph }"}]}`: "operation 1 has no id",
		`{"` + hashOf("{a}") + `":"{__typename}", "x": "{a}"}`:                                         "document",
	} {
		path := writeFile(t, filepath.Join(dir, "documents.json"), content)
		limits := graph.Limits{}
		if strings.Contains(content, "long") {
			limits.Query = 20
		}
		if _, err := graph.ReadTrustedDocuments(path, limits); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v, want %s", content, err, want)
		}
	}
	if _, err := graph.ReadTrustedDocuments(filepath.Join(dir, "missing"), graph.Limits{}); err == nil {
		t.Error("a file that is missing")
	}
}
