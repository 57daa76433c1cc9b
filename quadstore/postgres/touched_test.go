package postgres

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"

	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres/servertest"

	"github.com/cayleygraph/quad"
)

// What is remembered over changes, whoever makes them, is what there is: terms, ids,
// scans, neighbours and names, beside a set that is kept by hand.
func TestRemembersWhatIsTrue(t *testing.T) {
	for name, options := range map[string]Options{"": {}, "colliding": {hash: smallHash}} {
		t.Run(name, func(t *testing.T) {
			url := servertest.Start(t).New(t)
			ours, theirs := open(t, url, options), open(t, url, options)
			w := &world{r: rand.New(rand.NewPCG(7, uint64(len(name)))), quads: map[quad.Quad]bool{}}
			for n := range 150 {
				by := []*DB{ours, theirs, theirs}[w.r.IntN(3)]
				w.change(t, by, n)
				if w.r.IntN(3) > 0 { // else two changes lie between two looks
					w.compare(t, ours)
				}
			}
		})
	}
}

// A change leaves what it has not touched in memory, and asking for it costs one look
// at what was touched.
func TestRemembersOverChanges(t *testing.T) {
	var asked atomic.Int64
	url := servertest.Start(t).New(t)
	ours, theirs := open(t, url, Options{Watch: func(Statement) { asked.Add(1) }}), open(t, url, Options{})
	named := quad.Quad{Subject: quad.IRI("urn:x:s"), Predicate: quadstore.DefaultNamePredicates()[0], Object: quad.String("Ada Lovelace"), Label: quad.IRI("urn:x:g")}
	if err := theirs.Apply(context.Background(), quadstore.Batch{Add: []quad.Quad{named}}); err != nil {
		t.Fatal(err)
	}
	look := func() (statements int64) {
		before := asked.Load()
		s, err := ours.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		ids, err := s.Lookup([]quad.Value{named.Subject, named.Predicate})
		if err != nil || ids[0] == 0 {
			t.Fatal(ids, err)
		}
		if hits, err := s.Named("ada lovelace"); len(hits) != 1 || err != nil {
			t.Fatal(hits, err)
		}
		if n := len(collectQuads(t, s, [4]uint64{ids[0]}, [4]uint64{})); n != 1 {
			t.Fatalf("%d quads", n)
		}
		for _, err := range s.Expand(ids[:1], 0, [4]uint64{1: ids[1]}) {
			if err != nil {
				t.Fatal(err)
			}
		}
		statements = asked.Load() - before // the end of the transaction comes later
		s.Close()
		return statements
	}
	for _, s := range []quadstore.Snapshot{snapshotOf(t, ours), snapshotOf(t, ours), snapshotOf(t, ours)} {
		s.Close() // now there are connections enough
	}
	look()
	for n := range 5 {
		add := quad.MakeIRI("urn:x:other", "urn:x:p", fmt.Sprintf("urn:x:%d", n), "urn:x:g")
		batch := quadstore.Batch{Add: []quad.Quad{add}, Remove: []quad.Quad{quad.MakeIRI("urn:x:other", "urn:x:p", fmt.Sprintf("urn:x:%d", n-1), "urn:x:g")}}
		if err := theirs.Apply(context.Background(), batch); err != nil {
			t.Fatal(err)
		}
		if got := look(); got > 4 { // to begin, what was touched, and the end of the snapshot before, twice at most
			t.Errorf("after change %d: %d statements", n, got)
		}
	}
}

func smallHash(term []byte) (ids [attempts]int64) {
	for i, id := range hashIDs(term) {
		ids[i] = 1 + id%97
	}
	return ids
}

// world is what is in a store, kept by hand.
type world struct {
	r     *rand.Rand
	quads map[quad.Quad]bool
}

func (w *world) iri(kind string, n int) quad.IRI {
	return quad.IRI(fmt.Sprintf("urn:x:%s%d", kind, w.r.IntN(n)))
}

func (w *world) quad() quad.Quad {
	q := quad.Quad{Subject: w.iri("s", 5), Predicate: w.iri("p", 2), Object: w.iri("s", 5), Label: w.iri("g", 3)}
	if w.r.IntN(3) == 0 {
		q.Predicate, q.Object = quadstore.DefaultNamePredicates()[0], quad.String([]string{"Ada", "ADA", "Bob Gray", "bob gray"}[w.r.IntN(4)])
	}
	return q
}

// change makes one that is random.
func (w *world) change(t *testing.T, db *DB, n int) {
	t.Helper()
	var batch quadstore.Batch
	var ahead []quad.Quad
	switch n % 4 {
	case 0, 1:
		batch.Add = []quad.Quad{w.quad(), w.quad()}
	case 2:
		ahead = []quad.Quad{w.quad(), w.quad()}
	case 3:
		batch.Purge = []string{string(w.iri("g", 3))}
	}
	for q := range w.quads {
		if w.r.IntN(6) == 0 {
			batch.Remove = append(batch.Remove, q)
		}
	}
	err := db.Update(context.Background(), ahead, func(quadstore.Snapshot) (quadstore.Batch, error) { return batch, nil })
	if err != nil {
		t.Fatal(err)
	}
	for q := range w.quads {
		if slices.Contains(batch.Remove, q) || slices.Contains(batch.Purge, string(q.Label.(quad.IRI))) {
			delete(w.quads, q)
		}
	}
	for _, q := range slices.Concat(ahead, batch.Add) {
		w.quads[q] = true
	}
}

// compare asks everything twice.
func (w *world) compare(t *testing.T, db *DB) {
	t.Helper()
	s, err := db.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var terms []quad.Value
	used := map[quad.Value]bool{}
	for q := range w.quads {
		for _, v := range []quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			used[v] = true
		}
	}
	for n := range 5 {
		terms = append(terms, quad.IRI(fmt.Sprintf("urn:x:s%d", n)), quad.IRI(fmt.Sprintf("urn:x:p%d", n%2)), quad.IRI(fmt.Sprintf("urn:x:g%d", n%3)))
	}
	for range 2 {
		ids, err := s.Lookup(terms)
		if err != nil {
			t.Fatal(err)
		}
		for i, term := range terms {
			if used[term] != (ids[i] != 0) {
				t.Fatalf("%v has the id %d, in use %t", term, ids[i], used[term])
			}
			for pos := range 4 {
				if ids[i] != 0 {
					w.comparePattern(t, s, ids[i], term, pos)
				}
			}
		}
		for _, name := range []string{"ada", "bob gray"} {
			w.compareNamed(t, s, name)
		}
	}
}

// comparePattern walks what has a term in one position, by a scan and by an expansion.
func (w *world) comparePattern(t *testing.T, s quadstore.Snapshot, id uint64, term quad.Value, pos int) {
	t.Helper()
	want := map[quad.Quad]bool{}
	for q := range w.quads {
		if [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label}[pos] == term {
			want[q] = true
		}
	}
	var pattern [4]uint64
	pattern[pos] = id
	expanded := [][4]uint64{}
	for q, err := range s.Expand([]uint64{id}, pos, [4]uint64{}) {
		if err != nil {
			t.Fatal(err)
		}
		expanded = append(expanded, q)
	}
	for how, found := range map[string][][4]uint64{"scan": collectQuads(t, s, pattern, [4]uint64{}), "expand": expanded} {
		got := map[quad.Quad]bool{}
		for _, q := range found {
			v, err := s.Terms(q[:])
			if err != nil {
				t.Fatal(err)
			}
			got[quad.Quad{Subject: v[0], Predicate: v[1], Object: v[2], Label: v[3]}] = true
		}
		if len(got) != len(want) || len(found) != len(want) {
			t.Fatalf("%s of %v at %d: %v, want %v", how, term, pos, got, want)
		}
		for q := range want {
			if !got[q] {
				t.Fatalf("%s of %v at %d: %v is missing", how, term, pos, q)
			}
		}
	}
}

func (w *world) compareNamed(t *testing.T, s quadstore.Snapshot, folded string) {
	t.Helper()
	want := map[quad.Value]bool{}
	for q := range w.quads {
		if text, ok := q.Object.(quad.String); ok && fmt.Sprint(quadstore.FoldName(string(text))) == fmt.Sprint(quadstore.FoldName(folded)) {
			want[q.Subject] = true
		}
	}
	hits, err := s.Named(folded)
	if err != nil {
		t.Fatal(err)
	}
	got := map[quad.Value]bool{}
	for _, hit := range hits {
		v, err := s.Terms([]uint64{hit.ID})
		if err != nil {
			t.Fatal(err)
		}
		got[v[0]] = true
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("%q is the name of %v, want %v", folded, got, want)
	}
}
