package graph_test

import (
	"reflect"
	"strings"
	"testing"

	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// Every id that the graph gives leads back to what it was given for.
func TestNodeFindsEveryID(t *testing.T) {
	s := fixture(t)
	long := quad.String(strings.Repeat("long ", 200))
	err := s.Apply(t.Context(), quadstore.Batch{Add: []quad.Quad{
		{Subject: casablanca, Predicate: kg.Description, Object: long, Label: quad.IRI("http://films.example/graph")},
	}})
	if err != nil {
		t.Fatal(err)
	}
	config := over(s)
	r := mustAsk(t, config, `{
		entities(first: 500) { nodes { __typename id } }
		facts(first: 500) { nodes { __typename id sources { nodes { __typename ... on Node { id } } } } }
		claims(first: 500) { nodes { __typename id qualifiers { predicate { __typename id } } } }
		articles { nodes { __typename id mentions { nodes { __typename id } } } }
		predicates { __typename id }
		conflicts { nodes { __typename id } }
	}`, nil)
	ids := map[string]string{}
	gather(r.Data, ids)
	kinds := map[string]int{}
	for id, kind := range ids {
		got := mustAsk(t, config, "query($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { id } }", map[string]any{"id": id})
		if got.at("node.__typename") != kind || got.at("node.id") != id {
			t.Errorf("node(%s) is %v, want a %s", id, got.Data, kind)
		}
		kinds[kind]++
	}
	for _, kind := range []string{"Entity", "Fact", "Claim", "Article", "Predicate", "Load", "Conflict", "Mention"} {
		if kinds[kind] == 0 {
			t.Errorf("no %s was tried", kind)
		}
	}
}

// gather collects every id with its type.
func gather(v any, ids map[string]string) {
	switch v := v.(type) {
	case map[string]any:
		if id, ok := v["id"].(string); ok {
			ids[id], _ = v["__typename"].(string)
		}
		for _, child := range v {
			gather(child, ids)
		}
	case []any:
		for _, child := range v {
			gather(child, ids)
		}
	}
}

// Ids do not depend on the order in which a store came to know things.
func TestIDsAreTheSameInEveryStore(t *testing.T) {
	there, here := fixture(t), emptyStore(t)
	put(t, here, doubts("https://copy.example/doubts", "Copy Daily"))
	put(t, here, doubts("https://news.example/doubts", "Example News"))
	put(t, here, deepseek())
	query := "{ facts(where: {claims: {minConfidence: 0}}, first: 500) { nodes { id confidence status claims { nodes { id } } } } }"
	facts := func(s store) map[string]any {
		byID := map[string]any{}
		for _, f := range mustAsk(t, over(s), query, nil).at("facts.nodes").([]any) {
			byID[f.(map[string]any)["id"].(string)] = f
		}
		return byID
	}
	if a, b := facts(there), facts(here); len(a) == 0 || !reflect.DeepEqual(a, b) {
		t.Errorf("%v\n%v", a, b)
	}
}

func FuzzNodeID(f *testing.F) {
	s := fixture(f)
	config := over(s)
	for _, seed := range []string{"", "ZXVybjp4", "Zm8KbgpvCg", "ZmEKYgojMDA", "\xff", "bHVybjpjbGFpbWdyYXBoOmxvYWQ6MDE", "ZHBvbGFyaXR5CgoK"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, id string) {
		r := ask(t, config, "query($id: ID!, $s: String) { node(id: $id) { id } entities(first: 1, after: $s) { nodes { id } } }", map[string]any{"id": id, "s": id})
		for _, e := range r.Errors {
			if c := e.Extensions.Code; c != "BAD_USER_INPUT" && c != "BAD_CURSOR" && c != "CURSOR_EXPIRED" && c != "QUERY_TOO_EXPENSIVE" {
				t.Errorf("%q: %+v", id, e)
			}
		}
	})
}
