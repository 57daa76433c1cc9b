package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgraph/graph"
	"claimgraph/kg"
)

// bothWays answers a query by plans and by gqlgen alone, which must be the same.
func bothWays(t *testing.T, config graph.Config, query string, variables map[string]any) []byte {
	t.Helper()
	planned, _, err := graph.Execute(context.Background(), config, query, variables, "")
	if err != nil {
		t.Fatal(err)
	}
	config.Plain = true
	plain, _, err := graph.Execute(context.Background(), config, query, variables, "")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(planned, plain) {
		t.Errorf("%s\nby plan:   %s\nby gqlgen: %s", query, planned, plain)
	}
	return plain
}

func TestPlansAgree(t *testing.T) {
	files, err := filepath.Glob("testdata/queries/*.graphql")
	if err != nil || len(files) == 0 {
		t.Fatal("no queries", err)
	}
	s := fixture(t)
	for _, file := range files {
		query, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var variables map[string]any
		if line, _, _ := strings.Cut(string(query), "\n"); strings.HasPrefix(line, "# {") {
			if err := json.Unmarshal([]byte(line[2:]), &variables); err != nil {
				t.Fatal(err)
			}
		}
		bothWays(t, over(s), string(query), variables)
	}
}

// What the README shows and what the explorer asks is answered by plans, and
// rightly.
func TestPlansKnowWhatIsAsked(t *testing.T) {
	s := fixture(t)
	readme, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(readme), "```graphql\n")
	first, _, _ := strings.Cut(rest, "```")
	if !ok {
		t.Fatal("the README shows no query")
	}
	for _, query := range []string{first, explorerEntity, oneHop, twoHops} {
		id := kg.ArticleNodeID("https://news.example/doubts")
		variables := map[string]any{"name": "Humphrey Bogart", "id": id}
		bothWays(t, over(s), query, variables)
		left, err := graph.LeftToGqlgen(over(s), query, variables)
		if err != nil {
			t.Fatal(err)
		}
		if left > 0 {
			t.Errorf("gqlgen had to answer %s", query)
		}
	}
}

// explorerEntity is the explorer's question for an entity, near enough.
const explorerEntity = `query Entity($id: ID!, $after: String) { node(id: $id) { ... on Article { title } ... on Entity { id label kind aliases iri
  facts(direction: BOTH, first: 50, after: $after) { totalCount pageInfo { hasNextPage endCursor }
    nodes: edges { direction other { ... on Entity { id label } ... on Claim { label } label }
      node { id status confidence predicate { name } claims(first: 10) { totalCount nodes { id evidence { text } } } sources(first: 3) { nodes { ... on Load { name } } } } } }
} } }`

// The questions of BenchmarkHops, each hop two quads through a performance.
const (
	oneHop = `query ($name: String!) { entity(ref: {name: $name}) { label
  facts(where: {predicates: ["http://movies.example/film/film/starring"]}, first: 100) { nodes { object { ... on Entity {
  facts(where: {predicates: ["http://movies.example/film/performance/actor"]}, first: 1) { nodes { object { label } } } } } } } } }`
	twoHops = `query ($name: String!) { entity(ref: {name: $name}) { label
  facts(direction: IN, where: {predicates: ["http://movies.example/film/performance/actor"]}, first: 100) { nodes { subject {
  facts(direction: IN, where: {predicates: ["http://movies.example/film/film/starring"]}, first: 1) { nodes { subject { label
  facts(where: {predicates: ["http://movies.example/film/film/starring"]}, first: 100) { nodes { object { ... on Entity {
  facts(where: {predicates: ["http://movies.example/film/performance/actor"]}, first: 1) { nodes { object { label } } } } } } } } } } } } } } }`
	threeHops = `query ($name: String!) { entity(ref: {name: $name}) { label
  facts(direction: IN, where: {predicates: ["http://movies.example/film/performance/actor"]}, first: 100) { nodes { subject {
  facts(direction: IN, where: {predicates: ["http://movies.example/film/film/starring"]}, first: 1) { nodes { subject { label
  facts(where: {predicates: ["http://movies.example/film/film/starring"]}, first: 100) { nodes { object { ... on Entity {
  facts(where: {predicates: ["http://movies.example/film/performance/actor"]}, first: 1) { nodes { object { label ... on Entity {
  facts(direction: IN, where: {predicates: ["http://movies.example/film/performance/actor"]}, first: 100) { nodes { subject {
  facts(direction: IN, where: {predicates: ["http://movies.example/film/film/starring"]}, first: 1) { nodes { subject { label } } } } } } } } } } } } } } } } } } } } } }`
)
