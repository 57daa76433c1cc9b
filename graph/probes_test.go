package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"claimgraph/graph"
)

// probe is a request that wants to cost much. What is sent is the body, or for
// a GET the URL's query.
type probe struct {
	name, body string
	code       string // "" where it is answered
	get        bool
}

// with gives the probe the body of a query.
func (p probe) with(query string, variables any) probe {
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		panic(err)
	}
	p.body = string(body)
	return p
}

const (
	tooExpensive = "QUERY_TOO_EXPENSIVE"
	invalid      = "GRAPHQL_VALIDATION_FAILED"
	unparsed     = "GRAPHQL_PARSE_FAILED"
	badInput     = "BAD_USER_INPUT"
)

// probes are all ways to ask for much with little that are known.
func probes() []probe {
	ask := func(name, code, query string) probe { return probe{name: name, code: code}.with(query, nil) }
	put := func(name, code, query string, variables map[string]any) probe {
		return probe{name: name, code: code}.with(query, variables)
	}
	raw := func(name, code, body string) probe { return probe{name: name, code: code, body: body} }
	deep := nested(9000)
	filter := any(map[string]any{})
	for range 200 {
		filter = map[string]any{"not": filter}
	}
	const factsWhere = "query($w: FactFilter) { facts(where: $w) { totalCount } }"
	some := "{ graph { version } }"
	return []probe{
		ask("fragments that spread the next twice, 2^40", tooExpensive, bomb(40)),
		ask("and in two fields each", tooExpensive, fieldBomb(12)),
		ask("fragments that all spread all others", invalid, clique(24)),
		ask("a chain of fragments", "", chain(200)),
		ask("a circle of fragments", invalid, "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }"),
		ask("fragments that are not used", invalid, some+unused(15)),
		ask("enormous ones", tooExpensive, some+unused(60)),
		ask("5,000 fields", tooExpensive, "{ "+strings.Repeat("graph { version } ", 5000)+"}"),
		ask("480 fields", tooExpensive, "{ "+strings.Repeat("graph { version } ", 480)+"}"),
		ask("170 fields", tooExpensive, "{ "+strings.Repeat("graph { version } ", 170)+"}"),
		ask("1,900 fields", tooExpensive, "{ graph { "+strings.Repeat("version ", 1900)+"} }"),
		ask("tokens", unparsed, "{"+strings.Repeat(" a", 2500)+"}"),
		ask("200 levels", invalid, strings.Repeat("{a", 200)+strings.Repeat("}", 200)),
		ask("100 levels of facts", tooExpensive, "{ facts { nodes "+strings.Repeat("{ subject { facts { nodes ", 30)+"{ id } "+strings.Repeat("} } }", 30)+" } }"),
		ask("1,000 levels of brackets", unparsed, "{ nodes(ids: "+strings.Repeat("[", 1000)+strings.Repeat("]", 1000)+") { id } }"),
		ask("aliases", tooExpensive, "{ "+aliases(31)+"}"),
		ask("300 aliases", tooExpensive, "{ "+aliases(300)+"}"),
		ask("200 operations", invalid, operations(200)),
		ask("large pages in large pages", tooExpensive, "{ entities(first: 500) { nodes { facts(first: 500) { nodes { id } } } } }"),
		ask("conflicts of facts in conflict", tooExpensive, "{ conflicts(first: 100) { nodes { positions { fact { conflicts(first: 100) { nodes { id } } } } } } }"),
		put("large pages by a variable", tooExpensive, "query($n: Int) { entities(first: $n) { nodes { facts(first: $n) { nodes { id } } } } }", map[string]any{"n": 500}),
		ask("a huge page", tooExpensive, "{ entities(first: 2147483647) { nodes { id } } }"),
		ask("a page beyond numbers", invalid, "{ facts(first: 99999999999999999999) { totalCount } }"),
		put("a page of 100,000 digits", invalid, "query($n: Int) { facts(first: $n) { totalCount } }", map[string]any{"n": json.Number(strings.Repeat("9", 100_000))}),
		ask("a literal of 30,000 digits", invalid, "{ facts(first: "+strings.Repeat("9", 30_000)+") { totalCount } }"),
		put("a real number of 100,000 digits", "", "query($n: Float) { claims(where: {minConfidence: $n}) { totalCount } }", map[string]any{"n": json.Number("0." + strings.Repeat("3", 100_000))}),
		ask("300 inline fragments", tooExpensive, "{ graph { "+strings.Repeat("... on GraphInfo { version } ", 300)+"} }"),
		ask("10,000 inline fragments", tooExpensive, "{ "+strings.Repeat("... { __typename } ", 10_000)+"}"),
		put("deep variables", tooExpensive, factsWhere, map[string]any{"w": deep}),
		put("a deep filter", tooExpensive, factsWhere, map[string]any{"w": filter}),
		ask("a deep literal", tooExpensive, "{ facts(where: "+strings.Repeat("{not: ", 100)+"{}"+strings.Repeat("}", 100)+") { totalCount } }"),
		put("wide filters", tooExpensive, factsWhere, map[string]any{"w": map[string]any{"and": make([]struct{}, 19_999)}}),
		put("many ids", badInput, "query($ids: [ID!]!) { nodes(ids: $ids) { id } }", map[string]any{"ids": make([]string, 10000)}),
		put("30,000 values", tooExpensive, factsWhere, map[string]any{"w": map[string]any{"predicates": make([]string, 30_000)}}),
		put("variables that nobody asked for", "", some, manyVariables(15_000)),
		ask("300 variables", invalid, declared(300, false)),
		ask("one variable 300 times", invalid, declared(300, true)),
		ask("introspection in circles", invalid, "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"),
		ask("introspection 200 levels deep", tooExpensive, "{ __schema { types { "+strings.Repeat("ofType { ", 200)+"name"+strings.Repeat(" }", 200)+" } } }"),
		ask("250 directives on a field", invalid, "{ graph { version "+strings.Repeat("@skip(if: false) ", 250)+"} }"),
		ask("300 directives that are none", invalid, "{ graph { version "+strings.Repeat("@a ", 300)+"} }"),
		ask("a long text", "", `{ search(query: "`+strings.Repeat("a", 900)+`") { totalCount } }`),
		ask("a text of 30,000 letters", badInput, `{ search(query: "`+strings.Repeat("a", 30_000)+`") { totalCount } }`),
		ask("a list of 1,800 numbers", badInput, "{ nodes(ids: ["+strings.Repeat("1 ", 1800)+"]) { id } }"),
		ask("a text as for an expression", "", `{ entities(where: {label: {contains: "`+strings.Repeat("(a+)+$", 100)+`"}}) { totalCount } }`),
		put("a long one", tooExpensive, "query($t: String) { entities(where: {label: {fuzzy: $t}}) { totalCount } }", map[string]any{"t": strings.Repeat("(a+)+$", 100_000)}),
		put("a path in itself", tooExpensive, "query($p: String!) { match(patterns: [{s: {var: \"a\"}, p: {path: $p}, o: {var: \"b\"}}]) { totalCount } }", map[string]any{"p": strings.Repeat("(", 500_000)}),
		ask("a block of lines", "", `{ search(query: """`+strings.Repeat("\n", 900)+`""") { totalCount } }`),
		ask("a block of indents", badInput, `{ search(query: """`+staircase(240)+`""") { totalCount } }`),
		ask("escapes", badInput, `{ search(query: "`+strings.Repeat(`\u00e4`, 5000)+`") { totalCount } }`),
		ask("escapes that are none", unparsed, `{ search(query: "`+strings.Repeat(`\uD800`, 5000)+`\u{110000}") { totalCount } }`),
		ask("32,000 commas", "", some+strings.Repeat(",", 32_000)),
		ask("a long query", tooExpensive, some+" #"+strings.Repeat("x", 40000)),
		raw("1,000 requests in one", badInput, "["+strings.Repeat(`{"query":"{__typename}"},`, 999)+`{"query":"{__typename}"}]`),
		raw("a million brackets", badInput, strings.Repeat("[", 1_000_000)),
		raw("one key 60,000 times", badInput, "{"+strings.Repeat(`"query":"{a}",`, 60_000)+`"query":"{__typename}"}`),
		raw("60,000 keys", badInput, manyKeys(60_000)),
		raw("too long a body", "BODY_TOO_LARGE", strings.Repeat(" ", 2<<20)),
		raw("a name of a megabyte", tooExpensive, `{"query":"query a { __typename }","operationName":"`+strings.Repeat("a", 1_000_000)+`"}`),
		raw("a hash of a megabyte", "PERSISTED_QUERY_NOT_SUPPORTED", `{"extensions":{"persistedQuery":{"sha256Hash":"`+strings.Repeat("a", 1_000_000)+`"}}}`),
		raw("bytes that are no text", unparsed, "{\"query\":\"{ \xff\xfe\x80 }\"}"),
		{name: "60,000 bytes of a URL", code: tooExpensive, get: true, body: "query=" + url.QueryEscape(some+strings.Repeat(" ", 59_000))},
		{name: "variables of a URL", code: tooExpensive, get: true, body: "query=" + url.QueryEscape(factsWhere) + "&variables=" + url.QueryEscape(`{"w":`+strings.Repeat(`{"not":`, 5000)+"{}"+strings.Repeat("}", 5001))},
	}
}

// Bounds of a probe. The time is the processor's; the aim is 50 ms (BENCHMARKS.md),
// here it is twice that, since others on a machine slow it down.
const (
	probeTime  = 100 * time.Millisecond
	probeBytes = 50 << 20
)

// Requests that want to cost much are refused or answered at once, and for little memory.
func TestProbes(t *testing.T) {
	h := graph.NewHandler(over(fixture(t)))
	send(h, map[string]any{"query": "{ graph { version } }"}) // the first one builds the schema
	for _, p := range probes() {
		t.Run(p.name, func(t *testing.T) {
			took, bytes := time.Hour, uint64(0)
			for range 3 { // the best of three
				r := httptest.NewRequest("POST", "/graphql", strings.NewReader(p.body))
				if p.get {
					r = httptest.NewRequest("GET", "/graphql?"+p.body, nil)
				}
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				start := cpu(t)
				w, got := serve(h, r)
				took = min(took, cpu(t)-start)
				runtime.ReadMemStats(&after)
				bytes = after.TotalAlloc - before.TotalAlloc
				if got.code() != p.code {
					t.Fatalf("%d, code %q (%.300s), want %q", w.Code, got.code(), w.Body, p.code)
				}
			}
			t.Logf("%v, %d kB", took.Round(10*time.Microsecond), bytes>>10)
			if took > probeTime || bytes > probeBytes {
				t.Errorf("took %v and %d bytes", took, bytes)
			}
		})
	}
}

func nested(levels int) any {
	v := any(1)
	for range levels {
		v = []any{v}
	}
	return v
}

// clique is n fragments that each spread all others.
func clique(n int) string {
	var b strings.Builder
	b.WriteString("{ ...f0 }")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Query {", i)
		for j := range n {
			if i != j {
				fmt.Fprintf(&b, " ...f%d", j)
			}
		}
		b.WriteString(" }")
	}
	return b.String()
}

// chain is n fragments that each spread the next.
func chain(n int) string {
	var b strings.Builder
	b.WriteString("{ ...f0 }")
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on Query { ...f%d }", i, i+1)
	}
	fmt.Fprintf(&b, " fragment f%d on Query { graph { version } }", n)
	return b.String()
}

func unused(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " fragment f%d on GraphInfo { %s}", i, strings.Repeat("version factCount ", 10))
	}
	return b.String()
}

func operations(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "query q%d { __typename } ", i)
	}
	return b.String()
}

// declared is an operation with n variables, or one n times, that none uses.
func declared(n int, same bool) string {
	var b strings.Builder
	b.WriteString("query(")
	for i := range n {
		if same {
			i = 0
		}
		fmt.Fprintf(&b, "$v%d: Int ", i)
	}
	return b.String() + ") { __typename }"
}

func manyKeys(n int) string {
	var b strings.Builder
	b.WriteString(`{"query":"{__typename}"`)
	for i := range n {
		fmt.Fprintf(&b, `,"k%d":1`, i)
	}
	return b.String() + "}"
}

func manyVariables(n int) map[string]any {
	list := map[string]any{}
	for i := range n {
		list[fmt.Sprint("v", i)] = i
	}
	return list
}

// staircase is lines, each indented by one more than the last.
func staircase(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(" ", i) + "a\n")
	}
	return b.String()
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
