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

// What was foreseen is what scans give without it, in the same order, also where it is
// only how they begin; and who asks for it then asks nobody.
func TestForesee(t *testing.T) {
	var asked atomic.Int64
	url := servertest.Start(t).New(t)
	plain := open(t, url, Options{})
	r := rand.New(rand.NewPCG(1, 2))
	var batch quadstore.Batch
	for range 400 {
		iri := func(n int) string { return fmt.Sprintf("urn:x:%d", r.IntN(n)) }
		batch.Add = append(batch.Add, quad.MakeIRI(iri(9), iri(3), iri(20), iri(4)))
	}
	if err := plain.Apply(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	for most := range 5 {
		db := open(t, url, Options{Watch: func(Statement) { asked.Add(1) }}) // remembers nothing
		foreseen, usual := snapshotOf(t, db), snapshotOf(t, plain)
		all := collectQuads(t, usual, [4]uint64{}, [4]uint64{})
		var patterns [][4]uint64
		for range 60 {
			p := all[r.IntN(len(all))]
			for pos, mask := range p {
				if r.IntN(2) == 0 {
					mask = 0
				}
				p[pos] = mask
			}
			patterns = append(patterns, p)
		}
		if err := foreseen.(*snapshot).Foresee(patterns, 1+most*most*most); err != nil {
			t.Fatal(err)
		}
		for _, p := range patterns {
			before := asked.Load()
			got, want := collectQuads(t, foreseen, p, [4]uint64{}), collectQuads(t, usual, p, [4]uint64{})
			if !slices.Equal(got, want) {
				t.Fatalf("%v, %d foreseen: %d quads, want %d", p, 1+most*most*most, len(got), len(want))
			}
			if n := asked.Load() - before; len(want) < 1+most*most*most && n > 0 && p != ([4]uint64{}) {
				t.Errorf("%v: %d statements for %d quads of %d", p, n, len(want), 1+most*most*most)
			}
		}
	}
}

func snapshotOf(t *testing.T, db *DB) quadstore.Snapshot {
	t.Helper()
	s, err := db.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func collectQuads(t *testing.T, s quadstore.Snapshot, pattern, after [4]uint64) (list [][4]uint64) {
	t.Helper()
	for q, err := range s.Scan(pattern, after) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, q)
	}
	return list
}
