package kg_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"
)

func TestConflicts(t *testing.T) {
	for _, c := range []struct {
		name, claims string
		want         []string
	}{
		{"two years", "a | Acme | inception | 2021\nb | Acme | inception | 2023", []string{"functionalValue Acme inception: 2021 / 2023"}},
		{"a month of the year", "a | Acme | inception | 2023\nb | Acme | inception | 2023-05", nil},
		{"a year, its month, another year", "a | Acme | inception | 2023\nb | Acme | inception | 2023-05\nc | Acme | inception | 2021",
			[]string{"functionalValue Acme inception: 2021 / 2023 / 2023-05"}},
		{"two months, and their year", "a | Acme | inception | 2023\nb | Acme | inception | 2023-05\nc | Acme | inception | 2023-06",
			[]string{"functionalValue Acme inception: 2023-05 / 2023-06"}},
		{"an uncertain year", "a | Acme | inception | 2023~\nb | Acme | inception | 2024\nc | Acme | inception | 2022-12", []string{"functionalValue Acme inception: 2022-12 / 2024"}},
		{"far from the uncertain year", "a | Acme | inception | 2023~\nb | Acme | inception | 2030", []string{"functionalValue Acme inception: 2023~ / 2030"}},
		{"a decade", "a | Acme | inception | 202X\nb | Acme | inception | 2024", nil},
		{"a date that cannot be placed", "a | Acme | inception | XXXX-05\nb | Acme | inception | 2024", nil},
		{"a date is its own time", "a | Acme | opened | 2021 | at=2021/2021\nb | Acme | opened | 2023 | at=2023/2023", []string{"functionalValue Acme opened: 2021 / 2023"}},
		{"two subjects", "a | Acme | inception | 2021\nb | Bcme | inception | 2023", nil},
		{"a predicate that may have many values", "a | Acme | founded_by | Ann\nb | Acme | founded_by | Bob", nil},
		{"the other one is only possible", "a | Acme | inception | 2021\nb | Acme | inception | 2023 | possible", nil},
		{"the other one is negated", "a | Acme | inception | 2021\nb | Acme | inception | 2023 | not", nil},
		{"born in two places", "a | Ann | place_of_birth | Paris\nb | Ann | place_of_birth | Lyon", []string{"functionalValue Ann place_of_birth: Lyon / Paris"}},
		{"born in a place and what it is in", "a | Ann | place_of_birth | Paris\nb | Ann | place_of_birth | Europe\na | Paris | country | France\nb | France | location | Europe", nil},
		{"two places in one", "a | Ann | place_of_birth | Paris\nb | Ann | place_of_birth | Lyon\na | Paris | country | France\nb | Lyon | country | France",
			[]string{"functionalValue Ann place_of_birth: Lyon / Paris"}},
		{"a place that is said not to be in the other", "a | Ann | place_of_birth | Paris\nb | Ann | place_of_birth | France\na | Paris | country | France | not",
			[]string{"functionalValue Ann place_of_birth: France / Paris"}},
		{"places in a circle", "a | Ann | place_of_birth | Paris\nb | Ann | place_of_birth | Lyon\na | Paris | country | France\nb | France | location | Paris",
			[]string{"functionalValue Ann place_of_birth: Lyon / Paris"}},
		{"two places of one sentence", "a | Ann | place_of_birth | Chicago | says=Born in Chicago Illinois\na | Ann | place_of_birth | Illinois | says=Born in Chicago Illinois\nb | Ann | place_of_birth | Chicago", nil},
		{"one place with two names", "a | Ann | place_of_birth | New York=NYC\nb | Ann | place_of_birth | NYC", nil},
		{"an office, one after the other", "a | Acme | office | Ann | at=2010/2012\nb | Acme | office | Bob | at=2013/2015", nil},
		{"an office, both at once", "a | Acme | office | Ann | at=2010/2014\nb | Acme | office | Bob | at=2012/2015", []string{"validTime Acme office: Ann 2010/2014 / Bob 2012/2015"}},
		{"an office, perhaps at once", "a | Acme | office | Ann | at=2010/2010\nb | Acme | office | Bob | at=2010/2010", []string{"functionalValue Acme office: Ann / Bob"}},
		{"an office, both until now", "a | Acme | office | Ann | at=2010/\nb | Acme | office | Bob | at=2012/", []string{"validTime Acme office: Ann 2010/ / Bob 2012/"}},
		{"an office, who knows when", "a | Acme | office | Ann | at=2010/2014\nb | Acme | office | Bob", []string{"functionalValue Acme office: Ann / Bob"}},
		{"born once, whenever", "a | Ann | place_of_birth | Paris | at=1950/1950\nb | Ann | place_of_birth | Lyon | at=1952/1952", []string{"functionalValue Ann place_of_birth: Lyon / Paris"}},
		{"born there at two times", "a | Ann | place_of_birth | Paris | at=1950/1950\nb | Ann | place_of_birth | Paris | at=1952/1952\nc | Ann | place_of_birth | Paris",
			[]string{"validTime Ann place_of_birth: Paris 1950/1950 / Paris 1952/1952"}},
		{"founded at two times", "a | Acme | founded_by | Ann | at=2001/2001\na | Acme | founded_by | Ann | at=2001-05/2001-05\nb | Acme | founded_by | Ann | at=2003/2003",
			[]string{"validTime Acme founded_by: Ann 2001/2001 / Ann 2001-05/2001-05 / Ann 2003/2003"}},
		{"founded in a year and its month", "a | Acme | founded_by | Ann | at=2001/2001\nb | Acme | founded_by | Ann | at=2001-05/2001-05", nil},
		{"visited twice", "a | Ann | visit | Paris | at=2001/2001\nb | Ann | visit | Paris | at=2003/2003", nil},
		{"5 dead and more than 20", "a | Quake | deaths | 5\nb | Quake | deaths | >20 people", []string{"quantity Quake deaths: 5 / >20 people"}},
		{"20 dead and more than 20", "a | Quake | deaths | 20\nb | Quake | deaths | >20", []string{"quantity Quake deaths: 20 / >20"}},
		{"20 dead and at least 20", "a | Quake | deaths | 20\nb | Quake | deaths | >=20", nil},
		{"5 dead and at least 3", "a | Quake | deaths | 5\nb | Quake | deaths | >=3", nil},
		{"less than 5 and more than 3", "a | Quake | deaths | <5\nb | Quake | deaths | >3", nil},
		{"ranges", "a | Quake | deaths | 5..9\nb | Quake | deaths | 9..12\nc | Quake | deaths | 10", []string{"quantity Quake deaths: 5..9 / 10"}},
		{"about right", "a | Quake | deaths | ~100\nb | Quake | deaths | 92\nc | Quake | deaths | 89", []string{"quantity Quake deaths: 89 / 92 / ~100"}},
		{"a cost", "a | V3 | training_cost | <6000000 USD\nb | V3 | training_cost | 10000000 USD", []string{"quantity V3 training_cost: <6000000 USD / 10000000 USD"}},
		{"two currencies", "a | V3 | training_cost | <6000000 USD\nb | V3 | training_cost | 10000000 EUR", nil},
		{"two conflicts of one measure", "a | V3 | cost | 1 USD\nb | V3 | cost | 2 USD\na | V3 | cost | 1 EUR\nb | V3 | cost | 2 EUR",
			[]string{"quantity V3 cost: 1 EUR / 2 EUR", "quantity V3 cost: 1 USD / 2 USD"}},
		{"here and there", "a | Flu | deaths | 5 | in=China\nb | Flu | deaths | 9 | in=Italy", nil},
		{"here and anywhere", "a | Flu | deaths | 5 | in=China\nb | Flu | deaths | 9", []string{"quantity Flu deaths: 5 / 9"}},
		{"narrowed to what has no name", "a | Flu | deaths | 5 | in=the city\nb | Flu | deaths | 9 | in=Ankara", []string{"quantity Flu deaths: 5 / 9"}},
		{"then and later", "a | Acme | employees | 5 | at=2010/2010\nb | Acme | employees | 9 | at=2020/2020", nil},
		{"the toll rose", "a | Quake | deaths | 5 | says=It rose from 5 to 9\na | Quake | deaths | 9 | says=It rose from 5 to 9", nil},
		{"and a copy", "a | Quake | deaths | 5 | says=It rose from 5 to 9\nb | Quake | deaths | 9 | says=It rose from 5 to 9", nil},
		{"several amounts of what is no measure", "a | Acme | lay_off | 5\nb | Acme | lay_off | 9", nil},
		{"for and against", "a | Acme | operator | Bcme\nb | Acme | operator | Bcme | not", []string{"polarity Acme operator: Bcme / not Bcme"}},
		{"against only", "a | Acme | operator | Bcme | not\nb | Acme | operator | Bcme | not", nil},
		{"for, and perhaps against", "a | Acme | operator | Bcme\nb | Acme | operator | Bcme | possible", nil},
		{"disputed", "a | V3 | training_cost | <6000000 USD | name=x\nb | Critics | disputes | @x\nb | Acme | denies | @x",
			[]string{"disputed V3 training_cost: <6000000 USD / Acme denies / Critics disputes"}},
		{"doubted", "a | V3 | training_cost | <6000000 USD\nb | V3 | training_cost | <6000000 USD | not, possible, by=Critics",
			[]string{"disputed V3 training_cost: <6000000 USD / not <6000000 USD"}},
		{"doubted, as nobody says it", "b | V3 | training_cost | <6000000 USD | not, possible, by=Critics", nil},
		{"perhaps not, as nobody says", "a | V3 | training_cost | <6000000 USD\nb | V3 | training_cost | <6000000 USD | not, possible", nil},
		{"confirmed", "a | V3 | training_cost | <6000000 USD | name=x\nb | Critics | confirms | @x", nil},
		{"not disputed", "a | V3 | training_cost | <6000000 USD | name=x\nb | Critics | disputes | @x | not", nil},
		{"a denial is disputed", "a | V3 | training_cost | <6000000 USD | name=x, not\nb | Critics | disputes | @x", nil},
		{"of all kinds", "a | Acme | inception | 2021 | name=x\nb | Acme | inception | 2023\nb | Acme | inception | 2021 | not\nc | Bob | disputes | @x",
			[]string{"functionalValue Acme inception: 2021 / 2023", "polarity Acme inception: 2021 / not 2021", "disputed Acme inception: 2021 / Bob disputes"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			db := shelf(t, readings(parseLines(c.claims))...)
			defer db.Close()
			look(t, db, func(g *kg.Graph) {
				var got []string
				for _, c := range conflicts(t, g, nil, nil, 1) {
					got = append(got, told(t, c))
				}
				slices.Sort(got)
				slices.Sort(c.want)
				if d := cmp.Diff(c.want, got); d != "" {
					t.Error(d)
				}
			})
		})
	}
}

// Sides say who holds them since when.
func TestPositions(t *testing.T) {
	db := shelf(t, readings(parseLines("a | Quake | deaths | 5\nb | Quake | deaths | 5\nb | Quake | deaths | 5\nc | Quake | deaths | 9\nc | Quake | deaths | 5 | possible"))...)
	defer db.Close()
	look(t, db, func(g *kg.Graph) {
		var got []string
		for _, p := range conflicts(t, g, nil, nil, 500)[0].Positions() {
			got = append(got, fmt.Sprintf("%s: %d claims of %d sources, %s to %s", p.Fact.Object.Label(), len(must(p.Claims())(t)), must(p.SourceCount())(t),
				must(p.FirstReported())(t).Format(time.DateOnly), must(p.LastReported())(t).Format(time.DateOnly)))
		}
		want := []string{"5: 3 claims of 2 sources, 2025-01-01 to 2025-01-02", "9: 1 claims of 1 sources, 2025-01-03 to 2025-01-03"}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	})
}

// Plain quads have a side, though nobody claims it.
func TestPlainQuadsConflict(t *testing.T) {
	acme := quad.IRI("http://e.x/acme")
	db := shelf(t)
	defer db.Close()
	var batch quadstore.Batch
	for i, year := range []string{"2021", "2023"} {
		load := kg.LoadIRI([32]byte{byte(i)})
		batch.Loads = append(batch.Loads, quadstore.Load{Key: load, Name: year})
		batch.Add = append(batch.Add, quad.Quad{
			Subject: acme, Predicate: quad.IRI(testWords.Use("inception").IRI), Object: (&kg.Value{Kind: kg.TimeValue, EDTF: year}).Term(), Label: quad.IRI(load),
		})
	}
	if err := db.Apply(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	look(t, db, func(g *kg.Graph) {
		list := conflicts(t, g, nil, nil, 500)
		if len(list) != 1 || told(t, list[0]) != "functionalValue acme inception: 2021 / 2023" {
			t.Fatalf("%v", list)
		}
		p := list[0].Positions()[0]
		if n := must(p.SourceCount())(t); n != 1 || len(must(p.Claims())(t)) != 0 || must(p.FirstReported())(t) != nil {
			t.Errorf("%d sources, %+v", n, p)
		}
	})
}

// Of very many sides some are shown, but each knows the conflict.
func TestManySides(t *testing.T) {
	var lines []line
	for i := range 120 {
		lines = append(lines, line{"a", "Quake", "deaths", fmt.Sprint(i), map[string]string{}})
	}
	db := shelf(t, readings(lines)...)
	defer db.Close()
	look(t, db, func(g *kg.Graph) {
		c := conflicts(t, g, nil, nil, 500)[0]
		if len(c.Positions()) != 100 || c.PositionCount() != 120 || c.Positions()[99].Fact.Object.Label() != "99" {
			t.Fatalf("%d of %d sides", len(c.Positions()), c.PositionCount())
		}
		for f, err := range must(g.Facts(nil, nil, kg.Paging{}))(t).All() {
			if err != nil {
				t.Fatal(err)
			}
			if of := must(g.ConflictsOf(f.Fact))(t); len(of) != 1 || of[0].NodeID() != c.NodeID() {
				t.Fatalf("%s has %d conflicts", f.Object.Label(), len(of))
			}
		}
		g.Limit(200)
		if _, err := g.Conflicts(nil, nil, nil, kg.Paging{}); !errors.Is(err, kg.ErrTooMuch) {
			t.Errorf("within 200 steps: %v", err)
		}
	})
}
