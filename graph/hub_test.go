package graph_test

import (
	"fmt"
	"testing"

	"claimgraph/graph"
	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// A page of an entity with many facts looks at about as many as it shows, in either
// direction and in the middle too; the last page looks at ids alone.
func TestPagesOfAHubAreCheap(t *testing.T) {
	const edges = 20_000
	s := emptyStore(t)
	load := quad.IRI(kg.LoadIRI([32]byte{3}))
	var batch quadstore.Batch
	hub, links := quad.IRI("http://hub.example/hub"), quad.IRI("http://hub.example/links")
	for i := range edges {
		far := quad.IRI(fmt.Sprintf("http://hub.example/%05d", i))
		batch.Add = append(batch.Add, quad.Quad{Subject: hub, Predicate: links, Object: far, Label: load}, quad.Quad{Subject: far, Predicate: links, Object: hub, Label: load})
	}
	batch.Loads = []quadstore.Load{{Key: string(load), Time: recorded, Name: "hub.nq"}}
	if err := s.Apply(t.Context(), batch); err != nil {
		t.Fatal(err)
	}
	const query = `query($d: Direction!, $first: Int, $after: String, $last: Int, $where: FactFilter) {
  entity(ref: {iri: "http://hub.example/hub"}) { facts(direction: $d, where: $where, first: $first, after: $after, last: $last) { nodes { id } pageInfo { endCursor hasNextPage } } } }`
	cheap := over(s)
	cheap.Limits = graph.Limits{Steps: 1500}
	for _, direction := range []string{"OUT", "IN", "BOTH"} {
		for _, where := range []any{nil, map[string]any{"predicates": []any{string(links)}}} {
			variables := map[string]any{"d": direction, "first": 10, "where": where}
			for range 3 {
				r := mustAsk(t, cheap, query, variables)
				if n := len(r.at("entity.facts.nodes").([]any)); n != 10 || r.at("entity.facts.pageInfo.hasNextPage") != true {
					t.Fatalf("%s: %d facts", direction, n)
				}
				variables["after"] = r.at("entity.facts.pageInfo.endCursor")
			}
		}
		r := mustAsk(t, over(s), query, map[string]any{"d": direction, "last": 10})
		if n := len(r.at("entity.facts.nodes").([]any)); n != 10 || r.at("entity.facts.pageInfo.hasNextPage") != false {
			t.Errorf("%s, last: %d facts", direction, n)
		}
	}
}
