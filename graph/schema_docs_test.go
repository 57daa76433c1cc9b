package graph_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"claimgraph/graph"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// TestDocsListTheSchema holds docs/schema.md to the SDL: go test ./graph -run
// DocsListTheSchema -update writes it anew.
func TestDocsListTheSchema(t *testing.T) {
	const file = "../docs/schema.md"
	want := schemaPage(gqlparser.MustLoadSchema(&ast.Source{Name: "schema.graphqls", Input: graph.SDL()}))
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is not what the schema says; go test ./graph -run DocsListTheSchema -update writes it anew", file)
	}
}

const schemaHead = `<!-- Generated of schema.graphqls: go test ./graph -run DocsListTheSchema -update -->

# The schema

What can be asked at ` + "`/graphql`" + `, a line for each field, argument and value. ` + "`claimgraph schema`" + ` prints the same as SDL, the playground
shows it beside each query. It is the same for every store; [schema-stability.md](schema-stability.md) says what you can rely on, and
[../examples/README.md](../examples/README.md) has documents to start from.

An argument or field that ends with ` + "`!`" + ` is always there; ` + "`[…]`" + ` is a list.
`

// schemaPage is the page: the three roots, then all types by their names.
func schemaPage(s *ast.Schema) string {
	var b strings.Builder
	b.WriteString(schemaHead)
	roots := []*ast.Definition{s.Query, s.Mutation, s.Subscription}
	for _, d := range roots {
		writeDefinition(&b, d)
	}
	for _, name := range slices.Sorted(maps.Keys(s.Types)) {
		if d := s.Types[name]; !d.BuiltIn && !slices.Contains(roots, d) {
			writeDefinition(&b, d)
		}
	}
	return b.String()
}

func writeDefinition(b *strings.Builder, d *ast.Definition) {
	fmt.Fprintf(b, "\n## %s (%s)\n\n%s\n", d.Name, strings.ToLower(strings.ReplaceAll(string(d.Kind), "_", " ")), d.Description)
	if len(d.Interfaces) > 0 {
		fmt.Fprintf(b, "\nIt is a %s.\n", strings.Join(d.Interfaces, ", a "))
	}
	if d.Kind == ast.Union {
		fmt.Fprintf(b, "\nOne of %s.\n", strings.Join(d.Types, ", "))
	}
	if len(d.Fields)+len(d.EnumValues) > 0 {
		b.WriteString("\n")
	}
	for _, f := range d.Fields {
		if strings.HasPrefix(f.Name, "__") {
			continue
		}
		writeLine(b, "", f.Name, f.Type, f.DefaultValue, f.Description)
		for _, a := range f.Arguments {
			writeLine(b, "  ", a.Name, a.Type, a.DefaultValue, a.Description)
		}
	}
	for _, v := range d.EnumValues {
		fmt.Fprintf(b, "- `%s`: %s\n", v.Name, v.Description)
	}
}

func writeLine(b *strings.Builder, indent, name string, of *ast.Type, byDefault *ast.Value, about string) {
	kind := of.String()
	if byDefault != nil {
		kind += " = " + byDefault.String()
	}
	fmt.Fprintf(b, "%s- `%s: %s`: %s\n", indent, name, kind, about)
}
