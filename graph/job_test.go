package graph_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"claimgraph/graph"
	"claimgraph/graph/live"
	"claimgraph/kg"
)

const following = `subscription($id: ID!, $after: Int! = 0) {
	ingestProgress(jobId: $id, afterSequence: $after) { sequence newClaimCount message article { key } job { state done failed } }
}`

func gated(_ *graph.Config, s *shelf) { s.gate = make(chan struct{}) }

// A job that is not waited for tells each step, from any of them on, and can be
// asked for when it has ended.
func TestLiveJob(t *testing.T) {
	s := listen(t, gated)
	id := s.queue("Ada", "unreadable", "Ben")
	heard := s.events(t.Context(), following, map[string]any{"id": id})
	s.open(3)
	want := []string{
		`next {"data":{"ingestProgress":{"sequence":1,"newClaimCount":0,"message":null,"article":null,"job":{"state":"QUEUED","done":0,"failed":0}}}}`,
		`next {"data":{"ingestProgress":{"sequence":2,"newClaimCount":0,"message":null,"article":null,"job":{"state":"RUNNING","done":0,"failed":0}}}}`,
		`next {"data":{"ingestProgress":{"sequence":3,"newClaimCount":1,"message":null,"article":{"key":"Ada"},"job":{"state":"RUNNING","done":1,"failed":0}}}}`,
		`next {"data":{"ingestProgress":{"sequence":4,"newClaimCount":0,"message":"cannot be read","article":null,"job":{"state":"RUNNING","done":1,"failed":1}}}}`,
		`next {"data":{"ingestProgress":{"sequence":5,"newClaimCount":1,"message":null,"article":{"key":"Ben"},"job":{"state":"RUNNING","done":2,"failed":1}}}}`,
		`next {"data":{"ingestProgress":{"sequence":6,"newClaimCount":0,"message":null,"article":null,"job":{"state":"DONE","done":2,"failed":1}}}}`,
		`complete`, `closed`,
	}
	for _, w := range want {
		if got := heard.hear(t); got != w {
			t.Fatalf("heard %s, want %s", got, w)
		}
	}
	c := s.greeted()
	c.subscribe("again", following, map[string]any{"id": id, "after": 4})
	for _, w := range want[4:6] {
		c.want(`{"id":"again","type":"next","payload":` + strings.TrimPrefix(w, "next ") + `}`)
	}
	c.want(`{"id":"again","type":"complete"}`)
	r := s.post(`query($id: ID!) { ingestJob(id: $id) { state errors { code path } articles { nodes { key } } } node(id: $id) { id ... on IngestJob { total } } }`, map[string]any{"id": id})
	if got := fmt.Sprint(r.Data); got != "map[ingestJob:map[articles:map[nodes:[map[key:Ada] map[key:Ben]]] errors:[map[code:NOT_STORED path:[input articles 1]]] state:DONE] node:map[id:"+id+" total:3]]" {
		t.Error(got)
	}
}

// What a job that is waited for has done stands in the answer, with the job.
func TestLiveJobWaitedFor(t *testing.T) {
	s := listen(t, nil)
	given := append(articles("Ada"), map[string]any{"url": "https://news.example/1"})
	r := s.post(ingesting, map[string]any{"articles": given})
	if got := fmt.Sprint(r.at("ingestArticles.job.state"), " ", r.at("ingestArticles.job.total"), r.at("ingestArticles.job.done"), r.at("ingestArticles.job.failed"),
		r.at("ingestArticles.userErrors"), r.at("ingestArticles.job.errors")); got != "DONE 2 1 1 [map[code:URL_NOT_ALLOWED path:[input articles 1 url]]] [map[code:URL_NOT_ALLOWED path:[input articles 1 url]]]" {
		t.Error(got)
	}
	dry := s.post(ingesting, map[string]any{"articles": articles("Ben"), "dryRun": true})
	if dry.at("ingestArticles.job.done") != 1.0 || dry.at("ingestArticles.job.articles.totalCount") != 0.0 || dry.at("ingestArticles.claimCount") != 1.0 {
		t.Errorf("dry run: %v", dry.Data)
	}
}

// Jobs are done one after another; too many are refused, old ones forgotten.
func TestLiveQueue(t *testing.T) {
	s := listen(t, func(c *graph.Config, s *shelf) {
		c.Live = live.New(live.Limits{Queue: 2, Jobs: 3})
		s.gate = make(chan struct{})
	})
	first := s.queue("1")
	s.awaitState(first, "RUNNING")
	second, third := s.queue("2"), s.queue("3")
	if r := s.post(ingesting, map[string]any{"articles": articles("4"), "wait": false}); fmt.Sprint(r.at("ingestArticles.userErrors")) != "[map[code:QUEUE_FULL path:[input]]]" || r.at("ingestArticles.job") != nil {
		t.Errorf("a full queue: %v", r.Data)
	}
	cancel := `mutation($id: ID!) { cancelIngest(input: {jobId: $id}) { job { state } userErrors { code } } }`
	if r := s.post(cancel, map[string]any{"id": second}); r.at("cancelIngest.job.state") != "CANCELLED" {
		t.Errorf("cancelled: %v", r.Data)
	}
	if r := s.post(cancel, map[string]any{"id": second}); fmt.Sprint(r.at("cancelIngest.userErrors")) != "[map[code:JOB_ENDED]]" {
		t.Errorf("cancelled again: %v", r.Data)
	}
	s.open(2)
	s.awaitState(third, "DONE")
	if r := s.post(`{ articles { nodes { key } } }`, nil); strings.Contains(fmt.Sprint(r.Data), "key:2]") {
		t.Error("a job that was cancelled was done")
	}
	last := s.queue("5")
	s.open(1)
	s.awaitState(last, "DONE")
	for id, code := range map[string]string{
		first: "JOB_FORGOTTEN", second: "", last: "", "x": "BAD_USER_INPUT",
		kg.JobNodeID("an.1"): "JOB_FORGOTTEN", kg.JobNodeID("nothing"): "BAD_USER_INPUT",
	} {
		if r := s.post(`query($id: ID!) { ingestJob(id: $id) { id } }`, map[string]any{"id": id}); r.code() != code {
			t.Errorf("%s: %v, want %q", id, r.Errors, code)
		}
		if heard := s.events(t.Context(), following, map[string]any{"id": id, "after": 10}); (code == "") != (heard.hear(t) == "complete") {
			t.Errorf("%s is followed", id)
		}
	}
}

func (s *server) awaitState(id, state string) {
	s.t.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		r := s.post(`query($id: ID!) { ingestJob(id: $id) { state } }`, map[string]any{"id": id})
		if r.at("ingestJob.state") == state {
			return
		}
		if time.Now().After(end) {
			s.t.Fatalf("%v, want %s", r, state)
		}
	}
}

// Under one key a mutation is done once, and told as often as it is asked.
func TestIdempotency(t *testing.T) {
	s := listen(t, nil)
	codes := func(r reply, mutation string) string { return fmt.Sprint(r.at(mutation + ".userErrors")) }
	ask := func(key string, names ...string) reply {
		return s.post(ingesting, map[string]any{"articles": articles(names...), "key": key})
	}
	first, again := ask("k", "Ada"), ask("k", "Ada")
	if id := first.at("ingestArticles.job.id"); id == nil || again.at("ingestArticles.job.id") != id || fmt.Sprint(again.at("ingestArticles.articleEdges")) != "[map[node:map[key:Ada]]]" {
		t.Errorf("first %v, again %v", first.Data, again.Data)
	}
	if r := ask("k", "Ben"); codes(r, "ingestArticles") != "[map[code:IDEMPOTENCY_MISMATCH path:[input idempotencyKey]]]" {
		t.Errorf("another input: %v", r.Data)
	}
	if r := ask(strings.Repeat("k", 201), "Ben"); codes(r, "ingestArticles") != "[map[code:BAD_KEY path:[input idempotencyKey]]]" {
		t.Errorf("a long key: %v", r.Data)
	}
	retract := `mutation($key: String!, $once: String, $id: String) { retract(input: {key: $key, idempotencyKey: $once, clientMutationId: $id}) { retractedClaimCount clientMutationId userErrors { code } } }`
	if r := s.post(retract, map[string]any{"key": "Ada", "once": "k"}); codes(r, "retract") != "[map[code:IDEMPOTENCY_MISMATCH]]" {
		t.Errorf("another mutation: %v", r.Data)
	}
	if r := s.post(retract, map[string]any{"key": "nobody", "once": "r"}); codes(r, "retract") != "[map[code:UNKNOWN_KEY]]" {
		t.Errorf("what is not there: %v", r.Data)
	}
	for _, id := range []string{"one", "two"} { // what changed nothing was not remembered
		r := s.post(retract, map[string]any{"key": "Ada", "once": "r2", "id": id})
		if r.at("retract.retractedClaimCount") != 1.0 || r.at("retract.clientMutationId") != id {
			t.Errorf("retracted: %v", r.Data)
		}
	}
	if r := ask("k", "Ada"); len(r.at("ingestArticles.articleEdges").([]any)) != 0 {
		t.Errorf("told again when it is gone: %v", r.Data)
	}
	names := s.post(`{ entities(where: {label: {in: ["DeepSeek", "DeepSeek researchers"]}}) { nodes { id label } } }`, nil).at("entities.nodes").([]any)
	merge := map[string]any{"into": names[0].(map[string]any)["id"], "from": []any{names[1].(map[string]any)["id"]}}
	mutation := `mutation($into: ID!, $from: [ID!]!) { mergeEntities(input: {into: $into, from: $from, idempotencyKey: "m"}) { curationId entity { label } userErrors { code } } }`
	one, two := s.post(mutation, merge), s.post(mutation, merge)
	if one.at("mergeEntities.curationId") == nil || fmt.Sprint(one.Data) != fmt.Sprint(two.Data) {
		t.Errorf("merged %v, again %v", one, two)
	}
}

// A server that ends cancels what is queued; no article is half there.
func TestLiveShutdown(t *testing.T) {
	s := listen(t, gated)
	running, waiting := s.queue("Ada", "Ben"), s.queue("Cyd")
	c := s.greeted()
	c.subscribe("claims", `subscription { claimAdded { label } }`, nil)
	s.open(1)
	if m := c.hear(); !strings.HasPrefix(m, `{"id":"claims","type":"next","payload":{"data":{"claimAdded":{"label":"Ada"}},"extensions":{"cursor":"`) {
		t.Fatal(m)
	}
	c.subscribe("job", `subscription($id: ID!) { ingestProgress(jobId: $id, afterSequence: 3) { job { state done } } }`, map[string]any{"id": running})
	done := make(chan error)
	go func() { done <- s.live.Shutdown(t.Context()) }()
	ended := map[string]bool{}
	<-s.live.Closing()
	if r := s.post(ingesting, map[string]any{"articles": articles("Dan"), "wait": false}); fmt.Sprint(r.at("ingestArticles.userErrors")) != "[map[code:SHUTTING_DOWN path:[input]]]" {
		t.Errorf("a job for a server that ends: %v", r.Data)
	}
	s.awaitState(waiting, "CANCELLED")
	s.open(1) // the article that is being read
	for m := c.hear(); m != "closed 1001"; m = c.hear() {
		ended[m] = true
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	for _, m := range []string{`{"id":"claims","type":"complete"}`, `{"id":"job","type":"complete"}`} {
		if !ended[m] {
			t.Errorf("%s was not heard: %v", m, ended)
		}
	}
	if r := s.post(`query($id: ID!) { ingestJob(id: $id) { state articles { totalCount } } }`, map[string]any{"id": running}); r.at("ingestJob.state") != "CANCELLED" && r.at("ingestJob.state") != "DONE" {
		t.Errorf("the job that ran: %v", r.Data)
	}
}

// What comes without its text is fetched by the job, after what came with it, where
// the server may.
func TestLiveFetch(t *testing.T) {
	s := listen(t, func(c *graph.Config, _ *shelf) {
		c.Fetch = func(_ context.Context, address string) (kg.Article, error) {
			if address != "https://news.example/ada" {
				return kg.Article{}, errors.New("not a public address of the web")
			}
			return kg.Article{Key: address, URL: address, Title: "Ada's day", Text: "Ada"}, nil
		}
	})
	given := append([]any{map[string]any{"url": "https://news.example/ada"}, map[string]any{"url": "http://10.0.0.1/"}}, articles("Ben")...)
	r := s.post(ingesting, map[string]any{"articles": given})
	if got := fmt.Sprint(r.at("ingestArticles.job.done"), r.at("ingestArticles.job.failed"), r.at("ingestArticles.userErrors")); got != "2 1 [map[code:URL_NOT_FETCHED path:[input articles 1 url]]]" {
		t.Error(got)
	}
	stored := s.post(`{ articles(last: 2) { nodes { key title } } }`, nil)
	if got := fmt.Sprint(stored.Data); got != "map[articles:map[nodes:[map[key:Ben title:<nil>] map[key:https://news.example/ada title:Ada's day]]]]" {
		t.Error(got)
	}
}
