package main

import (
	"bytes"
	"fmt"
	"net"
	"net/url"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimgraph/quadstore/postgres/servertest"
)

// The database goes away under a server and comes back: until then everything is
// answered soon, says what is wrong and that it may be tried again; after it all goes
// on by itself.
func TestDatabaseGoesAway(t *testing.T) {
	database := servertest.Start(t)
	store := database.New(t)
	cmd, address := server(t, t.TempDir(), "--data", store)
	const question = `{ graph { claimCount } entities(first: 3) { nodes { label } } }`
	before := askWith(t, address, question, nil)
	events := make(chan heard, 1000)
	go listenTo(t.Context(), address, "", func(h heard) { events <- h }) //nolint:errcheck // what is missing is noticed
	time.Sleep(300 * time.Millisecond)
	article := map[string]any{"key": "k", "text": textOf(1), "once": "k"}

	database.Stop(t)
	begun := time.Now()
	for _, query := range []string{question, question, `mutation { retract(input: {key: "x"}) { retractedClaimCount } }`, `{ node(id: "x") { id } }`} {
		r := askWith(t, address, query, nil)
		if r.status != 503 || r.header.Get("Retry-After") == "" || r.code() != "STORE_UNAVAILABLE" {
			t.Errorf("%s: %+v", query, r)
		}
	}
	if r := askWith(t, address, ingestOne, article); r.status != 503 || r.code() != "STORE_UNAVAILABLE" {
		t.Errorf("a change: %+v", r)
	}
	if r := askWith(t, address, `mutation { ingestArticles(input: {wait: false, articles: [{key: "q", text: "Nvidia makes the H800."}]}) { job { id } } }`, nil); r.status != 503 || r.code() != "STORE_UNAVAILABLE" {
		t.Errorf("a job: %+v", r)
	}
	if status, body := statusOf("http://" + address + "/readyz"); status != 503 || !strings.HasPrefix(body, "broken: ") {
		t.Errorf("/readyz: %d %s", status, body)
	}
	if status, _ := statusOf("http://" + address + "/healthz"); status != 200 {
		t.Errorf("/healthz: %d", status)
	}
	if status, body := statusOf("http://" + address + "/metrics"); status != 200 || !strings.Contains(body, "claimgraph_store_up 0") || !strings.Contains(body, `claimgraph_store_connections_max{kind="read"} 16`) {
		t.Errorf("/metrics: %d", status)
	}
	if took := time.Since(begun); took > 20*time.Second {
		t.Errorf("nine answers took %v", took)
	}

	database.Again(t)
	waitFor(t, func() bool { status, _ := statusOf("http://" + address + "/readyz"); return status == 200 })
	if r := askWith(t, address, question, nil); fmt.Sprint(r.Data) != fmt.Sprint(before.Data) {
		t.Errorf("after it came back: %+v", r)
	}
	r := askWith(t, address, ingestOne, article)
	if r.at("ingestArticles", "job", "state") != "DONE" {
		t.Fatalf("a change after it came back: %+v\n%s", r, cmd.Stderr)
	}
	for range int(r.at("ingestArticles", "claimCount").(float64)) {
		select {
		case h := <-events:
			if h.Article != "k" {
				t.Errorf("heard %+v", h)
			}
		case <-time.After(10 * time.Second):
			t.Fatal("a stream that was open all the time does not tell")
		}
	}
	if said := fmt.Sprint(cmd.Stderr); strings.Contains(said, "panic") {
		t.Error(said)
	}
}

// A load that loses its database says what is stored and what to do, and given again
// it brings the rest.
func TestLoadWhenDatabaseGoesAway(t *testing.T) {
	database := servertest.Start(t)
	store, dir := database.New(t), t.TempDir()
	const articles = 150
	writeArticles(t, filepath.Join(dir, "articles.jsonl"), articles)
	load := program(t, dir, "load", "--data", store, "--json", "articles.jsonl")
	var said bytes.Buffer
	load.Stdout, load.Stderr = &said, &said
	if err := load.Start(); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { // something is stored
		out, err := program(t, dir, "query", "--data", store, "{ articles { totalCount } }").Output()
		return err == nil && !strings.Contains(string(out), `"totalCount": 0`)
	})
	database.Stop(t)
	_ = load.Wait()
	if code := load.ProcessState.ExitCode(); code != exitFailed || !strings.Contains(said.String(), "hint: ") ||
		!strings.Contains(said.String(), "the store does not answer") && !strings.Contains(said.String(), "is not known") {
		t.Errorf("exit code %d: %s", code, &said)
	}
	database.Again(t)
	outputOf(t, dir, "load", "--data", store, "articles.jsonl")
	if out := outputOf(t, dir, "query", "--data", store, "{ articles { totalCount } }"); !strings.Contains(out, fmt.Sprintf(`"totalCount": %d`, articles)) {
		t.Error(out)
	}
	outputOf(t, dir, "check", "--data", store)
}

// A database that hangs, on a socket that takes everything and answers nothing, hangs
// nobody for long.
func TestDatabaseHangs(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	go func() {
		for {
			conn, err := silent.Accept()
			if err != nil {
				return
			}
			defer conn.Close()
		}
	}()
	begun := time.Now()
	refusedStore(t, "postgres://reader:hidden@"+silent.Addr().String()+"/x?connect_timeout=2", silent.Addr().String(), "query", "{ graph { claimCount } }")
	if took := time.Since(begun); took > 15*time.Second {
		t.Errorf("it took %v", took)
	}
}

// Verbs say which database does not answer, and what to do, but no password.
func TestVerbsWithoutDatabase(t *testing.T) {
	store, err := url.Parse("postgres://reader:hidden@127.0.0.1:1/news")
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"query", "{ graph { claimCount } }"}, {"load", "-"}, {"stats"}, {"check"}, {"serve", "--addr", "127.0.0.1:0"}} {
		refusedStore(t, store.String(), "127.0.0.1", args...)
	}
}

func refusedStore(t *testing.T, store, host string, args ...string) {
	t.Helper()
	out, err := program(t, t.TempDir(), append(args, "--data", store)...).CombinedOutput()
	exit, _ := err.(*exec.ExitError)
	said := string(out)
	if exit == nil || exit.ExitCode() != exitFailed || !strings.Contains(said, host) || !strings.Contains(said, "the store does not answer") ||
		!strings.Contains(said, "hint: look whether the database runs") || strings.Contains(said, "hidden") {
		t.Errorf("%v: %v\n%s", args, err, said)
	}
}
