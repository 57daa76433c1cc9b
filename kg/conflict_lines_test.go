package kg_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// Claims are written as lines: the article, subject, predicate and object, then
// what is special about the claim. Dates, amounts and texts are told from things
// by what the predicate takes; "@x" is the claim that is named x.
//
//	a | Acme | inception | 2021 | not, at=2010/2012, in=China, says=sentence, name=x, possible, by=Critics
//
// Article a was published on 2025-01-01, b on 2025-01-02 and so on.
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
	if by, ok := l.notes["by"]; ok {
		c.Attribution = &kg.Attribution{Span: kg.Span{Start: span.Start, End: span.Start + 1}, Text: by, Entity: d.entity(by), Cue: "doubt"}
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
			Add: derive(r), Loads: []quadstore.Load{{Key: r.IRI, Time: time.Unix(0, 0), Model: "m", Name: r.Key}},
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
		last := page.Cursor(len(page.Items) - 1)
		p.After = &last
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

// derive is all that one reading gives a store by itself.
func derive(r *kg.Reading) []quad.Quad {
	own, shared := r.Derive(kg.EntityIRI)
	return slices.Concat(r.Quads(), own, shared)
}
