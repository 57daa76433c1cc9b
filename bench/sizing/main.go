// Command sizing replays a store of articles at several sizes and fits what a
// claim costs, for docs/sizing.md:
//
//	claimgraph export --derived > all.nq
//	cd bench && go run ./sizing -quads ../all.nq -copies 1,2,4,8,16
//
// A copy has articles of its own (their IRIs, all that is named under them, and
// their texts, which differ), and shares with the others what articles share:
// entities, predicates, names and values. That is kinder than life in the
// dictionary, where new articles bring new names, and harder in the lists of an
// entity, which grow by each copy. A store is loaded sorted, then written to as a
// server does: batches of 16 articles, each synced.
package main

import (
	"context"
	"flag"
	"fmt"
	"iter"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"claimgraph/quadstore"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

const (
	typeOf   = quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
	news     = quad.IRI("http://schema.org/NewsArticle")
	body     = quad.IRI("http://schema.org/articleBody")
	polarity = quad.IRI("urn:claimgraph:vocab:polarity") // each claim has one
)

func main() {
	path := flag.String("quads", "", "`file` of N-Quads, as export --derived writes them")
	copies := flag.String("copies", "1,2,4,8", "how often the articles are in each store")
	flag.Parse()
	if err := run(*path, *copies); err != nil {
		log.Fatal(err)
	}
}

func run(path, copies string) error {
	s, err := readStore(path)
	if err != nil {
		return err
	}
	fmt.Printf("%d articles, %d claims, %d quads: %.1f quads a claim\n", len(s.articles), s.claims, len(s.quads), float64(len(s.quads))/float64(s.claims))
	fmt.Println("claims\tquads\tbytes\tbytes/claim\tclaims loaded\tclaims committed, for each second of processor time")
	var sizes []point
	for _, text := range strings.Split(copies, ",") {
		n, err := strconv.Atoi(text)
		if err != nil {
			return err
		}
		p, err := s.measure(n)
		if err != nil {
			return err
		}
		sizes = append(sizes, p)
	}
	slope, start := fit(sizes)
	fmt.Printf("bytes = %.0f + %.0f × claims\n", start, slope)
	return nil
}

// store is what was read.
type store struct {
	quads    []quad.Quad
	articles map[string][]quad.Quad // by IRI
	claims   int
}

func readStore(path string) (*store, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	s := &store{articles: map[string][]quad.Quad{}}
	for q, err := range (rdf.NQuads{}).Read(file) {
		if err != nil {
			return nil, err
		}
		s.quads = append(s.quads, q)
		if iri, ok := q.Subject.(quad.IRI); ok && q.Predicate == typeOf && q.Object == news {
			s.articles[string(iri)] = nil
		}
		if q.Predicate == polarity {
			s.claims++
		}
	}
	for _, q := range s.quads {
		if a, ok := s.articleOf(q.Label); ok {
			s.articles[a] = append(s.articles[a], q)
		} else if a, ok := s.articleOf(q.Subject); ok {
			s.articles[a] = append(s.articles[a], q)
		}
	}
	return s, nil
}

// articleOf is the article that a term is named under.
func (s *store) articleOf(v quad.Value) (string, bool) {
	iri, ok := v.(quad.IRI)
	if !ok {
		return "", false
	}
	a, _, _ := strings.Cut(string(iri), "#")
	_, ok = s.articles[a]
	return a, ok
}

// renamed is a quad as the nth copy has it.
func (s *store) renamed(q quad.Quad, n int) quad.Quad {
	rename := func(v quad.Value) quad.Value {
		a, ok := s.articleOf(v)
		if !ok {
			return v
		}
		return quad.IRI(fmt.Sprintf("%s/%d%s", a, n, string(v.(quad.IRI))[len(a):]))
	}
	if text, ok := q.Object.(quad.String); ok && q.Predicate == body {
		q.Object = quad.String(fmt.Sprintf("%d %s", n, text))
	}
	q.Subject, q.Object, q.Label = rename(q.Subject), rename(q.Object), rename(q.Label)
	return q
}

func (s *store) times(copies int) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for n := range copies {
			for _, q := range s.quads {
				if !yield(s.renamed(q, n), nil) {
					return
				}
			}
		}
	}
}

// point is one size.
type point struct{ claims, bytes float64 }

func (s *store) measure(copies int) (p point, err error) {
	dir, err := os.MkdirTemp("", "sizing-")
	if err != nil {
		return p, err
	}
	defer os.RemoveAll(dir)
	db, err := quadstore.Open(filepath.Join(dir, "db"), quadstore.Options{})
	if err != nil {
		return p, err
	}
	defer db.Close()
	begun := processorTime()
	if _, err := db.BulkLoad(context.Background(), quadstore.Load{Key: "urn:claimgraph:load:sizing"}, s.times(copies), quadstore.BulkOptions{}); err != nil {
		return p, err
	}
	loaded := processorTime() - begun
	stats, err := db.Stats()
	if err != nil {
		return p, err
	}
	p = point{float64(s.claims * copies), float64(stats.Bytes)}
	committed, took, err := s.commit(db, copies)
	if err != nil {
		return p, err
	}
	fmt.Printf("%.0f\t%d\t%d\t%.0f\t%.0f\t%.0f\n", p.claims, stats.Quads, stats.Bytes, p.bytes/p.claims,
		p.claims/loaded.Seconds(), float64(committed)/took.Seconds())
	return p, nil
}

// commit writes one more copy, as a server does.
func (s *store) commit(db *quadstore.DB, n int) (claims int, took time.Duration, err error) {
	const together = 16
	var b quadstore.Batch
	articles := 0
	apply := func() error {
		begun := processorTime()
		err := db.Apply(context.Background(), b)
		took += processorTime() - begun
		b = quadstore.Batch{}
		return err
	}
	for _, iri := range slices.Sorted(maps.Keys(s.articles)) {
		for _, q := range s.articles[iri] {
			if q.Predicate == polarity {
				claims++
			}
			b.Add = append(b.Add, s.renamed(q, n))
		}
		if articles++; articles%together == 0 {
			if err := apply(); err != nil {
				return 0, 0, err
			}
		}
	}
	err = apply()
	return claims, took, err
}

// processorTime is what the process has used, which others on the machine do not
// lengthen as they do the clock's.
func processorTime() time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		log.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

// fit is the line through the points, by least squares.
func fit(points []point) (slope, start float64) {
	var x, y, xx, xy, n float64
	for _, p := range points {
		x, y, xx, xy, n = x+p.claims, y+p.bytes, xx+p.claims*p.claims, xy+p.claims*p.bytes, n+1
	}
	if n < 2 {
		return y / x, 0
	}
	slope = (n*xy - x*y) / (n*xx - x*x)
	return slope, (y - slope*x) / n
}
