package loader_test

import (
	"slices"
	"testing"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// Names end where their titles, offices and neighbours begin.
func TestNames(t *testing.T) {
	l := newLoader(t)
	for text, want := range map[string][]string{
		"Senator Elizabeth Warren of Massachusetts had 8 delegates.":                    {"Elizabeth Warren", "Massachusetts"},
		"Secretary of State Mike Pompeo met Senators Kamala Harris and Cory Booker.":    {"Mike Pompeo", "Kamala Harris", "Cory Booker"},
		"Florida Governor Ron DeSantis declared a state of emergency on Monday.":        {"Florida", "Ron DeSantis"},
		"The Senate Minority Leader, Chuck Schumer, said on Friday that he knew.":       {"Senate", "Chuck Schumer"},
		"The World Health Organization (WHO) declared a pandemic on March 11.":          {"World Health Organization", "WHO"},
		"Queen Elizabeth II suspended parliament in September.":                         {"Elizabeth II"},
		"A South Korean website was closed, an African American lawyer said on Sunday.": {"South Korean", "African American"},
	} {
		an := l.Analyse(kg.Article{Key: "k", Text: text})
		var got []string
		for i := range an.Mentions {
			if an.Mentions[i].Form == syntax.Name {
				got = append(got, an.Mentions[i].Name)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s\nnames %q, not %q", text, got, want)
		}
	}
}
