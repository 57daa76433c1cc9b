package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"claimgraph/quadstore/postgres/servertest"
)

// fleet is servers of one database, each a process that may be killed.
type fleet struct {
	t         *testing.T
	dir, url  string
	addresses []string
	running   []*exec.Cmd
}

// startFleet starts servers over a database that has one article, the number 0.
func startFleet(t *testing.T, url string, size int) *fleet {
	t.Helper()
	f := &fleet{t: t, dir: t.TempDir(), url: url, running: make([]*exec.Cmd, size)}
	writeArticles(t, filepath.Join(f.dir, "first.jsonl"), 1)
	outputOf(t, f.dir, "load", "--data", url, "first.jsonl")
	for i := range size {
		f.addresses = append(f.addresses, fmt.Sprintf("127.0.0.1:%d", servertest.FreePort(t)))
		f.start(i)
	}
	return f
}

// start runs a server and waits until it answers.
func (f *fleet) start(i int) {
	f.t.Helper()
	cmd := program(f.t, f.dir, "serve", "--data", f.url, "--addr", f.addresses[i], "--log-level", "error")
	cmd.Stderr = &bytes.Buffer{}
	if err := cmd.Start(); err != nil {
		f.t.Fatal(err)
	}
	f.running[i] = cmd
	waitFor(f.t, func() bool {
		answer, err := http.Get("http://" + f.addresses[i] + "/readyz")
		if err == nil {
			answer.Body.Close()
		}
		return err == nil && answer.StatusCode == http.StatusOK
	})
}

// kill ends a server without a last word.
func (f *fleet) kill(i int) {
	f.t.Helper()
	if err := f.running[i].Process.Kill(); err != nil {
		f.t.Fatal(err)
	}
	_ = f.running[i].Wait() // it was killed
}

// crowd is clients of a fleet. Each stores one article after another, under a key of
// its own, until a server has acknowledged it, and looks whether that server has it
// then; others only ask.
type crowd struct {
	fleet *fleet
	next  atomic.Int64 // number of the next article
	stop  atomic.Bool
	all   sync.WaitGroup

	mu            sync.Mutex
	acknowledged  []int64
	writes, reads tally
	unseen        int // acknowledged, and then not found by the same server
}

// tally is what became of requests of a kind.
type tally struct {
	done, failed int
	last         time.Time     // when one was answered
	gap          time.Duration // the longest in which none was
}

func (t *tally) count(ok bool) {
	if !ok {
		t.failed++
		return
	}
	now := time.Now()
	if !t.last.IsZero() {
		t.gap = max(t.gap, now.Sub(t.last))
	}
	t.last = now
	t.done++
}

func (t tally) String() string {
	return fmt.Sprintf("%d answered, %d failed, none answered for at most %v", t.done, t.failed, t.gap.Round(time.Millisecond))
}

func (f *fleet) crowd(writers, readers int) *crowd {
	c := &crowd{fleet: f}
	for i := range writers {
		c.all.Go(func() {
			for at := i; !c.stop.Load(); at++ {
				c.store(c.next.Add(1), at)
			}
		})
	}
	for i := range readers {
		c.all.Go(func() {
			for at := i; !c.stop.Load(); at++ {
				found, ok := c.article(f.addresses[at%len(f.addresses)], 0)
				c.mu.Lock()
				c.reads.count(ok && found)
				c.mu.Unlock()
			}
		})
	}
	return c
}

func (c *crowd) failedQuestions() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.reads.failed
}

// end lets everybody finish what he has begun.
func (c *crowd) end() {
	c.stop.Store(true)
	c.all.Wait()
}

// store has an article stored, whatever it takes.
func (c *crowd) store(n int64, at int) {
	for ; ; at++ {
		address := c.fleet.addresses[at%len(c.fleet.addresses)]
		ok := c.ingest(address, n)
		c.mu.Lock()
		c.writes.count(ok)
		c.mu.Unlock()
		if !ok {
			time.Sleep(20 * time.Millisecond)
			continue
		}
		found, answered := c.article(address, n)
		c.mu.Lock()
		defer c.mu.Unlock()
		c.acknowledged = append(c.acknowledged, n)
		if answered && !found {
			c.unseen++
		}
		return
	}
}

const crowdIngests = `mutation($key: String!, $text: String!) { ingestArticles(input: {articles: [{key: $key, text: $text}], idempotencyKey: $key}) { job { state } userErrors { message } } }`

func (c *crowd) ingest(address string, n int64) (acknowledged bool) {
	var article struct{ Text string }
	if err := json.Unmarshal([]byte(articleLine(int(n))), &article); err != nil {
		c.fleet.t.Error(err)
	}
	var answer struct {
		IngestArticles *struct {
			Job        struct{ State string }
			UserErrors []any
		}
	}
	ok := c.ask(address, crowdIngests, map[string]any{"key": fmt.Sprint(n), "text": article.Text}, &answer)
	return ok && answer.IngestArticles != nil && answer.IngestArticles.Job.State == "DONE" && len(answer.IngestArticles.UserErrors) == 0
}

// article says whether a server has one.
func (c *crowd) article(address string, n int64) (found, answered bool) {
	var answer struct{ Article *struct{ Key string } }
	ok := c.ask(address, `query($key: String!) { article(key: $key) { key } }`, map[string]any{"key": fmt.Sprint(n)}, &answer)
	return answer.Article != nil, ok
}

var crowdClient = &http.Client{Timeout: 15 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 32, DialContext: (&net.Dialer{Timeout: time.Second}).DialContext}}

// ask says whether a server answered, and without errors.
func (c *crowd) ask(address, query string, variables map[string]any, into any) bool {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		c.fleet.t.Error(err)
		return false
	}
	request, err := http.NewRequestWithContext(context.Background(), http.MethodPost, "http://"+address+"/graphql", bytes.NewReader(body))
	if err != nil {
		c.fleet.t.Error(err)
		return false
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := crowdClient.Do(request)
	if err != nil {
		return false
	}
	defer response.Body.Close()
	answer := struct {
		Data   any
		Errors []any
	}{Data: into}
	return json.NewDecoder(response.Body).Decode(&answer) == nil && response.StatusCode == http.StatusOK && len(answer.Errors) == 0
}

// lost is how many acknowledged articles a server does not have.
func (c *crowd) lost(address string) (lost int) {
	for _, n := range c.acknowledged {
		if found, answered := c.article(address, n); !found || !answered {
			lost++
		}
	}
	return lost
}

// isPlainLoads compares what is there with a load of the same articles into a folder
// that nobody disturbed: the same bytes mean that none is there twice, or in part.
func (c *crowd) isPlainLoads() {
	t, dir := c.fleet.t, c.fleet.dir
	t.Helper()
	writeArticles(t, filepath.Join(dir, "all.jsonl"), int(c.next.Load())+1)
	outputOf(t, dir, "load", "--data", "plain.db", "all.jsonl")
	want := outputOf(t, dir, "export", "--derived", "--data", "plain.db")
	if got := outputOf(t, dir, "export", "--derived", "--data", c.fleet.url); got != want {
		t.Errorf("the graph has %d bytes, that of a plain load %d", len(got), len(want))
	}
	outputOf(t, dir, "check", "--data", c.fleet.url)
}
