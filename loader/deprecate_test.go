package loader_test

import (
	"slices"
	"strings"
	"testing"

	"claimgraph/kg"
	"claimgraph/loader"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

// edgesOf are the fact edges of a store, each with the claim that labels it.
func edgesOf(t *testing.T, s *store) (list []kg.Proposition, claims []quad.IRI) {
	t.Helper()
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	for q, err := range snap.Scan([4]uint64{}, [4]uint64{}) {
		if err != nil {
			t.Fatal(err)
		}
		terms, err := snap.Terms(q[:])
		if err != nil {
			t.Fatal(err)
		}
		label, _ := terms[3].(quad.IRI)
		if _, ok := kg.ClaimArticle(string(label)); ok {
			list = append(list, kg.Proposition{Subject: terms[0].(quad.IRI), Predicate: terms[1].(quad.IRI), Object: terms[2]})
			claims = append(claims, label)
		}
	}
	return list, claims
}

// Deprecating every claim and every fact in turn takes its edges and nothing
// else, before loading as after, and undoing gives back the bytes.
func TestDeprecationsAreUndone(t *testing.T) {
	l, list := newLoader(t), articles(t)
	s := newStore(t)
	load(t, l, s, 2, list...)
	before := s.export(t)
	facts, claims := edgesOf(t, s)
	if len(facts) < 3 {
		t.Fatal("too few edges to tell anything")
	}
	for i := range facts {
		for _, d := range []*kg.Decision{
			{Kind: kg.Misread, Entity: claims[i], At: at(1)},
			{Kind: kg.Deprecate, Entity: facts[i].Subject, Pred: facts[i].Predicate, Object: facts[i].Object, At: at(1)},
		} {
			decide(t, s, d)
			decided := s.export(t)
			left, _ := edgesOf(t, s)
			_, fact := d.Proposition()
			if len(left) >= len(facts) || fact && slices.Contains(left, facts[i]) {
				t.Errorf("%s %s left %d of %d edges", d.Kind, d.Entity, len(left), len(facts))
			}
			load(t, l, s, 1, list...) // nothing is new
			if s.export(t) != decided {
				t.Errorf("%s %s does not survive loading", d.Kind, d.Entity)
			}
			late := newStore(t)
			load(t, l, late, 1, list[:2]...)
			if err := loader.Curate(t.Context(), late, *d); code(err) == "" {
				load(t, l, late, 1, list...)
				if diff := cmp.Diff(decided, late.export(t)); diff != "" {
					t.Errorf("%s before loading: want - got +\n%s", d.Kind, diff)
				}
			}
			undo(t, s, d)
			if diff := cmp.Diff(before, s.export(t)); diff != "" {
				t.Fatalf("%s undone: want - got +\n%s", d.Kind, diff)
			}
		}
	}
}

// A deprecated fact is that of the entities that its own become, in whichever
// order that is decided.
func TestDeprecationsFollowMerges(t *testing.T) {
	l, list := newLoader(t), articles(t)
	var exports []string
	for _, first := range []int{0, 1} {
		s := newStore(t)
		load(t, l, s, 2, list...)
		facts, _ := edgesOf(t, s)
		fact := facts[slices.IndexFunc(facts, func(p kg.Proposition) bool { return strings.HasPrefix(string(p.Subject), "urn:claimgraph:entity:") })]
		into := facts[slices.IndexFunc(facts, func(p kg.Proposition) bool { return p.Subject != fact.Subject && p.Object != fact.Subject })].Subject
		decisions := []*kg.Decision{
			{Kind: kg.Deprecate, Entity: fact.Subject, Pred: fact.Predicate, Object: fact.Object, At: at(1)},
			{Kind: kg.Merge, Entity: into, From: []quad.IRI{fact.Subject}, At: at(2)},
		}
		before := s.export(t)
		decide(t, s, decisions[first])
		if first == 1 { // the fact has another subject now; the decision still means it
			decisions[0].Entity = into
		}
		decide(t, s, decisions[1-first])
		left, _ := edgesOf(t, s)
		if slices.Contains(left, kg.Proposition{Subject: into, Predicate: fact.Predicate, Object: fact.Object}) {
			t.Errorf("%d first: the fact has an edge", first)
		}
		exports = append(exports, withoutCuration(s.export(t)))
		undo(t, s, decisions[1])
		undo(t, s, decisions[0])
		if diff := cmp.Diff(before, s.export(t)); diff != "" {
			t.Errorf("undone: want - got +\n%s", diff)
		}
	}
	if diff := cmp.Diff(exports[0], exports[1]); diff != "" {
		t.Errorf("the order of deciding matters: first - second +\n%s", diff)
	}
}

func withoutCuration(export string) string {
	lines := slices.DeleteFunc(strings.Split(export, "\n"), func(line string) bool { return strings.Contains(line, "<"+string(kg.Curation)+">") })
	return strings.Join(lines, "\n")
}

func TestWhatCannotBeDeprecated(t *testing.T) {
	l, list := newLoader(t), articles(t)
	s := newStore(t)
	load(t, l, s, 2, list...)
	facts, _ := edgesOf(t, s)
	for want, d := range map[string]kg.Decision{
		"UNKNOWN_CLAIM": {Kind: kg.Misread, Entity: "https://news.example/chips#c0123456789abcdef"},
		"UNKNOWN_FACT":  {Kind: kg.Deprecate, Entity: facts[0].Subject, Pred: facts[0].Predicate, Object: quad.String("nothing")},
	} {
		if got := code(loader.Curate(t.Context(), s, d)); got != want {
			t.Errorf("%s: %q", want, got)
		}
	}
}

// That a claim was read rightly changes nothing that follows from it, waits while its article
// is gone, and is undone without a trace. It and its opposite exclude each other; where a
// restored graph has both, the later one counts.
func TestConfirming(t *testing.T) {
	l, list := newLoader(t), articles(t)
	s := newStore(t)
	load(t, l, s, 2, list...)
	before := s.export(t)
	_, claims := edgesOf(t, s)
	confirm := &kg.Decision{Kind: kg.Confirm, Entity: claims[0], By: "ann", At: at(2)}
	misread := &kg.Decision{Kind: kg.Misread, Entity: claims[0], At: at(1)}
	decide(t, s, confirm)
	decide(t, s, confirm) // once is enough
	if diff := cmp.Diff(before, withoutCuration(s.export(t))); diff != "" {
		t.Errorf("confirmed: want - got +\n%s", diff)
	}
	if got := code(loader.Curate(t.Context(), s, *misread)); got != "JUDGED_OTHERWISE" {
		t.Errorf("misread and confirmed: %q", got)
	}
	article, _ := kg.ClaimArticle(string(claims[0]))
	if _, err := loader.Retract(t.Context(), s, article); err != nil {
		t.Fatal(err)
	}
	snap, err := s.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	waiting, err := loader.WaitingDecisions(snap)
	if snap.Close(); err != nil || len(waiting) != 1 || waiting[0].For[0] != claims[0] {
		t.Errorf("waiting: %v %v", waiting, err)
	}
	load(t, l, s, 1, list...)
	undo(t, s, confirm)
	if diff := cmp.Diff(before, s.export(t)); diff != "" {
		t.Errorf("undone: want - got +\n%s", diff)
	}
	decide(t, s, misread)
	gone := s.export(t)
	if got := code(loader.Curate(t.Context(), s, *confirm)); got != "JUDGED_OTHERWISE" {
		t.Errorf("confirmed and misread: %q", got)
	}
	for later, want := range map[kg.CurationKind]string{kg.Confirm: before, kg.Misread: withoutCuration(gone)} {
		both := newStore(t)
		first, second := *confirm, *misread
		if first.At, second.At = at(1), at(2); later == kg.Confirm {
			first.At, second.At = at(2), at(1)
		}
		if err := both.Update(t.Context(), nil, func(kg.Store) (loader.Change, error) {
			return loader.Change{Add: slices.Concat(first.Quads(), second.Quads())}, nil
		}); err != nil {
			t.Fatal(err)
		}
		load(t, l, both, 1, list...)
		if diff := cmp.Diff(want, withoutCuration(both.export(t))); diff != "" {
			t.Errorf("%s is the later one: want - got +\n%s", later, diff)
		}
	}
}
