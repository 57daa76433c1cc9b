package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"claimgraph/quadstore/postgres/servertest"

	"github.com/jackc/pgx/v5"
)

// What servers that share a database are to those who do not know which one they ask.

// What any process commits is told by every server, in the order of the commits and
// once, and from any event on.
func TestServersTellEachOthersClaims(t *testing.T) {
	url := servertest.Start(t).New(t)
	a, b := twoServers(t, url)
	events := make(chan heard, 10_000)
	for _, address := range []string{a, b} {
		go listenTo(t.Context(), address, "", func(h heard) { //nolint:errcheck // what is missing is noticed
			if address == b {
				events <- h
			}
		})
	}
	time.Sleep(500 * time.Millisecond) // both listen
	dir := t.TempDir()
	var want []string
	for n := range 6 {
		key := fmt.Sprint("k", n)
		switch n % 3 {
		case 0: // another process
			name := filepath.Join(dir, key+".jsonl")
			if err := os.WriteFile(name, fmt.Appendf(nil, `{"id":%q,"text":%q}`+"\n", key, textOf(n)), 0o644); err != nil {
				t.Fatal(err)
			}
			outputOf(t, dir, "load", "--data", url, name)
		default: // one of the servers
			address := []string{a, b}[n%2]
			if r := askWith(t, address, ingestOne, map[string]any{"key": key, "text": textOf(n)}); r.at("ingestArticles", "job", "state") != "DONE" {
				t.Fatalf("%+v", r)
			}
		}
		want = append(want, key)
	}
	var all []heard
	var keys []string
	for len(keys) < len(want) || len(all) < len(askedClaims(t, a, want)) {
		select {
		case h := <-events:
			if all = append(all, h); len(keys) == 0 || keys[len(keys)-1] != h.Article {
				keys = append(keys, h.Article)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("after %v nothing was heard", keys)
		}
	}
	if !slices.Equal(keys, want) {
		t.Errorf("heard of %v, want %v", keys, want)
	}
	from := len(all) / 3
	for _, address := range []string{a, b} { // the same rest, whichever server is asked
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		var rest []heard
		err := listenTo(ctx, address, all[from].Cursor, func(h heard) {
			if rest = append(rest, h); len(rest) == len(all)-from-1 {
				cancel()
			}
		})
		cancel()
		if !slices.Equal(rest, all[from+1:]) {
			t.Errorf("after event %d: %v\nwant %v (%v)", from, rest, all[from+1:], err)
		}
	}
}

// How soon a listener of one server hears what another one has acknowledged: below 0
// is before who changed it had his answer.
func TestServersHearSoon(t *testing.T) {
	url := servertest.Start(t, servertest.Durable).New(t)
	a, b := twoServers(t, url)
	type told struct {
		heard
		at time.Time
	}
	events := make(chan told, 10_000)
	go listenTo(t.Context(), b, "", func(h heard) { events <- told{h, time.Now()} }) //nolint:errcheck // what is missing is noticed
	time.Sleep(500 * time.Millisecond)                                               // it listens
	var took []time.Duration
	for n := range 30 {
		key := fmt.Sprint("soon", n)
		askWith(t, a, ingestOne, map[string]any{"key": key, "text": textOf(n)})
		answered := time.Now()
		for {
			select {
			case e := <-events:
				if e.Article != key { // the rest of the one before
					continue
				}
				took = append(took, e.at.Sub(answered))
			case <-time.After(10 * time.Second):
				t.Fatalf("%s was not heard", key)
			}
			break
		}
	}
	slices.Sort(took)
	t.Logf("after the answer: p50 %v, p99 %v, most %v", took[len(took)/2], took[len(took)*99/100], took[len(took)-1])
	if took[len(took)/2] > 2*time.Second {
		t.Errorf("half of the claims are heard later than %v", took[len(took)/2])
	}
}

// Jobs and keys of one server are those of the others, also when it is gone.
func TestServersShareJobsAndKeys(t *testing.T) {
	url := servertest.Start(t).New(t)
	first, a := server(t, t.TempDir(), "--data", url)
	_, b := server(t, t.TempDir(), "--data", url)
	state := func(address, id string) any {
		t.Helper()
		return askWith(t, address, `query($id: ID!) { ingestJob(id: $id) { state } }`, map[string]any{"id": id}).at("ingestJob", "state")
	}
	started := queueJob(t, a, 0, 20)
	if s := state(b, started); s == nil {
		t.Errorf("b does not know the job that a has begun")
	}
	var steps []string
	for e := range subscribe(t, b, follow(started)) {
		steps = append(steps, e.IngestProgress.Job.State)
	}
	if len(steps) != 23 || steps[len(steps)-1] != "DONE" || state(a, started) != "DONE" || state(b, started) != "DONE" {
		t.Errorf("steps of the job: %v", steps)
	}
	if r := askWith(t, b, `query($id: ID!) { node(id: $id) { ... on IngestJob { done articles { totalCount } } } }`, map[string]any{"id": started}); r.at("node", "done") != 20.0 || r.at("node", "articles", "totalCount") != 20.0 {
		t.Errorf("%+v", r)
	}

	once := map[string]any{"key": "once", "text": textOf(1), "once": "a key"}
	one, two := askWith(t, a, ingestOne, once), askWith(t, b, ingestOne, once)
	if id := one.at("ingestArticles", "job", "id"); id == nil || two.at("ingestArticles", "job", "id") != id || two.at("ingestArticles", "articleEdges", 0, "node", "id") != one.at("ingestArticles", "articleEdges", 0, "node", "id") {
		t.Errorf("under one key: %+v, then %+v", one, two)
	}
	once["text"] = textOf(2)
	if r := askWith(t, b, ingestOne, once); r.at("ingestArticles", "userErrors", 0, "code") != "IDEMPOTENCY_MISMATCH" {
		t.Errorf("another input: %+v", r)
	}
	retract := `mutation { retract(input: {key: "once", idempotencyKey: "r"}) { retractedClaimCount userErrors { code } } }`
	gone, again := askWith(t, b, retract, nil), askWith(t, a, retract, nil)
	if n, _ := gone.at("retract", "retractedClaimCount").(float64); n == 0 || again.at("retract", "retractedClaimCount") != n {
		t.Errorf("retracted: %+v, then %+v", gone, again)
	}

	cancel := `mutation($id: ID!) { cancelIngest(input: {jobId: $id}) { job { state } userErrors { code } } }`
	queueJob(t, a, 100, 200)
	waits := queueJob(t, a, 200, 300)
	if r := askWith(t, b, cancel, map[string]any{"id": waits}); r.at("cancelIngest", "job", "state") != "CANCELLED" {
		t.Errorf("cancelled on b: %+v", r)
	}
	if r := askWith(t, b, cancel, map[string]any{"id": waits}); r.at("cancelIngest", "userErrors", 0, "code") != "JOB_ENDED" {
		t.Errorf("cancelled again: %+v", r)
	}

	lost := queueJob(t, a, 300, 400)
	if err := first.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = first.Wait() // it was killed
	if s := state(b, lost); s != "QUEUED" && s != "RUNNING" {
		t.Errorf("right after the kill: %v", s)
	}
	passTime(t, url)
	r := askWith(t, b, `query($id: ID!) { ingestJob(id: $id) { state errors { code } } }`, map[string]any{"id": lost})
	if r.at("ingestJob", "state") != "FAILED" || r.at("ingestJob", "errors", 0, "code") != "SERVER_GONE" {
		t.Errorf("a job whose server is gone: %+v", r)
	}
}

// passTime has the owners of notes be away for long.
func passTime(t *testing.T, url string) {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if _, err := conn.Exec(t.Context(), "UPDATE notes SET seen = now() - INTERVAL '1 minute'"); err != nil {
		t.Fatal(err)
	}
}

// Pages, ids and trusted documents that one server gave are good for the other, and
// what one has acknowledged the other one's next answer knows.
func TestServersAnswerAsOne(t *testing.T) {
	url := servertest.Start(t).New(t)
	dir := t.TempDir()
	documents := filepath.Join(dir, "documents.json")
	if err := os.WriteFile(documents, []byte(`{"page": "query($after: String) { claims(first: 7, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }"}`), 0o644); err != nil {
		t.Fatal(err)
	}
	a, b := twoServers(t, url)
	_, c := server(t, dir, "--data", url, "--trusted-documents", documents, "--anonymous-read", "--addr", "0.0.0.0:0")
	both := []string{a, b}
	const paging = `query($after: String) { claims(first: 7, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } totalCount } }`
	pages := func(ask func(turn int, after any) asked) (ids []string) {
		var after any
		for turn := 0; ; turn++ {
			r := ask(turn, after)
			if r.code() == "CURSOR_EXPIRED" {
				after, ids = nil, nil // as a client does
				continue
			}
			nodes, ok := r.at("claims", "nodes").([]any)
			if !ok {
				t.Fatalf("%+v", r)
			}
			for _, n := range nodes {
				ids = append(ids, n.(map[string]any)["id"].(string))
			}
			if r.at("claims", "pageInfo", "hasNextPage") != true {
				return ids
			}
			after = r.at("claims", "pageInfo", "endCursor")
		}
	}
	alternating := func(turn int, after any) asked {
		return askWith(t, both[turn%2], paging, map[string]any{"after": after})
	}
	ids := pages(alternating)
	if alone := pages(func(_ int, after any) asked { return askWith(t, a, paging, map[string]any{"after": after}) }); len(ids) < 50 || !slices.Equal(ids, alone) {
		t.Errorf("%d claims by turns, %d by one", len(ids), len(alone))
	}
	trusted := pages(func(_ int, after any) asked {
		body, _ := json.Marshal(map[string]any{"documentId": "page", "variables": map[string]any{"after": after}})
		_, port, _ := strings.Cut(strings.TrimPrefix(c, "[::]"), ":")
		answer, err := http.Post("http://127.0.0.1:"+port+"/graphql", "application/json", bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		var r asked
		if err := json.NewDecoder(answer.Body).Decode(&r); err != nil {
			t.Fatal(err)
		}
		return r
	})
	if !slices.Equal(trusted, ids) {
		t.Errorf("%d claims by a trusted document, want %d", len(trusted), len(ids))
	}
	for i, id := range ids {
		if r := askWith(t, both[i%2], `query($id: ID!) { node(id: $id) { id } }`, map[string]any{"id": id}); r.at("node", "id") != id {
			t.Fatalf("%s: %+v", id, r)
		}
	}
	for n := range 30 { // whoever changed it, the other knows
		to, from := both[n%2], both[(n+1)%2]
		key := fmt.Sprint("k", n)
		count := func() any {
			return askWith(t, from, `query($key: String!) { article(key: $key) { claims { totalCount } } graph { articleCount } }`, map[string]any{"key": key}).at("article", "claims", "totalCount")
		}
		count() // it is remembered that there is none
		r := askWith(t, to, ingestOne, map[string]any{"key": key, "text": textOf(n)})
		if got := count(); got != r.at("ingestArticles", "claimCount") || got == 0.0 {
			t.Fatalf("%s was stored with %v claims, the other server says %v", key, r.at("ingestArticles", "claimCount"), got)
		}
		if n%3 == 0 {
			askWith(t, to, `mutation($key: String!) { retract(input: {key: $key}) { retractedClaimCount } }`, map[string]any{"key": key})
			if got := count(); got != nil {
				t.Fatalf("%s was retracted, the other server says %v", key, got)
			}
		}
	}
	done := make(chan struct{})
	go func() { // writes go on while pages are read by turns
		defer close(done)
		for n := range 12 {
			tryAsk(both[n%2], ingestOne, map[string]any{"key": fmt.Sprint("beside", n), "text": textOf(n)}) //nolint:errcheck // what matters is that the graph changes
		}
	}()
	beside := pages(alternating)
	<-done
	slices.Sort(beside)
	if len(slices.Compact(slices.Clone(beside))) != len(beside) {
		t.Error("a claim comes twice")
	}
}
