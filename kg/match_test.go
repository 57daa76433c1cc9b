package kg_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// plainGraph is a graph of plain quads <x:s> <x:p> <x:o>.
func plainGraph(t fatal, quads [][3]string) *kg.Graph {
	db := shelf(t)
	load := kg.LoadIRI([32]byte{1})
	batch := quadstore.Batch{Loads: []quadstore.Load{{Key: load, Time: time.Unix(0, 0), Name: "x.nq"}}}
	for _, q := range quads {
		var object quad.Value = quad.IRI("x:" + q[2])
		if text, ok := strings.CutPrefix(q[2], value); ok {
			object = quad.String(text)
		}
		batch.Add = append(batch.Add, quad.Quad{Subject: quad.IRI("x:" + q[0]), Predicate: quad.IRI("x:" + q[1]), Object: object, Label: quad.IRI(load)})
	}
	if err := db.Apply(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	snap, err := db.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	g, err := kg.NewGraph(context.Background(), snap, kg.NewCache(1<<20), &kg.Vocabulary{})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func of[T any](v T) *T { return &v }

// node is a variable "?x" or a constant.
func node(s string) *kg.NodePattern {
	if s[0] == '?' {
		return &kg.NodePattern{Var: of(s[1:])}
	}
	return &kg.NodePattern{Entity: &kg.EntityRef{IRI: of("x:" + s)}}
}

func predicateOf(s string) *kg.PredicatePattern {
	if s[0] == '?' {
		return &kg.PredicatePattern{Var: of(s[1:])}
	}
	return &kg.PredicatePattern{Name: of("x:" + s)}
}

// rows are the solutions as "x=a y=b", sorted.
func rows(t fatal, g *kg.Graph, patterns []*kg.TriplePattern) []string {
	found, err := g.Match(patterns, nil)
	if err != nil {
		t.Fatal(err)
	}
	page, err := found.Page(kg.Paging{First: of(kg.MaxPage)})
	if err != nil {
		t.Fatal(err)
	}
	list := []string{}
	for _, s := range page.Items {
		row := ""
		for _, b := range s.Bindings() {
			value := "-"
			if e, ok := b.Value.(*kg.Entity); ok {
				value = e.IRI[2:]
			}
			row += fmt.Sprintf("%s=%s ", b.Var, value)
		}
		list = append(list, row)
	}
	slices.Sort(list)
	return list
}

// A match is what trying every quad for every line gives, whatever the plan.
func TestMatchIsWhatTryingAllGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		things, relations := []string{"a", "b", "c", "d"}, []string{"p", "q"}
		var quads [][3]string
		for range rapid.IntRange(1, 12).Draw(t, "quads") {
			quads = append(quads, [3]string{rapid.SampledFrom(things).Draw(t, "s"), rapid.SampledFrom(relations).Draw(t, "p"), rapid.SampledFrom(things).Draw(t, "o")})
		}
		ends := append([]string{"?x", "?y", "?z", "?w"}, things...)
		var lines [][3]string
		for range rapid.IntRange(1, 4).Draw(t, "lines") {
			lines = append(lines, [3]string{rapid.SampledFrom(ends).Draw(t, "S"), rapid.SampledFrom([]string{"p", "q", "?r"}).Draw(t, "P"), rapid.SampledFrom(ends).Draw(t, "O")})
		}
		negated := len(lines) > 1 && rapid.Bool().Draw(t, "negated")
		var patterns []*kg.TriplePattern
		var names []string
		for i, l := range lines {
			patterns = append(patterns, &kg.TriplePattern{S: node(l[0]), P: predicateOf(l[1]), O: node(l[2]), Negated: negated && i == len(lines)-1})
			for _, at := range [...]int{0, 2, 1} {
				if l[at][0] == '?' && !slices.Contains(names, l[at]) {
					names = append(names, l[at])
				}
			}
		}
		g := plainGraph(t, quads)
		want := try(quads, lines, names, negated)
		if len(want) > kg.MaxPage {
			t.Skip("more than a page")
		}
		if diff := cmp.Diff(want, rows(t, g, patterns)); diff != "" {
			t.Fatalf("%v over %v: want - got +\n%s", lines, quads, diff)
		}
	})
}

// try fills in the lines in their order, the last one as a negation.
func try(quads, lines [][3]string, names []string, negated bool) []string {
	bindings := []map[string]string{{}}
	for i, line := range lines {
		var next []map[string]string
		for _, b := range bindings {
			any := false
			for _, q := range quads {
				if filled := fill(b, line, q); filled != nil {
					any = true
					if !(negated && i == len(lines)-1) {
						next = append(next, filled)
					}
				}
			}
			if !any && negated && i == len(lines)-1 {
				next = append(next, b)
			}
		}
		bindings = next
	}
	list := []string{}
	for _, b := range bindings {
		row := ""
		for _, n := range names {
			value := b[n]
			if value == "" {
				value = "-"
			}
			row += fmt.Sprintf("%s=%s ", n[1:], value)
		}
		list = append(list, row)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

func fill(b map[string]string, line, q [3]string) map[string]string {
	filled := map[string]string{}
	for k, v := range b {
		filled[k] = v
	}
	for i, term := range line {
		switch {
		case term[0] != '?':
			if term != q[i] {
				return nil
			}
		case filled[term] == "":
			filled[term] = q[i]
		case filled[term] != q[i]:
			return nil
		}
	}
	return filled
}

// Property paths after SPARQL 1.1.
func TestPaths(t *testing.T) {
	g := plainGraph(t, [][3]string{
		{"ann", "parent", "bea"}, {"bea", "parent", "cid"}, {"cid", "parent", "dot"}, {"ann", "spouse", "eva"}, {"eva", "parent", "fay"}, {"dot", "parent", "ann"},
	})
	for path, want := range map[string][]string{
		"<x:parent>":                        {"bea"},
		"<x:parent>/<x:parent>":             {"cid"},
		"^<x:parent>":                       {"dot"},
		"<x:parent>|<x:spouse>":             {"bea", "eva"},
		"<x:spouse>/<x:parent>":             {"fay"},
		"<x:parent>+":                       {"ann", "bea", "cid", "dot"}, // in a circle
		"<x:spouse>*":                       {"ann", "eva"},
		"<x:spouse>?/<x:parent>":            {"bea", "fay"},
		"(<x:parent>/<x:parent>)+":          {"ann", "cid"},
		"^(<x:parent>/<x:parent>)":          {"cid"},
		"(<x:spouse>|<x:parent>)+":          {"ann", "bea", "cid", "dot", "eva", "fay"},
		"<x:spouse>/^<x:spouse>/<x:parent>": {"bea"},
	} {
		want := slices.Clone(want)
		for i := range want {
			want[i] = "who=" + want[i] + " "
		}
		got := rows(t, g, []*kg.TriplePattern{{S: node("ann"), P: &kg.PredicatePattern{Path: &path}, O: node("?who")}})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: want - got +\n%s", path, diff)
		}
		// The other way round, and with both ends open, ann is among those from which each is reached.
		for _, who := range want {
			back := rows(t, g, []*kg.TriplePattern{{S: node("?who"), P: &kg.PredicatePattern{Path: &path}, O: node(who[4 : len(who)-1])}})
			if !slices.Contains(back, "who=ann ") {
				t.Errorf("%s back from %s: %v", path, who, back)
			}
		}
	}
	for _, bad := range []string{"", "<x:parent>/", "(<x:parent>", "<x:parent", "<x:parent>)", "|", "<x:parent>//<x:parent>"} {
		_, err := g.Match([]*kg.TriplePattern{{S: node("ann"), P: &kg.PredicatePattern{Path: &bad}, O: node("?who")}}, nil)
		if !errors.Is(err, kg.ErrMatch) {
			t.Errorf("path %q: %v, want ErrMatch", bad, err)
		}
	}
}

// An optional line keeps rows without it.
func TestOptionalLines(t *testing.T) {
	g := plainGraph(t, [][3]string{{"ann", "parent", "bea"}, {"cid", "parent", "dot"}, {"ann", "spouse", "eva"}})
	got := rows(t, g, []*kg.TriplePattern{
		{S: node("?x"), P: predicateOf("parent"), O: node("?y")},
		{S: node("?x"), P: predicateOf("spouse"), O: node("?z"), Optional: true},
	})
	if want := []string{"x=ann y=bea z=eva ", "x=cid y=dot z=- "}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
