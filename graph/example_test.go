package graph_test

import (
	"context"
	"fmt"
	"io"
	"log"
	"net/http/httptest"
	"strings"

	"claimgraph/graph"
	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// plainStore is a store in memory with one plain fact.
func plainStore() store {
	db, err := quadstore.Open("graph", quadstore.Options{FS: vfs.NewMem(), NamePredicates: kg.NamePredicates()})
	if err != nil {
		log.Fatal(err)
	}
	const h800, maker, nvidia, from = quad.IRI("urn:x:h800"), quad.IRI("urn:x:manufacturer"), quad.IRI("urn:x:nvidia"), quad.IRI("urn:x:file")
	err = db.Apply(context.Background(), quadstore.Batch{Add: []quad.Quad{
		{Subject: h800, Predicate: kg.Label, Object: quad.String("H800"), Label: from},
		{Subject: nvidia, Predicate: kg.Label, Object: quad.String("Nvidia"), Label: from},
		{Subject: h800, Predicate: maker, Object: nvidia, Label: from},
	}})
	if err != nil {
		log.Fatal(err)
	}
	return store{db}
}

// One document, without HTTP.
func ExampleExecute() {
	s := plainStore()
	defer s.Close()
	config := graph.Config{Store: s, Vocabulary: kg.BuiltinVocabulary()}
	answer, ok, err := graph.Execute(context.Background(), config,
		`query ($name: String!) { entity(ref: {name: $name}) { facts(where: {predicates: ["urn:x:manufacturer"]}) { nodes { subject { label } object { label } } } } }`,
		map[string]any{"name": "H800"}, "")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(ok, string(answer))
	// Output: true {"data":{"entity":{"facts":{"nodes":[{"subject":{"label":"H800"},"object":{"label":"Nvidia"}}]}}}}
}

// A handler for GraphQL over HTTP.
func ExampleNewHandler() {
	s := plainStore()
	defer s.Close()
	server := httptest.NewServer(graph.NewHandler(graph.Config{Store: s, Vocabulary: kg.BuiltinVocabulary()}))
	defer server.Close()
	response, err := server.Client().Post(server.URL, "application/json", strings.NewReader(`{"query": "{ graph { articleCount } }"}`))
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.StatusCode, string(answer))
	// Output: 200 {"data":{"graph":{"articleCount":0}}}
}
