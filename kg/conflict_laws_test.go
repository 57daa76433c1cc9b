package kg_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawnLines draws claims that often meet.
func drawnLines(t *rapid.T) []line {
	var lines []line
	objects := map[string][]string{
		"inception": {"2021", "2023", "2023-05", "2022~"}, "deaths": {"5", ">20", "~5", "20 people"},
		"place_of_birth": {"Paris", "Lyon", "France"}, "office": {"Ann", "Bob"}, "country": {"France", "Italy"}, "founded_by": {"Ann", "Bob"},
	}
	predicates := []string{"inception", "deaths", "place_of_birth", "office", "country", "founded_by", "disputes"}
	for i := range rapid.IntRange(2, 12).Draw(t, "claims") {
		l := line{
			article: rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "article"), subject: rapid.SampledFrom([]string{"Acme", "Paris"}).Draw(t, "subject"),
			predicate: rapid.SampledFrom(predicates).Draw(t, "predicate"), notes: map[string]string{"name": fmt.Sprint(i)},
		}
		if l.predicate == "disputes" && i > 0 {
			l.object = fmt.Sprintf("@%d", rapid.IntRange(0, i-1).Draw(t, "claim"))
		} else {
			l.predicate = predicates[rapid.IntRange(0, 5).Draw(t, "instead")]
			l.object = rapid.SampledFrom(objects[l.predicate]).Draw(t, "object")
		}
		switch rapid.IntRange(0, 5).Draw(t, "note") {
		case 0:
			l.notes["not"] = ""
		case 1:
			l.notes["possible"] = ""
			if rapid.Bool().Draw(t, "doubted") {
				l.notes["not"], l.notes["by"] = "", "Bob"
			}
		case 2:
			l.notes["at"] = rapid.SampledFrom([]string{"2010/2012", "2011/", "2015/2015"}).Draw(t, "at")
		case 3:
			l.notes["in"] = rapid.SampledFrom([]string{"China", "Italy"}).Draw(t, "in")
		}
		lines = append(lines, l)
	}
	return lines
}

// summary is every conflict in full, by id: all that may not hang on the order
// of loading.
func summary(t fatal, db *quadstore.DB) map[string]string {
	found := map[string]string{}
	look(t, db, func(g *kg.Graph) {
		for _, c := range conflicts(t, g, nil, nil, 500) {
			text := told(t, c)
			for _, p := range c.Positions() {
				text += fmt.Sprintf("\n%s %d %v", p.Fact.NodeID(), must(p.SourceCount())(t), must(p.ValidTime())(t))
				for _, claim := range must(p.Claims())(t) {
					text += " " + claim.ID
				}
			}
			found[c.NodeID()] = text
		}
	})
	return found
}

func TestConflictsHaveNoOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := readings(drawnLines(t))
		one := shelf(t, list...)
		defer one.Close()
		other := shelf(t, rapid.Permutation(list).Draw(t, "loaded")...)
		defer other.Close()
		if d := cmp.Diff(summary(t, one), summary(t, other)); d != "" {
			t.Fatal(d)
		}
	})
}

// What is left after an article is retracted is what there is without it; what
// only it held is in no conflict any more.
func TestRetractingResolves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := readings(drawnLines(t))
		db := shelf(t, list...)
		defer db.Close()
		gone := rapid.IntRange(0, len(list)-1).Draw(t, "gone")
		err := db.Apply(context.Background(), quadstore.Batch{Purge: []string{list[gone].IRI}, Unload: []string{list[gone].IRI}})
		if err != nil {
			t.Fatal(err)
		}
		without := shelf(t, slices.Delete(slices.Clone(list), gone, gone+1)...)
		defer without.Close()
		if d := cmp.Diff(summary(t, without), summary(t, db)); d != "" {
			t.Fatal(d)
		}
	})
}

// Conflicts are found from each of their sides and from nowhere else, from their
// ids, in pages of any size, by entity and by predicate; and they agree with the
// status of the facts.
func TestConflictsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		db := shelf(t, readings(drawnLines(t))...)
		defer db.Close()
		look(t, db, func(g *kg.Graph) {
			all := map[string]*kg.Conflict{}
			sides := map[string][]string{} // by fact
			contested := map[string]bool{}
			list := conflicts(t, g, nil, nil, 500)
			for _, c := range list {
				id := c.NodeID()
				all[id] = c
				for i, p := range c.Positions() {
					fact := p.Fact.NodeID()
					if !slices.Contains(sides[fact], id) {
						sides[fact] = append(sides[fact], id)
					}
					if c.Kind == kg.PolarityConflict || c.Kind == kg.Disputed && i == 0 {
						contested[fact] = true
					}
				}
				if n, err := g.Node(id); err != nil || n.NodeID() != id {
					t.Fatalf("%s is not found: %v %v", told(t, c), n, err)
				}
			}
			if len(all) != len(list) {
				t.Fatal("two conflicts have one id")
			}
			page, err := g.Facts(nil, nil, kg.Paging{First: new(500)})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range page.Items {
				of, err := g.ConflictsOf(f.Fact)
				if err != nil {
					t.Fatal(err)
				}
				if got := ids(of); !slices.Equal(got, slices.Sorted(slices.Values(sides[f.NodeID()]))) {
					t.Fatalf("%s %s %s: %v, want %v", f.Subject.Name, f.Predicate.Name, f.Object.Label(), got, sides[f.NodeID()])
				}
				status, err := f.Status()
				if err != nil {
					t.Fatal(err)
				}
				if (status == kg.Contested) != contested[f.NodeID()] || status == kg.Refuted && len(of) > 0 {
					t.Fatalf("%s %s %s is %s with %d conflicts", f.Subject.Name, f.Predicate.Name, f.Object.Label(), status, len(of))
				}
			}
			size := rapid.IntRange(1, 3).Draw(t, "size")
			if got := conflicts(t, g, nil, nil, size); !slices.Equal(inOrder(got), inOrder(list)) {
				t.Fatalf("by %d: %v, want %v", size, inOrder(got), inOrder(list))
			}
			var by [2][]*kg.Conflict
			for _, name := range []string{"Acme", "Paris"} {
				by[0] = append(by[0], conflicts(t, g, &kg.EntityRef{Name: &name}, nil, size)...)
			}
			by[1] = conflicts(t, g, nil, []string{"inception", "deaths", "place_of_birth", "office", "country", "founded_by", "disputes"}, size)
			for _, some := range by {
				if !slices.Equal(ids(some), ids(list)) {
					t.Fatalf("by entity or predicate: %v, want %v", ids(some), ids(list))
				}
			}
		})
	})
}

func inOrder(list []*kg.Conflict) []string {
	var ids []string
	for _, c := range list {
		ids = append(ids, c.NodeID())
	}
	return ids
}

func ids(list []*kg.Conflict) []string { return slices.Sorted(slices.Values(inOrder(list))) }
