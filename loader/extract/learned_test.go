package extract_test

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/loader/extract"
)

// TestLearned reads the sentences of testdata/learned.txt and tells which of
// their claims are learned, and with what force. Those below "denied, planned or
// asked" must not become edges.
func TestLearned(t *testing.T) {
	text, err := os.ReadFile("testdata/learned.txt")
	if err != nil {
		t.Fatal(err)
	}
	l, err := loader.New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	weak := false
	for line := range strings.Lines(string(text)) {
		weak = weak || strings.HasPrefix(line, "# denied, planned or asked")
		sentence, isSentence := strings.CutPrefix(strings.TrimSpace(line), "> ")
		if !isSentence {
			if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
				b.WriteString(line)
			}
			continue
		}
		b.WriteString(line)
		an := l.Analyse(kg.Article{Key: "learned", Text: sentence})
		for i := range an.Claims {
			c := &an.Claims[i]
			if !strings.HasPrefix(c.Rules[0], "learned: ") {
				continue
			}
			b.WriteString(extract.Describe(c) + "\n")
			if weak && c.Edge() {
				t.Errorf("%s: %s(%s, %s) is an edge", sentence, c.Predicate.Name, c.Subject.Text, c.Object.Text)
			}
		}
	}
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile("testdata/learned.txt", []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if b.String() != string(text) {
		t.Errorf("got\n%s\nwant\n%s", b.String(), text)
	}
}

// TestLearnedObeyTheVocabulary reads the same sentences with vocabularies of one
// relation: the others are left out, and it keeps to the kinds that are given.
func TestLearnedObeyTheVocabulary(t *testing.T) {
	text, err := os.ReadFile("testdata/learned.txt")
	if err != nil {
		t.Fatal(err)
	}
	learned := func(vocabulary string) (names []string) {
		v := &kg.Vocabulary{}
		if err := v.Extend("own", vocabulary); err != nil {
			t.Fatal(err)
		}
		l, err := loader.New(v)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(text)) {
			if sentence, ok := strings.CutPrefix(strings.TrimSpace(line), "> "); ok {
				for _, c := range l.Analyse(kg.Article{Key: "learned", Text: sentence}).Claims {
					if name, ok := strings.CutPrefix(c.Rules[0], "learned: "); ok {
						names = append(names, name)
					}
				}
			}
		}
		return names
	}
	names := learned("residence\n  kinds Person -> Place\n")
	if len(names) == 0 || slices.ContainsFunc(names, func(name string) bool { return name != "residence" }) {
		t.Errorf("with residence alone, learned %v", names)
	}
	if names := learned("residence\n  kinds Law -> quantity\n"); len(names) > 0 {
		t.Errorf("laws that reside in quantities: learned %v", names)
	}
}
