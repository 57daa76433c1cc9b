package graph_test

import (
	"context"
	"encoding/json"
	"os"
	"testing"
	"time"

	"claimgraph/graph"
)

// What clients send when they connect must pass the limits.
func TestFullIntrospectionPasses(t *testing.T) {
	query, err := os.ReadFile("testdata/introspection.graphql")
	if err != nil {
		t.Fatal(err)
	}
	r := mustAsk(t, over(emptyStore(t)), string(query), nil)
	if types := r.at("__schema.types").([]any); len(types) < 50 {
		t.Errorf("%d types", len(types))
	}
}

// A query ends when its time or its steps are up.
func TestWalksEnd(t *testing.T) {
	config := over(fixture(t))
	for _, query := range []string{"{ facts { totalCount } }", "{ conflicts { totalCount } }"} {
		config.Limits = graph.Limits{Deadline: time.Nanosecond}
		if r := ask(t, config, query, nil); r.code() != "TIMEOUT" {
			t.Errorf("%s without time: %v", query, r)
		}
		config.Limits = graph.Limits{Steps: 1}
		if r := ask(t, config, query, nil); r.code() != "QUERY_TOO_EXPENSIVE" {
			t.Errorf("%s without steps: %v", query, r)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	body, ok, err := graph.Execute(ctx, over(fixture(t)), "{ facts { totalCount } }", nil, "")
	if err != nil || ok || !json.Valid(body) {
		t.Errorf("a client that went away: %s %v", body, err)
	}
}

func TestOneOf(t *testing.T) {
	config := over(fixture(t))
	query := "query($r: EntityRef!, $w: EntityFilter) { entity(ref: $r) { label } entities(where: $w) { totalCount } }"
	name := map[string]any{"name": "Nvidia"}
	for _, c := range []struct {
		ref, where any
		code       string
	}{
		{name, nil, ""},
		{map[string]any{}, nil, "BAD_USER_INPUT"},
		{map[string]any{"name": "Nvidia", "iri": "x"}, nil, "BAD_USER_INPUT"},
		{map[string]any{"name": nil}, nil, "BAD_USER_INPUT"},
		{map[string]any{"name": "Nvidia", "iri": nil}, nil, "BAD_USER_INPUT"},
		{name, map[string]any{"or": []any{map[string]any{"refs": []any{map[string]any{}}}}}, "BAD_USER_INPUT"},
		{name, map[string]any{"or": []any{map[string]any{"refs": []any{name}}}}, ""},
	} {
		if r := ask(t, config, query, map[string]any{"r": c.ref, "w": c.where}); r.code() != c.code {
			t.Errorf("%v %v: %v, want %q", c.ref, c.where, r.Errors, c.code)
		}
	}
	if r := ask(t, config, `{ entity(ref: {name: "a", iri: "b"}) { label } }`, nil); r.code() == "" {
		t.Error("a literal with two fields passes")
	}
}
