package enginetest

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// An update makes what is decided by the store as it is, and adds what was known
// ahead, whatever was there.
func testUpdate(t *testing.T, open Open) {
	ground := []quad.Quad{q("a", "p", "o1", "a"), q("a#1", "p", "o2", "a"), q("a", "p", "o1", "a")}
	for _, test := range []struct {
		name   string
		before quadstore.Batch
		ahead  []quad.Quad
		batch  quadstore.Batch
		loads  int
	}{
		{name: "nothing"},
		{name: "ahead alone", ahead: ground},
		{name: "ahead and more", ahead: ground, batch: quadstore.Batch{Add: []quad.Quad{q("b", "p", "a#1", "")}, Loads: []quadstore.Load{{Key: "urn:x:a"}}}, loads: 1},
		{name: "ahead is there", before: quadstore.Batch{Add: ground}, ahead: ground},
		{name: "ahead is there in part", before: quadstore.Batch{Add: ground[:1]}, ahead: ground},
		{name: "ahead replaces", before: quadstore.Batch{Add: []quad.Quad{ground[0], q("a", "p", "old", "a"), q("a#2", "p", "o2", "a")}}, ahead: ground,
			batch: quadstore.Batch{Purge: []string{"urn:x:a"}}},
		{name: "purge and remove come first", before: quadstore.Batch{Add: ground}, ahead: ground, batch: quadstore.Batch{Purge: []string{"urn:x:a"}, Remove: ground}},
		{name: "names", ahead: []quad.Quad{named("a", "Ahead", "g")}, batch: quadstore.Batch{Add: []quad.Quad{named("b", "Ahead", "g")}}},
	} {
		t.Run(test.name, func(t *testing.T) {
			e, m := open(t), NewModel()
			mustApply(t, e, test.before)
			m.Apply(test.before)
			want := everything(t, e)
			err := e.Update(bg(), test.ahead, func(now quadstore.Snapshot) (quadstore.Batch, error) {
				a := asker{t, now}
				same(t, "what decide sees", a.scan([4]quad.Value{}), want)
				return test.batch, nil
			})
			if err != nil {
				t.Fatal(err)
			}
			change := test.batch
			change.Add = append(append(change.Add[:0:0], test.ahead...), change.Add...)
			m.Apply(change)
			same(t, "after the update", everything(t, e), m.matching([4]quad.Value{}))
			a := ask(t, e)
			defer a.close()
			if got := len(a.loads()); got != test.loads {
				t.Errorf("%d loads, want %d", got, test.loads)
			}
			mustCheck(t, e)
		})
	}
}

// A decision that fails, and one that nobody waits for any more, change nothing.
func testUpdateFails(t *testing.T, open Open) {
	e := open(t)
	mustApply(t, e, quadstore.Batch{Add: cube(2)})
	ahead := []quad.Quad{q("s0", "p0", "o0", "g0"), q("new", "p", "o", "new")}
	reason := errors.New("a reason of the decision's own")
	err := e.Update(bg(), ahead, func(quadstore.Snapshot) (quadstore.Batch, error) {
		return quadstore.Batch{Remove: cube(2)}, reason
	})
	if !errors.Is(err, reason) {
		t.Errorf("the error is %v", err)
	}
	err = e.Update(bg(), append(ahead, quad.Quad{Subject: iri("s"), Predicate: iri("p")}), func(quadstore.Snapshot) (quadstore.Batch, error) {
		return quadstore.Batch{}, nil
	})
	if !errors.Is(err, quadstore.ErrTerm) {
		t.Errorf("the error of a quad that is none is %v", err)
	}
	ctx, cancel := context.WithCancel(bg())
	err = e.Update(ctx, ahead, func(quadstore.Snapshot) (quadstore.Batch, error) {
		cancel()
		return quadstore.Batch{Remove: cube(2)}, nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("the error of a cancelled one is %v", err)
	}
	same(t, "afterwards", everything(t, e), lines(cube(2)...))
	a := ask(t, e)
	defer a.close()
	if a.snap.Version() != 1 {
		t.Errorf("version %d, want 1", a.snap.Version())
	}
	mustCheck(t, e)
}

// Many decide by what there is, each adds one quad more; others change the store
// beside them. No decision is made by what has changed meanwhile.
func testUpdateConcurrent(t *testing.T, open Open) {
	const writers, each = 4, 15
	e := open(t)
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for n := range each {
				ahead := []quad.Quad{q("common", "p", "ahead", "g"), q(fmt.Sprint("a", w), "p", fmt.Sprint("n", n), "ahead")}
				err := e.Update(bg(), ahead, func(now quadstore.Snapshot) (quadstore.Batch, error) {
					before, err := counted(now, "counter")
					return quadstore.Batch{Add: []quad.Quad{q("counter", "counter", fmt.Sprint(before), "g")}}, err
				})
				if err != nil {
					t.Errorf("update: %v", err)
				}
			}
		})
	}
	all.Go(func() { replaceAgainAndAgain(t, e, 0, each) })
	all.Wait()
	a := ask(t, e)
	defer a.close()
	for predicate, want := range map[string]int{"counter": writers * each, "p": writers*each + 1} {
		if got, err := counted(a.snap, predicate); got != want || err != nil {
			t.Errorf("%d quads with the predicate %s, %v; want %d", got, predicate, err, want)
		}
	}
	mustCheck(t, e)
}

func counted(now quadstore.Snapshot, predicate string) (int, error) {
	ids, err := now.Lookup([]quad.Value{iri(predicate)})
	if err != nil || ids[0] == 0 {
		return 0, err
	}
	n, _, err := now.Count([4]uint64{1: ids[0]})
	return n, err
}
