package loader_test

import (
	"testing"

	"claimgraph/kg"
	"claimgraph/loader"
)

// TestVocabularyExamples reads every example of the built-in vocabulary.
func TestVocabularyExamples(t *testing.T) {
	v := kg.BuiltinVocabulary()
	l, err := loader.New(v)
	if err != nil {
		t.Fatal(err)
	}
	for i := range v.Predicates {
		for _, e := range v.Predicates[i].Examples {
			if !l.ReadsExample(v.Predicates[i].Name, e) {
				t.Errorf("%s:%d: %s: not read: %s", e.File, e.At, v.Predicates[i].Name, e.Text)
			}
		}
	}
}
