package graph

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// Limits are what one request may cost. Zero fields take the default.
type Limits struct {
	Tokens     int           // of the document; 2000
	Depth      int           // of nested fields; 15, which introspection needs
	Fields     int           // with fragments put in their places; 1000
	Aliases    int           // 30
	Roots      int           // fields of the operation itself; 30
	Nodes      int           // objects in the answer if every page were full; 100,000
	Repeats    int           // pairs of fields written with one name; 60,000
	Page       int           // of one list; kg.MaxPage, which is the most
	Nesting    int           // of variables and arguments; 32
	Values     int           // in variables; 20,000
	Query      int           // bytes of the document; 32 KiB
	Body       int64         // bytes of the request; 1 MiB
	Deadline   time.Duration // of a query; 10 s
	Mutation   time.Duration // of a mutation, which reads texts; 10 min
	Steps      int64         // quads looked at; kg.DefaultMaxSteps
	CacheBytes int           // of articles kept in memory; 64 MiB
	Streams    int           // open at a time, WebSockets included; 1000
	Operations int           // running at a time on one WebSocket; 100
	Patience   time.Duration // with a client that does not read, or answer a ping; 20 s
	Init       time.Duration // until a WebSocket says connection_init; 10 s
	KeepAlive  time.Duration // between signs of life on a stream; 15 s
}

// DefaultLimits are the limits that hold where none are set.
func DefaultLimits() Limits { return Limits{}.withDefaults() }

// withDefaults fills in what is zero.
func (l Limits) withDefaults() Limits {
	ints := []struct {
		field *int
		value int
	}{
		{&l.Tokens, 2000}, {&l.Depth, 15}, {&l.Fields, 1000}, {&l.Aliases, 30}, {&l.Roots, 30},
		{&l.Nodes, 100_000}, {&l.Repeats, 60_000}, {&l.Page, kg.MaxPage}, {&l.Nesting, 32}, {&l.Values, 20_000}, {&l.Query, 32 << 10}, {&l.CacheBytes, 64 << 20},
		{&l.Streams, 1000}, {&l.Operations, 100},
	}
	for _, i := range ints {
		if *i.field == 0 {
			*i.field = i.value
		}
	}
	if l.Body == 0 {
		l.Body = 1 << 20
	}
	for _, d := range []struct {
		field *time.Duration
		value time.Duration
	}{
		{&l.Deadline, 10 * time.Second}, {&l.Mutation, 10 * time.Minute},
		{&l.Patience, 20 * time.Second}, {&l.Init, 10 * time.Second}, {&l.KeepAlive, 15 * time.Second},
	} {
		if *d.field == 0 {
			*d.field = d.value
		}
	}
	if l.Steps == 0 {
		l.Steps = kg.DefaultMaxSteps
	}
	return l
}

// costs refuses operations that could cost too much, before anything runs.
// gqlgen's own complexity limit walks a fragment each time it is spread, so a
// kilobyte of fragments that spread each other twice costs hours; here each is
// measured once.
type costs struct{ limits Limits }

func (costs) ExtensionName() string                   { return "Costs" }
func (costs) Validate(graphql.ExecutableSchema) error { return nil }
func (c costs) MutateOperationContext(_ context.Context, op *graphql.OperationContext) *gqlerror.Error {
	m := meter{variables: op.Variables, fragments: map[string]cost{}, nesting: c.limits.Nesting, page: c.limits.Page}
	total := m.measure(op.Operation.SelectionSet)
	op.Stats.SetExtension(c.ExtensionName(), total)
	op.DisableIntrospection = false // which is what gqlgen starts with
	if m.tooDeep {
		return refused("arguments nest deeper than %d levels", c.limits.Nesting)
	}
	if m.tooWide && c.limits.Page < kg.MaxPage { // else the list itself says so, at its place
		return refused("a page has more than %d items", c.limits.Page)
	}
	for _, bound := range []struct {
		what       string
		is, atMost int
	}{
		{"fields nest %d levels deep", total.depth, c.limits.Depth},
		{"the query has %d fields", total.fields, c.limits.Fields},
		{"the query has %d aliases", total.aliases, c.limits.Aliases},
		{"the operation has %d fields", roots(op.Operation.SelectionSet), c.limits.Roots},
		{"the answer could have %d objects; ask for smaller pages", total.nodes, c.limits.Nodes},
	} {
		if bound.is > bound.atMost {
			return refused(bound.what+" (at most %d)", bound.is, bound.atMost)
		}
	}
	return nil
}

func refused(format string, args ...any) *gqlerror.Error {
	return &gqlerror.Error{Message: fmt.Sprintf(format, args...), Extensions: map[string]any{"code": codeTooExpensive}}
}

// repeats is how many pairs of fields in a document have one name: validation
// compares them all to see whether they can be merged, so that must be bounded
// before it.
func repeats(doc *ast.QueryDocument) int {
	count := map[string]int{}
	var walk func(ast.SelectionSet)
	walk = func(set ast.SelectionSet) {
		for _, selection := range set {
			switch s := selection.(type) {
			case *ast.Field:
				count[s.Alias]++
				walk(s.SelectionSet)
			case *ast.InlineFragment:
				walk(s.SelectionSet)
			}
		}
	}
	for _, o := range doc.Operations {
		walk(o.SelectionSet)
	}
	for _, f := range doc.Fragments {
		walk(f.SelectionSet)
	}
	pairs := 0
	for _, n := range count {
		pairs += n * n
	}
	return pairs
}

// cost is what a selection may cost at most.
type cost struct{ depth, fields, aliases, nodes int }

const immense = 1 << 40 // sums stop here, well below overflow

func (c cost) plus(d cost) cost {
	return cost{
		depth: max(c.depth, d.depth), fields: min(c.fields+d.fields, immense),
		aliases: min(c.aliases+d.aliases, immense), nodes: min(c.nodes+d.nodes, immense),
	}
}

// meter measures one operation.
type meter struct {
	variables map[string]any
	fragments map[string]cost // measured ones; all of them hold no circle
	nesting   int
	tooDeep   bool
	page      int
	tooWide   bool // a page is larger than that
}

func (m *meter) measure(set ast.SelectionSet) cost {
	var total cost
	for _, selection := range set {
		switch s := selection.(type) {
		case *ast.Field:
			total = total.plus(m.field(s))
		case *ast.InlineFragment:
			total = total.plus(m.measure(s.SelectionSet))
		case *ast.FragmentSpread:
			total = total.plus(m.fragment(s))
		}
	}
	return total
}

func (m *meter) fragment(s *ast.FragmentSpread) cost {
	if known, ok := m.fragments[s.Name]; ok || s.Definition == nil {
		return known
	}
	measured := m.measure(s.Definition.SelectionSet)
	m.fragments[s.Name] = measured
	return measured
}

func (m *meter) field(f *ast.Field) cost {
	for _, a := range f.Arguments {
		m.tooDeep = m.tooDeep || deeper(a.Value, m.nesting)
	}
	inner := m.measure(f.SelectionSet)
	own := cost{depth: inner.depth + 1, fields: inner.fields + 1, aliases: inner.aliases}
	if f.Alias != f.Name {
		own.aliases++
	}
	if len(f.SelectionSet) > 0 {
		size := m.size(f)
		own.nodes = min(1+min(inner.nodes, immense/size)*size, immense)
	}
	return own
}

const (
	usualPage = 20 // of a connection without first and last
	usualList = 10 // of a list that has no pages
)

// size is how many items a field gives at most, about.
func (m *meter) size(f *ast.Field) int {
	if f.Definition == nil {
		return 1
	}
	for _, name := range []string{"first", "last", "ids", "maxEntities"} {
		if n, given := m.number(f.Arguments.ForName(name)); given {
			m.tooWide = m.tooWide || n > m.page && (name == "first" || name == "last")
			return n
		}
	}
	if f.Definition.Arguments.ForName("first") != nil {
		return usualPage
	}
	if f.Definition.Type.Elem != nil && f.Name != "edges" && f.Name != "nodes" && f.Name[0] != '_' && f.ObjectDefinition != nil && f.ObjectDefinition.Name[0] != '_' {
		return usualList
	}
	return 1
}

// number is what an argument says about the length of a list.
func (m *meter) number(a *ast.Argument) (n int, given bool) {
	if a == nil {
		return 0, false
	}
	value, err := a.Value.Value(m.variables)
	if err != nil {
		return immense, true
	}
	switch v := value.(type) {
	case int64:
		return clamp(v), true
	case int:
		return clamp(int64(v)), true
	case json.Number:
		n, err := v.Int64()
		if err != nil {
			return immense, true
		}
		return clamp(n), true
	case []any:
		return clamp(int64(len(v))), true
	}
	return 0, false
}

func clamp(n int64) int { return int(min(max(n, 1), 1<<20)) }

// roots is the number of fields of an operation, fragments put in their places.
func roots(set ast.SelectionSet) int {
	memo := map[string]int{}
	var count func(ast.SelectionSet) int
	count = func(set ast.SelectionSet) int {
		n := 0
		for _, selection := range set {
			switch s := selection.(type) {
			case *ast.Field:
				n++
			case *ast.InlineFragment:
				n += count(s.SelectionSet)
			case *ast.FragmentSpread:
				if _, known := memo[s.Name]; !known && s.Definition != nil {
					memo[s.Name] = count(s.Definition.SelectionSet)
				}
				n += memo[s.Name]
			}
		}
		return min(n, immense)
	}
	return count(set)
}

// deeper says whether a literal nests deeper than so many levels.
func deeper(v *ast.Value, levels int) bool {
	if v == nil || len(v.Children) == 0 {
		return false
	}
	if levels == 0 {
		return true
	}
	for _, child := range v.Children {
		if deeper(child.Value, levels-1) {
			return true
		}
	}
	return false
}

// longestText is the length of the longest text in variables, in bytes. They do
// not nest too deep.
func longestText(v any) (longest int) {
	switch v := v.(type) {
	case string:
		return len(v)
	case map[string]any:
		for _, child := range v {
			longest = max(longest, longestText(child))
		}
	case []any:
		for _, child := range v {
			longest = max(longest, longestText(child))
		}
	}
	return longest
}

// weigh looks at variables as they came: how many values they hold, and
// whether they nest deeper than so many levels.
func weigh(v any, levels int) (values int, tooDeep bool) {
	if levels < 0 {
		return 0, true
	}
	var inner []any
	switch v := v.(type) {
	case map[string]any:
		for _, child := range v {
			inner = append(inner, child)
		}
	case []any:
		inner = v
	}
	values = 1
	for _, child := range inner {
		n, deep := weigh(child, levels-1)
		if values += n; deep {
			return values, true
		}
	}
	return values, false
}
