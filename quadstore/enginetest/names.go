package enginetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

func named(subject, name, graph string) quad.Quad {
	made := q(subject, "", "", graph)
	made.Predicate, made.Object = NamePredicate, quad.String(name)
	return made
}

func testNames(t *testing.T, open Open) {
	e := open(t)
	german := named("strasse", "", "g")
	german.Object = quad.LangString{Value: "Große Straße", Lang: "de"}
	unnamed := named("thing", "", "g")
	unnamed.Object = iri("García")
	mustApply(t, e, quadstore.Batch{Add: []quad.Quad{
		named("maria", "García María", "g"), named("maria", "García María", "h"), named("lopez", "María García López", "g"),
		named("deep", "DeepSeek", "g"), named("v3", "DeepSeek-V3", "g"), named("nvidia", "NVIDIA Corporation", ""),
		named("A#e1", "DeepSeek", "A"), german, unnamed,
	}})
	check := func(queries map[string][]string) {
		t.Helper()
		a := ask(t, e)
		defer a.close()
		for query, want := range queries {
			same(t, "names of "+query, a.names(query, 10), want)
		}
	}
	check(map[string][]string{
		"garcia maria":  {"maria 1.00", "lopez"},
		"MARÍA GARCÍA":  {"maria 0.90", "lopez"},
		"garcia":        {"maria", "lopez"},
		"deepseek":      {"deep 1.00", "v3"},
		"deep":          {"deep", "v3"},
		"deepseek v":    {"v3"},
		"grosse strase": nil,
		"grosse str":    {"strasse"},
		"corp nvidia":   nil,
		"nvidia corp":   {"nvidia"},
		"corporation n": {"nvidia"},
		"xyz":           nil,
		" - ":           nil,
	})
	a := ask(t, e)
	defer a.close()
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := a.snap.Names(gone, "garcia maria", 10); !errors.Is(err, context.Canceled) {
		t.Errorf("a search that nobody waits for: %v", err)
	}
	mustCheck(t, e)
	mustApply(t, e, quadstore.Batch{Remove: []quad.Quad{named("maria", "García María", "g"), named("deep", "DeepSeek", "g")}})
	check(map[string][]string{"garcia maria": {"maria 1.00", "lopez"}, "deepseek": {"v3"}})
	mustApply(t, e, quadstore.Batch{Purge: []string{"urn:x:h"}})
	check(map[string][]string{"garcia maria": {"lopez"}})
	mustCheck(t, e)
}

// names gives the subjects found, with the score where it is one that is fixed.
func (a asker) names(query string, limit int) (found []string) {
	a.t.Helper()
	hits, err := a.snap.Names(context.Background(), query, limit)
	if err != nil {
		a.t.Fatalf("names of %q: %v", query, err)
	}
	last := 1.0
	for _, hit := range hits {
		subject := string(a.values(hit.ID)[0].(quad.IRI))[len("urn:x:"):]
		if hit.Score >= 0.9 {
			subject += fmt.Sprintf(" %.2f", hit.Score)
		}
		if hit.Score > last || hit.Score <= 0 {
			a.t.Fatalf("names of %q: score %v after %v", query, hit.Score, last)
		}
		last = hit.Score
		found = append(found, subject)
	}
	a.named(query, hits)
	return found
}

// named holds Named to what Names finds with a score of 1.
func (a asker) named(query string, hits []quadstore.NameHit) {
	a.t.Helper()
	whole := slices.DeleteFunc(slices.Clone(hits), func(h quadstore.NameHit) bool { return h.Score < 1 })
	named, err := a.snap.Named(query)
	if err != nil || !slices.Equal(named[:min(len(named), len(whole))], whole) || len(named) > len(whole) && len(whole) < len(hits) {
		a.t.Fatalf("named %q: %v, %v; want %v", query, named, err, whole)
	}
}
