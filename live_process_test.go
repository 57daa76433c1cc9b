package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
)

// TestLiveProcess follows a job of a server, compares what is told of it with
// the graph, and ends the server in the middle of another one.
func TestLiveProcess(t *testing.T) {
	dir := t.TempDir()
	cmd, address := server(t, dir)
	claims := subscribe(t, address, `subscription { claimAdded { id } }`)
	before := claimCount(t, address)
	told := 0
	for e := range subscribe(t, address, follow(queueJob(t, address, 0, 40))) {
		told += e.IngestProgress.NewClaimCount
	}
	if now := claimCount(t, address); told == 0 || now-before != told {
		t.Errorf("%d claims are told of, there are %d and were %d", told, now, before)
	}
	for range told {
		if e, ok := <-claims; !ok || e.ClaimAdded.ID == "" {
			t.Fatal("a claim was not told")
		}
	}
	queueJob(t, address, 100, 200)
	progress := subscribe(t, address, follow(queueJob(t, address, 200, 300)))
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	last := ""
	for e := range progress {
		last = e.IngestProgress.Job.State
	}
	if _, more := <-claims; more { // those of the first of the two jobs
		for range claims {
		}
	}
	if err := cmd.Wait(); err != nil || last != "CANCELLED" {
		t.Errorf("the job is %s when the server ends: %v\n%s", last, err, cmd.Stderr)
	}
	outputOf(t, dir, "check")
	if out := outputOf(t, dir, "query", `mutation { ingestArticles(input: {wait: false, articles: [{key: "late", text: "Nvidia makes the H800."}]}) { job { state } } }`); !strings.Contains(out, `"job"`) {
		t.Error(out)
	}
	if out := outputOf(t, dir, "query", `{ article(key: "late") { claims { totalCount } } }`); !strings.Contains(out, `"totalCount": 1`) {
		t.Errorf("a job without a server was not done: %s", out)
	}
}

type told struct {
	IngestProgress struct {
		NewClaimCount int
		Job           struct{ State string }
	}
	ClaimAdded struct{ ID string }
}

func graphQL(t *testing.T, address, accept, query string) *http.Response {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), "POST", "http://"+address+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", accept)
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	return response
}

// subscribe gives what a subscription tells until it ends.
func subscribe(t *testing.T, address, query string) <-chan told {
	t.Helper()
	response := graphQL(t, address, "text/event-stream", query)
	events := make(chan told, 10_000)
	go func() {
		defer close(events)
		defer response.Body.Close()
		for lines := bufio.NewScanner(response.Body); lines.Scan(); {
			data, ok := strings.CutPrefix(lines.Text(), "data: ")
			var e struct{ Data told }
			if ok && json.Unmarshal([]byte(data), &e) == nil {
				events <- e.Data
			}
		}
	}()
	return events
}

func follow(job string) string {
	return fmt.Sprintf(`subscription { ingestProgress(jobId: %q) { newClaimCount job { state } } }`, job)
}

func ask[T any](t *testing.T, address, query string) T {
	t.Helper()
	response := graphQL(t, address, "application/json", query)
	defer response.Body.Close()
	var answer struct{ Data T }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		t.Fatal(err)
	}
	return answer.Data
}

func claimCount(t *testing.T, address string) int {
	t.Helper()
	return ask[struct{ Graph struct{ ClaimCount int } }](t, address, `{ graph { claimCount } }`).Graph.ClaimCount
}

// queueJob loads articles with the numbers from..to by a job.
func queueJob(t *testing.T, address string, from, to int) (id string) {
	t.Helper()
	var articles strings.Builder
	for n := from; n < to; n++ {
		fmt.Fprintf(&articles, `{key: "%d", text: "Company %d was founded in %d by Maria Lopez. Analysts said that it makes chips for Nvidia."} `, n, n, 1900+n%100)
	}
	query := `mutation { ingestArticles(input: {wait: false, articles: [` + articles.String() + `]}) { job { id } } }`
	type payload struct {
		IngestArticles struct{ Job struct{ ID string } }
	}
	return ask[payload](t, address, query).IngestArticles.Job.ID
}
