package loader

import (
	"slices"
	"testing"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// TestReferring holds that a description which only says what a thing is, or
// stands beside its name, is in the thing's chain, and yet is no place that
// mentions it; and that "where" may be one.
func TestReferring(t *testing.T) {
	l, err := New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text, first string
		refer       []string
		chain       int
	}{
		{"Angela Merkel is a German politician. She lives in Berlin.", "Angela Merkel", []string{"Angela Merkel", "She"}, 3},
		{"She is the chief executive of Acme. Later she moved to Berlin.", "She", []string{"She", "she"}, 3},
		{"Bill Jones met his wife, Nancy Smith, in Berlin.", "his wife", []string{"Nancy Smith"}, 2},
		{"Ann Lee studied at Yale University, where she met Bob Jones.", "Yale University", []string{"Yale University", "where"}, 2},
	} {
		an := l.Analyse(kg.Article{Key: "a", Text: c.text})
		i := slices.IndexFunc(an.Entities, func(e syntax.Entity) bool { return an.Text.Quote(an.Mentions[e.Mentions[0]].Span) == c.first })
		if i < 0 {
			t.Errorf("%s: no %s", c.text, c.first)
			continue
		}
		var got []string
		for _, m := range an.Referring(i) {
			got = append(got, an.Text.Quote(an.Mentions[m].Span))
		}
		if !slices.Equal(got, c.refer) {
			t.Errorf("%s: %q refer, want %q", c.text, got, c.refer)
		}
		if n := len(an.Entities[i].Mentions); n != c.chain {
			t.Errorf("%s: %d mentions in the chain, want %d", c.text, n, c.chain)
		}
	}
}
