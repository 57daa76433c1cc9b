package main

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

// A load through a server outlives lost connections, before and after the server has done what it
// was asked, and proxies that do not reach it: nothing is read twice or counted twice. A second
// load finds all of it.
func TestLoadOutlivesLostConnections(t *testing.T) {
	dir := t.TempDir()
	target, err := url.Parse("http://" + served(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	proxy := httputil.NewSingleHostReverseProxy(target)
	var asked atomic.Int32
	flaky := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch asked.Add(1) {
		case 2: // the server has done it, and nobody hears of it
			proxy.ServeHTTP(httptest.NewRecorder(), r)
			panic(http.ErrAbortHandler)
		case 3:
			panic(http.ErrAbortHandler)
		case 5:
			http.Error(w, "no server behind me", http.StatusBadGateway)
		default:
			proxy.ServeHTTP(w, r)
		}
	}))
	defer flaky.Close()
	writeArticles(t, filepath.Join(dir, "more.jsonl"), 120)
	cmd := program(t, dir, "load", "more.jsonl", "--server", flaky.URL)
	said, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(said), "120 articles: 120 added, 0 replaced, 0 unchanged\n") || strings.Count(string(said), "; trying again in ") != 3 {
		t.Errorf("%v: %s", err, said)
	}
	if again := outputOf(t, dir, "load", "more.jsonl", "--server", flaky.URL, "--json"); !strings.Contains(again, `"unchanged": 120`) || !strings.Contains(again, `"claims": 0`) {
		t.Error(again)
	}
	// A server that was never there is an error at once.
	if said, err := program(t, dir, "load", "more.jsonl", "--server", "http://127.0.0.1:1").CombinedOutput(); err == nil || strings.Contains(string(said), "again") {
		t.Errorf("%v: %s", err, said)
	}
}
