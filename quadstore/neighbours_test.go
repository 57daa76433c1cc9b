package quadstore

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// What snapshots of several versions remember for each other is what each would
// read: adding, removing, purging and loading between the questions.
func TestNeighboursOfVersions(t *testing.T) { askVersions(t, func(int, *DB) {}) }

// The same where the store is warmed now and then, at other versions than those
// that are asked.
func TestWarmVersions(t *testing.T) {
	copies := 0
	askVersions(t, func(n int, db *DB) {
		if db.warmth.copy.Load() != nil {
			copies++
		}
		if n%3 == 0 {
			if err := db.Warm(context.Background()); err != nil {
				t.Fatal(err)
			}
		}
	})
	if copies < 50 {
		t.Errorf("a copy was there in %d of 200 rounds", copies)
	}
}

func askVersions(t *testing.T, before func(n int, db *DB)) {
	db, err := Open("store", Options{FS: vfs.NewMem(), CacheBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	r := rand.New(rand.NewPCG(5, 6))
	term := func(kind string, n int) quad.IRI { return quad.IRI(fmt.Sprint("http://x/", kind, r.IntN(n))) }
	some := func() (quads []quad.Quad) {
		for range 30 {
			quads = append(quads, quad.Quad{Subject: term("s", 8), Predicate: term("p", 3), Object: term("s", 8), Label: term("g", 4)})
		}
		return quads
	}
	var open []*snapshot
	defer func() {
		for _, s := range open {
			_ = s.Close()
		}
	}()
	for n := range 200 {
		before(n, db)
		batch := Batch{Add: some()[:r.IntN(30)], Remove: some()}
		if n%7 == 0 {
			batch.Purge = []string{string(term("g", 4))}
		}
		if err := db.Apply(context.Background(), batch); err != nil {
			t.Fatal(err)
		}
		if n%10 == 0 {
			src := func(yield func(quad.Quad, error) bool) {
				for _, q := range some() {
					if !yield(q, nil) {
						return
					}
				}
			}
			if _, err := db.BulkLoad(context.Background(), Load{Key: fmt.Sprint("http://x/load", n)}, src, BulkOptions{}); err != nil {
				t.Fatal(err)
			}
		}
		s, err := db.snapshot()
		if err != nil {
			t.Fatal(err)
		}
		if open = append(open, s); len(open) > 5 {
			if err := open[0].Close(); err != nil {
				t.Fatal(err)
			}
			open = open[1:]
		}
		for range 20 {
			askTwice(t, open[r.IntN(len(open))], r)
		}
	}
}

// askTwice compares what Expand, Scan and Lookup say with what a scan of
// everything finds, which always reads the tables.
func askTwice(t *testing.T, s *snapshot, r *rand.Rand) {
	t.Helper()
	var all [][4]uint64
	for q, err := range s.Scan([4]uint64{}, [4]uint64{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, q)
	}
	if len(all) == 0 {
		return
	}
	pattern, pos := all[r.IntN(len(all))], r.IntN(4)
	for i := range pattern {
		if r.IntN(2) == 0 {
			pattern[i] = 0
		}
	}
	ids := []uint64{all[r.IntN(len(all))][pos], all[r.IntN(len(all))][pos]}
	var want, got [][4]uint64
	for _, q := range all {
		pattern[pos] = q[pos]
		if slices.Contains(ids, q[pos]) && matched(q, pattern) {
			want = append(want, q)
		}
	}
	for q, err := range s.Expand(ids, pos, pattern) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, q)
	}
	slices.SortFunc(got, spog.compare)
	if !slices.Equal(want, got) {
		t.Fatalf("version %d: %v at %d of %v: %v, want %v", s.version, ids, pos, pattern, got, want)
	}
	compareScan(t, s, all, pattern, all[r.IntN(len(all))])
	terms, err := s.termBytes(all[0][:1])
	if err != nil {
		t.Fatal(err)
	}
	for n := range 8 {
		name := fmt.Sprint("ihttp://x/s", n)
		used := slices.ContainsFunc(all, func(q [4]uint64) bool {
			own, err := s.termBytes([]uint64{min(q[0], q[2]), max(q[0], q[2])})
			return err == nil && slices.Contains(own, name)
		})
		found, err := s.lookupTerms([][]byte{[]byte(name)})
		if err != nil || (found[0] > 0) != used {
			t.Fatalf("version %d: term %s has id %d, in a quad: %v (%v)", s.version, name, found[0], used, err)
		}
	}
	if id, err := s.lookupTerms([][]byte{[]byte(terms[0])}); err != nil || id[0] != all[0][0] {
		t.Fatalf("version %d: %s is %d, want %d (%v)", s.version, terms[0], id[0], all[0][0], err)
	}
}

// compareScan compares two pages of a pattern with what matches in all.
func compareScan(t *testing.T, s *snapshot, all [][4]uint64, pattern, after [4]uint64) {
	t.Helper()
	order := scanOrder(bound(pattern))
	for _, after := range [][4]uint64{{}, after} {
		var want, got [][4]uint64
		for _, q := range all {
			if matched(q, pattern) && order.compare(q, after) > 0 {
				want = append(want, q)
			}
		}
		slices.SortFunc(want, order.compare)
		for q, err := range s.Scan(pattern, after) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, q)
		}
		if !slices.Equal(want, got) {
			t.Fatalf("version %d: scan of %v after %v: %v, want %v", s.version, pattern, after, got, want)
		}
	}
}

func matched(q, pattern [4]uint64) bool {
	for i, id := range pattern {
		if id != 0 && id != q[i] {
			return false
		}
	}
	return true
}
