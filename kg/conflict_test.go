package kg_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Claims are written as lines: the article, subject, predicate and object, then
// what is special about the claim. Dates, amounts and texts are told from things
// by what the predicate takes; "@x" is the claim that is named x.
//
//	a | Acme | inception | 2021 | not, at=2010/2012, in=China, says=sentence, name=x, possible
//
// Article a was published on 2025-01-01, b on 2025-01-02 and so on; "plain" is a
// load of plain quads.
type line struct {
	article, subject, predicate, object string
	notes                               map[string]string
}

func parseLines(text string) []line {
	var lines []line
	for l := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		fields := strings.Split(l, "|")
		for i := range fields {
			fields[i] = strings.TrimSpace(fields[i])
		}
		p := line{fields[0], fields[1], fields[2], fields[3], map[string]string{}}
		if len(fields) > 4 {
			for note := range strings.SplitSeq(fields[4], ",") {
				key, value, _ := strings.Cut(strings.TrimSpace(note), "=")
				p.notes[key] = value
			}
		}
		lines = append(lines, p)
	}
	return lines
}

var testWords = func() *kg.Vocabulary {
	v := kg.BuiltinVocabulary()
	if err := v.Extend("test", "office functional\n  kinds Organization -> Person\nopened functional\n  kinds Place -> time"); err != nil {
		panic(err)
	}
	return v
}()

// readings gives the articles that lines stand in.
func readings(lines []line) []*kg.Reading {
	drafts := map[string]*draft{}
	var list []*kg.Reading
	named := map[string]string{}
	for _, l := range lines {
		d := drafts[l.article]
		if d == nil {
			a := kg.Article{Key: l.article, Published: time.Date(2025, 1, 1+int(l.article[0]-'a'), 0, 0, 0, 0, time.UTC)}
			d = &draft{&kg.Reading{IRI: kg.ArticleIRI(&a), Article: a}, map[string]int{}}
			drafts[l.article] = d
			list = append(list, d.Reading)
		}
		c := d.claim(l, named)
		d.Claims = append(d.Claims, c)
	}
	ids := map[string]string{} // the texts have only now their ends, and ids hang on them
	for _, r := range list {
		sum := r.TextHash()
		for i := range r.Claims {
			c := &r.Claims[i]
			id := kg.ClaimID(r.IRI, sum, c)
			ids[c.ID], c.ID = id, id
		}
	}
	for _, r := range list {
		for i := range r.Claims {
			if o := &r.Claims[i].Object; o.Claim != "" {
				o.Claim = ids[o.Claim]
			}
		}
		r.Normalize()
	}
	return list
}

type draft struct {
	*kg.Reading
	entities map[string]int
}

func (d *draft) claim(l line, named map[string]string) kg.Claim {
	sentence := l.notes["says"]
	if sentence == "" {
		sentence = fmt.Sprintf("%s: %d.", l.article, len(d.Claims))
	}
	start := strings.Index(d.Text, sentence)
	if start < 0 {
		start = len(d.Text)
		d.Text += sentence + " "
	}
	span := kg.Span{Start: start, End: start + len(sentence)}
	c := kg.Claim{
		ID: fmt.Sprintf("%s %d", l.article, len(d.Claims)), Subject: kg.Argument{Entity: d.entity(l.subject)}, Predicate: testWords.Use(l.predicate), Object: d.object(l, named),
		Polarity: kg.Affirmed, Modality: kg.Asserted, Evidence: kg.Evidence{Span: span, Text: sentence}, Confidence: 0.5, Model: "m",
	}
	// Each claim has words of its own, so that its id is.
	c.Predicate.Span = kg.Span{Start: span.Start, End: span.Start + 1}
	c.Subject.Span = kg.Span{Start: span.Start, End: span.Start + 1 + len(d.Claims)%len(sentence)}
	if _, ok := l.notes["not"]; ok {
		c.Polarity = kg.Negated
	}
	if _, ok := l.notes["possible"]; ok {
		c.Modality = kg.Possible
	}
	if at := l.notes["at"]; at != "" {
		c.Time.Start, c.Time.End, _ = strings.Cut(at, "/")
	}
	if in := l.notes["in"]; in != "" {
		c.Qualifiers = []kg.Qualifier{{Predicate: testWords.Use("in"), Object: kg.Argument{Entity: d.entity(in)}}}
	}
	if name := l.notes["name"]; name != "" {
		named[name] = c.ID
	}
	return c
}

func (d *draft) entity(name string) int {
	if d.entities[name] == 0 {
		d.entities[name] = len(d.entities) + 1
		label, aliases, _ := strings.Cut(name, "=")
		e := kg.LocalEntity{ID: len(d.entities), Label: label, Named: strings.ToLower(name) != name, Kind: kg.Other}
		if aliases != "" {
			e.Aliases = []string{aliases}
		}
		d.Reading.Entities = append(d.Reading.Entities, e)
	}
	return d.entities[name]
}

func (d *draft) object(l line, named map[string]string) kg.Argument {
	if name, ok := strings.CutPrefix(l.object, "@"); ok {
		return kg.Argument{Claim: named[name]}
	}
	takes := ""
	if p, ok := testWords.ByName(l.predicate); ok {
		takes = p.Range[0]
	}
	switch takes {
	case "time":
		return kg.Argument{Value: &kg.Value{Kind: kg.TimeValue, EDTF: l.object}}
	case "text":
		return kg.Argument{Value: &kg.Value{Kind: kg.TextValue, Text: l.object}}
	case "quantity":
		return kg.Argument{Value: quantity(l.object)}
	}
	return kg.Argument{Entity: d.entity(l.object)}
}

// quantity reads "5", ">20 people", "~6e6 USD", "5..9".
func quantity(s string) *kg.Value {
	amount, unit, _ := strings.Cut(s, " ")
	v := &kg.Value{Kind: kg.QuantityValue, Op: kg.Equal, Unit: unit}
	for _, op := range []kg.Op{kg.LessOrEqual, kg.GreaterOrEqual, kg.Less, kg.Greater, kg.About} {
		if rest, ok := strings.CutPrefix(amount, string(op)); ok {
			v.Op, amount = op, rest
			break
		}
	}
	low, high, ranges := strings.Cut(amount, "..")
	v.Amount, _ = strconv.ParseFloat(low, 64)
	if ranges {
		v.Op = kg.Range
		v.High, _ = strconv.ParseFloat(high, 64)
	}
	return v
}

type fatal interface {
	Helper()
	Fatal(...any)
	Fatalf(string, ...any)
}

// shelf is a store in memory with readings in it.
func shelf(t fatal, list ...*kg.Reading) *quadstore.DB {
	t.Helper()
	db, err := quadstore.Open("kg", quadstore.Options{FS: vfs.NewMem(), NamePredicates: kg.NamePredicates()})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range list {
		err := db.Apply(context.Background(), quadstore.Batch{
			Add: append(r.Quads(), r.Derive()...), Loads: []quadstore.Load{{Key: r.IRI, Time: time.Unix(0, 0), Model: "m", Name: r.Key}},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return db
}

// look asks the graph of a store.
func look(t fatal, db *quadstore.DB, ask func(*kg.Graph)) {
	t.Helper()
	snapshot, err := db.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer snapshot.Close()
	g, err := kg.NewGraph(context.Background(), snapshot, kg.NewCache(1<<20), testWords)
	if err != nil {
		t.Fatal(err)
	}
	ask(g)
}

// conflicts are all of them, page by page.
func conflicts(t fatal, g *kg.Graph, entity *kg.EntityRef, predicates []string, size int) []*kg.Conflict {
	t.Helper()
	var list []*kg.Conflict
	p := kg.Paging{First: &size}
	for {
		page, err := g.Conflicts(entity, predicates, nil, p)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, page.Items...)
		if !page.HasNext {
			return list
		}
		p.After = &page.Cursors[len(page.Cursors)-1]
	}
}

// told writes a conflict as a line.
func told(t fatal, c *kg.Conflict) string {
	t.Helper()
	var sides []string
	for _, p := range c.Positions() {
		side := p.Fact.Object.Label()
		if p.Fact.Predicate.Name != c.Predicate.Name {
			side = p.Fact.Subject.Name + " " + p.Fact.Predicate.Name
		}
		if p.Polarity == kg.Negated {
			side = "not " + side
		}
		if c.Kind == kg.ValidTime {
			time := must(p.ValidTime())(t)
			side += " " + time.Start + "/" + time.End
		}
		sides = append(sides, side)
	}
	return fmt.Sprintf("%s %s %s: %s", c.Kind, c.Subject.Name, c.Predicate.Name, strings.Join(sides, " / "))
}

// must is a value that cannot fail to be there.
func must[T any](v T, err error) func(fatal) T {
	return func(t fatal) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

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
