package graph_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"claimgraph/access"
	"claimgraph/graph"

	"github.com/coder/websocket"
)

// What is not of the protocol closes the socket, with the code that says why.
func TestLiveSocketCloses(t *testing.T) {
	s := listen(t, func(c *graph.Config, _ *shelf) {
		c.Limits = graph.Limits{Body: 2000, Init: 200 * time.Millisecond}
	})
	const (
		hello = `{"type":"connection_init"}`
		watch = `{"id":"a","type":"subscribe","payload":{"query":"subscription { claimAdded { id } }"}}`
	)
	for name, c := range map[string]struct {
		send []string
		code string
	}{
		"garbage":                {[]string{hello, `{garbage`}, "4400"},
		"a list":                 {[]string{hello, `[]`}, "4400"},
		"no type":                {[]string{hello, `{}`}, "4400"},
		"another type":           {[]string{hello, `{"type":"start"}`}, "4400"},
		"the server's type":      {[]string{hello, `{"id":"a","type":"next","payload":{}}`}, "4400"},
		"a very long type":       {[]string{hello, `{"type":"` + strings.Repeat("é", 300) + `"}`}, "4400"},
		"an id that is none":     {[]string{hello, `{"id":1,"type":"subscribe"}`}, "4400"},
		"no id":                  {[]string{hello, strings.Replace(watch, `"id":"a",`, "", 1)}, "4400"},
		"a long id":              {[]string{hello, strings.Replace(watch, `"a"`, `"`+strings.Repeat("a", 300)+`"`, 1)}, "4400"},
		"no query":               {[]string{hello, `{"id":"a","type":"subscribe","payload":{}}`}, "4400"},
		"no payload":             {[]string{hello, `{"id":"a","type":"subscribe"}`}, "4400"},
		"init that is none":      {[]string{`{"type":"connection_init","payload":[]}`}, "4400"},
		"nothing":                {nil, "4408"},
		"subscribe before init":  {[]string{watch}, "4401"},
		"init twice":             {[]string{hello, hello}, "4429"},
		"an id twice":            {[]string{hello, watch, watch}, "4409"},
		"a message that is long": {[]string{hello, `{"type":"ping","payload":{"a":"` + strings.Repeat("a", 2000) + `"}}`}, "1009"},
	} {
		t.Run(name, func(t *testing.T) {
			c2 := s.dial("graphql-transport-ws")
			c2.t = t
			for _, m := range c.send {
				c2.send(m)
			}
			m := c2.hear()
			for ; !strings.HasPrefix(m, "closed"); m = c2.hear() {
				if m != `{"type":"connection_ack"}` {
					t.Errorf("heard %s", m)
				}
			}
			if m != "closed "+c.code {
				t.Errorf("%s, want %s", m, c.code)
			}
		})
	}
	t.Run("binary", func(t *testing.T) {
		c := s.greeted()
		if err := c.conn.Write(t.Context(), websocket.MessageBinary, []byte(`{"type":"ping"}`)); err != nil {
			t.Fatal(err)
		}
		c.want("closed 4400")
	})
	for _, protocols := range [][]string{nil, {"graphql-ws"}} {
		s.dial(protocols...).want("closed 4406")
	}
}

// A socket comes from pages and under names that may ask, and from no others.
func TestLiveSocketOrigin(t *testing.T) {
	s := listen(t, func(c *graph.Config, _ *shelf) { c.Origins = []string{"https://app.example"} })
	for header, want := range map[[2]string]int{
		{"Origin", "https://app.example"}:  101,
		{"Origin", "https://evil.example"}: 403,
		{"Host", "evil.example"}:           421,
	} {
		conn, r, err := websocket.Dial(t.Context(), s.url+"/graphql", &websocket.DialOptions{
			Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: http.Header{header[0]: {header[1]}}, Host: map[bool]string{true: header[1]}[header[0] == "Host"],
		})
		if r == nil || r.StatusCode != want {
			t.Errorf("%v: %v %v, want %d", header, r, err, want)
		}
		if conn != nil {
			conn.CloseNow()
		}
	}
}

// Any operation goes over a socket, held to the same limits.
func TestLiveSocketOperations(t *testing.T) {
	s := listen(t, func(c *graph.Config, shelf *shelf) {
		c.Limits = graph.Limits{Operations: 2, Depth: 5}
		shelf.gate = make(chan struct{}, 10)
	})
	c := s.greeted()
	c.send(`{"type":"ping","payload":{"n":1}}`)
	c.want(`{"type":"pong","payload":{"n":1}}`)
	c.send(`{"type":"pong"}`)
	c.send(`{"id":"nobody","type":"complete"}`)
	c.subscribe("q", `query($n: Int) { articles(first: $n) { totalCount } }`, map[string]any{"n": 1})
	c.want(`{"id":"q","type":"next","payload":{"data":{"articles":{"totalCount":3}}}}`)
	c.want(`{"id":"q","type":"complete"}`)
	c.subscribe("q", `{ entity(ref: {name: "nobody at all"}) { label } node(id: "x") { id } }`, nil)
	c.want(`{"id":"q","type":"next","payload":{"errors":[{"message":"not an id","path":["node"],"locations":[{"line":1,"column":50}],"extensions":{"code":"BAD_USER_INPUT"}}],"data":{"entity":null,"node":null}}}`)
	c.want(`{"id":"q","type":"complete"}`)
	for query, code := range map[string]string{
		`{ nothing }`: "GRAPHQL_VALIDATION_FAILED",
		`{ facts { nodes { subject { facts { nodes { subject { label } } } } } } }`:                  "QUERY_TOO_EXPENSIVE",
		`subscription { claimAdded { fact { subject { facts { nodes { subject { label } } } } } } }`: "QUERY_TOO_EXPENSIVE",
		`subscription { claimAdded { id } ingestProgress(jobId: "x") { sequence } }`:                 "GRAPHQL_VALIDATION_FAILED",
		`subscription { __typename }`:                                                                     "GRAPHQL_VALIDATION_FAILED",
		`subscription { claimAdded @skip(if: true) { id } }`:                                              "BAD_USER_INPUT",
		`subscription { claimAdded(where: {attributedTo: {name: "casablanca"}}) { id } }`:                 "AMBIGUOUS_NAME",
		`subscription { ingestProgress(jobId: "x") { sequence } }`:                                        "BAD_USER_INPUT",
		`subscription($i: ID!) { ingestProgress(jobId: $i) { sequence } }`:                                "GRAPHQL_VALIDATION_FAILED",
		`subscription { claimAdded { id article { text claims(first: 500) { nodes { id label } } } } } }`: "GRAPHQL_PARSE_FAILED",
	} {
		c.subscribe("e", query, nil)
		if m := c.hear(); !strings.HasPrefix(m, `{"id":"e","type":"error","payload":[{`) || !strings.Contains(m, `"code":"`+code+`"`) {
			t.Errorf("%s: %s, want %s", query, m, code)
		}
	}
	c.subscribe("a", `subscription { claimAdded { label } }`, nil)
	c.subscribe("b", `subscription { claimAdded { label } }`, nil)
	c.subscribe("c", `{ articles { totalCount } }`, nil)
	c.want(`{"id":"c","type":"error","payload":[{"message":"too many operations run on this socket","extensions":{"code":"TOO_MANY_STREAMS"}}]}`)
	c.send(`{"id":"a","type":"complete"}`)
	c.subscribe("m", ingesting, map[string]any{"articles": articles("Ada")})
	s.open(1)
	heard := map[string]bool{}
	for range 3 {
		m := c.hear()
		heard[m[:min(len(m), 24)]] = true
	}
	if fmt.Sprint(heard) != `map[{"id":"b","type":"next",:true {"id":"m","type":"comple:true {"id":"m","type":"next",:true]` {
		t.Errorf("heard %v", heard)
	}
	c.subscribe("a", `{ articles { totalCount } }`, nil) // its id is free again
	c.want(`{"id":"a","type":"next","payload":{"data":{"articles":{"totalCount":4}}}}`)
}

// A client that goes away in the middle leaves nothing behind.
func TestLiveGone(t *testing.T) {
	s := listen(t, nil)
	s.post(`{ graph { version } }`, nil)
	quiet(t, func() {
		for range 10 {
			c := s.greeted()
			c.subscribe("a", `subscription { claimAdded { label } }`, nil)
			c.subscribe("b", `subscription { claimAdded(where: {polarity: NEGATED}) { label } }`, nil)
			c.conn.CloseNow()
		}
		for range 10 {
			ctx, cancel := context.WithCancel(t.Context())
			s.events(ctx, `subscription { claimAdded { label } }`, nil)
			cancel()
		}
		s.load("Ada")
		s.http.CloseIdleConnections()
	})
}

// A client that is not there any more, and does not say so, is found out.
func TestLiveSocketDead(t *testing.T) {
	s := listen(t, func(c *graph.Config, _ *shelf) {
		c.Limits = graph.Limits{KeepAlive: 30 * time.Millisecond, Patience: 100 * time.Millisecond}
	})
	s.post(`{ graph { version } }`, nil)
	quiet(t, func() {
		c := s.greeted()
		c.subscribe("a", `subscription { claimAdded { label } }`, nil)
		s.http.CloseIdleConnections() // and nobody reads c, so that no ping is answered
		time.Sleep(400 * time.Millisecond)
		if _, _, err := c.conn.Read(t.Context()); err == nil {
			t.Error("it is still served")
		}
	})
}

// Bytes that are no frames end their connection, and nothing else.
func TestLiveSocketNoise(t *testing.T) {
	s := listen(t, nil)
	s.post(`{ graph { version } }`, nil)
	noise := rand.New(rand.NewPCG(1, 2))
	quiet(t, func() {
		for range 50 {
			conn, err := net.Dial("tcp", strings.TrimPrefix(s.url, "http://"))
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(conn, "GET /graphql HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"+
				"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
			bytes := make([]byte, noise.IntN(300))
			for i := range bytes {
				bytes[i] = byte(noise.Uint32())
			}
			conn.Write(bytes) //nolint:errcheck // it may be closed already
			conn.Close()
		}
		s.http.CloseIdleConnections()
	})
	if r := s.post(`{ articles { totalCount } }`, nil); r.at("articles.totalCount") != 3.0 {
		t.Error(r)
	}
}

// A socket's operations run in the role of the key that connection_init showed.
func TestLiveSocketConnect(t *testing.T) {
	gate, secrets := gateWith(t, access.Rules{})
	s := listen(t, func(c *graph.Config, _ *shelf) { c.Gate = gate })
	connect := func(payload string) *socket {
		c := s.dial("graphql-transport-ws")
		c.send(`{"type":"connection_init","payload":` + payload + `}`)
		return c
	}
	ingest := `mutation { ingestArticles(input: {articles: [{key: "k", text: "Words."}], dryRun: true}) { userErrors { message } } }`

	connect(`{"authorization":"Bearer wrong"}`).want("closed 4403")
	connect(`{}`).want("closed 4403")

	reader := connect(`{"authorization":"Bearer ` + secrets[access.Reader] + `"}`)
	reader.want(`{"type":"connection_ack"}`)
	reader.subscribe("m", ingest, nil)
	reader.want(`{"id":"m","type":"error","payload":[{"message":"this needs the role write, and you have read","extensions":{"code":"FORBIDDEN"}}]}`)

	writer := connect(`{"Authorization":"Bearer ` + secrets[access.Writer] + `"}`)
	writer.want(`{"type":"connection_ack"}`)
	writer.subscribe("m", ingest, nil)
	writer.want(`{"id":"m","type":"next","payload":{"data":{"ingestArticles":{"userErrors":[]}}}}`)
}
