package quadstore_test

import (
	"fmt"
	"testing"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// A bulk load tells how far its writing is, once all is read, in pieces or not.
func TestBulkLoadTellsHowFarItIs(t *testing.T) {
	const quads = 40_000
	source := func(yield func(quad.Quad, error) bool) {
		for i := range quads {
			if !yield(quad.Quad{Subject: quad.IRI(fmt.Sprintf("http://a/%d", i)), Predicate: quad.IRI("http://p"), Object: quad.IRI(fmt.Sprintf("http://b/%d", i%97))}, nil) {
				return
			}
		}
	}
	for name, memory := range map[string]int{"in memory": 0, "in pieces": 1_000_000} {
		t.Run(name, func(t *testing.T) {
			db := openInMemory(t, quadstore.Options{})
			told, last := 0, -1
			stats, err := db.BulkLoad(t.Context(), quadstore.Load{Key: "l"}, source, quadstore.BulkOptions{MemoryBytes: memory, Storing: func(written, most int) {
				if told++; told == 1 && written != 0 || written < last || written > most || most != 4*quads {
					t.Errorf("told %d of %d after %d", written, most, last)
				}
				last = written
			}})
			if err != nil || stats.Added != quads {
				t.Fatal(stats, err)
			}
			if told < 10 || last < 3*quads {
				t.Errorf("told %d times, at last %d", told, last)
			}
		})
	}
}
