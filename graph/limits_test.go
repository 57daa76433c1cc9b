package graph_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"claimgraph/graph"
)

// Abusive queries are answered at once, and mostly with a refusal.
func TestAbuseIsCheap(t *testing.T) {
	deep := any(1)
	for range 9000 {
		deep = []any{deep}
	}
	filter := any(map[string]any{})
	for range 200 {
		filter = map[string]any{"not": filter}
	}
	abuses := []struct {
		name, query string
		variables   map[string]any
		code        string
	}{
		{"fragments that spread the next twice, 2^40", bomb(40), nil, "QUERY_TOO_EXPENSIVE"},
		{"and in two fields each", fieldBomb(12), nil, "QUERY_TOO_EXPENSIVE"},
		{"5,000 fields", "{ " + strings.Repeat("graph { version } ", 5000) + "}", nil, "QUERY_TOO_EXPENSIVE"},
		{"480 fields", "{ " + strings.Repeat("graph { version } ", 480) + "}", nil, "QUERY_TOO_EXPENSIVE"},
		{"170 fields", "{ " + strings.Repeat("graph { version } ", 170) + "}", nil, "QUERY_TOO_EXPENSIVE"},
		{"1,900 fields", "{ graph { " + strings.Repeat("version ", 1900) + "} }", nil, "QUERY_TOO_EXPENSIVE"},
		{"tokens", "{" + strings.Repeat(" a", 2500) + "}", nil, "GRAPHQL_PARSE_FAILED"},
		{"200 levels", strings.Repeat("{a", 200) + strings.Repeat("}", 200), nil, "GRAPHQL_VALIDATION_FAILED"},
		{"100 levels of facts", "{ facts { nodes " + strings.Repeat("{ subject { facts { nodes ", 30) + "{ id } " + strings.Repeat("} } }", 30) + " } }", nil, "QUERY_TOO_EXPENSIVE"},
		{"aliases", "{ " + aliases(31) + "}", nil, "QUERY_TOO_EXPENSIVE"},
		{"large pages in large pages", "{ entities(first: 500) { nodes { facts(first: 500) { nodes { id } } } } }", nil, "QUERY_TOO_EXPENSIVE"},
		{"conflicts of facts in conflict", "{ conflicts(first: 100) { nodes { positions { fact { conflicts(first: 100) { nodes { id } } } } } } }", nil, "QUERY_TOO_EXPENSIVE"},
		{"large pages by a variable", "query($n: Int) { entities(first: $n) { nodes { facts(first: $n) { nodes { id } } } } }", map[string]any{"n": 500}, "QUERY_TOO_EXPENSIVE"},
		{"wide inline fragments", "{ graph { " + strings.Repeat("... on GraphInfo { version } ", 300) + "} }", nil, "QUERY_TOO_EXPENSIVE"},
		{"deep variables", "query($w: FactFilter) { facts(where: $w) { totalCount } }", map[string]any{"w": deep}, "QUERY_TOO_EXPENSIVE"},
		{"a deep filter", "query($w: FactFilter) { facts(where: $w) { totalCount } }", map[string]any{"w": filter}, "QUERY_TOO_EXPENSIVE"},
		{"a deep literal", "{ facts(where: " + strings.Repeat("{not: ", 100) + "{}" + strings.Repeat("}", 100) + ") { totalCount } }", nil, "QUERY_TOO_EXPENSIVE"},
		{"introspection in circles", "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }", nil, "GRAPHQL_VALIDATION_FAILED"},
		{"many ids", "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", map[string]any{"ids": make([]string, 10000)}, "BAD_USER_INPUT"},
		{"a long query", "{ graph { version } } #" + strings.Repeat("x", 40000), nil, "QUERY_TOO_EXPENSIVE"},
		{"a circle of fragments", "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }", nil, "GRAPHQL_VALIDATION_FAILED"},
	}
	config := over(fixture(t))
	ask(t, config, "{ graph { version } }", nil) // the first one builds the schema
	for _, a := range abuses {
		t.Run(a.name, func(t *testing.T) {
			var r reply
			took := time.Hour
			for range 3 { // the best of three: a machine may be busy with other things
				start := time.Now()
				r = ask(t, config, a.query, a.variables)
				took = min(took, time.Since(start))
			}
			if took > 500*time.Millisecond { // 50 ms when the machine is not shared
				t.Errorf("took %v", took)
			}
			if r.code() != a.code {
				t.Errorf("code %q (%.200v), want %q", r.code(), r.Errors, a.code)
			}
		})
	}
}

// bomb is n fragments, each of which spreads the next one twice.
func bomb(n int) string {
	var b strings.Builder
	b.WriteString("{ ...f0 }")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Query { ...f%d ...f%d }", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on Query { graph { version } }", n)
	return b.String()
}

// fieldBomb doubles the fields themselves.
func fieldBomb(n int) string {
	var b strings.Builder
	b.WriteString("{ claims { nodes { ...f0 } } }")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Claim { fact { claims { nodes { ...f%d } } } article { claims { nodes { ...f%d } } } }", i, i+1, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on Claim { id }", n)
	return b.String()
}

func aliases(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d: graph { version } ", i)
	}
	return b.String()
}

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
