//go:build unix

package graph_test

import (
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"claimgraph/graph"
	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

const (
	people     = 500_000
	society    = "http://people.example/"
	quadsOfOne = 10
)

func person(n int) quad.IRI { return quad.IRI(fmt.Sprint(society, "person/", n)) }

// peopleQuads are ten quads for each person: a name, a place of birth, an
// employer, and seven others that the person knows, four of them anybody and
// three the more likely the better they are known. Places and employers are of
// very different size: the greatest have thousands of people.
func peopleQuads() iter.Seq2[quad.Quad, error] {
	r := rand.New(rand.NewPCG(5, 6))
	places, firms, known := rand.NewZipf(r, 1.2, 20, 5_000), rand.NewZipf(r, 1.2, 20, 50_000), rand.NewZipf(r, 1.1, 1000, people-1)
	return func(yield func(quad.Quad, error) bool) {
		for n := range people {
			list := [quadsOfOne]quad.Quad{
				{Predicate: kg.SchemaName, Object: quad.String(fmt.Sprint("Person ", n))},
				{Predicate: quad.IRI(society + "born_in"), Object: quad.IRI(fmt.Sprint(society, "place/", places.Uint64()))},
				{Predicate: quad.IRI(society + "works_for"), Object: quad.IRI(fmt.Sprint(society, "firm/", firms.Uint64()))},
			}
			for i := 3; i < quadsOfOne; i++ {
				other := r.IntN(people)
				if i > 6 {
					other = int(known.Uint64())
				}
				list[i] = quad.Quad{Predicate: quad.IRI(society + "knows"), Object: person(other)}
			}
			for _, q := range list {
				if q.Subject = person(n); !yield(q, nil) {
					return
				}
			}
		}
	}
}

func society5M(b *testing.B) store {
	b.Helper()
	db, err := quadstore.Open(b.TempDir(), quadstore.Options{NamePredicates: kg.NamePredicates()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	load := quadstore.Load{Key: kg.LoadIRI([32]byte{5}), Time: recorded, Name: "people.nq"}
	if _, err := db.BulkLoad(context.Background(), load, peopleQuads(), quadstore.BulkOptions{Label: quad.IRI(load.Key)}); err != nil {
		b.Fatal(err)
	}
	return store{db}
}

// BenchmarkPaths asks over HTTP for a shortest path between two of half a million
// people, always other ones, by acquaintance and by anything that they share.
func BenchmarkPaths(b *testing.B) {
	server := httptest.NewServer(graph.NewHandler(over(society5M(b))))
	defer server.Close()
	const query = `query ($from: String!, $to: String!, $where: FactFilter) {
  paths(from: {iri: $from}, to: {iri: $to}, where: $where) { nodes { length nodes { label } steps { fact { predicate { name } } } } } }`
	for _, by := range []struct {
		name  string
		where any
	}{{"acquaintance", map[string]any{"predicates": []any{society + "knows"}}}, {"anything", nil}} {
		b.Run(by.name, func(b *testing.B) {
			r := rand.New(rand.NewPCG(7, 8))
			var times, work []time.Duration
			length := 0
			for b.Loop() {
				body := request(b, query, map[string]any{"from": person(r.IntN(people)), "to": person(r.IntN(people)), "where": by.where})
				start, used := time.Now(), cpu(b)
				answer := post(b, server.URL, body)
				times, work = append(times, time.Since(start)), append(work, cpu(b)-used)
				length += countObjects(answer) - 5 // around the path, itself and one more entity than facts; each fact has four
			}
			slices.Sort(times)
			slices.Sort(work)
			for _, t := range []struct {
				list []time.Duration
				name string
			}{{times, ""}, {work, "cpu-"}} {
				b.ReportMetric(float64(t.list[len(t.list)/2].Microseconds()), "p50-"+t.name+"µs")
				b.ReportMetric(float64(t.list[len(t.list)*99/100].Microseconds()), "p99-"+t.name+"µs")
			}
			b.ReportMetric(float64(length)/4/float64(b.N), "facts")
		})
	}
}
