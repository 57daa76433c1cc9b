package loader_test

import (
	"errors"
	"regexp"

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
		From: []quad.IRI{quad.IRI(kg.LocalIRI("https://news.example/chips", 4))}, At: merge.At,
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
		undo(t, s, &d)
		if diff := cmp.Diff(before, s.export(t)); diff != "" {
			t.Errorf("%s undone: want - got +\n%s", d.Kind, diff)
		}
	}
	if _, err := loader.Undo(t.Context(), s, merge.IRI()); code(err) != "UNKNOWN_CURATION" {
		t.Errorf("undoing twice: %v", err)
	}
}

// entity is the entity of a name while nothing is decided.
func entity(class kg.Class, key string) quad.IRI {
	return kg.Name{Class: class, Key: key}.EntityIRI()
}

func decide(t *testing.T, s *store, d *kg.Decision) {
	t.Helper()
	if err := loader.Curate(t.Context(), s, *d); err != nil {
		t.Fatal(err)
	}
}

func undo(t *testing.T, s *store, d *kg.Decision) {
	t.Helper()
	gone, err := loader.Undo(t.Context(), s, d.IRI())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(d, gone); diff != "" {
		t.Errorf("what was undone: want - got +\n%s", diff)
	}
}

// code is why a decision is refused.
func code(err error) string {
	if r, ok := errors.AsType[*kg.Refusal](err); ok {
		return r.Code
	}
	return ""
}

// Decisions that build on each other can be undone in any order.
func TestMergesOfMergesAreUndone(t *testing.T) {
	l, list := newLoader(t), articles(t)
	s := newStore(t)
	load(t, l, s, 2, list...)
	states := []string{s.export(t)}
	nvidia, h800 := entity(kg.ClassThing, "nvidia"), entity(kg.ClassThing, "h800")
	split := &kg.Decision{Kind: kg.Split, Entity: nvidia, From: []quad.IRI{quad.IRI(kg.LocalIRI("https://news.example/chips", 4))}, At: at(1)}
	steps := []*kg.Decision{
		split,
		{Kind: kg.Merge, Entity: h800, From: []quad.IRI{kg.SplitEntity(split.IRI())}, At: at(2)},
		{Kind: kg.Merge, Entity: nvidia, From: []quad.IRI{h800}, At: at(3)},
	}
	for _, d := range steps {
		decide(t, s, d)
		states = append(states, s.export(t))
	}
	for _, d := range steps[:2] { // not in the order in which they were taken
		undo(t, s, d)
	}
	undo(t, s, steps[2])
	if diff := cmp.Diff(states[0], s.export(t)); diff != "" {
		t.Errorf("all undone: want - got +\n%s", diff)
	}
	for i, d := range steps {
		decide(t, s, d)
		if diff := cmp.Diff(states[i+1], s.export(t)); diff != "" {
			t.Errorf("decision %d again: want - got +\n%s", i, diff)
		}
	}
}

func at(day int) time.Time { return time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC) }

func TestWhatCannotBeDecided(t *testing.T) {
	l, list := newLoader(t), articles(t)
	s := newStore(t)
	load(t, l, s, 2, list...)
	nvidia, h800, deepseek := entity(kg.ClassThing, "nvidia"), entity(kg.ClassThing, "h800"), entity(kg.ClassThing, "deepseek")
	chips := quad.IRI(kg.LocalIRI("https://news.example/chips", 4))
	decide(t, s, &kg.Decision{Kind: kg.Merge, Entity: nvidia, From: []quad.IRI{h800}, At: at(1)})
	decide(t, s, &kg.Decision{Kind: kg.KeepApart, Entity: nvidia, From: []quad.IRI{deepseek}, At: at(2)})
	before := s.export(t)
	for want, d := range map[string]kg.Decision{
		"UNKNOWN_ENTITY":  {Kind: kg.Merge, Entity: nvidia, From: []quad.IRI{"urn:claimgraph:entity:none"}},
		"SAME_ENTITY":     {Kind: kg.Merge, Entity: nvidia, From: []quad.IRI{nvidia}},
		"CIRCLE":          {Kind: kg.Merge, Entity: h800, From: []quad.IRI{nvidia}},
		"KEPT_APART":      {Kind: kg.Merge, Entity: deepseek, From: []quad.IRI{nvidia}},
		"TOO_FEW":         {Kind: kg.Split, Entity: nvidia},
		"NOT_ITS_MENTION": {Kind: kg.Split, Entity: deepseek, From: []quad.IRI{chips}},
		"NOTHING_LEFT":    {Kind: kg.Split, Entity: deepseek, From: locals(t, s, deepseek)},
	} {
		if err := loader.Curate(t.Context(), s, d); code(err) != want {
			t.Errorf("%s: %v, want %s", d.Kind, err, want)
		}
	}
	if diff := cmp.Diff(before, s.export(t)); diff != "" {
		t.Errorf("what is refused changes something: want - got +\n%s", diff)
	}
}

// locals are the local entities that an entity is.
func locals(t *testing.T, s *store, of quad.IRI) (list []quad.IRI) {
	t.Helper()
	pattern := regexp.MustCompile("<(\\S+)> <" + regexp.QuoteMeta(string(kg.Denotes)) + "> <" + regexp.QuoteMeta(string(of)) + ">")
	for _, m := range pattern.FindAllStringSubmatch(s.export(t), -1) {
		list = append(list, quad.IRI(m[1]))
	}
	return list
}

// Names do not bring together what is kept apart, in whatever order articles and
// the decision come; undone, they do.
func TestNamesKeepApart(t *testing.T) {
	l, list := newLoader(t), articles(t)
	apart := []kg.Article{
		{Key: "union", Text: "The European Union fined Acme Corporation. The European Union is in Brussels."},
		{Key: "short", Text: "Angela Merkel criticised the EU. The EU rejected the plan."},
	}
	says := list[3:4] // that the EU is the European Union
	s := newStore(t)
	load(t, l, s, 1, apart...)
	load(t, l, s, 1, says...)
	together := s.export(t)
	d := &kg.Decision{Kind: kg.KeepApart, Entity: entity(kg.ClassThing, "eu"), From: []quad.IRI{entity(kg.ClassThing, "european union")}, At: at(1)}
	if err := loader.Curate(t.Context(), s, *d); code(err) != "UNKNOWN_ENTITY" {
		t.Fatalf("the EU is no entity of its own here: %v", err)
	}
	s = newStore(t)
	load(t, l, s, 1, apart...)
	decide(t, s, d)
	load(t, l, s, 1, says...)
	kept := s.export(t)
	if len(locals(t, s, d.Entity)) == 0 {
		t.Error("the EU is brought together with the European Union")
	}
	late := newStore(t)
	load(t, l, late, 1, apart[1])
	load(t, l, late, 1, apart[0])
	decide(t, late, d)
	load(t, l, late, 1, says...)
	if diff := cmp.Diff(kept, late.export(t)); diff != "" {
		t.Errorf("in another order: want - got +\n%s", diff)
	}
	if d.Entity > d.From[0] {
		d.Entity, d.From[0] = d.From[0], d.Entity
	}
	undo(t, s, d)
	if diff := cmp.Diff(together, s.export(t)); diff != "" {
		t.Errorf("undone: want - got +\n%s", diff)
	}
}

// What is kept apart stays apart, by whatever detour people merge it.
func TestDetoursAroundKeepingApart(t *testing.T) {
	l, list := newLoader(t), articles(t)
	s := newStore(t)
	load(t, l, s, 2, list...)
	nvidia, h800, deepseek := entity(kg.ClassThing, "nvidia"), entity(kg.ClassThing, "h800"), entity(kg.ClassThing, "deepseek")
	apart := &kg.Decision{Kind: kg.KeepApart, Entity: nvidia, From: []quad.IRI{deepseek}, At: at(1)}
	decide(t, s, apart)
	both := kg.Decision{Kind: kg.Merge, Entity: h800, From: []quad.IRI{nvidia, deepseek}, At: at(2)}
	if err := loader.Curate(t.Context(), s, both); code(err) != "KEPT_APART" {
		t.Errorf("merging both into a third: %v", err)
	}
	decide(t, s, &kg.Decision{Kind: kg.Merge, Entity: h800, From: []quad.IRI{nvidia}, At: at(3)})
	for _, d := range []kg.Decision{
		{Kind: kg.Merge, Entity: h800, From: []quad.IRI{deepseek}, At: at(4)},
		{Kind: kg.Merge, Entity: deepseek, From: []quad.IRI{h800}, At: at(4)},
	} {
		if err := loader.Curate(t.Context(), s, d); code(err) != "KEPT_APART" {
			t.Errorf("one after the other: %v", err)
		}
	}
}
