package loader

import (
	"testing"

	"claimgraph/kg"
)

// TestAtLeast: a claim about a claim that is left out goes with it.
func TestAtLeast(t *testing.T) {
	l := (&Loader{}).AtLeast(0.8)
	kept := l.sureEnough([]kg.Claim{
		{ID: "a", Confidence: 0.79}, {ID: "b", Confidence: 0.8},
		{ID: "c", Confidence: 0.9, Object: kg.Argument{Claim: "a"}}, {ID: "d", Confidence: 0.9, Object: kg.Argument{Claim: "b"}},
		{ID: "e", Confidence: 0.9, Object: kg.Argument{Claim: "c"}},
	})
	got := ""
	for _, c := range kept {
		got += c.ID
	}
	if got != "bd" {
		t.Errorf("kept %s, want bd", got)
	}
}

func TestLeastIsAnotherModel(t *testing.T) {
	l, err := New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	if l.AtLeast(0).Model() != l.Model() || l.AtLeast(0.8).Model() == l.Model() {
		t.Errorf("models %s, %s, %s", l.Model(), l.AtLeast(0).Model(), l.AtLeast(0.8).Model())
	}
}
