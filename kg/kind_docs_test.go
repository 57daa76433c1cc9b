package kg

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestDocsListTheKinds holds the table in docs/kinds.md to KindClasses: go test
// ./kg -update writes it anew.
func TestDocsListTheKinds(t *testing.T) {
	const file, mark = "../docs/kinds.md", "<!-- generated from here: go test ./kg -update -->\n"
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, _, marked := strings.Cut(string(content), mark)
	if !marked {
		t.Fatalf("%s has no line %s", file, mark)
	}
	want := head + mark + kindTable()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(content) != want {
		t.Errorf("%s does not list the kinds as they are; go test ./kg -update writes them anew", file)
	}
}

func kindTable() string {
	var b strings.Builder
	b.WriteString("\n| kind | is a | schema.org | Wikidata | about |\n|---|---|---|---|---|\n")
	for _, c := range KindClasses() {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s |\n", c.Name, c.Wider, link("https://schema.org/", c.Schema), link("https://www.wikidata.org/wiki/", c.Wikidata), c.About)
	}
	return b.String()
}

func link(to, name string) string {
	if name == "" {
		return ""
	}
	return fmt.Sprintf("[%s](%s%s)", name, to, name)
}

// Every kind has its place in the hierarchy, below one that stands before it.
func TestKindClassesAreATree(t *testing.T) {
	seen := map[string]bool{"": true}
	for _, c := range KindClasses() {
		if !seen[c.Wider] || seen[c.Name] {
			t.Errorf("%s: below %q, which does not stand before it, or twice there", c.Name, c.Wider)
		}
		seen[c.Name] = true
	}
	for _, k := range Kinds() {
		if !seen[string(k)] {
			t.Errorf("%s has no class", k)
		}
	}
}
