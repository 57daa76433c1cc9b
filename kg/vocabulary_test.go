package kg

import (
	"strings"
	"testing"
)

// Every relation says what it is about, shows how it is read, and inverses agree.
func TestBuiltinVocabularyIsSound(t *testing.T) {
	v := BuiltinVocabulary()
	inverses := map[string]string{}
	for _, p := range v.Predicates {
		if p.About == "" {
			t.Errorf("%s says nothing about itself", p.Name)
		}
		if len(p.Reads) > 0 && len(p.Examples) == 0 {
			t.Errorf("%s is read but has no example", p.Name)
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
		"  about x":                    "mine.txt: line 1: indented line before the first predicate",
		"likes\n  kinds Man -> Person": `mine.txt: line 2: "Man" is no kind: want some of * quantity`,
		"likes P1\nloves P1":           "mine.txt: line 2: P1 is likes already: use that name",
		"Likes":                        `mine.txt: line 1: "Likes": a predicate's name is`,
		"likes\n  example A likes B.":  "mine.txt: line 2: example A likes B.: want SENTENCE => SUBJECT | OBJECT",
		"# c\n\nlikes P12 fast":        `mine.txt: line 3: "fast" is neither`,
		"likes\n  kinds Person":        "mine.txt: line 2: kinds Person: want DOMAIN -> RANGE",
		"likes\n  inverse\n  colour":   `mine.txt: line 3: "colour" is neither`,
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

// Every relation that is read says of which kinds it is.
func TestBuiltinRelationsHaveKinds(t *testing.T) {
	for entry := range strings.SplitSeq(BuiltinVocabularyText(), "\n    about ") {
		body, _, _ := strings.Cut(entry, "\n\n")
		if strings.Contains(body, "\n    reads ") && !strings.Contains(body, "\n    kinds ") {
			t.Errorf("no kinds: %s", body)
		}
	}
}

// "only" forgets what came before it, and the version tells two vocabularies
// apart by what is read with them, not by what is said about them.
func TestOnlyAndVersion(t *testing.T) {
	read := func(texts ...string) *Vocabulary {
		v := &Vocabulary{}
		for _, text := range texts {
			if err := v.Extend("v", text); err != nil {
				t.Fatal(err)
			}
		}
		return v
	}
	const own = "likes P1\n  reads X like Y\n"
	alone, only, both := read(own), read("owns P2", "# mine\nonly\n"+own), read("owns P2", own)
	if len(only.Predicates) != 1 || only.Version() != alone.Version() || both.Version() == alone.Version() {
		t.Errorf("only: %d predicates", len(only.Predicates))
	}
	if read(own+"  about x\n  example A likes B. => A | B\n").Version() != alone.Version() {
		t.Error("a word about a predicate changes the version")
	}
	for _, other := range []string{own + "  reads X love Y\n", own + "  kinds Person -> *\n", "likes P1 symmetric\n  reads X like Y\n", "likes\n  reads X like Y\n"} {
		if read(other).Version() == alone.Version() {
			t.Errorf("%q has the version of %q", other, own)
		}
	}
}
