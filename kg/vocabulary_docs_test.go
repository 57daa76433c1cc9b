package kg

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the list of docs/vocabulary.md anew")

// TestDocsListTheVocabulary holds the list in docs/vocabulary.md to the file
// that is shipped: go test ./kg -update writes it anew.
func TestDocsListTheVocabulary(t *testing.T) {
	const file, mark = "../docs/vocabulary.md", "<!-- generated from here: go test ./kg -update -->\n"
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	head, _, marked := strings.Cut(string(content), mark)
	if !marked {
		t.Fatalf("%s has no line %s", file, mark)
	}
	want := head + mark + vocabularyTable(BuiltinVocabulary())
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if string(content) != want {
		t.Errorf("%s does not list the vocabulary as it is; go test ./kg -update writes it anew", file)
	}
}

func vocabularyTable(v *Vocabulary) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%d relations.\n\n| name | Wikidata | from | to | about | for example |\n|---|---|---|---|---|---|\n", len(v.Predicates))
	for _, p := range v.Predicates {
		property, _ := strings.CutPrefix(p.IRI, wikidataDirect)
		if property == p.IRI {
			property = ""
		}
		example := ""
		if len(p.Examples) > 0 {
			example = p.Examples[0].Sentence
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s%s | %s |\n", p.Name, property, strings.Join(p.Domain, ", "), strings.Join(p.Range, ", "), p.About, flagWords(&p), example)
	}
	return b.String()
}

// flagWords are a predicate's flags in parentheses.
func flagWords(p *Predicate) string {
	var words []string
	for _, f := range []struct {
		set  bool
		name string
	}{{p.Functional, "functional"}, {p.Once, "once"}, {p.Symmetric, "symmetric"}, {p.Transitive, "transitive"}} {
		if f.set {
			words = append(words, f.name)
		}
	}
	if words == nil {
		return ""
	}
	return " (" + strings.Join(words, ", ") + ")"
}
