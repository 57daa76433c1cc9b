package graph_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"claimgraph/kg"
)

// FactsOfEach gives for every entity what FactsOf gives for it alone.
func TestFactsOfEach(t *testing.T) {
	snapshot, err := fixture(t).Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snapshot.Close()
	g, err := kg.NewGraph(context.Background(), snapshot, kg.NewCache(1<<20), words())
	if err != nil {
		t.Fatal(err)
	}
	all, err := g.Entities(nil, kg.Paging{})
	if err != nil || len(all.Items) < 8 {
		t.Fatal("no entities", err)
	}
	list := append(all.Items, all.Items[2], all.Items[0]) // some twice
	filters := map[string]*kg.FactFilter{
		"all": nil, "empty": {}, "no predicate": {Predicates: []string{}}, "one": {Predicates: []string{"starring"}},
		"several": {Predicates: []string{"trained_on", "headquarters_location", "manufacturer", "name"}},
		"tested":  {Status: []kg.FactStatus{kg.Contested, kg.Refuted}},
	}
	facts, more := 0, 0
	for name, where := range filters {
		for _, d := range []kg.Direction{kg.Out, kg.In, kg.Both} {
			for _, first := range []int{0, 1, 2, 20} {
				p := kg.Paging{First: &first}
				pages, err := g.FactsOfEach(list, d, where, nil, p)
				if err != nil {
					t.Fatal(err)
				}
				for i, e := range list {
					alone, err := g.FactsOf(e, d, where, nil, p)
					if err != nil {
						t.Fatal(err)
					}
					if got, want := pageText(t, pages[i]), pageText(t, alone); got != want {
						t.Errorf("%s, %s, first %d of %s:\n%s\nwant\n%s", name, d, first, e.Name, got, want)
					}
					facts += len(alone.Items)
					if alone.HasNext {
						more++
					}
				}
			}
		}
	}
	if facts < 200 || more < 50 {
		t.Errorf("only %d facts, %d pages with more", facts, more)
	}
}

// pageText tells all of a page.
func pageText(t *testing.T, p *kg.Page[*kg.FactFrom]) string {
	t.Helper()
	total, err := p.Total()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintln(&b, p.HasPrevious, p.HasNext, total)
	for i, f := range p.Items {
		claims, err := f.Claims(nil)
		if err != nil {
			t.Fatal(err)
		}
		sources, err := f.SourceCount()
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&b, p.Cursor(i), f.NodeID(), f.Direction, f.Other.NQuads(), len(claims), sources)
	}
	return b.String()
}
