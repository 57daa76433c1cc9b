package quadstore_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"iter"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"claimgraph/quadstore"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

const (
	moviesPath = "../../shared/data/movies/30kmoviedata.nq.gz"
	moviesBase = "http://movies.example/"
	movieName  = quad.IRI(moviesBase + "name")
)

// movies reads cayley's sample data: 471,705 quads (see NOTICE).
func movies(tb testing.TB) iter.Seq2[quad.Quad, error] {
	tb.Helper()
	if _, err := os.Stat(moviesPath); err != nil {
		tb.Skipf("the movie data is not here: %v", err)
	}
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
		rdf.NQuads{Base: moviesBase}.Read(text)(yield)
	}
}

func loadMovies(tb testing.TB, dir string) *quadstore.DB {
	tb.Helper()
	db, err := quadstore.Open(dir, quadstore.Options{NamePredicates: []quad.IRI{movieName}})
	if err != nil {
		tb.Fatal(err)
	}
	load := quadstore.Load{Key: "urn:claimgraph:load:movies", Time: time.Unix(0, 0)}
	opts := quadstore.BulkOptions{Label: quad.IRI(load.Key), Skolem: load.Key + ":"}
	stats, err := db.BulkLoad(context.Background(), load, movies(tb), opts)
	if err != nil || stats.Read != 471_705 {
		tb.Fatalf("%+v, %v", stats, err)
	}
	return db
}

// BenchmarkLoadMovies is the whole load: unzip, parse, sort, write, sync.
func BenchmarkLoadMovies(b *testing.B) {
	var stats quadstore.Stats
	for i := 0; b.Loop(); i++ {
		db := loadMovies(b, filepath.Join(b.TempDir(), fmt.Sprint(i)))
		b.StopTimer()
		var err error
		if stats, err = db.Stats(); err != nil {
			b.Fatal(err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(471_705*float64(b.N)/b.Elapsed().Seconds(), "quads/s")
	b.ReportMetric(float64(stats.Bytes)/471_705, "bytes/quad")
	b.ReportMetric(peakMB(), "peak-MB")
}

// peakMB is the most memory that this process has held, where the system says.
func peakMB() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kB float64
	if _, err := fmt.Sscan(rest, &kB); err != nil {
		return 0
	}
	return kB / 1024
}

// hops asks: who plays in the film of this name, who plays with them, and in
// which films those play. A hop passes through a performance, two edges.
type hops struct {
	tb                    testing.TB
	snap                  quadstore.Snapshot
	name, starring, actor uint64
}

func newHops(tb testing.TB, snap quadstore.Snapshot) hops {
	ids, err := snap.Lookup([]quad.Value{movieName,
		quad.IRI(moviesBase + "film/film/starring"), quad.IRI(moviesBase + "film/performance/actor")})
	if err != nil {
		tb.Fatal(err)
	}
	return hops{tb, snap, ids[0], ids[1], ids[2]}
}

func (h hops) step(ids []uint64, from int, predicate uint64) (next []uint64) {
	for q, err := range h.snap.Expand(ids, from, [4]uint64{1: predicate}) {
		if err != nil {
			h.tb.Fatal(err)
		}
		next = append(next, q[2-from])
	}
	slices.Sort(next)
	return slices.Compact(next)
}

func (h hops) films(name quad.Value) []uint64 {
	ids, err := h.snap.Lookup([]quad.Value{name})
	if err != nil {
		h.tb.Fatal(err)
	}
	return h.step(ids, 2, h.name)
}

func (h hops) actors(films []uint64) []uint64 {
	return h.step(h.step(films, 0, h.starring), 0, h.actor)
}

func (h hops) playedIn(actors []uint64) []uint64 {
	return h.step(h.step(actors, 2, h.actor), 2, h.starring)
}

func (h hops) ask(name quad.Value, n int) []uint64 {
	found := h.actors(h.films(name))
	if n >= 2 {
		found = h.actors(h.playedIn(found))
	}
	if n >= 3 {
		found = h.playedIn(found)
	}
	if _, err := h.snap.Terms(found); err != nil {
		h.tb.Fatal(err)
	}
	return found
}

// filmNames are names of films that have actors, always the same ones.
func filmNames(tb testing.TB, h hops) (names []quad.Value) {
	var films []uint64
	for q, err := range h.snap.Scan([4]uint64{1: h.starring}, [4]uint64{}) {
		if err != nil {
			tb.Fatal(err)
		}
		films = append(films, q[0])
	}
	r := rand.New(rand.NewPCG(1, 2))
	var objects []uint64
	for range 1000 {
		for q := range h.snap.Scan([4]uint64{films[r.IntN(len(films))], h.name}, [4]uint64{}) {
			objects = append(objects, q[2])
		}
	}
	names, err := h.snap.Terms(objects)
	if err != nil {
		tb.Fatal(err)
	}
	return names
}

// BenchmarkHops reports the median time of a question.
func BenchmarkHops(b *testing.B) {
	db := loadMovies(b, b.TempDir())
	defer db.Close()
	snap, err := db.Snapshot()
	if err != nil {
		b.Fatal(err)
	}
	defer snap.Close()
	h := newHops(b, snap)
	names := filmNames(b, h)
	for n := 1; n <= 3; n++ {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			var times []time.Duration
			answers := 0
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				answers += len(h.ask(names[i%len(names)], n))
				times = append(times, time.Since(start))
			}
			slices.Sort(times)
			b.ReportMetric(float64(times[len(times)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(times[len(times)*99/100].Microseconds()), "p99-µs")
			b.ReportMetric(float64(answers)/float64(b.N), "answers")
		})
	}
}

// article makes the quads of an article with 20 claims, as kg writes them: about
// 400, of which 20 are edges labelled with the claim.
func article(n int) (string, []quad.Quad) {
	a := fmt.Sprintf("http://news.example/2026/11/%d", n)
	whole := quad.IRI(a)
	quads := []quad.Quad{{Subject: whole, Predicate: quad.IRI("https://schema.org/name"), Object: quad.String(fmt.Sprintf("Article %d", n)), Label: whole}}
	for e := range 20 {
		local, entity := quad.IRI(fmt.Sprintf("%s#e%d", a, e)), quad.IRI(fmt.Sprintf("urn:claimgraph:entity:%d", (n*7+e*e)%5000))
		quads = append(quads,
			quad.Quad{Subject: local, Predicate: quad.IRI("http://www.w3.org/2000/01/rdf-schema#label"), Object: quad.String(fmt.Sprintf("Entity %d", (n*7+e*e)%5000)), Label: whole},
			quad.Quad{Subject: local, Predicate: quad.IRI("urn:claimgraph:vocab:kind"), Object: quad.IRI("urn:claimgraph:vocab:Person"), Label: whole},
			quad.Quad{Subject: local, Predicate: quad.IRI("urn:claimgraph:vocab:denotes"), Object: entity, Label: quad.IRI("urn:claimgraph:identity")})
		claim := quad.IRI(fmt.Sprintf("%s#c%032x", a, n*100+e))
		for p := range 16 {
			quads = append(quads, quad.Quad{Subject: claim, Predicate: quad.IRI(fmt.Sprintf("urn:claimgraph:vocab:p%d", p)), Object: articleObject(a, e, p), Label: whole})
		}
		quads = append(quads, quad.Quad{Subject: entity, Predicate: quad.IRI(fmt.Sprintf("urn:claimgraph:predicate:%d", e)), Object: quad.IRI(fmt.Sprintf("urn:claimgraph:entity:%d", (n+e)%5000)), Label: claim})
	}
	return a, quads
}

func articleObject(a string, e, p int) quad.Value {
	switch p % 4 {
	case 0:
		return quad.IRI(fmt.Sprintf("%s#char=%d,%d", a, e*200+p, e*200+p+20))
	case 1:
		return quad.IRI(fmt.Sprintf("urn:claimgraph:vocab:modality%d", p))
	case 2:
		return quad.TypedString{Value: quad.String(fmt.Sprintf("0.%d", e*p)), Type: "http://www.w3.org/2001/XMLSchema#decimal"}
	}
	return quad.IRI(fmt.Sprintf("%s#e%d", a, (e+p)%20))
}

// BenchmarkArticles commits articles, so many in a batch, and purges them.
func BenchmarkArticles(b *testing.B) {
	for _, size := range []int{1, 16, 64} {
		b.Run(fmt.Sprintf("batch=%d", size), func(b *testing.B) { benchmarkArticles(b, size, false) })
	}
	b.Run("replace", func(b *testing.B) { benchmarkArticles(b, 16, true) })
}

func benchmarkArticles(b *testing.B, size int, replace bool) {
	db, err := quadstore.Open(b.TempDir(), quadstore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	n, quads := 0, 0
	for b.Loop() {
		var batch quadstore.Batch
		for range size {
			iri, article := article(n)
			if replace {
				iri, article = articleAgain(n)
				batch.Purge = append(batch.Purge, iri)
			}
			batch.Add = append(batch.Add, article...)
			batch.Loads = append(batch.Loads, quadstore.Load{Key: iri})
			quads += len(article)
			n++
		}
		if err := db.Apply(context.Background(), batch); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric(float64(quads)/float64(n), "quads/article")
}

// articleAgain makes one of 160 articles, with other claims every time.
func articleAgain(n int) (string, []quad.Quad) {
	iri, quads := article(n % 160)
	for i := range quads {
		if text, ok := quads[i].Object.(quad.TypedString); ok {
			text.Value += quad.String(fmt.Sprint(n))
			quads[i].Object = text
		}
	}
	return iri, quads
}

// BenchmarkRetractMovies takes a whole load out again, in one batch.
func BenchmarkRetractMovies(b *testing.B) {
	const load = "urn:claimgraph:load:movies"
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		db := loadMovies(b, filepath.Join(b.TempDir(), fmt.Sprint(i)))
		b.StartTimer()
		err := db.Apply(context.Background(), quadstore.Batch{Purge: []string{load}, Unload: []string{load}})
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		stats, err := db.Stats()
		if err != nil || stats.Quads != 0 || stats.Terms != 0 {
			b.Fatalf("left over: %+v, %v", stats, err)
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.ReportMetric(peakMB(), "peak-MB")
}

// claims makes a million claims of five quads, with subjects and objects that
// are as unevenly frequent as in news (Zipf), a hundred claims to an article.
func claims(n int) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		r := rand.New(rand.NewPCG(3, 4))
		zipf := rand.NewZipf(r, 1.1, 10, 300_000)
		entity := func() quad.IRI { return quad.IRI(fmt.Sprintf("urn:claimgraph:entity:%06d", zipf.Uint64())) }
		for i := range n {
			article := fmt.Sprintf("urn:claimgraph:article:%06d", i/100)
			claim, whole := quad.IRI(fmt.Sprintf("%s#c%016x", article, r.Uint64())), quad.IRI(article)
			p := quad.IRI(fmt.Sprintf("urn:claimgraph:predicate:%d", r.IntN(300)))
			s, o := entity(), entity()
			for _, q := range [5]quad.Quad{
				{Subject: claim, Predicate: quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#subject"), Object: s, Label: whole},
				{Subject: claim, Predicate: quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate"), Object: p, Label: whole},
				{Subject: claim, Predicate: quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#object"), Object: o, Label: whole},
				{Subject: claim, Predicate: quad.IRI("http://www.w3.org/ns/prov#wasQuotedFrom"), Object: quad.IRI(fmt.Sprintf("%s#char=%d,%d", article, i%100*150, i%100*150+140)), Label: whole},
				{Subject: s, Predicate: p, Object: o, Label: claim},
			} {
				if !yield(q, nil) {
					return
				}
			}
		}
	}
}

// BenchmarkLoadClaims loads five million quads, whose making is part of the time.
func BenchmarkLoadClaims(b *testing.B) {
	const n = 1_000_000
	for _, memory := range []int{0, 128 << 20} {
		b.Run(fmt.Sprintf("memory=%dMB", memory>>20), func(b *testing.B) {
			var stats quadstore.Stats
			for i := 0; b.Loop(); i++ {
				db := mustOpenBench(b, filepath.Join(b.TempDir(), fmt.Sprint(i)))
				load := quadstore.Load{Key: "urn:claimgraph:load:claims"}
				if _, err := db.BulkLoad(context.Background(), load, claims(n), quadstore.BulkOptions{MemoryBytes: memory}); err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				var err error
				if stats, err = db.Stats(); err != nil {
					b.Fatal(err)
				}
				if err := db.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
			b.ReportMetric(float64(stats.Bytes)/(1<<20), "disk-MB")
			b.ReportMetric(float64(stats.Quads), "quads")
			b.ReportMetric(peakMB(), "peak-MB")
		})
	}
}

func mustOpenBench(b *testing.B, dir string) *quadstore.DB {
	b.Helper()
	db, err := quadstore.Open(dir, quadstore.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return db
}
