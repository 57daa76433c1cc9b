package bench

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"claimgraph/quadstore"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

const (
	moviesPath = "../../shared/data/movies/30kmoviedata.nq.gz"
	base       = "http://movies.example/"
	nameIRI    = quad.IRI(base + "name")
	starring   = quad.IRI(base + "film/film/starring")
	actor      = quad.IRI(base + "film/performance/actor")
)

// The questions: who plays in the film of this name; who plays with them; in
// which films those play. A hop passes through a performance, two edges. The
// answers are terms.
var questions = [...]string{
	`SELECT value FROM term WHERE id IN (` + actorsOf(filmsNamed) + `)`,
	`SELECT value FROM term WHERE id IN (` + actorsOf(filmsWith(actorsOf(filmsNamed))) + `)`,
	`SELECT value FROM term WHERE id IN (` + filmsWith(actorsOf(filmsWith(actorsOf(filmsNamed)))) + `)`,
}

const filmsNamed = `SELECT s FROM pos WHERE p = ?1 AND o = (SELECT id FROM term WHERE value = ?4)`

func actorsOf(films string) string {
	return `SELECT DISTINCT a.o FROM spo f CROSS JOIN spo a ON a.s = f.o AND a.p = ?3 WHERE f.p = ?2 AND f.s IN (` + films + `)`
}

func filmsWith(actors string) string {
	return `SELECT DISTINCT f.s FROM pos a CROSS JOIN pos f ON f.o = a.s AND f.p = ?2 WHERE a.p = ?3 AND a.o IN (` + actors + `)`
}

// both are the store and SQLite with the same quads.
type both struct {
	t      *testing.T
	db     *quadstore.DB
	snap   quadstore.Snapshot
	name   uint64
	star   uint64
	actor  uint64
	ids    [3]int // of the predicates in SQLite
	hops   [3]*statement
	terms  []quad.Value // of films' names
	values []string     // the same, as SQLite has them
}

func text(v quad.Value) string { return string(rdf.AppendTerm(nil, v)) }

func movies(t *testing.T) (quads []quad.Quad) {
	f, err := os.Open(moviesPath)
	if err != nil {
		t.Skipf("the movie data is not here: %v", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	for q, err := range (rdf.NQuads{Base: base}).Read(z) {
		if err != nil {
			t.Fatal(err)
		}
		quads = append(quads, q)
	}
	return quads
}

func load(t *testing.T) *both {
	t.Helper()
	quads := movies(t)
	db, err := quadstore.Open(filepath.Join(t.TempDir(), "store"), quadstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	src := func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
	b := &both{t: t}
	if _, err := db.BulkLoad(context.Background(), quadstore.Load{Key: "movies"}, src, quadstore.BulkOptions{Label: "urn:movies"}); err != nil {
		t.Fatal(err)
	}
	b.db = db
	if b.snap, err = db.Snapshot(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = b.snap.Close() })
	ids, err := b.snap.Lookup([]quad.Value{nameIRI, starring, actor})
	if err != nil {
		t.Fatal(err)
	}
	b.name, b.star, b.actor = ids[0], ids[1], ids[2]
	b.loadSQLite(quads)
	b.chooseFilms(quads)
	return b
}

func (b *both) loadSQLite(quads []quad.Quad) {
	db, err := openSQLite(filepath.Join(b.t.TempDir(), "sqlite"))
	b.must(err)
	b.t.Cleanup(db.close)
	b.must(db.exec(`PRAGMA cache_size = -262144; PRAGMA journal_mode = WAL; PRAGMA mmap_size = 268435456; BEGIN;
		CREATE TABLE term (id INTEGER PRIMARY KEY, value TEXT UNIQUE);
		CREATE TABLE spo (s INT, p INT, o INT, PRIMARY KEY (s, p, o)) WITHOUT ROWID;
		CREATE TABLE pos (s INT, p INT, o INT, PRIMARY KEY (p, o, s)) WITHOUT ROWID;
		CREATE TABLE osp (s INT, p INT, o INT, PRIMARY KEY (o, s, p)) WITHOUT ROWID;`))
	insertTerm, err := db.prepare(`INSERT INTO term VALUES (?, ?)`)
	b.must(err)
	insert, err := db.prepare(`INSERT OR IGNORE INTO spo VALUES (?, ?, ?)`)
	b.must(err)
	ids := map[quad.Value]int{}
	id := func(v quad.Value) int {
		if ids[v] == 0 {
			ids[v] = len(ids) + 1
			_, err := insertTerm.run(ids[v], text(v))
			b.must(err)
		}
		return ids[v]
	}
	for _, q := range quads {
		_, err := insert.run(id(q.Subject), id(q.Predicate), id(q.Object))
		b.must(err)
	}
	insertTerm.close()
	insert.close()
	b.must(db.exec(`INSERT INTO pos SELECT * FROM spo ORDER BY p, o, s; INSERT INTO osp SELECT * FROM spo ORDER BY o, s, p; COMMIT; ANALYZE`))
	b.ids = [3]int{ids[nameIRI], ids[starring], ids[actor]}
	for i, sql := range questions {
		b.hops[i], err = db.prepare(sql)
		b.must(err)
		b.t.Cleanup(b.hops[i].close)
	}
}

func (b *both) must(err error) {
	if err != nil {
		b.t.Helper()
		b.t.Fatal(err)
	}
}

// chooseFilms takes the names of films that have actors, always the same ones.
func (b *both) chooseFilms(quads []quad.Quad) {
	stars, names := map[quad.Value]bool{}, []quad.Value{}
	for _, q := range quads {
		if q.Predicate == starring {
			stars[q.Subject] = true
		}
	}
	for _, q := range quads {
		if q.Predicate == nameIRI && stars[q.Subject] {
			names = append(names, q.Object)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	r.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	b.terms = names
	for _, n := range names {
		b.values = append(b.values, text(n))
	}
}

func (b *both) step(ids []uint64, from int, predicate uint64) (next []uint64) {
	for q, err := range b.snap.Expand(ids, from, [4]uint64{1: predicate}) {
		b.must(err)
		next = append(next, q[2-from])
	}
	slices.Sort(next)
	return slices.Compact(next)
}

func (b *both) actorsOf(films []uint64) []uint64 {
	return b.step(b.step(films, 0, b.star), 0, b.actor)
}

func (b *both) filmsWith(actors []uint64) []uint64 {
	return b.step(b.step(actors, 2, b.actor), 2, b.star)
}

// store asks the store about a film.
func (b *both) store(i, hops int) int {
	ids, err := b.snap.Lookup(b.terms[i : i+1])
	b.must(err)
	found := b.actorsOf(b.step(ids, 2, b.name))
	if hops >= 2 {
		found = b.actorsOf(b.filmsWith(found))
	}
	if hops >= 3 {
		found = b.filmsWith(found)
	}
	terms, err := b.snap.Terms(found)
	b.must(err)
	return len(terms)
}

// sqlite asks SQLite the same.
func (b *both) sqlite(i, hops int) int {
	rows, err := b.hops[hops-1].run(b.ids[0], b.ids[1], b.ids[2], b.values[i])
	b.must(err)
	return rows
}

// TestHops asks both in turn, about films that nobody asked about before and then
// about the same films again, and says the medians: first of a store that has just
// been loaded, whose tables nobody has read, then of the same store when it has
// been warmed, as a server's is. SQLite has its pages in memory from its load.
func TestHops(t *testing.T) {
	b := load(t)
	from := 0
	for _, state := range []string{"not warmed", "warmed"} {
		if state == "warmed" {
			start := time.Now()
			b.must(b.db.Warm(t.Context()))
			t.Logf("warming took %v", time.Since(start))
		}
		for hops := 1; hops <= 3; hops++ {
			films := []int{2000, 200, 40}[hops-1]
			if from+films > len(b.terms) {
				t.Fatal(errors.New("too few films"))
			}
			for _, when := range []string{"first", "again"} {
				b.compare(fmt.Sprintf("%s, %d hops, %s", state, hops, when), from, from+films, hops)
			}
			from += films
		}
	}
}

// compare asks both about some films and says how long they took.
func (b *both) compare(what string, from, to, hops int) {
	b.t.Helper()
	var ours, theirs []time.Duration
	for i := from; i < to; i++ {
		start := time.Now()
		n := b.store(i, hops)
		middle := time.Now()
		m := b.sqlite(i, hops)
		ours, theirs = append(ours, middle.Sub(start)), append(theirs, time.Since(middle))
		if n != m {
			b.t.Fatalf("%s, %d hops: the store has %d answers, SQLite %d", b.values[i], hops, n, m)
		}
	}
	slices.Sort(ours)
	slices.Sort(theirs)
	p := func(d []time.Duration, q int) float64 { return float64(d[len(d)*q/100].Nanoseconds()) / 1000 }
	b.t.Logf("%s: p50 %.1f µs, SQLite %.1f µs, ratio %.2f; p90 %.1f, %.1f, ratio %.2f", what,
		p(ours, 50), p(theirs, 50), p(ours, 50)/p(theirs, 50), p(ours, 90), p(theirs, 90), p(ours, 90)/p(theirs, 90))
}
