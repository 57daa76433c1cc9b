package enginetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// Every kind of term comes back as it went in, or as the RDF 1.1 term it is.
func testTerms(t *testing.T, open Open) {
	const xsd = "http://www.w3.org/2001/XMLSchema#"
	long := quad.String(make([]byte, 100_000))
	for _, c := range []struct{ in, out quad.Value }{
		{quad.IRI("urn:x:a"), quad.IRI("urn:x:a")},
		{quad.BNode("b1"), quad.BNode("b1")},
		{quad.String(""), quad.String("")},
		{quad.String("a\nb\x00ü"), quad.String("a\nb\x00ü")},
		{long, long},
		{quad.LangString{Value: "a\x00", Lang: "de-CH"}, quad.LangString{Value: "a\x00", Lang: "de-CH"}},
		{quad.TypedString{Value: "07", Type: xsd + "integer"}, quad.TypedString{Value: "07", Type: xsd + "integer"}},
		{quad.TypedString{Value: "x", Type: xsd + "string"}, quad.String("x")},
		{quad.Int(-7), quad.TypedString{Value: "-7", Type: xsd + "integer"}},
		{quad.Bool(true), quad.TypedString{Value: "true", Type: xsd + "boolean"}},
		{quad.Float(1.5), quad.TypedString{Value: "1.5E+00", Type: xsd + "double"}},
	} {
		e := open(t)
		mustApply(t, e, quadstore.Batch{Add: []quad.Quad{{Subject: iri("s"), Predicate: iri("p"), Object: c.in}}})
		a := ask(t, e)
		got := a.values(a.id(c.in), a.id(c.out))
		if got[0] != c.out || got[1] != c.out {
			t.Errorf("%#v came back as %#v, want %#v", c.in, got, c.out)
		}
		a.close()
		mustCheck(t, e)
	}
	for _, bad := range []quad.Value{quad.IRI(""), quad.BNode(""), nil, quad.LangString{Value: "x"}} {
		e := open(t)
		err := e.Apply(bg(), quadstore.Batch{Add: []quad.Quad{{Subject: iri("s"), Predicate: iri("p"), Object: bad}}})
		if !errors.Is(err, quadstore.ErrTerm) {
			t.Errorf("object %#v: error %v, want ErrTerm", bad, err)
		}
	}
}

// A batch is a set operation: Purge and Remove come before Add.
func testBatch(t *testing.T, open Open) {
	a, b, c := q("a", "p", "o", "g"), q("b", "p", "o", ""), q("c", "p", "o", "g")
	for _, test := range []struct {
		name    string
		batches []quadstore.Batch
		want    []string
		version uint64
	}{
		{"nothing", []quadstore.Batch{{}}, nil, 0},
		{"add twice", []quadstore.Batch{{Add: []quad.Quad{a, b, a}}, {Add: []quad.Quad{b, a}}}, lines(a, b), 1},
		{"remove", []quadstore.Batch{{Add: []quad.Quad{a, b}}, {Remove: []quad.Quad{a, c, a}}}, lines(b), 2},
		{"remove what is not there", []quadstore.Batch{{Add: []quad.Quad{a}}, {Remove: []quad.Quad{b}}}, lines(a), 1},
		{"remove and add", []quadstore.Batch{{Add: []quad.Quad{a}}, {Remove: []quad.Quad{a}, Add: []quad.Quad{a}}}, lines(a), 1},
		{"same quad, other label", []quadstore.Batch{{Add: []quad.Quad{a, q("a", "p", "o", "")}}, {Remove: []quad.Quad{a}}}, lines(q("a", "p", "o", "")), 2},
		{"everything goes", []quadstore.Batch{{Add: []quad.Quad{a, b, c}}, {Remove: []quad.Quad{a, b, c}}}, nil, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := open(t)
			for _, batch := range test.batches {
				mustApply(t, e, batch)
			}
			same(t, "export", everything(t, e), test.want)
			mustCheck(t, e)
			s := ask(t, e)
			defer s.close()
			if s.snap.Version() != test.version {
				t.Errorf("version %d, want %d", s.snap.Version(), test.version)
			}
			if len(test.want) == 0 && s.id(iri("p")) != 0 {
				t.Errorf("a term that no quad uses is still found")
			}
		})
	}
	e := open(t)
	ctx, cancel := context.WithCancel(bg())
	cancel()
	if err := e.Apply(ctx, quadstore.Batch{Add: []quad.Quad{a}}); !errors.Is(err, context.Canceled) {
		t.Errorf("apply with a cancelled context: %v", err)
	}
}

// Purge of A takes A and A#…, not AB, and leaves curation.
func testPurge(t *testing.T, open Open) {
	curated := quad.Quad{Subject: iri("A#e1"), Predicate: iri("same"), Object: iri("E"), Label: quadstore.CurationGraph}
	stays := []quad.Quad{
		q("AB", "p", "o", "AB"), q("AB#e1", "p", "A#e1", "AB"), q("E", "p", "F", "AB#c1"), q("A", "p", "o", "B"),
		q("E", "denotes", "A#e1", "B"), curated, q("A", "p", "o", ""),
	}
	goes := []quad.Quad{
		q("A", "title", "o", "A"), q("A#e1", "p", "o", "A"), q("E", "p", "F", "A#c1"), q("E", "p", "F", "A#c2"),
		q("A#e1", "denotes", "E", "identity"), q("A#e1", "p", "o", ""), q("A#e9", "p", "A#e1", "A#c1"),
	}
	e := open(t)
	mustApply(t, e, quadstore.Batch{Add: append(slices.Clone(goes), stays...), Loads: []quadstore.Load{{Key: "urn:x:A"}}})
	mustApply(t, e, quadstore.Batch{Purge: []string{"urn:x:A", "urn:x:never"}, Unload: []string{"urn:x:A"}})
	same(t, "after the purge", everything(t, e), lines(stays...))
	mustCheck(t, e)
	again := q("A#e1", "p", "o2", "A")
	mustApply(t, e, quadstore.Batch{Purge: []string{"urn:x:A"}, Add: []quad.Quad{again}})
	same(t, "after adding to it", everything(t, e), lines(append(slices.Clone(stays), again)...))
	mustCheck(t, e)
}

// cube is every combination of n terms in each position, so that every pattern
// has matches and misses in every index.
func cube(n int) (quads []quad.Quad) {
	for i := range n * n * n * n {
		quads = append(quads, q(fmt.Sprint("s", i%n), fmt.Sprint("p", i/n%n), fmt.Sprint("o", i/n/n%n), fmt.Sprint("g", i/n/n/n)))
	}
	return quads
}

// patterns gives the sixteen ways to bind the positions of a quad.
func patterns(q quad.Quad) (all [][4]quad.Value) {
	for mask := range 16 {
		pattern := parts(q)
		for pos := range pattern {
			if mask&(1<<pos) == 0 {
				pattern[pos] = nil
			}
		}
		all = append(all, pattern)
	}
	return all
}

func testPatterns(t *testing.T, open Open) {
	e, m := open(t), NewModel()
	batch := quadstore.Batch{Add: cube(4)}
	mustApply(t, e, batch)
	m.Apply(batch)
	hole := quadstore.Batch{Remove: batch.Add[50:90]}
	mustApply(t, e, hole)
	m.Apply(hole)
	a := ask(t, e)
	defer a.close()
	for _, pattern := range patterns(q("s1", "p2", "o2", "g1")) {
		same(t, fmt.Sprint(pattern), a.scan(pattern), m.matching(pattern))
	}
}

// Pages put together are the scan, in the order that Scan documents.
func testPaging(t *testing.T, open Open) {
	e := open(t)
	mustApply(t, e, quadstore.Batch{Add: cube(4)})
	a := ask(t, e)
	defer a.close()
	for mask, pattern := range patterns(q("s1", "p2", "o2", "g1")) {
		ids, _ := a.ids(pattern)
		whole := a.all(a.snap.Scan(ids, [4]uint64{}))
		if !slices.IsSortedFunc(whole, inOrder(documentedOrder[mask])) {
			t.Errorf("%v: not in the documented order", pattern)
		}
		for _, size := range []int{1, 3, 100} {
			var paged [][4]uint64
			var after [4]uint64
			for page := a.page(ids, after, size); len(page) > 0; page = a.page(ids, after, size) {
				paged = append(paged, page...)
				after = page[len(page)-1]
			}
			same(t, fmt.Sprintf("%v in pages of %d", pattern, size), paged, whole)
		}
		a.skipping(ids, whole, documentedOrder[mask])
	}
}

// skipping goes on after all that share the first ids of the order with a quad: what
// comes last in the order is said to be higher than any id.
func (a asker) skipping(pattern [4]uint64, whole [][4]uint64, order [4]int) {
	a.t.Helper()
	for n := 1; n < 4 && len(whole) > 0; n++ {
		after := whole[len(whole)/2]
		for _, pos := range order[n:] {
			after[pos] = ^uint64(0)
		}
		rest := slices.DeleteFunc(slices.Clone(whole), func(q [4]uint64) bool { return inOrder(order)(q, after) <= 0 })
		same(a.t, fmt.Sprintf("%v after %v", pattern, after), a.all(a.snap.Scan(pattern, after)), rest)
	}
}

// documentedOrder is the table in Snapshot.Scan, by mask of bound positions.
var documentedOrder = [16][4]int{
	0: spog, 1: spog, 3: spog, 7: spog, 15: spog, 9: spog, 11: spog,
	2: posg, 6: posg,
	4: ospg, 5: ospg, 13: ospg,
	8: gpos, 10: gpos, 14: gpos, 12: gpos,
}

var (
	spog = [4]int{0, 1, 2, 3}
	posg = [4]int{1, 2, 0, 3}
	ospg = [4]int{2, 0, 1, 3}
	gpos = [4]int{3, 1, 2, 0}
)

func inOrder(perm [4]int) func(a, b [4]uint64) int {
	return func(a, b [4]uint64) int {
		for _, pos := range perm {
			if a[pos] != b[pos] {
				if a[pos] < b[pos] {
					return -1
				}
				return 1
			}
		}
		return 0
	}
}

func (a asker) page(pattern, after [4]uint64, size int) (page [][4]uint64) {
	a.t.Helper()
	for q, err := range a.snap.Scan(pattern, after) {
		if err != nil {
			a.t.Fatalf("scan: %v", err)
		}
		if page = append(page, q); len(page) == size {
			break
		}
	}
	return page
}

// Expand gives for each id, ascending, what a scan gives for it.
func testExpand(t *testing.T, open Open) {
	e := open(t)
	quads := cube(4)
	for i := range 60 { // gaps, so that a pass must seek
		quads = append(quads, q("hub", "p1", fmt.Sprint("far", i), "g1"), q("hub", "p2", fmt.Sprint("far", i), "g1"))
	}
	mustApply(t, e, quadstore.Batch{Add: quads})
	a := ask(t, e)
	defer a.close()
	for pos, prefix := range [4]string{"s", "p", "o", "g"} {
		ids := []uint64{a.id(iri(prefix + "3")), 0, a.id(iri(prefix + "0")), a.id(iri(prefix + "3")), a.id(iri("far7")), a.id(iri("hub"))}
		for _, pattern := range patterns(q("s1", "p2", "o2", "g1")) {
			bound, _ := a.ids(pattern)
			got, want := a.all(a.snap.Expand(ids, pos, bound)), a.expandSlowly(ids, pos, bound)
			if !slices.IsSortedFunc(got, inOrder([4]int{pos, pos, pos, pos})) {
				t.Errorf("position %d of %v: not grouped by ascending ids", pos, pattern)
			}
			slices.SortFunc(got, inOrder(spog))
			slices.SortFunc(want, inOrder(spog))
			same(t, fmt.Sprintf("position %d of %v", pos, pattern), got, want)
		}
	}
	if got := a.all(a.snap.Expand(nil, 0, [4]uint64{})); len(got) > 0 {
		t.Errorf("expand of nothing gives %v", got)
	}
}

// expandSlowly is Expand by scans.
func (a asker) expandSlowly(ids []uint64, pos int, pattern [4]uint64) (quads [][4]uint64) {
	a.t.Helper()
	sorted := slices.Compact(slices.Sorted(slices.Values(ids)))
	for _, id := range sorted {
		if id != 0 {
			pattern[pos] = id
			quads = append(quads, a.all(a.snap.Scan(pattern, [4]uint64{}))...)
		}
	}
	return quads
}

func testCount(t *testing.T, open Open) {
	e, m := open(t), NewModel()
	for i := range 30 {
		batch := quadstore.Batch{}
		for j := range 100 {
			batch.Add = append(batch.Add, q(fmt.Sprint("s", i*100+j), fmt.Sprint("p", i%3), fmt.Sprint("o", j%7), fmt.Sprint("g", i%2)))
		}
		mustApply(t, e, batch)
		m.Apply(batch)
	}
	a := ask(t, e)
	defer a.close()
	for mask, pattern := range patterns(q("s1", "p0", "o1", "g0")) {
		ids, _ := a.ids(pattern)
		n, exact, err := a.snap.Count(ids)
		if err != nil {
			t.Fatal(err)
		}
		want := len(m.matching(pattern))
		mustBeExact := want <= 1000 || mask == 0 || mask == 2 || mask == 8
		switch {
		case mustBeExact && !exact:
			t.Errorf("%v: an estimate of %d where %d can be counted", pattern, n, want)
		case exact && n != want:
			t.Errorf("%v: counted %d, want %d", pattern, n, want)
		case !exact && (n < want/10 || n > want*10):
			t.Errorf("%v: estimated %d, want about %d", pattern, n, want)
		}
	}
	if n, exact, err := a.snap.Count([4]uint64{1: 1 << 40}); n != 0 || !exact || err != nil {
		t.Errorf("count of an unknown predicate: %d, %v, %v", n, exact, err)
	}
}

func testLoads(t *testing.T, open Open) {
	e := open(t)
	at := time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)
	a, b := quadstore.Load{Key: "urn:x:a", Time: at, Model: "m1", Name: "a.txt"}, quadstore.Load{Key: "urn:x:b", Time: at}
	mustApply(t, e, quadstore.Batch{Loads: []quadstore.Load{b, a}})
	mustApply(t, e, quadstore.Batch{Loads: []quadstore.Load{b, a}})
	s := ask(t, e)
	if s.snap.Version() != 1 {
		t.Errorf("the same load again is version %d, want 1", s.snap.Version())
	}
	same(t, "load log", s.loads(), []string{describe(a), describe(b)})
	got, found, err := s.snap.Loaded("urn:x:a")
	if err != nil || !found || describe(got) != describe(a) {
		t.Errorf("loaded: %v, %v, %v", got, found, err)
	}
	if _, found, err = s.snap.Loaded("urn:x:"); found || err != nil {
		t.Errorf("loaded of an unknown key: %v, %v", found, err)
	}
	s.close()
	mustApply(t, e, quadstore.Batch{Unload: []string{"urn:x:a", "urn:x:b"}, Loads: []quadstore.Load{b}})
	s = ask(t, e)
	defer s.close()
	same(t, "load log after unloading", s.loads(), []string{describe(b)})
}

func (a asker) loads() (loads []string) {
	a.t.Helper()
	for l, err := range a.snap.Loads() {
		if err != nil {
			a.t.Fatalf("loads: %v", err)
		}
		loads = append(loads, describe(l))
	}
	return loads
}

func describe(l quadstore.Load) string {
	return fmt.Sprintf("%s %s %s %s", l.Key, l.Time.UTC().Format(time.RFC3339Nano), l.Model, l.Name)
}

// A snapshot does not see what comes after it.
func testSnapshots(t *testing.T, open Open) {
	e := open(t)
	mustApply(t, e, quadstore.Batch{Add: cube(2), Loads: []quadstore.Load{{Key: "k"}}})
	old := ask(t, e)
	mustApply(t, e, quadstore.Batch{Remove: cube(2), Add: []quad.Quad{q("new", "p", "o", "")}, Unload: []string{"k"}})
	same(t, "the old snapshot", old.scan([4]quad.Value{}), lines(cube(2)...))
	if n, _, err := old.snap.Count([4]uint64{}); n != 16 || err != nil {
		t.Errorf("the old snapshot counts %d, %v", n, err)
	}
	if _, found, _ := old.snap.Loaded("k"); !found || old.snap.Version() != 1 || old.id(iri("new")) != 0 {
		t.Errorf("the old snapshot sees what came later")
	}
	old.close()
	old.close()
	for _, err := range old.snap.Scan([4]uint64{}, [4]uint64{}) {
		if !errors.Is(err, quadstore.ErrClosed) {
			t.Errorf("scan of a closed snapshot: %v", err)
		}
	}
	same(t, "the new snapshot", everything(t, e), lines(q("new", "p", "o", "")))
}
