package graph_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"claimgraph/graph"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// author writes random queries that the schema allows: fragments, aliases,
// directives, variables, arguments good and bad.
type author struct {
	*rand.Rand
	schema    *ast.Schema
	ids       []string // seen in answers
	cursors   []string
	fragments []string
	aliases   int
	roots     []string // the fields of the last query
}

func newAuthor(t *testing.T) *author {
	schema, err := gqlparser.LoadSchema(&ast.Source{Input: graph.SDL()})
	if err != nil {
		t.Fatal(err)
	}
	return &author{Rand: rand.New(rand.NewPCG(3, 4)), schema: schema}
}

func (a *author) chance(percent int) bool { return a.IntN(100) < percent }

func pick[T any](a *author, list ...T) T { return list[a.IntN(len(list))] }

// planned are the fields of the root that plans know.
var planned = []string{
	"entity", "entities", "facts", "claims", "article", "articles", "node", "nodes", "match", "neighborhood", "subgraph", "paths", "timeline", "search", "predicates", "conflicts",
}

// query is a document with its variables.
func (a *author) query() (string, map[string]any) {
	a.fragments, a.aliases, a.roots = nil, 0, nil
	var body strings.Builder
	for range 1 + a.IntN(2) {
		root := pick(a, append(slices.Clone(planned), "entity", "facts", "claims", "match", "match", "duplicateCandidates", "curations")...)
		a.roots = append(a.roots, root)
		body.WriteString(a.field(a.schema.Query.Fields.ForName(root), 2+a.IntN(5)))
	}
	return "query ($n: Int = 3, $yes: Boolean = true, $name: String!) { __typename @include(if: $yes) ok: graph { version @skip(if: $yes) factCount } " +
			"x: entity(ref: {name: $name}) { facts(first: $n) { totalCount } } " + body.String() + "}" + strings.Join(a.fragments, " "),
		map[string]any{"n": pick(a, 0, 1, 2, 5), "yes": a.chance(70), "name": pick(a, "DeepSeek-V3", "Casablanca", "nobody")}
}

// selection has some fields of a type, and of the types that it may be.
func (a *author) selection(t *ast.Definition, depth int) string {
	var b strings.Builder
	for range 1 + a.IntN(4) {
		switch {
		case t.IsAbstractType() && a.chance(60):
			b.WriteString("... on " + a.possible(t) + " ")
			continue
		case a.chance(10):
			b.WriteString("__typename ")
		}
		if len(t.Fields) == 0 {
			b.WriteString("__typename ")
			continue
		}
		f := t.Fields[a.IntN(len(t.Fields))]
		if t.Name == "Entity" && a.chance(25) {
			f = t.Fields.ForName("facts")
		}
		if depth > 0 || len(a.schema.Types[f.Type.Name()].Fields) == 0 && !a.schema.Types[f.Type.Name()].IsAbstractType() {
			b.WriteString(a.field(f, depth))
		} else {
			b.WriteString("__typename ")
		}
	}
	if a.chance(15) && depth > 0 {
		name := fmt.Sprintf("F%d", len(a.fragments))
		a.fragments = append(a.fragments, "")
		a.fragments[len(a.fragments)-1] = "fragment " + name + " on " + t.Name + "{" + b.String() + "}"
		return "..." + name + " " + pick(a, "", "__typename ")
	}
	return b.String()
}

// possible is a type condition with a selection.
func (a *author) possible(t *ast.Definition) string {
	types := a.schema.PossibleTypes[t.Name]
	one := types[a.IntN(len(types))]
	if t.Name == "Term" && a.chance(60) {
		one = a.schema.Types["Entity"]
	}
	return one.Name + pick(a, "", " @include(if: $yes)") + "{" + a.selection(one, a.IntN(3)) + "}"
}

// field is written under a name of its own: two of one name may not differ.
func (a *author) field(f *ast.FieldDefinition, depth int) string {
	a.aliases++
	text := fmt.Sprintf("a%d: %s", a.aliases, f.Name)
	if len(f.Arguments) == 0 && a.chance(70) {
		text = f.Name
	}
	var arguments []string
	for _, arg := range f.Arguments {
		if v := a.argument(arg); v != "" {
			arguments = append(arguments, arg.Name+": "+v)
		}
	}
	if arguments != nil {
		text += "(" + strings.Join(arguments, ", ") + ")"
	}
	if a.chance(5) {
		text += pick(a, " @skip(if: $yes)", " @include(if: $yes)")
	}
	if t := a.schema.Types[f.Type.Name()]; len(t.Fields) > 0 || t.IsAbstractType() {
		text += "{" + a.selection(t, depth-1) + "}"
	}
	return text + " "
}

// argument is a literal or variable, "" to leave it out.
func (a *author) argument(arg *ast.ArgumentDefinition) string {
	if !arg.Type.NonNull && a.chance(60) || arg.DefaultValue != nil && a.chance(40) {
		return ""
	}
	seen := func(list []string) string {
		if len(list) == 0 || a.chance(10) {
			return `"bm8"`
		}
		return `"` + pick(a, list...) + `"`
	}
	facts := []string{
		`{predicates: ["starring", "trained_on"]}`, `{predicates: ["inception"]}`, `{predicates: []}`, `null`, `{}`, `{status: [CONTESTED, REFUTED]}`,
		`{claims: {polarity: NEGATED}}`, `{value: {contains: "a"}}`, `{object: {kinds: [PRODUCT]}}`, `{not: {predicates: "name"}}`, `{validTime: {at: "2026"}}`, `{validTime: {at: "wrong"}}`,
		`{predicates: ["headquarters_location", "manufacturer", "name"]}`,
	}
	entities := []string{`{kinds: [ORGANIZATION]}`, `{label: {startsWith: "n"}}`, `{someFact: ` + pick(a, facts[:7]...) + `}`, `{}`, `null`}
	if arg.Type.Elem != nil && arg.Type.Elem.Name() == "EntityRef" { // seeds, entities
		return pick(a, `[{name: "DeepSeek-V3"}, {name: "Nvidia"}]`, `{name: $name}`, `[{name: "Casablanca"}]`, `[]`)
	}
	if t := a.schema.Types[arg.Type.Name()]; t.Kind == ast.Enum && arg.Name != "direction" && arg.Name != "by" {
		return pick(a, t.EnumValues...).Name
	}
	switch arg.Name {
	case "patterns":
		return a.patterns()
	case "var":
		return pick(a, `"s"`, `"s"`, `"p"`, `"o"`, `"?o"`, `"z"`)
	case "hops":
		return pick(a, "0", "1", "2", "$n", "11")
	case "maxEntities", "maxLength":
		return pick(a, "1", "3", "5", "12", "0", "100000")
	case "match":
		return pick(a, `"a"`, `"trained"`, `"nothing"`)
	case "predicates":
		return pick(a, `["inception", "headquarters_location"]`, `"trained_on"`, `[]`, `null`)
	case "ids":
		return "[" + seen(a.ids) + ", " + seen(a.ids) + ", " + seen(a.ids) + "]"
	case "first", "last":
		if arg.Name == "last" && a.chance(80) {
			return ""
		}
		return pick(a, "0", "1", "2", "3", "5", "8", "20", "null", "$n", "$n", "$n", "500", pick(a, "501", "-1"))
	case "after", "before":
		if a.chance(75) {
			return ""
		}
		return seen(a.cursors)
	case "direction":
		return pick(a, "IN", "OUT", "BOTH")
	case "from", "to":
		if arg.Type.Name() == "EDTF" {
			return pick(a, `"2025"`, `"2025-01"`, `"1942"`, `"wrong"`)
		}
		return pick(a, `{name: "DeepSeek-V3"}`, `{name: "Nvidia"}`, `{name: "H800"}`, `{name: "Casablanca"}`, `{name: $name}`)
	case "orderBy":
		if arg.Type.Name() == "String" {
			return pick(a, `["s"]`, `"-o"`, `["o", "-?s"]`, `[]`, `["z"]`)
		}
		return pick(a, `{field: PREDICATE}`, `[{field: CONFIDENCE, direction: DESC}, {field: OBJECT_LABEL}]`, `[]`, `null`)
	case "ref", "entity":
		return pick(a, `{name: "DeepSeek-V3"}`, `{name: $name}`, `{name: "H800"}`, `{name: "nvidia"}`, `{name: "Casablanca"}`, `{iri: "http://films.example/casablanca"}`, `{id: `+seen(a.ids)+`}`)
	case "key":
		return pick(a, `"deepseek.txt"`, `"https://news.example/doubts"`, `"nothing"`)
	case "id":
		return seen(a.ids)
	case "query":
		return pick(a, `"deep"`, `"casa"`, `"nvidia chips"`, `"trained on"`, `""`)
	case "by":
		return `[PREDICATE]`
	case "where", "fact":
		switch arg.Type.Name() {
		case "FactFilter":
			return pick(a, facts...)
		case "EntityFilter":
			return pick(a, entities...)
		}
		return pick(a, `{polarity: AFFIRMED}`, `{modality: [REPORTED]}`, `{minConfidence: 0.7}`, `{maxConfidence: 0.7}`, `{publishers: ["Copy Daily"]}`, `{attributedTo: {name: "Casablanca"}}`, `{}`)
	}
	return ""
}

// patterns are those of a match, of the variables s, p and o.
func (a *author) patterns() string {
	lines := []string{pick(a,
		`{s: {var: "s"}, p: {var: "p"}, o: {var: "o"}}`, `{s: {var: "s"}, p: {name: "starring"}, o: {var: "o"}}`, `{s: {var: "s"}, p: {name: "trained_on"}, o: {var: "o"}}`,
		`{s: {var: "s"}, p: {var: "p"}, o: {entity: {name: "Nvidia"}}}`, `{s: {entity: {name: $name}}, p: {var: "p"}, o: {var: "o"}}`,
		`{s: {var: "s"}, p: {path: "starring/^starring"}, o: {var: "o"}}`, `{s: {var: "s"}, p: {var: "p"}, o: {var: "o"}, where: {polarity: NEGATED}}`,
		`{s: {var: "s"}, p: {path: "(("}, o: {var: "o"}}`,
	)}
	if a.chance(40) {
		lines = append(lines, pick(a, `{s: {var: "s"}, p: {name: "directed_by"}, o: {var: "z"}, optional: true}`,
			`{s: {var: "s"}, p: {name: "manufacturer"}, o: {var: "o"}, negated: true}`, `{s: {var: "o"}, p: {var: "p"}, o: {var: "z"}, optional: true}`))
	}
	if len(lines) == 1 && a.chance(30) {
		return lines[0]
	}
	return "[" + strings.Join(lines, ", ") + "]"
}

var (
	idsIn     = regexp.MustCompile(`"id":"([^"]+)"`)
	cursorsIn = regexp.MustCompile(`"(?:cursor|startCursor|endCursor)":"([^"]+)"`)
)

// read learns ids and cursors from an answer.
func (a *author) read(answer []byte) {
	for _, m := range idsIn.FindAllSubmatch(answer, 3) {
		a.ids = append(a.ids, string(m[1]))
	}
	for _, m := range cursorsIn.FindAllSubmatch(answer, 3) {
		a.cursors = append(a.cursors, string(m[1]))
	}
}

// Whatever is asked, plans and gqlgen give the same bytes, and plans give most.
func TestPlansAgreeOnRandomQueries(t *testing.T) {
	s, a := fixture(t), newAuthor(t)
	config := over(s)
	config.Limits = graph.Limits{Aliases: 1000, Roots: 1000, Depth: 100}
	answered, failed := 0, 0
	byPlan := map[string]int{}
	for i := range 1000 {
		query, variables := a.query()
		answer := bothWays(t, config, query, variables)
		if t.Failed() {
			t.FailNow()
		}
		a.read(answer)
		switch {
		case !strings.HasPrefix(string(answer), `{"errors"`):
			answered++
		case strings.Contains(string(answer), `"data":{`):
			failed++
		}
		if i%2 != 0 {
			continue
		}
		left, err := graph.LeftToGqlgen(config, query, variables)
		if err != nil {
			t.Fatal(err)
		}
		if left != 1 { // graph is gqlgen's; none where the query was refused
			continue
		}
		for _, root := range a.roots {
			byPlan[root]++
		}
	}
	t.Logf("%d answered, %d with errors beside data; of those looked at, by plans but for graph: %v", answered, failed, byPlan)
	if answered < 500 || failed < 40 {
		t.Error("the queries do not test much")
	}
	for _, root := range planned {
		if byPlan[root] < 5 {
			t.Errorf("%s was answered by plans %d times", root, byPlan[root])
		}
	}
}
