package enginetest

import (
	"context"
	"fmt"
	"testing"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"
)

// testModel applies random batches to the engine and to a plain map, and asks
// both the same questions.
func testModel(t *testing.T, open Open) {
	rapid.Check(t, func(r *rapid.T) {
		e, m := open(t), NewModel()
		defer e.Close()
		for i := range rapid.IntRange(1, 6).Draw(r, "batches") {
			batch := drawBatch(r)
			if rapid.IntRange(0, 3).Draw(r, "how") == 0 {
				batch = quadstore.Batch{Add: batch.Add, Loads: []quadstore.Load{{Key: fmt.Sprint("bulk", i)}}}
				if _, err := e.BulkLoad(bg(), batch.Loads[0], source(batch.Add, nil), drawBulk(r)); err != nil {
					r.Fatalf("bulk load: %v", err)
				}
			} else {
				mustApply(r, e, batch)
			}
			m.Apply(batch)
		}
		Compare(r, e, m)
	})
}

func drawBatch(r *rapid.T) quadstore.Batch {
	quads := rapid.Custom(drawQuad)
	purge := rapid.SliceOfN(rapid.SampledFrom([]string{"urn:x:A", "urn:x:AB", "urn:x:B", "urn:x:E"}), 0, 1).Draw(r, "purge")
	if rapid.IntRange(0, 2).Draw(r, "what") == 0 { // engines may have a way of their own for a purge alone
		return quadstore.Batch{Purge: purge, Unload: []string{"A"}}
	}
	return quadstore.Batch{
		Purge:  purge,
		Remove: rapid.SliceOfN(quads, 0, 10).Draw(r, "remove"),
		Add:    rapid.SliceOfN(quads, 0, 20).Draw(r, "add"),
		Loads:  rapid.SliceOfN(rapid.Custom(drawLoad), 0, 2).Draw(r, "loads"),
		Unload: rapid.SliceOfN(rapid.SampledFrom([]string{"A", "B"}), 0, 1).Draw(r, "unload"),
	}
}

// drawBulk makes some loads go through the disk, a few quads at a time.
func drawBulk(r *rapid.T) quadstore.BulkOptions {
	return quadstore.BulkOptions{MemoryBytes: rapid.SampledFrom([]int{0, 1, 5000}).Draw(r, "memory")}
}

func drawLoad(r *rapid.T) quadstore.Load {
	return quadstore.Load{
		Key:   rapid.SampledFrom([]string{"A", "B", "C"}).Draw(r, "key"),
		Model: rapid.SampledFrom([]string{"", "m"}).Draw(r, "model"),
	}
}

// The terms are few, so that quads repeat, names are shared, and one IRI is the
// beginning of another.
func drawQuad(r *rapid.T) quad.Quad {
	subjects := []quad.Value{iri("A"), iri("A#e1"), iri("A#e2"), iri("AB#e1"), iri("AB"), iri("E"), quad.BNode("b")}
	predicates := []quad.Value{iri("p"), iri("denotes"), NamePredicate, NamePredicate}
	objects := []quad.Value{iri("E"), iri("A#e1"), quad.String("Anna Ång"), quad.String("anna"), quad.LangString{Value: "anna", Lang: "en"}, quad.Int(7)}
	labels := []quad.Value{nil, iri("A"), iri("A#c1"), iri("AB"), iri("AB#c1"), iri("B"), quadstore.CurationGraph}
	return quad.Quad{
		Subject:   rapid.SampledFrom(subjects).Draw(r, "subject"),
		Predicate: rapid.SampledFrom(predicates).Draw(r, "predicate"),
		Object:    modelValue(rapid.SampledFrom(objects).Draw(r, "object")),
		Label:     rapid.SampledFrom(labels).Draw(r, "label"),
	}
}

// modelValue is the RDF term that a native value is stored as.
func modelValue(v quad.Value) quad.Value {
	if n, ok := v.(quad.Int); ok {
		return quad.TypedString{Value: quad.String(fmt.Sprint(int64(n))), Type: "http://www.w3.org/2001/XMLSchema#integer"}
	}
	return v
}

// Compare asks an engine and a model the same questions and runs Check.
func Compare(t TB, e quadstore.Engine, m *Model) {
	t.Helper()
	mustCheck(t, e)
	same(t, "export", everything(t, e), m.matching([4]quad.Value{}))
	a := ask(t, e)
	defer a.close()
	for asked := range m.quads {
		for _, pattern := range patterns(asked) {
			same(t, fmt.Sprint("scan ", pattern), a.scan(pattern), m.matching(pattern))
			compareCount(a, m, pattern)
		}
		break // one quad's sixteen patterns are enough for one run
	}
	for _, prefix := range []string{"", "urn:x:A", "urn:x:A#"} {
		same(t, "IRIs with "+prefix, a.iris(prefix), m.iris(prefix))
	}
	for _, name := range []quad.String{"Anna Ång", "anna"} {
		want := map[string]bool{}
		for _, s := range m.named(NamePredicate, name) {
			want[s] = true
		}
		a.compareNames(string(name), want)
	}
	var loads []string
	for _, l := range m.loadLog() {
		loads = append(loads, describe(l))
	}
	same(t, "load log", a.loads(), loads)
}

func compareCount(a asker, m *Model, pattern [4]quad.Value) {
	a.t.Helper()
	ids, _ := a.ids(pattern)
	n, exact, err := a.snap.Count(ids)
	want := len(m.matching(pattern))
	if err != nil || exact && n != want || !exact && want <= 1000 {
		a.t.Fatalf("count %v: %d, %v, %v, want %d", pattern, n, exact, err, want)
	}
}

func (a asker) iris(prefix string) []string {
	a.t.Helper()
	iris := []string{}
	for hit, err := range a.snap.TermsWithPrefix(prefix) {
		if err != nil {
			a.t.Fatalf("terms with prefix: %v", err)
		}
		if got := a.values(hit.ID)[0]; got != quad.Value(quad.IRI(hit.IRI)) {
			a.t.Fatalf("id %d is said to be %s, and is %v", hit.ID, hit.IRI, got)
		}
		iris = append(iris, hit.IRI)
	}
	return iris
}

// compareNames looks for the subjects that have exactly this name.
func (a asker) compareNames(name string, want map[string]bool) {
	a.t.Helper()
	hits, err := a.snap.Names(context.Background(), name, 100)
	if err != nil {
		a.t.Fatalf("names: %v", err)
	}
	for _, hit := range hits {
		if hit.Score == 1 && hit.Name == name {
			delete(want, term(a.values(hit.ID)[0]))
		}
	}
	for subject := range want {
		a.t.Fatalf("names: %q does not find %s", name, subject)
	}
}
