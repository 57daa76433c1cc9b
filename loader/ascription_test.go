package loader

import (
	"slices"
	"testing"

	"claimgraph/kg"
)

// TestReferring holds that a description which only says what a named thing is
// is in the thing's chain, and yet is no place that mentions it.
func TestReferring(t *testing.T) {
	l, err := New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	an := l.Analyse(kg.Article{Key: "a", Text: "Angela Merkel is a German politician. She lives in Berlin."})
	for i := range an.Entities {
		if an.Entities[i].Label != "Angela Merkel" {
			continue
		}
		var got []string
		for _, m := range an.Referring(i) {
			got = append(got, an.Text.Quote(an.Mentions[m].Span))
		}
		if want := []string{"Angela Merkel", "She"}; !slices.Equal(got, want) {
			t.Errorf("%q refer, want %q", got, want)
		}
		if len(an.Entities[i].Mentions) != 3 {
			t.Errorf("%d mentions in the chain, want 3", len(an.Entities[i].Mentions))
		}
		return
	}
	t.Error("no Angela Merkel")
}
