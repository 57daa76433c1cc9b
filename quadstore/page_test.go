package quadstore

import (
	"context"
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// Ten quads of a thing that has thousands are ten steps of an iterator, in every
// order and from any place on, whether asked for with Scan or with Expand.
func TestPagesReadWhatTheyShow(t *testing.T) {
	const quads, page, most = 20_000, 10, 60
	db, err := Open("store", Options{FS: vfs.NewMem()})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	src := func(yield func(quad.Quad, error) bool) {
		for n := range quads { // each position has one term of nearly all quads
			q := [4]string{"s", "p", "o", "g"}
			q[n%4] = fmt.Sprint(q[n%4], n)
			if !yield(quad.Quad{Subject: quad.IRI(q[0]), Predicate: quad.IRI(q[1]), Object: quad.IRI(q[2]), Label: quad.IRI(q[3])}, nil) {
				return
			}
		}
	}
	if _, err := db.BulkLoad(context.Background(), Load{Key: "l"}, src, BulkOptions{}); err != nil {
		t.Fatal(err)
	}
	s := snapshotOf(t, db)
	hub, err := s.Lookup([]quad.Value{quad.IRI("s"), quad.IRI("p"), quad.IRI("o"), quad.IRI("g")})
	if err != nil {
		t.Fatal(err)
	}
	for mask := range 15 {
		var pattern [4]uint64
		for pos := range pattern {
			if mask&(1<<pos) != 0 {
				pattern[pos] = hub[pos]
			}
		}
		var after [4]uint64
		for range 300 { // a place some way into it
			q := firstOf(t, s, pattern, after, 1)
			if len(q) == 0 {
				break
			}
			after = q[0]
		}
		for _, from := range [][4]uint64{{}, after} {
			before := s.steps()
			got := firstOf(t, s, pattern, from, page)
			if steps := s.steps() - before; len(got) < page || steps > most {
				t.Errorf("%d quads of %v after %v took %d steps", len(got), pattern, from, steps)
			}
		}
		for pos := range 4 {
			before, n := s.steps(), 0
			for _, err := range s.Expand(hub[pos:pos+1], pos, pattern) {
				if err != nil {
					t.Fatal(err)
				}
				if n++; n == page {
					break
				}
			}
			if steps := s.steps() - before; n < page && mask|1<<pos != 15 || steps > most {
				t.Errorf("expanding %d of %v to %d quads took %d steps", pos, pattern, n, steps)
			}
		}
	}
}

func firstOf(t *testing.T, s *snapshot, pattern, after [4]uint64, n int) [][4]uint64 {
	t.Helper()
	quads, err := s.page(pattern, after, n)
	if err != nil {
		t.Fatal(err)
	}
	return quads
}

// steps counts what the idle iterators of a snapshot have done.
func (s *snapshot) steps() (n int) {
	for _, free := range s.free {
		stats := free.it.Stats()
		for kind := range stats.ForwardStepCount {
			n += stats.ForwardStepCount[kind] + stats.ForwardSeekCount[kind]
		}
	}
	return n
}
