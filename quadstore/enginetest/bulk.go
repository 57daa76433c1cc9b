package enginetest

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"testing"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// source yields quads and, in the middle, an error.
func source(quads []quad.Quad, failure error) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for i, made := range quads {
			if failure != nil && i == len(quads)/2 && !yield(quad.Quad{}, failure) {
				return
			}
			if !yield(made, nil) {
				return
			}
		}
	}
}

// A bulk load gives the store that a batch would give, and is logged.
func testBulk(t *testing.T, open Open) {
	for _, memory := range []int{0, 1, 50_000} {
		t.Run(fmt.Sprint("memory ", memory), func(t *testing.T) { testBulkIn(t, open, memory) })
	}
	testBulkOptions(t, open(t))
}

func testBulkIn(t *testing.T, open Open, memory int) {
	more := []quad.Quad{named("m", "Máx", "h"), named("m", "Max", ""), q("A#e1", "p1", "o", "A"), q("z", "p1", "s1", "A#c1")}
	first, second := cube(3), append(cube(4), append(more, more...)...)
	e, twin := open(t), open(t)
	have := 0
	for i, quads := range [][]quad.Quad{first, second} {
		load := quadstore.Load{Key: iri("load").String() + string(rune('a'+i))}
		stats, err := e.BulkLoad(bg(), load, source(quads, nil), quadstore.BulkOptions{MemoryBytes: memory})
		if err != nil || !stats.Loaded || stats.Read != len(quads) {
			t.Fatalf("bulk load: %+v, %v", stats, err)
		}
		mustApply(t, twin, quadstore.Batch{Add: quads, Loads: []quadstore.Load{load}})
		want := everything(t, twin)
		same(t, "after a bulk load", everything(t, e), want)
		if added := len(want) - have; stats.Added != added {
			t.Errorf("bulk load says that it added %d quads, it was %d", stats.Added, added)
		}
		have = len(want)
		mustCheck(t, e)
		stats, err = e.BulkLoad(bg(), load, source(nil, errors.New("read again")), quadstore.BulkOptions{})
		if err != nil || stats.Loaded {
			t.Fatalf("the same load again: %+v, %v", stats, err)
		}
	}
	mustApply(t, e, quadstore.Batch{Remove: first, Purge: []string{"urn:x:A"}})
	mustApply(t, twin, quadstore.Batch{Remove: first, Purge: []string{"urn:x:A"}})
	same(t, "after removing", everything(t, e), everything(t, twin))
	mustCheck(t, e)
	testBulkErrors(t, e)
}

// A broken stream leaves nothing; a broken statement only itself.
func testBulkErrors(t *testing.T, e quadstore.Engine) {
	before := everything(t, e)
	load := quadstore.Load{Key: "urn:x:broken"}
	_, err := e.BulkLoad(bg(), load, source(cube(5), io.ErrUnexpectedEOF), quadstore.BulkOptions{})
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Fatalf("broken stream: %v", err)
	}
	same(t, "after a broken stream", everything(t, e), before)
	forgive := func(err error) error {
		if errors.Is(err, quadstore.ErrTerm) {
			return nil
		}
		return err
	}
	bad := []quad.Quad{q("ok1", "p", "o", ""), {Subject: iri("s"), Predicate: iri("p"), Object: quad.IRI("")}, q("ok2", "p", "o", "")}
	stats, err := e.BulkLoad(bg(), load, source(bad, nil), quadstore.BulkOptions{OnError: forgive})
	if err != nil || stats.Skipped != 1 || stats.Added != 2 {
		t.Fatalf("a bad quad: %+v, %v", stats, err)
	}
	mustCheck(t, e)
}

// Quads without a label get one; blank nodes become IRIs.
func testBulkOptions(t *testing.T, e quadstore.Engine) {
	quads := []quad.Quad{
		{Subject: quad.BNode("b"), Predicate: iri("p"), Object: quad.BNode("c")},
		{Subject: quad.BNode("b"), Predicate: iri("p"), Object: iri("o"), Label: quad.BNode("b")},
	}
	opts := quadstore.BulkOptions{Label: iri("load"), Skolem: "urn:x:b/"}
	if _, err := e.BulkLoad(bg(), quadstore.Load{Key: "k"}, source(quads, nil), opts); err != nil {
		t.Fatal(err)
	}
	want := lines(q("b/b", "p", "b/c", "load"), q("b/b", "p", "o", "b/b"))
	same(t, "skolemised", everything(t, e), slices.Sorted(slices.Values(want)))
}
