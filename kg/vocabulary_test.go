package kg

import (
	"slices"
	"strings"
	"testing"
)

// One name per relation, one relation per name, and only kinds that there are.
func TestBuiltinVocabularyIsSound(t *testing.T) {
	v := BuiltinVocabulary()
	known := []string{"*", string(QuantityValue), string(TimeValue), string(TextValue), string(BooleanValue), "claim"}
	for _, k := range Kinds() {
		known = append(known, string(k))
	}
	iris, inverses := map[string]string{}, map[string]string{}
	for _, p := range v.Predicates {
		if other, taken := iris[p.IRI]; taken {
			t.Errorf("%s and %s have the IRI %s", p.Name, other, p.IRI)
		}
		iris[p.IRI] = p.Name
		if p.About == "" {
			t.Errorf("%s says nothing about itself", p.Name)
		}
		for _, k := range slices.Concat(p.Domain, p.Range) {
			if !slices.Contains(known, k) {
				t.Errorf("%s: %q is no kind", p.Name, k)
			}
		}
		inverses[p.Name] = p.Inverse
	}
	for name, inverse := range inverses {
		if back, known := inverses[inverse]; known && back != name {
			t.Errorf("the inverse of %s is %s, whose inverse is %q", name, inverse, back)
		}
	}
}

func TestVocabularyErrorsNameTheLine(t *testing.T) {
	for text, want := range map[string]string{
		"  about x":                  "mine.txt: line 1: indented line before the first predicate",
		"# c\n\nlikes P12 fast":      `mine.txt: line 3: "fast" is neither`,
		"likes\n  kinds Person":      "mine.txt: line 2: kinds Person: want DOMAIN -> RANGE",
		"likes\n  inverse\n  colour": `mine.txt: line 3: "colour" is neither`,
	} {
		v := &Vocabulary{}
		if err := v.Extend("mine.txt", text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: got %v, want %s…", text, err, want)
		}
	}
}

// A user's entry replaces the built-in one of its name, IRI and all.
func TestLaterEntriesReplaceEarlierOnes(t *testing.T) {
	v := &Vocabulary{}
	if err := v.Extend("a", "likes P1\n  about x\nowns P2"); err != nil {
		t.Fatal(err)
	}
	if err := v.Extend("b", "likes P9 symmetric"); err != nil {
		t.Fatal(err)
	}
	p, ok := v.ByName("likes")
	if _, old := v.ByIRI(wikidataDirect + "P1"); !ok || old || !p.Symmetric || p.IRI != wikidataDirect+"P9" || len(v.Predicates) != 2 {
		t.Fatalf("likes is %+v", p)
	}
}
