package web

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

func get(t *testing.T, path string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	Handler(false).ServeHTTP(w, r)
	return w.Result()
}

func TestPages(t *testing.T) {
	for path, kind := range map[string]string{
		"/": "text/html", "/playground": "text/html", "/static/explorer.js": "text/javascript", "/static/css/base.css": "text/css",
		"/static/icon.svg": "image/svg+xml", "/static/tour.json": "application/json", "/static/vendor/react-18.2.0/LICENSE": "text/plain",
		"/static/pages/article.js": "text/javascript", "/static/vendor/cytoscape-3.34.4/cytoscape.esm.min.mjs": "text/javascript",
	} {
		answer := get(t, path)
		if answer.StatusCode != http.StatusOK || !strings.HasPrefix(answer.Header.Get("Content-Type"), kind) {
			t.Errorf("%s: %d %s", path, answer.StatusCode, answer.Header.Get("Content-Type"))
		}
		if answer.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: may be sniffed", path)
		}
		if again := get(t, path, "If-None-Match", answer.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
			t.Errorf("%s again: %d", path, again.StatusCode)
		}
	}
	for _, path := range []string{"/nothing", "/static/", "/static/../web.go", "/static/nothing.js"} {
		if answer := get(t, path); answer.StatusCode == http.StatusOK {
			t.Errorf("%s: %d", path, answer.StatusCode)
		}
	}
	for _, r := range []*http.Request{httptest.NewRequest(http.MethodGet, "/articles", nil), httptest.NewRequest(http.MethodPost, "/", strings.NewReader("{}"))} {
		w := httptest.NewRecorder()
		Handler(false).ServeHTTP(w, r)
		if w.Code != http.StatusNotFound || !strings.Contains(w.Body.String(), "GraphQL at /graphql") {
			t.Errorf("%s %s: %d %s", r.Method, r.URL, w.Code, w.Body)
		}
	}
}

func TestPolicies(t *testing.T) {
	if policy := get(t, "/").Header.Get("Content-Security-Policy"); !strings.Contains(policy, "require-trusted-types-for 'script'; trusted-types 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("the explorer's policy is %q", policy)
	}
	for _, path := range []string{"/", "/playground"} {
		policy := get(t, path).Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self';", "connect-src 'self';", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: policy %q lacks %s", path, policy, want)
			}
		}
	}
}

// TestOffline: no page, script or style of ours names another host, no page has
// a script or a style of its own inside, and no script makes markup of texts.
func TestOffline(t *testing.T) {
	elsewhere := regexp.MustCompile(`(?:src|href|url|import|fetch)\s*[=(]?\s*["'(]?(?:https?:)?//`)
	markup := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|setHTML|DOMParser|createContextualFragment|\beval\(|new Function|javascript:`)
	inline := regexp.MustCompile(`<style|<script>|\son[a-z]+=|style=`)
	err := fs.WalkDir(static, "static", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(path, "static/vendor/") {
			return err
		}
		content, err := fs.ReadFile(static, path)
		if found := elsewhere.Find(content); found != nil {
			t.Errorf("%s: %s", path, found)
		}
		if found := markup.Find(content); found != nil {
			t.Errorf("%s: %s", path, found)
		}
		if found := inline.Find(content); found != nil && strings.HasSuffix(path, ".html") {
			t.Errorf("%s: %s", path, found)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
