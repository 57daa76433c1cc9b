//go:build unix

package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

// What the graph must answer, each as a question over articles and over plain
// quads: of the fixture's films, and of the movie data where that is at hand. A path
// leads to a value that tells that the question was understood.
type capability struct {
	name  string
	query string // %[1]s is an entity, %[2]s one that it is linked to, %[3]s the predicate between them
	path  string
	want  any // nil: anything but null
}

var capabilities = []capability{
	{"an edge with provenance", `{ facts(where: {subject: {refs: [{%[1]s}]}, predicates: ["%[3]s"]}) { nodes { status sourceCount sources { nodes { __typename ... on Article { recordedAt } ... on Load { recordedAt } } } } } }`, "facts.nodes.0.sources.nodes.0.recordedAt", nil},
	{"a parent by its child", `{ entities(where: {someFact: {predicates: ["%[3]s"], object: {refs: [{%[2]s}]}}}) { nodes { label } } }`, "entities.nodes.0.label", nil},
	{"a parent without such a child", `{ entities(where: {refs: [{%[1]s}], noFact: {predicates: ["%[3]s"], object: {refs: [{%[2]s}]}}}) { totalCount } }`, "entities.totalCount", 0.0},
	{"the far end of an edge", `{ entity(ref: {%[2]s}) { facts(direction: BOTH, where: {predicates: ["%[3]s"]}) { edges { direction other { label } } } } }`, "entity.facts.edges.0.direction", "IN"},
	{"shared variables with proofs", `{ match(patterns: [{s: {var: "a"}, p: {name: "%[3]s"}, o: {entity: {%[2]s}}}, {s: {var: "a"}, p: {var: "p"}, o: {var: "b"}}]) { nodes { facts { id } } } }`, "match.nodes.0.facts.1.id", nil},
	{"optional lines", `{ match(patterns: [{s: {entity: {%[1]s}}, p: {name: "%[3]s"}, o: {var: "o"}}, {s: {var: "o"}, p: {name: "no_such"}, o: {var: "n"}, optional: true}]) { nodes { o: get(var: "o") { label } n: get(var: "n") { label } } } }`, "match.nodes.0.o.label", nil},
	{"negated lines", `{ match(patterns: [{s: {entity: {%[1]s}}, p: {name: "%[3]s"}, o: {var: "o"}}, {s: {var: "o"}, p: {path: "^<%[4]s>"}, o: {entity: {%[1]s}}, negated: true}]) { nodes { facts { id } } pageInfo { hasNextPage } } }`, "match.pageInfo.hasNextPage", false},
	{"property paths", `{ match(patterns: [{s: {entity: {%[2]s}}, p: {path: "(^<%[4]s>)+"}, o: {var: "o"}}]) { nodes { get(var: "o") { label } } } }`, "match.nodes.0.get.label", nil},
	{"paths", `{ paths(from: {%[1]s}, to: {%[2]s}, selector: ALL_SHORTEST) { truncated nodes { length steps { fact { id } forward } } } }`, "paths.nodes.0.length", 1.0},
	{"a neighborhood that leaves", `{ neighborhood(seeds: [{%[1]s}], maxEntities: 50) { truncated entities { distance } export(format: CSV) } }`, "neighborhood.export", nil},
	{"disagreement", `{ conflicts(entity: {%[1]s}) { totalCount nodes { kind positions { polarity sourceCount firstReported } } } }`, "conflicts.totalCount", nil},
	{"time", `{ timeline(entities: [{%[1]s}], axis: RECORDED_AT) { pageInfo { hasNextPage } } }`, "timeline.pageInfo.hasNextPage", nil},
	{"vocabulary", `{ entity(ref: {%[1]s}) { predicates { predicate { name iri } direction count } } }`, "entity.predicates.0.count", nil},
	{"groups", `{ facts(where: {predicates: ["%[3]s"]}) { groups(by: [PREDICATE, STATUS]) { keys count } } }`, "facts.groups.0.count", nil},
	{"search", `{ search(query: "%[5]s", scopes: [ENTITY]) { edges { score node { ... on Entity { iri } } } } }`, "search.edges.0.score", 1.0},
}

func TestCapabilities(t *testing.T) {
	s := fixture(t)
	for _, over := range []struct {
		name, entity, other, predicate, iri, label string
		store                                      func(*testing.T) store
	}{
		{"articles", `name: "H800"`, `name: "Nvidia"`, "manufacturer", "http://www.wikidata.org/prop/direct/P176", "Nvidia", func(*testing.T) store { return s }},
		{"films", `iri: "` + string(casablanca) + `"`, `name: "Humphrey Bogart"`, string(starring), string(starring), "Humphrey Bogart", func(*testing.T) store { return s }},
		{"movies", `iri: "` + moviesBase + `en/casablanca_1942"`, `iri: "urn:claimgraph:load:02` + strings.Repeat("00", 31) + `:9037"`, string(starringIn), string(starringIn), "Humphrey Bogart",
			func(t *testing.T) store { return movies(t) }},
	} {
		t.Run(over.name, func(t *testing.T) {
			config := wide(over.store(t))
			for _, c := range capabilities {
				query := fmt.Sprintf(c.query+"%.0[1]s%.0[2]s%.0[3]s%.0[4]s%.0[5]s", over.entity, over.other, over.predicate, over.iri, over.label)
				r := ask(t, config, query, nil)
				if got := r.at(c.path); len(r.Errors) > 0 || got == nil || c.want != nil && got != c.want {
					t.Errorf("%s: %v %v\n%s", c.name, got, r.Errors, query)
				}
			}
		})
	}
}

// What was known at a time is asked of claims, and of facts by their claims.
func TestAsOf(t *testing.T) {
	s := fixture(t)
	for when, some := range map[string]bool{"2025-02-01T11:59:59Z": false, "2025-02-01T12:00:01Z": true} {
		r := mustAsk(t, over(s), `query($t: DateTime!) { claims(where: {recordedBefore: $t}) { totalCount } facts(where: {claims: {recordedBefore: $t}}) { totalCount }
  match(patterns: [{s: {var: "a"}, p: {name: "manufacturer"}, o: {var: "b"}, where: {recordedBefore: $t}}]) { nodes { facts { id } } }
  timeline(entities: [{name: "H800"}], axis: RECORDED_AT, to: "2025-01-31") { nodes { at } }
  later: timeline(entities: [{name: "H800"}], axis: RECORDED_AT, from: "2025-02-01") { nodes { at claim { recordedAt } } } }`, map[string]any{"t": when})
		for _, count := range []bool{r.at("claims.totalCount") != 0.0, r.at("facts.totalCount") != 0.0, len(r.at("match.nodes").([]any)) > 0} {
			if count != some {
				t.Errorf("%s: %v", when, r.Data)
			}
		}
		if len(r.at("timeline.nodes").([]any)) != 0 || r.at("later.nodes.0.at") != "2025-02-01" {
			t.Errorf("timeline: %v", r.Data)
		}
	}
}
