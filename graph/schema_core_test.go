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

// testdata/schema-core.graphqls holds the names that bind: clients are written to
// them. The schema may have more; it may not lack one, nor give one another type.

func TestSchemaHasTheNamesThatBind(t *testing.T) {
	core, err := os.ReadFile("testdata/schema-core.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	have := promises(t, graph.SDL())
	want := promises(t, string(core))
	if len(want) < 500 {
		t.Fatalf("only %d names are read from the core", len(want))
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if _, there := have[name]; !there {
			t.Errorf("%s is missing", name)
		} else if want[name] != have[name] {
			t.Errorf("%s is %s, want %s", name, have[name], want[name])
		}
	}
}

// promises are the types, fields, arguments, values and members of a schema with
// their types and defaults.
func promises(t *testing.T, text string) map[string]string {
	t.Helper()
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema", Input: text})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, d := range schema.Types {
		if d.BuiltIn || strings.HasPrefix(d.Name, "__") {
			continue
		}
		found[d.Name] = string(d.Kind)
		for _, i := range d.Interfaces {
			found[d.Name+" implements "+i] = ""
		}
		for _, member := range d.Types {
			found[d.Name+" = "+member] = ""
		}
		for _, v := range d.EnumValues {
			found[d.Name+"."+v.Name] = ""
		}
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") {
				continue
			}
			found[d.Name+"."+f.Name] = f.Type.String()
			if f.DefaultValue != nil {
				found[d.Name+"."+f.Name] += " = " + f.DefaultValue.String()
			}
			for _, a := range f.Arguments {
				name := fmt.Sprintf("%s.%s(%s)", d.Name, f.Name, a.Name)
				if found[name] = a.Type.String(); a.DefaultValue != nil {
					found[name] += " = " + a.DefaultValue.String()
				}
			}
		}
	}
	return found
}
