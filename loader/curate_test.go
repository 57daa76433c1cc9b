package loader_test

import (
	"errors"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

// Merging and splitting change the derived state, undoing takes it back to the
// quad, and loading before or after a decision makes no difference.
func TestDecisionsAreUndone(t *testing.T) {
	l, list := newLoader(t), articles(t)
	s := newStore(t)
	load(t, l, s, 2, list...)
	before := s.export(t)
	merge := kg.Decision{
		Kind: kg.Merge, Entity: kg.Name{Class: kg.ClassThing, Key: "nvidia"}.EntityIRI(),
		From: []quad.IRI{kg.Name{Class: kg.ClassThing, Key: "h800"}.EntityIRI()}, By: "ann", At: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
	}
	split := kg.Decision{
		Kind: kg.Split, Entity: kg.Name{Class: kg.ClassThing, Key: "nvidia"}.EntityIRI(),
		From: []quad.IRI{quad.IRI(kg.LocalIRI("https://news.example/chips2", 1))}, At: merge.At,
	}
	for _, d := range []kg.Decision{merge, split} {
		if err := loader.Curate(t.Context(), s, d); err != nil {
			t.Fatal(err)
		}
		decided := s.export(t)
		if decided == before {
			t.Errorf("%s changes nothing", d.Kind)
		}
		late := newStore(t)
		load(t, l, late, 1, list[:2]...)
		if err := loader.Curate(t.Context(), late, d); err != nil {
			t.Fatal(err)
		}
		load(t, l, late, 1, list...)
		if diff := cmp.Diff(decided, late.export(t)); diff != "" {
			t.Errorf("%s before loading: want - got +\n%s", d.Kind, diff)
		}
		if err := loader.Undo(t.Context(), s, d.IRI()); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(before, s.export(t)); diff != "" {
			t.Errorf("%s undone: want - got +\n%s", d.Kind, diff)
		}
	}
	if err := loader.Undo(t.Context(), s, merge.IRI()); !errors.Is(err, loader.ErrNoDecision) {
		t.Errorf("undoing twice: %v", err)
	}
}
