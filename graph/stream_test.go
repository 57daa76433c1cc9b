package graph_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"claimgraph/graph"
	"claimgraph/graph/live"
)

// Claims are told when they come, those that fit, in the order in which they
// come; what was there before is not, nor what comes again.
func TestLiveClaims(t *testing.T) {
	s := listen(t, nil)
	s.load("Zeno")
	c := s.greeted()
	c.subscribe("all", `subscription { claimAdded { label fact { subject { label } } article { key } } }`, nil)
	c.subscribe("one", `subscription { claimAdded(fact: {subject: {label: {startsWith: "B"}}}) { label } }`, nil)
	c.subscribe("none", `subscription { claimAdded(where: {polarity: NEGATED}) { label } }`, nil)
	s.load("Zeno", "Ada", "Ben")
	again := map[string]any{"key": "Ada", "text": "Ada", "title": "replaced, and claims what it did"}
	if r := s.post(ingesting, map[string]any{"articles": []any{again}}); r.at("ingestArticles.claimCount") != 1.0 {
		t.Error(r)
	}
	s.load("Ada", "Cyd")
	heard := map[string]string{}
	for range 4 {
		m := c.hear()
		_, rest, _ := strings.Cut(m, `"label":"`)
		heard[m[7:10]] += rest[:3] + " "
	}
	if fmt.Sprint(heard) != "map[all:Ada Ben Cyd  one:Ben ]" {
		t.Errorf("heard %v", heard)
	}
}

// Streams over HTTP: what is asked for, and what is not.
func TestLiveEvents(t *testing.T) {
	s := listen(t, func(c *graph.Config, _ *shelf) { c.Limits.KeepAlive = 50 * time.Millisecond })
	heard := s.events(t.Context(), `subscription { claimAdded { label } }`, nil)
	time.Sleep(700 * time.Millisecond) // more than the server waits for a request
	s.load("Ada")
	if got := heard.hear(t); !strings.HasPrefix(got, `next {"data":{"claimAdded":{"label":"Ada"}},"extensions":{"cursor":"`) {
		t.Error(got)
	}
	for query, want := range map[string]string{
		`{ articles { totalCount } }`: `next {"data":{"articles":{"totalCount":`,
		`{ nothing }`:                 `next {"errors":[{"message":"Cannot query field`,
		`subscription { ingestProgress(jobId: "x") { sequence } }`:          `next {"errors":[{"message":"bad input: jobId is not the id of a job","path":["ingestProgress"],"locations":[{"line":1,"column":16}],"extensions":{"code":"BAD_USER_INPUT"}}]}`,
		`mutation { retract(input: {key: "Ada"}) { retractedClaimCount } }`: `next {"data":{"retract":{"retractedClaimCount":1}}}`,
	} {
		heard := s.events(t.Context(), query, nil)
		if got := heard.hear(t); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s", query, got)
		}
		if got := heard.hear(t) + heard.hear(t); got != "completeclosed" {
			t.Errorf("%s ends with %s", query, got)
		}
	}
	for accept, want := range map[string]int{
		"application/json": 406, "": 406, "application/graphql-response+json": 406,
		"application/json, text/event-stream": 200, "text/event-stream": 200, "text/html": 406,
	} {
		target := s.url + "/graphql?query=" + url.QueryEscape(`subscription { claimAdded { label } }`)
		r, err := http.NewRequestWithContext(t.Context(), "GET", target, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept", accept)
		response, err := s.http.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if response.StatusCode != want {
			t.Errorf("GET, Accept %q: %s, want %d", accept, response.Status, want)
		}
		response.Body.Close()
	}
	for _, r := range []reply{s.post(`subscription { claimAdded { label } }`, nil), ask(t, over(emptyStore(t)), `subscription { claimAdded { label } }`, nil)} {
		if r.code() != "NEEDS_STREAM" {
			t.Errorf("without a stream: %v", r)
		}
	}
	target := s.url + "/graphql?query=" + url.QueryEscape(`mutation { retract(input: {key: "deepseek.txt"}) { retractedId } }`)
	r, _ := http.NewRequest("GET", target, nil)
	r.Header.Set("Accept", "text/event-stream")
	if response, err := s.http.Do(r); err != nil || response.StatusCode != 405 {
		t.Errorf("GET a change: %v %v", response, err)
	}
}

// A stream goes on after the cursor of any event, given as an argument or by the
// header that a browser sends; after one that means nothing here it does not begin.
func TestLiveClaimsAfter(t *testing.T) {
	s := listen(t, func(c *graph.Config, _ *shelf) { c.Live = live.New(live.Limits{Claims: 2}) })
	following := `subscription($after: String) { claimAdded(after: $after) { label } }`
	heard := s.events(t.Context(), following, nil)
	s.load("Ada", "Ben", "Cyd")
	var first struct{ Extensions struct{ Cursor string } }
	for range 3 {
		event, ok := strings.CutPrefix(heard.hear(t), "next ")
		if first.Extensions.Cursor == "" && (!ok || json.Unmarshal([]byte(event), &first) != nil) {
			t.Fatal(event)
		}
	}
	cursor := first.Extensions.Cursor
	again := s.events(t.Context(), following, map[string]any{"after": cursor})
	r := s.request(following, nil)
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Last-Event-ID", cursor)
	response, err := s.http.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	for _, label := range []string{"Ben", "Cyd"} {
		if got := again.hear(t); !strings.Contains(got, `"`+label+`"`) {
			t.Errorf("after the first: %s, want %s", got, label)
		}
		for id := ""; lines.Scan() && !strings.Contains(lines.Text(), `"`+label+`"`); id = lines.Text() {
			if strings.HasPrefix(lines.Text(), "data: ") {
				t.Errorf("by the header: %s after %s, want %s", lines.Text(), id, label)
			}
		}
	}
	for range 4 {
		s.load("Dan", "Eve")
		if r := s.post(`mutation { retract(input: {key: "Dan"}) { retractedClaimCount } a: retract(input: {key: "Eve"}) { retractedClaimCount } }`, nil); len(r.Errors) > 0 {
			t.Fatal(r)
		}
	}
	for after, code := range map[string]string{cursor: "CURSOR_EXPIRED", "x": "BAD_CURSOR", "": "BAD_CURSOR", "bjo5OTk": "CURSOR_EXPIRED"} {
		if got := s.events(t.Context(), following, map[string]any{"after": after}).hear(t); !strings.Contains(got, `"`+code+`"`) {
			t.Errorf("after %q: %s, want %s", after, got, code)
		}
	}
}

// More streams than there may be are refused.
func TestLiveStreamsAreCounted(t *testing.T) {
	s := listen(t, func(c *graph.Config, _ *shelf) { c.Limits.Streams = 2 })
	ctx, cancel := context.WithCancel(t.Context())
	s.events(ctx, `subscription { claimAdded { label } }`, nil)
	s.greeted()
	r := s.request(`subscription { claimAdded { label } }`, nil)
	r.Header.Set("Accept", "text/event-stream")
	if response, err := s.http.Do(r); err != nil || response.StatusCode != 503 {
		t.Errorf("%v %v", response, err)
	}
	cancel()
	for end := time.Now().Add(5 * time.Second); ; time.Sleep(10 * time.Millisecond) { // there is room again
		r := s.request(`{ graph { version } }`, nil)
		r.Header.Set("Accept", "text/event-stream")
		response, err := s.http.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode == 200 {
			return
		}
		if time.Now().After(end) {
			t.Fatal(response.Status)
		}
	}
}

// Two hundred listeners hear every claim, and loading does not wait for them.
func TestLiveCrowd(t *testing.T) {
	s := listen(t, nil)
	const listeners, loads = 200, 10
	var all sync.WaitGroup
	for i := range listeners {
		var hear func() string
		if i%2 == 0 {
			heard := s.events(t.Context(), `subscription { claimAdded { label } }`, nil)
			hear = func() string { return heard.hear(t) }
		} else {
			c := s.greeted()
			c.subscribe("a", `subscription { claimAdded { label } }`, nil)
			hear = c.hear
		}
		all.Go(func() {
			for n := range loads {
				if m := hear(); !strings.Contains(m, fmt.Sprintf(`"N%d"`, n)) {
					t.Errorf("heard %s, want %d", m, n)
					return
				}
			}
		})
	}
	for n := range loads {
		s.load(fmt.Sprintf("N%d", n))
	}
	all.Wait()
}

// Who reads too slowly is told so in the end; nobody waits for him.
func TestLiveSlowConsumer(t *testing.T) {
	s := listen(t, func(c *graph.Config, _ *shelf) {
		c.Live = live.New(live.Limits{Claims: 2})
		c.Limits.Patience = time.Minute // so that it is not taken for gone
	})
	c := s.greeted()
	texts := ""
	for n := range 25 {
		texts += fmt.Sprintf("t%d: text ", n)
	}
	c.subscribe("slow", `subscription { claimAdded { label article { `+texts+`} } }`, nil)
	const loads = 20
	body := strings.Repeat("word ", 8_000) // a megabyte for each claim, more than the buffers between hold
	for n := range loads {
		article := map[string]any{"key": fmt.Sprint(n), "text": fmt.Sprintf("N%d\n%s", n, body)}
		started := time.Now()
		if r := s.post(ingesting, map[string]any{"articles": []any{article}}); r.at("ingestArticles.job.state") != "DONE" {
			t.Fatal(r)
		}
		if took := time.Since(started); took > 10*time.Second {
			t.Fatalf("loading waited %v for a listener", took)
		}
	}
	heard := 0
	m := c.hear()
	for ; strings.HasPrefix(m, `{"id":"slow","type":"next"`); m = c.hear() {
		heard++
	}
	if !strings.Contains(m, `"type":"error"`) || !strings.Contains(m, `"code":"SLOW_CONSUMER"`) || heard == loads {
		t.Errorf("after %d of %d claims: %.200s", heard, loads, m)
	}
}

// An answer may take longer than a request may take to arrive.
func TestLiveLongAnswer(t *testing.T) {
	s := listen(t, gated)
	go func() {
		time.Sleep(700 * time.Millisecond)
		s.open(2)
	}()
	s.load("Ada", "Ben")
}
