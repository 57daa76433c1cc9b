package kg_test

import (
	"context"
	"fmt"
	"testing"

	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// hub are claims about one entity, a hundred in each article: one in a hundred
// is negated, one possible, one is of its founding (in four different years),
// the rest is as many different facts.
func hub(claims int) []line {
	var lines []line
	for i := range claims {
		l := line{fmt.Sprint("a", i/100), "Hub", fmt.Sprint("p", i%50), fmt.Sprint("Thing ", i), map[string]string{}}
		switch i % 100 {
		case 1:
			l.notes["not"] = ""
		case 2:
			l.notes["possible"] = ""
		case 3:
			l.predicate, l.object = "inception", fmt.Sprint(2000+i/100%4)
		}
		lines = append(lines, l)
	}
	return lines
}

// spread are claims about many entities, twenty each: one in a hundred has
// another year of founding than the other one of its entity, one in a hundred
// denies what another affirms.
func spread(claims int) []line {
	var lines []line
	entities := claims / 20
	for i := range claims {
		round := i / entities
		l := line{fmt.Sprint("a", i/100), fmt.Sprint("Entity ", i%entities), fmt.Sprint("p", round), fmt.Sprint("Thing ", i%997), map[string]string{}}
		switch {
		case round < 2:
			l.predicate, l.object = "inception", "2000"
			if round == 1 && i%5 == 0 {
				l.object = "2001"
			}
		case round == 3:
			l.predicate = "p2"
			l.object = fmt.Sprint("Thing ", (i-entities)%997)
			if i%5 == 0 {
				l.notes["not"] = ""
			}
		}
		lines = append(lines, l)
	}
	return lines
}

func BenchmarkConflictsOfEntity(b *testing.B) {
	name := "Hub"
	compare(b, hub(10_000), &kg.EntityRef{Name: &name}, func(g *kg.Graph) (int, error) {
		e, err := g.EntityByName(name)
		if err != nil {
			return 0, err
		}
		n := 0
		used, err := g.PredicatesOf(e, kg.Out)
		for _, u := range used {
			n += u.Count
		}
		return n, err
	})
}

func BenchmarkConflictsOfGraph(b *testing.B) {
	compare(b, spread(100_000), nil, (*kg.Graph).FactCount)
}

// compare measures a plain walk over facts and the search for conflicts among
// them, each from a cold cache and for a request of its own.
func compare(b *testing.B, lines []line, entity *kg.EntityRef, walk func(*kg.Graph) (int, error)) {
	db, err := quadstore.Open("kg", quadstore.Options{FS: vfs.NewMem(), NamePredicates: kg.NamePredicates()})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	for _, r := range readings(lines) {
		err := db.Apply(context.Background(), quadstore.Batch{
			Add: derive(r), Loads: []quadstore.Load{{Key: r.IRI, Model: "m", Name: r.Key}},
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	ask := func(b *testing.B, what string, question func(*kg.Graph) (int, error)) {
		n := 0
		for b.Loop() {
			look(b, db, func(g *kg.Graph) {
				if n, err = question(g); err != nil {
					b.Fatal(err)
				}
			})
		}
		b.ReportMetric(float64(n), what)
	}
	b.Run("walk", func(b *testing.B) { ask(b, "facts", walk) })
	b.Run("conflicts", func(b *testing.B) {
		ask(b, "conflicts", func(g *kg.Graph) (int, error) {
			page, err := g.Conflicts(entity, nil, nil, kg.Paging{})
			if err != nil {
				return 0, err
			}
			return page.Total()
		})
	})
}
