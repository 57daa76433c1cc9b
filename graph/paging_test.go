package graph_test

import (
	"fmt"
	"slices"
	"testing"

	"claimgraph/graph"
	"claimgraph/kg"
)

// The lists that are paged, each with what it is found under and what tells
// its items apart.
var lists = []struct {
	name, query, path, item string
	forwardOnly             bool
}{
	{name: "entities", query: "{ list: entities(%s) %s }", path: "list", item: "id"},
	{name: "entities of a kind", query: "{ list: entities(where: {kinds: [PRODUCT]} %s) %s }", path: "list", item: "id"},
	{name: "entities found", query: `{ list: entities(where: {someFact: {predicates: ["starring", "manufacturer"]}} %s) %s }`, path: "list", item: "id"},
	{name: "facts", query: "{ list: facts(%s) %s }", path: "list", item: "id"},
	{name: "facts of predicates", query: `{ list: facts(where: {predicates: ["starring", "headquarters_location"]} %s) %s }`, path: "list", item: "id"},
	{name: "facts of subjects", query: `{ list: facts(where: {subject: {refs: [{name: "DeepSeek"}, {name: "H800"}, {name: "Nvidia"}]}} %s) %s }`, path: "list", item: "id"},
	{name: "facts of objects", query: `{ list: facts(where: {object: {refs: [{name: "Berlin"}, {name: "H800"}]}} %s) %s }`, path: "list", item: "id"},
	{name: "sorted facts", query: `{ list: facts(orderBy: [{field: CONFIDENCE, direction: DESC}] %s) %s }`, path: "list", item: "id"},
	{name: "facts both ways", query: `{ e: entity(ref: {name: "Nvidia"}) { list: facts(direction: BOTH %s) %s } }`, path: "e.list", item: "id"},
	{name: "claims", query: "{ list: claims(%s) %s }", path: "list", item: "id"},
	{name: "claims of facts", query: `{ list: claims(fact: {predicates: ["trained_on"]} %s) %s }`, path: "list", item: "id"},
	{name: "negated claims", query: `{ list: claims(where: {polarity: NEGATED} %s) %s }`, path: "list", item: "id"},
	{name: "articles", query: "{ list: articles(%s) %s }", path: "list", item: "id"},
	{name: "claims of an article", query: `{ a: article(key: "deepseek.txt") { list: claims(%s) %s } }`, path: "a.list", item: "id"},
	{name: "conflicts", query: "{ list: conflicts(%s) %s }", path: "list", item: "id", forwardOnly: true},
	{name: "conflicts of a predicate", query: `{ list: conflicts(predicates: ["trained_on"] %s) %s }`, path: "list", item: "id", forwardOnly: true},
	{name: "conflicts of a fact", query: `{ f: entity(ref: {name: "DeepSeek-V3"}) { facts(first: 1, where: {predicates: ["trained_on"]}) { nodes { list: conflicts(%s) %s } } } }`, path: "f.facts.nodes.0.list", item: "id", forwardOnly: true},
	{name: "mentions", query: `{ e: entity(ref: {name: "H800"}) { list: mentions(%s) %s } }`, path: "e.list", item: "article { key } span { start }", forwardOnly: true},
	{name: "entities of an article", query: `{ a: article(key: "deepseek.txt") { list: entities(%s) %s } }`, path: "a.list", item: "id", forwardOnly: true},
}

// page is one page of a list as a client gets it.
type page struct {
	items, cursors []string
	next, previous bool
	start, end     any
	total          float64
}

func getPage(t *testing.T, config graph.Config, query, path, item, args string) page {
	t.Helper()
	r := mustAsk(t, config, fmt.Sprintf(query, args, "{ totalCount nodes { "+item+" } edges { cursor node { "+item+" } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }"), nil)
	list := r.at(path).(map[string]any)
	info := list["pageInfo"].(map[string]any)
	p := page{next: info["hasNextPage"].(bool), previous: info["hasPreviousPage"].(bool), start: info["startCursor"], end: info["endCursor"], total: list["totalCount"].(float64)}
	for i, e := range list["edges"].([]any) {
		edge := e.(map[string]any)
		p.items = append(p.items, fmt.Sprint(edge["node"]))
		p.cursors = append(p.cursors, edge["cursor"].(string))
		if node := fmt.Sprint(list["nodes"].([]any)[i]); node != p.items[i] {
			t.Errorf("nodes[%d] is %s, edges[%d].node is %s", i, node, i, p.items[i])
		}
	}
	return p
}

// Pages of any size, forward and backward, visit every item exactly once, and
// in the same order.
func TestPagesVisitAllOnce(t *testing.T) {
	config := over(fixture(t))
	for _, l := range lists {
		t.Run(l.name, func(t *testing.T) {
			all := getPage(t, config, l.query, l.path, l.item, "first: 500")
			if len(all.items) < 2 || int(all.total) != len(all.items) || all.next || all.previous {
				t.Fatalf("all in one page: %+v", all)
			}
			if sorted := slices.Compact(slices.Sorted(slices.Values(all.items))); len(sorted) != len(all.items) {
				t.Errorf("some item is there twice: %v", all.items)
			}
			for size := 1; size <= len(all.items)+1; size++ {
				if got := forward(t, config, l.query, l.path, l.item, size); !slices.Equal(got, all.items) {
					t.Errorf("forward by %d: %v, want %v", size, got, all.items)
				}
				if l.forwardOnly {
					continue
				}
				if got := backward(t, config, l.query, l.path, l.item, size); !slices.Equal(got, all.items) {
					t.Errorf("backward by %d: %v, want %v", size, got, all.items)
				}
			}
			if !l.forwardOnly && len(all.items) > 2 {
				between := getPage(t, config, l.query, l.path, l.item, fmt.Sprintf("first: 500 after: %q before: %q", all.cursors[0], all.cursors[len(all.cursors)-1]))
				if !slices.Equal(between.items, all.items[1:len(all.items)-1]) {
					t.Errorf("between the first and the last: %v", between.items)
				}
			}
		})
	}
}

func forward(t *testing.T, config graph.Config, query, path, item string, size int) []string {
	t.Helper()
	var items []string
	args := fmt.Sprintf("first: %d", size)
	for {
		p := getPage(t, config, query, path, item, args)
		if p.previous != (len(items) > 0) {
			t.Errorf("%s: hasPreviousPage is %v", args, p.previous)
		}
		items = append(items, p.items...)
		if !p.next {
			return items
		}
		args = fmt.Sprintf("first: %d after: %q", size, p.end)
	}
}

func backward(t *testing.T, config graph.Config, query, path, item string, size int) []string {
	t.Helper()
	var items []string
	args := fmt.Sprintf("last: %d", size)
	for {
		p := getPage(t, config, query, path, item, args)
		if p.next != (len(items) > 0) {
			t.Errorf("%s: hasNextPage is %v", args, p.next)
		}
		items = append(slices.Clone(p.items), items...)
		if !p.previous {
			return items
		}
		args = fmt.Sprintf("last: %d before: %q", size, p.start)
	}
}

// A cursor in the graph's own order outlives a change; one in a derived order
// says that it does not.
func TestCursorsAndChanges(t *testing.T) {
	s := fixture(t)
	config := over(s)
	facts, sorted := "{ list: facts(%s) %s }", "{ list: facts(orderBy: [{field: PREDICATE}] %s) %s }"
	before := getPage(t, config, facts, "list", "id", "first: 3")
	derived := getPage(t, config, sorted, "list", "id", "first: 3")
	rest := getPage(t, config, facts, "list", "id", fmt.Sprintf("first: 500 after: %q", before.end))

	d := newDraft(kg.Article{Key: "later", Text: "Xenon met Yttrium."})
	d.entity("Xenon", kg.Person)
	d.entity("Yttrium", kg.Person)
	d.claim("Xenon met Yttrium.", d.thing("Xenon"), "meet", d.thing("Yttrium"), nil)
	put(t, s, d.Reading)

	after := getPage(t, config, facts, "list", "id", fmt.Sprintf("first: 500 after: %q", before.end))
	if len(after.items) != len(rest.items)+1 || !slices.Equal(after.items[:len(rest.items)], rest.items) {
		t.Errorf("after the change: %d facts, before it %d", len(after.items), len(rest.items))
	}
	r := ask(t, config, fmt.Sprintf(sorted, fmt.Sprintf("after: %q", derived.end), "{ totalCount }"), nil)
	if r.code() != "CURSOR_EXPIRED" {
		t.Errorf("an old cursor of a derived order: %v", r)
	}
}
