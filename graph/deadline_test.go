package graph_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"claimgraph/graph"
	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// large is a store in which every question has much to walk: a hub with many
// facts and names that share words, all plain quads but for some articles.
func large(t testing.TB) store {
	t.Helper()
	s := emptyStore(t)
	load := kg.LoadIRI([32]byte{2})
	thing := func(i int) quad.IRI { return quad.IRI(fmt.Sprint("http://large.example/", i)) }
	relation := func(i int) quad.IRI { return quad.IRI(fmt.Sprint("http://large.example/p", i)) }
	var quads []quad.Quad
	add := func(subject quad.IRI, predicate quad.IRI, object quad.Value) {
		quads = append(quads, quad.Quad{Subject: subject, Predicate: predicate, Object: object, Label: quad.IRI(load)})
	}
	add(thing(0), kg.SchemaName, quad.String("Hub"))
	add(thing(1), kg.SchemaName, quad.String("Other Hub"))
	for i := 2; i < largeThings; i++ {
		add(thing(i), kg.SchemaName, quad.String(fmt.Sprint("Common ", []string{"Left ", "Right "}[i%2], i)))
		add(thing(0), relation(i%7), thing(i))
		add(thing(i), relation(7), thing((i*7919+1)%largeThings))
		add(thing(i), relation(8), thing((i*104729+1)%largeThings))
		add(thing(i), relation(9), thing(1))
	}
	batch := quadstore.Batch{Add: quads, Loads: []quadstore.Load{{Key: load, Time: recorded, Name: "large.nq"}}}
	if err := s.Apply(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		put(t, s, busy(i))
	}
	return s
}

const largeThings = 25_000

// busy is an article with two hundred claims about a few things: values that
// conflict, the more the more articles there are.
func busy(n int) *kg.Reading {
	text := strings.Builder{}
	for i := range 200 {
		fmt.Fprintf(&text, "Firm was founded in %d as number %d. ", 1000+n*25+i%25, i)
	}
	d := newDraft(kg.Article{Key: fmt.Sprint("busy-", n), Title: fmt.Sprint("Busy ", n), Publisher: fmt.Sprint("Publisher ", n), Published: recorded, Text: text.String()})
	d.entity("Firm", kg.Organization)
	for i := range 200 {
		year := fmt.Sprint(1000 + n*25 + i%25)
		sentence := fmt.Sprintf("Firm was founded in %s as number %d.", year, i)
		span := d.at(sentence)
		d.claim(sentence, kg.Argument{Span: kg.Span{Start: span.Start, End: span.Start + 4}, Text: "Firm", Entity: 1}, "inception",
			kg.Argument{Span: kg.Span{Start: span.Start + 20, End: span.Start + 24}, Text: year, Value: &kg.Value{Kind: kg.TimeValue, EDTF: year}}, nil)
	}
	d.Normalize()
	return d.Reading
}

// costly are questions that would each look at much of the large store, one at
// least for each field of the root.
var costly = []struct {
	name, query string
	variables   map[string]any
	answers     []string // codes of answers that are as quick
}{
	{"node", `query($hub: ID!) { node(id: $hub) { ... on Entity { facts(first: 500) { nodes { object { label } } totalCount } } } }`, nil, nil},
	{"entity", `{ entity(ref: {name: "Hub"}) { facts(orderBy: [{field: CONFIDENCE}], first: 500) { totalCount } predicates { count } } }`, nil, nil},
	{"nodes", `query($hub: ID!) { nodes(ids: [$hub]) { ... on Entity { facts(where: {minSources: 2}) { totalCount } } } }`, nil, nil},
	{"ingestJob", `{ ingestJob(id: "x") { id } }`, nil, []string{"BAD_USER_INPUT"}},
	{"article", `{ article(key: "busy-1") { claims { nodes { fact { claims { totalCount } conflicts { nodes { id } } } } } } }`, nil, nil},
	{"entities", `{ entities(last: 500) { totalCount nodes { label } } }`, nil, nil},
	{"entities by label", `query($long: String) { entities(where: {label: {contains: $long}}) { totalCount } }`, map[string]any{"long": strings.Repeat("ab ", 10_000)}, nil},
	{"entities among many labels", `query($many: [String!]) { entities(where: {label: {in: $many}}) { totalCount } }`, map[string]any{"many": manyTexts(10_000)}, nil},
	{"entities by facts", `{ entities(where: {someFact: {object: {someFact: {object: {label: {eq: "nobody"}}}}}}) { totalCount } }`, nil, []string{""}},
	{"entities by names", `query($many: [EntityRef!]) { entities(where: {someFact: {object: {refs: $many}}}) { totalCount } }`, map[string]any{"many": manyRefs(9_000)}, nil},
	{"facts", `{ facts(last: 500) { totalCount nodes { object { label } } groups(by: [SUBJECT, OBJECT, YEAR, PUBLISHER], limit: 500) { count } } }`, nil, nil},
	{"facts in order", `{ facts(orderBy: [{field: CONFIDENCE, direction: DESC}]) { nodes { id } } }`, nil, nil},
	{"facts by value", `query($long: String) { facts(where: {value: {fuzzy: $long}}) { totalCount } }`, map[string]any{"long": strings.Repeat("ab ", 10_000)}, nil},
	{"claims", `{ claims(last: 500) { totalCount nodes { id } } }`, nil, nil},
	{"claims of facts", `{ claims(fact: {minSources: 1}) { totalCount } }`, nil, nil},
	{"claims of publishers", `query($many: [String!]) { claims(where: {publishers: $many}) { totalCount } }`, map[string]any{"many": manyTexts(10_000)}, nil},
	{"articles", `{ articles(last: 500) { nodes { mentions { totalCount } claims { totalCount } } } }`, nil, nil},
	{"predicates", `query($long: String) { predicates(match: $long) { name factCount } }`, map[string]any{"long": strings.Repeat("ab ", 10_000)}, nil},
	{"predicates counted", `{ predicates { name factCount } }`, nil, nil},
	{"match", `{ match(patterns: [{s: {var: "a"}, p: {var: "p"}, o: {var: "b"}}, {s: {var: "b"}, p: {var: "q"}, o: {var: "c"}}, {s: {var: "c"}, p: {var: "r"}, o: {var: "a"}}]) { totalCount } }`, nil, nil},
	{"match of a star", `{ match(patterns: [` + star(12) + `]) { totalCount } }`, nil, nil},
	{"match of what is optional", `{ match(patterns: [{s: {var: "a"}, p: {name: "p7"}, o: {var: "b"}}, {s: {var: "b"}, p: {name: "nothing"}, o: {var: "c"}, optional: true}, {s: {var: "c"}, p: {name: "p8"}, o: {var: "d"}, optional: true}]) { totalCount } }`, nil, nil},
	{"match of a closure", `{ match(patterns: [{s: {var: "a"}, p: {path: "(p7|p8|^p7)+"}, o: {var: "b"}}]) { totalCount } }`, nil, nil},
	{"match of a long path", `query($path: String!) { match(patterns: [{s: {var: "a"}, p: {path: $path}, o: {var: "b"}}]) { totalCount } }`, map[string]any{"path": "p7" + strings.Repeat("|p8", 1000)}, []string{"BAD_USER_INPUT"}},
	{"match of a path within itself", `query($path: String!) { match(patterns: [{s: {var: "a"}, p: {path: $path}, o: {var: "b"}}]) { totalCount } }`, map[string]any{"path": strings.Repeat("^", 1900) + "p7"}, []string{"BAD_USER_INPUT"}},
	{"neighborhood", `{ neighborhood(seeds: [{name: "Hub"}], hops: 10, maxEntities: 5000) { entities { entity { label } } facts { id } } }`, nil, nil},
	{"subgraph", `query($facts: [ID!]!) { subgraph(ids: $facts) { entities { entity { label facts { totalCount } } } facts { id claims { totalCount } } } }`, nil, nil},
	{"paths", `{ paths(from: {name: "Hub"}, to: {name: "Other Hub"}, selector: ALL, mode: TRAIL, maxLength: 12) { truncated nodes { cost } } }`, nil, nil},
	{"surest paths", `{ paths(from: {name: "Hub"}, to: {name: "Common Left 2"}, selector: ALL_SHORTEST, weight: NEG_LOG_CONFIDENCE, maxLength: 12) { truncated nodes { cost } } }`, nil, nil},
	{"timeline", `{ timeline(entities: [{name: "Hub"}, {name: "Other Hub"}, {name: "Firm"}], axis: RECORDED_AT) { nodes { at } } }`, nil, nil},
	{"conflicts", `{ conflicts { totalCount } }`, nil, nil},
	{"search", `{ search(query: "common", first: 500) { totalCount } }`, nil, nil},
	{"search for many words", `query($long: String!) { search(query: $long) { totalCount } }`, map[string]any{"long": strings.Repeat("common left ", 2000)}, []string{"BAD_USER_INPUT"}},
	{"search for words that never meet", `{ search(query: "left right") { totalCount } }`, nil, nil},
	{"duplicateCandidates", `{ duplicateCandidates(first: 100) { score } }`, nil, nil},
	{"graph", `{ graph { articleCount entityCount factCount claimCount } }`, nil, nil},
	{"curations", `{ curations { totalCount } }`, nil, []string{""}},
}

func manyTexts(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = fmt.Sprint("Nobody of the Name of Number ", i)
	}
	return list
}

func manyRefs(n int) []map[string]any {
	list := make([]map[string]any, n)
	for i := range list {
		list[i] = map[string]any{"iri": fmt.Sprint("http://large.example/", i)}
	}
	return list
}

func star(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `{s: {var: "a"}, p: {name: "p%d"}, o: {var: "o%d"}} `, 7+i%3, i)
	}
	return b.String()
}

// A question ends soon after its time is up, and when it has looked at too much,
// whatever it asks: each loop over the store looks at both.
func TestCostlyQuestionsEnd(t *testing.T) {
	s := large(t)
	config := over(s)
	hub := mustAsk(t, config, `{ entity(ref: {name: "Hub"}) { id } }`, nil).at("entity.id").(string)
	facts := []any{}
	for _, f := range mustAsk(t, config, `{ facts(last: 500) { nodes { id } } }`, nil).at("facts.nodes").([]any) {
		facts = append(facts, f.(map[string]any)["id"])
	}
	seen := map[string]bool{}
	for _, c := range costly {
		root, _, _ := strings.Cut(c.name, " ")
		seen[root] = true
		if c.variables == nil {
			c.variables = map[string]any{}
		}
		c.variables["hub"], c.variables["facts"] = hub, facts
		t.Run(c.name, func(t *testing.T) {
			for limit, want := range map[string]struct {
				limits graph.Limits
				code   string
			}{"time": {graph.Limits{Deadline: 2 * time.Millisecond}, "TIMEOUT"}, "steps": {graph.Limits{Steps: 5}, "QUERY_TOO_EXPENSIVE"}} {
				config.Limits = want.limits
				took := time.Hour
				var r reply
				var inTime bool // all of it is in memory, and it ended as soon as the clock was looked at
				for range 3 {
					start, begun := cpu(t), time.Now() // by the clock a busy machine takes any time
					r = ask(t, config, c.query, c.variables)
					took = min(took, cpu(t)-start)
					inTime = limit == "time" && r.code() == "" && time.Since(begun) < 10*want.limits.Deadline
				}
				t.Logf("%s: %v", limit, took)
				if took > probeTime {
					t.Errorf("%s: took %v", limit, took)
				}
				if r.code() != want.code && !inTime && !slices.Contains(c.answers, r.code()) {
					t.Errorf("%s: %q (%.200v)", limit, r.code(), r.Errors)
				}
			}
		})
	}
	for _, root := range mustAsk(t, over(s), `{ __schema { queryType { fields { name } } } }`, nil).at("__schema.queryType.fields").([]any) {
		if name := root.(map[string]any)["name"].(string); !seen[name] {
			t.Errorf("no costly question asks for %s", name)
		}
	}
}
