package extract

import (
	"strings"
	"testing"

	"claimgraph/kg"
)

func TestPatternErrors(t *testing.T) {
	for line, want := range map[string]string{
		"acquire Y":       "want a slot",
		"X":               "want a slot",
		"X acquire Z":     "want X once and Y once",
		"X acquire Y X":   "want X once and Y once",
		"X sell Y to":     "has nothing after it",
		"X give Y Z Z of": "has no preposition before it",
		"X in Y at Z":     "want two slots",
		"X in Y=town":     "words (=) need a verb or noun",
		"X like Y:Man":    `"Man" is no kind`,
	} {
		v := kg.BuiltinVocabulary()
		if err := v.Extend("own.txt", "own\n    reads   "+line+"\n"); err != nil {
			t.Fatal(err)
		}
		if _, err := New(v); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "own.txt: line 2: predicate own: reads") {
			t.Errorf("%s: error %v, want %q", line, err, want)
		}
	}
}

// TestOwnVocabulary: a user's entry reads beside the built-in ones.
func TestOwnVocabulary(t *testing.T) {
	v := kg.BuiltinVocabulary()
	if err := v.Extend("own.txt", "saved_by\n    kinds   * -> Person | Group | Organization\n    reads   Y rescue|save X\n"); err != nil {
		t.Fatal(err)
	}
	r, err := New(v)
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, in := range inputs(t, "testdata/relative.conllu") {
		for _, c := range r.Claims(in) {
			found = found || c.Predicate.Name == "saved_by"
		}
	}
	for _, in := range inputs(t, "testdata/hearsay.conllu") {
		for _, c := range r.Claims(in) {
			found = found || c.Predicate.Name == "saved_by"
		}
	}
	if !found {
		t.Error("nothing was saved_by anybody")
	}
}
