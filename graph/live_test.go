package graph_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"claimgraph/graph"
	"claimgraph/graph/live"

	"github.com/coder/websocket"
)

// server is the face as clients see it.
type server struct {
	t    testing.TB
	url  string
	gate chan struct{}
	live *live.Live
	http *http.Client
}

// listen starts a server over the fixture; change may alter what it stands on.
func listen(t testing.TB, change func(*graph.Config, *shelf)) *server {
	t.Helper()
	s := &server{t: t, live: live.New(live.Limits{})}
	shelf := shelf{store: fixture(t), t: t}
	config := graph.Config{Store: shelf.store, Vocabulary: words(), Live: s.live}
	if change != nil {
		change(&config, &shelf)
	}
	config.Loader, s.gate, s.live = shelf, shelf.gate, config.Live
	server := httptest.NewUnstartedServer(graph.NewHandler(config))
	server.Config.ReadTimeout = 300 * time.Millisecond // far shorter than what streams
	server.Start()
	s.url, s.http = server.URL, server.Client()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := s.live.Shutdown(ctx); err != nil {
			t.Error("streams or jobs did not end:", err)
		}
		server.Close()
	})
	return s
}

// post asks over HTTP.
func (s *server) post(query string, variables map[string]any) reply {
	s.t.Helper()
	r := s.request(query, variables)
	response, err := s.http.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	var got reply
	if err := json.NewDecoder(response.Body).Decode(&got); err != nil {
		s.t.Fatal(err)
	}
	return got
}

func (s *server) request(query string, variables map[string]any) *http.Request {
	s.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		s.t.Fatal(err)
	}
	r, err := http.NewRequest("POST", s.url+"/graphql", bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	return r
}

const ingesting = `mutation($articles: [ArticleInput!]!, $wait: Boolean! = true, $key: String, $dryRun: Boolean! = false) {
	ingestArticles(input: {articles: $articles, wait: $wait, idempotencyKey: $key, dryRun: $dryRun}) {
		claimCount userErrors { code path } articleEdges { node { key } }
		job { id state total done failed errors { code path } articles { totalCount nodes { key } } }
	}
}`

// articles are inputs whose key and text are their names.
func articles(names ...string) []any {
	var list []any
	for _, name := range names {
		list = append(list, map[string]any{"key": name, "text": name})
	}
	return list
}

// queue asks for a job and gives its id.
func (s *server) queue(names ...string) string {
	s.t.Helper()
	r := s.post(ingesting, map[string]any{"articles": articles(names...), "wait": false})
	id, ok := r.at("ingestArticles.job.id").(string)
	if !ok {
		s.t.Fatalf("no job: %v", r)
	}
	return id
}

// load loads articles and waits.
func (s *server) load(names ...string) {
	s.t.Helper()
	if r := s.post(ingesting, map[string]any{"articles": articles(names...)}); r.at("ingestArticles.job.state") != "DONE" {
		s.t.Fatalf("not loaded: %v", r)
	}
}

// open lets so many articles through the gate.
func (s *server) open(n int) {
	for range n {
		s.gate <- struct{}{}
	}
}

// stream is what a client hears, as "next {…}", "error […]", "complete".
type stream chan string

func (s stream) hear(t testing.TB) string {
	t.Helper()
	select {
	case e, ok := <-s:
		if !ok {
			return "closed"
		}
		return e
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was heard")
		return ""
	}
}

// events reads server-sent events until the body ends or ctx does.
func (s *server) events(ctx context.Context, query string, variables map[string]any) stream {
	s.t.Helper()
	r := s.request(query, variables).WithContext(ctx)
	r.Header.Set("Accept", "text/event-stream")
	response, err := s.http.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	if kind := response.Header.Get("Content-Type"); kind != "text/event-stream; charset=utf-8" || response.StatusCode != 200 {
		body, _ := io.ReadAll(response.Body)
		s.t.Fatalf("%s %s %s", response.Status, kind, body)
	}
	heard := make(stream, 100)
	go func() {
		defer close(heard)
		defer response.Body.Close()
		name := ""
		lines := bufio.NewScanner(response.Body)
		lines.Buffer(nil, 64<<20)
		for lines.Scan() {
			if rest, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				name = rest
			} else if data, ok := strings.CutPrefix(lines.Text(), "data:"); ok {
				heard <- strings.TrimSpace(name + " " + strings.TrimSpace(data))
			}
		}
	}()
	return heard
}

// socket is a client of graphql-transport-ws, by hand.
type socket struct {
	t     testing.TB
	conn  *websocket.Conn
	heard []string // before the pong that was waited for
}

func (s *server) dial(protocols ...string) *socket {
	s.t.Helper()
	conn, _, err := websocket.Dial(s.t.Context(), s.url+"/graphql", &websocket.DialOptions{Subprotocols: protocols})
	if err != nil {
		s.t.Fatal(err)
	}
	conn.SetReadLimit(64 << 20)
	s.t.Cleanup(func() { conn.CloseNow() })
	return &socket{t: s.t, conn: conn}
}

// greeted is a socket that may subscribe.
func (s *server) greeted() *socket {
	c := s.dial("graphql-transport-ws")
	c.send(`{"type":"connection_init"}`)
	c.want(`{"type":"connection_ack"}`)
	return c
}

func (c *socket) send(message string) {
	c.t.Helper()
	if err := c.conn.Write(c.t.Context(), websocket.MessageText, []byte(message)); err != nil {
		c.t.Fatal(err)
	}
}

func (c *socket) subscribe(id, query string, variables map[string]any) {
	c.t.Helper()
	payload, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		c.t.Fatal(err)
	}
	c.send(fmt.Sprintf(`{"id":%q,"type":"subscribe","payload":%s}`, id, payload))
	c.send(`{"type":"ping"}`)
	var before []string
	m := c.hear()
	for ; m != `{"type":"pong"}`; m = c.hear() { // it listens when this comes
		if before = append(before, m); strings.HasPrefix(m, "closed") {
			c.t.Fatal(m)
		}
	}
	c.heard = before
}

// hear is the next message, or the code that closed the socket.
func (c *socket) hear() string {
	c.t.Helper()
	if len(c.heard) > 0 {
		m := c.heard[0]
		c.heard = c.heard[1:]
		return m
	}
	ctx, cancel := context.WithTimeout(c.t.Context(), 10*time.Second)
	defer cancel()
	_, raw, err := c.conn.Read(ctx)
	if code := websocket.CloseStatus(err); code >= 0 {
		return "closed " + strconv.Itoa(int(code))
	}
	if err != nil {
		c.t.Fatal(err)
	}
	return string(raw)
}

func (c *socket) want(message string) {
	c.t.Helper()
	if got := c.hear(); got != message {
		c.t.Fatalf("heard %.300s, want %s", got, message)
	}
}

// quiet fails where goroutines are left once f is over.
func quiet(t *testing.T, f func()) {
	t.Helper()
	before := runtime.NumGoroutine()
	f()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		if runtime.NumGoroutine() <= before {
			return
		}
		if time.Now().After(end) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines before, %d after\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
		}
	}
}
