package kg_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"claimgraph/kg"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func ref(name string) kg.EntityRef { return kg.EntityRef{IRI: of("x:" + name)} }

// written writes paths as "a -p-> b <-q- c".
func written(found *kg.Paths) []string {
	list := []string{}
	for _, p := range found.List {
		text := p.Nodes[0].IRI[2:]
		for _, s := range p.Steps {
			if s.Forward {
				text += fmt.Sprintf(" -%s-> %s", s.Fact.Predicate.IRI[2:], s.To.IRI[2:])
			} else {
				text += fmt.Sprintf(" <-%s- %s", s.Fact.Predicate.IRI[2:], s.To.IRI[2:])
			}
		}
		list = append(list, text)
	}
	return list
}

// value begins the name of a value: no way leads over one.
const value = "="

// walkAll tries every way of at most so many quads.
func walkAll(quads [][3]string, at, to string, d kg.Direction, mode kg.PathMode, left int) []string {
	type state struct {
		at, text string
		nodes    []string
		used     []int
	}
	var found []string
	queue := []state{{at, at, []string{at}, nil}}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		if s.at == to {
			found = append(found, s.text)
		}
		if len(s.used) == left {
			continue
		}
		for i, q := range quads {
			next, text := "", ""
			switch {
			case q[0] == s.at && q[2] != s.at && d != kg.In:
				next, text = q[2], fmt.Sprintf(" -%s-> %s", q[1], q[2])
			case q[2] == s.at && q[0] != s.at && d != kg.Out:
				next, text = q[0], fmt.Sprintf(" <-%s- %s", q[1], q[0])
			default:
				continue
			}
			if strings.HasPrefix(next, value) || slices.Contains(s.used, i) || mode == kg.Simple && slices.Contains(s.nodes, next) {
				continue
			}
			queue = append(queue, state{next, s.text + text, append(slices.Clone(s.nodes), next), append(slices.Clone(s.used), i)})
		}
	}
	return found
}

func length(path string) int { return strings.Count(path, "-> ") + strings.Count(path, "<-") }

// Paths are those that walking every way finds.
func TestPathsAreWhatWalkingAllWaysGives(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		things := []string{"a", "b", "c", "d", "e"}
		var quads [][3]string
		for range rapid.IntRange(1, 10).Draw(t, "quads") {
			q := [3]string{rapid.SampledFrom(things).Draw(t, "s"), rapid.SampledFrom([]string{"p", "q"}).Draw(t, "p"), rapid.SampledFrom(append(things, value+"1", value+"2")).Draw(t, "o")}
			if !slices.Contains(quads, q) {
				quads = append(quads, q)
			}
		}
		mentioned := func(n string) bool {
			return slices.ContainsFunc(quads, func(q [3]string) bool { return q[0] == n || q[2] == n })
		}
		from, to := rapid.SampledFrom(things).Draw(t, "from"), rapid.SampledFrom(things).Draw(t, "to")
		if !mentioned(from) || !mentioned(to) {
			t.Skip("nothing is said of an end")
		}
		q := kg.PathQuery{
			From: ref(from), To: ref(to), Mode: rapid.SampledFrom([]kg.PathMode{kg.Simple, kg.Trail}).Draw(t, "mode"),
			Direction: rapid.SampledFrom([]kg.Direction{kg.Out, kg.In, kg.Both}).Draw(t, "direction"), Weight: kg.Hops, MaxLength: rapid.IntRange(0, 4).Draw(t, "length"),
		}
		walked := quads
		switch rapid.IntRange(0, 2).Draw(t, "where") {
		case 0: // by what is walked
			q.Where = &kg.FactFilter{Predicates: []string{"x:p"}}
		case 1: // by a look at each
			q.Where = &kg.FactFilter{Not: &kg.FactFilter{Predicates: []string{"x:q"}}}
		}
		if q.Where != nil {
			walked = slices.DeleteFunc(slices.Clone(quads), func(q [3]string) bool { return q[1] == "q" })
		}
		all := walkAll(walked, from, to, q.Direction, q.Mode, q.MaxLength)
		shortest := q.MaxLength + 1
		for _, p := range all {
			shortest = min(shortest, length(p))
		}
		g := plainGraph(t, quads)
		for _, selector := range []kg.PathSelector{kg.AllPaths, kg.AllShortest, kg.AnyShortest} {
			q.Selector = selector
			found, err := g.Paths(q)
			if err != nil {
				t.Fatal(err)
			}
			got, want := written(found), slices.Clone(all)
			if selector != kg.AllPaths {
				want = slices.DeleteFunc(want, func(p string) bool { return length(p) > shortest })
			}
			if selector == kg.AnyShortest {
				if len(got) != min(len(want), 1) || len(got) == 1 && !slices.Contains(want, got[0]) {
					t.Fatalf("%s of %v: %q, want one of %q", selector, quads, got, want)
				}
				continue
			}
			if !slices.IsSortedFunc(got, func(a, b string) int { return length(a) - length(b) }) {
				t.Fatalf("not by length: %q", got)
			}
			slices.Sort(got)
			slices.Sort(want)
			if diff := cmp.Diff(want, got); diff != "" && len(want)+len(got) > 0 {
				t.Fatalf("%s %s %s from %s to %s of %v: want - got +\n%s", selector, q.Mode, q.Direction, from, to, quads, diff)
			}
		}
	})
}

// A neighborhood is every entity within its hops, at its distance.
func TestNeighborhood(t *testing.T) {
	g := plainGraph(t, [][3]string{{"a", "p", "b"}, {"b", "p", "c"}, {"d", "q", "a"}, {"c", "p", "e"}, {"b", "q", "d"}})
	for _, c := range []struct {
		hops int
		d    kg.Direction
		most int
		want string
	}{
		{0, kg.Both, 200, "a0;"},
		{1, kg.Both, 200, "a0 b1 d1; a p b, b q d, d q a"},
		{1, kg.Out, 200, "a0 b1; a p b"},
		{2, kg.Out, 200, "a0 b1 c2 d2; a p b, b p c, b q d, d q a"},
		{9, kg.Both, 200, "a0 b1 d1 c2 e3; a p b, b p c, b q d, c p e, d q a"},
		{9, kg.Both, 2, "a0 b1; a p b"},
	} {
		seed := ref("a")
		s, err := g.Neighborhood([]*kg.EntityRef{&seed}, c.hops, c.d, nil, c.most)
		if err != nil {
			t.Fatal(err)
		}
		var entities, facts []string
		for _, e := range s.Entities {
			entities = append(entities, fmt.Sprint(e.Entity.IRI[2:], e.Distance))
		}
		for _, f := range s.Facts {
			facts = append(facts, f.Subject.IRI[2:]+" "+f.Predicate.IRI[2:]+" "+f.Object.(*kg.Entity).IRI[2:])
		}
		slices.Sort(facts)
		got := strings.TrimRight(strings.Join(entities, " ")+"; "+strings.Join(facts, ", "), " ")
		if got != c.want || s.Truncated != (c.most == 2) {
			t.Errorf("%d hops %s, at most %d: %q (truncated %v), want %q", c.hops, c.d, c.most, got, s.Truncated, c.want)
		}
	}
}
