//go:build unix

package graph_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"iter"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"syscall"
	"testing"
	"time"

	"claimgraph/graph"
	"claimgraph/kg"
	"claimgraph/quadstore"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

// The benchmarks ask over cayley's sample data (see NOTICE): films lead to
// performances (starring), performances to actors (actor).

const (
	moviesPath = "../../shared/data/movies/30kmoviedata.nq.gz"
	moviesBase = "http://movies.example/"
	starringIn = quad.IRI(moviesBase + "film/film/starring")
	actorOf    = quad.IRI(moviesBase + "film/performance/actor")
)

var plainExecutor = flag.Bool("plain-executor", false, "benchmark gqlgen's executor alone")

// movies is a store with the movie data, whose names are read as schema.org's,
// so that films and actors are found by name.
func movies(b testing.TB) store {
	b.Helper()
	if _, err := os.Stat(moviesPath); err != nil {
		b.Skipf("the movie data is not here: %v", err)
	}
	s := movieStore(b)
	load := quadstore.Load{Key: kg.LoadIRI([32]byte{2}), Time: recorded, Name: "30kmoviedata.nq.gz"}
	opts := quadstore.BulkOptions{Label: quad.IRI(load.Key), Skolem: load.Key + ":"}
	if _, err := s.BulkLoad(context.Background(), load, movieQuads(), opts); err != nil {
		b.Fatal(err)
	}
	return s
}

func movieStore(b testing.TB) store {
	b.Helper()
	if *inDatabase {
		return databaseStore(b)
	}
	db, err := quadstore.Open(b.TempDir(), quadstore.Options{NamePredicates: kg.NamePredicates()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	return store{db}
}

func movieQuads() iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		file, err := os.Open(moviesPath)
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		defer file.Close()
		text, err := gzip.NewReader(file)
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		for q, err := range (rdf.NQuads{Base: moviesBase}).Read(text) {
			if q.Predicate == quad.IRI(moviesBase+"name") {
				q.Predicate = kg.SchemaName
			}
			if !yield(q, err) {
				return
			}
		}
	}
}

// starred are names of films that have performances, or of actors that gave
// some, always the same ones; each name is one thing's.
func starred(b *testing.B, s store, predicate quad.IRI, position int) (names []string) {
	b.Helper()
	snapshot, err := s.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	defer snapshot.Close()
	g, err := kg.NewGraph(context.Background(), snapshot, kg.NewCache(1<<20), words())
	if err != nil {
		b.Fatal(err)
	}
	ids, err := snapshot.Lookup([]quad.Value{predicate})
	if err != nil {
		b.Fatal(err)
	}
	var things []uint64
	for q, err := range snapshot.Scan([4]uint64{1: ids[0]}, [4]uint64{}) {
		if err != nil {
			b.Fatal(err)
		}
		things = append(things, q[position])
	}
	r := rand.New(rand.NewPCG(1, 2))
	for len(names) < 200 {
		iri, err := snapshot.Terms([]uint64{things[r.IntN(len(things))]})
		if err != nil {
			b.Fatal(err)
		}
		e, err := g.EntityByIRI(string(iri[0].(quad.IRI)))
		if err != nil {
			b.Fatal(err)
		}
		if found, err := g.EntityByName(e.Name); err == nil && found != nil && found.IRI == e.IRI {
			names = append(names, e.Name)
		}
	}
	return names
}

// wide lets the questions of three hops through.
func wide(s store) graph.Config {
	config := over(s)
	config.Limits = graph.Limits{Depth: 40, Nodes: 1 << 40}
	return config
}

func request(b testing.TB, query string, variables map[string]any) []byte {
	b.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		b.Fatal(err)
	}
	return body
}

// BenchmarkHops reports the median time of a question over HTTP, one client, and
// the median of the processor time of client and server. In a database each question is
// asked by hand too, by turns with it (hops_sql_test.go), and the benchmarks behind
// /changed ask each question after a change of the store.
func BenchmarkHops(b *testing.B) {
	s := movies(b)
	config := wide(s)
	config.Plain = *plainExecutor
	server := httptest.NewServer(graph.NewHandler(config))
	defer server.Close()
	hand := byHand(b, s)
	films, actors := starred(b, s, starringIn, 0), starred(b, s, actorOf, 2)
	changes := 0
	for n, hop := range []struct {
		query string
		names []string
	}{{oneHop, films}, {twoHops, actors}, {threeHops, actors}} {
		h := hops{n: n + 1, url: server.URL, hand: hand, ids: namedIDs(b, s, hop.names)}
		for _, name := range hop.names {
			h.bodies = append(h.bodies, request(b, hop.query, map[string]any{"name": name}))
		}
		h.warm(b) // the store and its caches, from here on
		b.Run(fmt.Sprint(n+1), func(b *testing.B) { h.measure(b, func() {}) })
		if hand == nil {
			continue
		}
		b.Run(fmt.Sprint(n+1, "/changed"), func(b *testing.B) {
			h.measure(b, func() {
				changes++
				change(b, s, changes)
			})
		})
	}
}

// hops are questions of so many hops.
type hops struct {
	n      int
	url    string
	bodies [][]byte
	ids    []int64 // of what each asks about
	hand   *handWritten
}

func (h *hops) warm(b *testing.B) {
	for i, body := range h.bodies {
		post(b, h.url, body)
		if h.hand != nil {
			h.hand.ask(b, h.n, h.ids[i])
		}
	}
}

func (h *hops) measure(b *testing.B, before func()) {
	var times, work, byHand []time.Duration
	var objects, bytes int
	for i := 0; b.Loop(); i++ {
		before()
		start, used := time.Now(), cpu(b)
		answer := post(b, h.url, h.bodies[i%len(h.bodies)])
		times, work = append(times, time.Since(start)), append(work, cpu(b)-used)
		objects, bytes = objects+countObjects(answer), bytes+len(answer)
		if h.hand != nil {
			start = time.Now()
			h.hand.ask(b, h.n, h.ids[i%len(h.ids)])
			byHand = append(byHand, time.Since(start))
		}
	}
	slices.Sort(times)
	slices.Sort(work)
	b.ReportMetric(float64(work[len(work)/2].Microseconds()), "p50-cpu-µs")
	b.ReportMetric(float64(times[len(times)/2].Microseconds()), "p50-µs")
	b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "p99-µs")
	b.ReportMetric(float64(objects)/float64(b.N), "objects")
	b.ReportMetric(float64(bytes)/float64(b.N), "answer-bytes")
	if h.hand != nil {
		slices.Sort(byHand)
		b.ReportMetric(float64(byHand[len(byHand)/2].Microseconds()), "by-hand-µs")
		b.ReportMetric(float64(times[len(times)/2])/float64(byHand[len(byHand)/2]), "of-by-hand")
	}
}

// cpu is the processor time that this process has used: unlike the clock it
// does not see what else the machine does.
func cpu(b testing.TB) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func post(b testing.TB, url string, body []byte) []byte {
	response, err := http.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK || bytes.HasPrefix(answer, []byte(`{"errors"`)) {
		b.Fatalf("%d, %v: %.300s", response.StatusCode, err, answer)
	}
	return answer
}

func countObjects(answer []byte) int { return bytes.Count(answer, []byte("{")) }

// BenchmarkObjects reports the processor time for each object of an answer,
// without a network.
func BenchmarkObjects(b *testing.B) {
	s := movies(b)
	for _, size := range []struct {
		name, query string
	}{
		{"100", `{ facts(first: 25) { edges { cursor direction node { predicate { name } } other { label } } } }`},
		{"10000", `{ entities(first: 500) { nodes { iri label kind facts(direction: BOTH, first: 6) { edges { direction node { predicate { name } } other { label } } } } } }`},
	} {
		body := request(b, size.query, nil)
		config := wide(s)
		config.Plain = *plainExecutor
		handler := graph.NewHandler(config)
		b.Run(size.name, func(b *testing.B) {
			b.ReportAllocs()
			objects, used := 0, cpu(b)
			for b.Loop() {
				r := httptest.NewRequest(http.MethodPost, "http://localhost/graphql", bytes.NewReader(body))
				r.Header.Set("Content-Type", "application/json")
				w := httptest.NewRecorder()
				handler.ServeHTTP(w, r)
				if objects = countObjects(w.Body.Bytes()); w.Code != http.StatusOK || objects < 50 {
					b.Fatal(w.Body.String())
				}
			}
			b.ReportMetric(float64((cpu(b)-used).Nanoseconds())/float64(b.N)/float64(objects), "cpu-ns/object")
			b.ReportMetric(float64(objects), "objects")
		})
	}
}
