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
		"Senator Elizabeth Warren of Massachusetts had 8 delegates.":                     {"Elizabeth Warren", "Massachusetts"},
		"Secretary of State Mike Pompeo met Senators Kamala Harris and Cory Booker.":     {"Mike Pompeo", "Kamala Harris", "Cory Booker"},
		"Florida Governor Ron DeSantis declared a state of emergency on Monday.":         {"Florida", "Ron DeSantis"},
		"The Senate Minority Leader, Chuck Schumer, said on Friday that he knew.":        {"Senate", "Chuck Schumer"},
		"The World Health Organization (WHO) declared a pandemic on March 11.":           {"World Health Organization", "WHO"},
		"Queen Elizabeth II suspended parliament in September.":                          {"Elizabeth II"},
		"Massachusetts Attorney General Maura Healey sued Johnson & Johnson on Tuesday.": {"Massachusetts", "Maura Healey", "Johnson & Johnson"},
		"General Motors said on Monday that it would build a plant.":                     {"General Motors"},
		"The leader of al Qaeda in Iraq was killed in 2006.":                             {"al Qaeda in Iraq"},
		"Google unveiled Gemini 1.5 Pro in February.":                                    {"Google", "Gemini 1.5 Pro"},
		"The Boeing 737 MAX 8 was grounded in March.":                                    {"Boeing 737 MAX 8"},
		"Rival Airbus has trimmed its target for Sydney.":                                {"Airbus", "Sydney"},
		"Bernice is the daughter of Martin Luther King Jr. and a lawyer.":                {"Bernice", "Martin Luther King Jr."},
		"Wikinews\u200d's reporter photographed the ceremony in Sydney.":                 {"Wikinews", "Sydney"},
		"A South Korean website was closed, an African American lawyer said on Sunday.":  {"South Korean", "African American"},
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

// Names are of the kind that their own words, their place or what is said beside
// them tell.
func TestKindsOfNames(t *testing.T) {
	l := newLoader(t)
	match := "The striker scored in the final. The coach praised the goalkeeper after the match. "
	for _, c := range []struct {
		text, name string
		want       kg.Kind
	}{
		{"Typhoon Haiyan tore across the Philippines on Friday. Haiyan killed 138 people.", "Typhoon Haiyan", kg.Event},
		{"Typhoon Haiyan tore across the Philippines on Friday. Haiyan killed 138 people.", "Haiyan", kg.Event},
		{"The Vietnam War ended in 1975.", "Vietnam War", kg.Event},
		{"The Affordable Care Act pays for vaccines.", "Affordable Care Act", kg.Law},
		{"The USS George Washington was sent to Japan on Monday.", "USS George Washington", kg.Product},
		{"HELSINKI, Oct 24 (AFP) - Shares in Nokia fell on Thursday.", "HELSINKI", kg.Place},
		{"HELSINKI, Oct 24 (AFP) - Shares in Nokia fell on Thursday.", "AFP", kg.Organization},
		{"The rover carries a small helicopter called Ingenuity.", "Ingenuity", kg.Product},
		{"Barack Obama spoke in Detroit. The Obamas wept when she sang.", "Obamas", kg.Group},
		{match + "Spain beat Germany on Tuesday.", "Germany", kg.Organization},
		{match + "They won in Germany on Tuesday.", "Germany", kg.Place},
		{"Spain beat inflation on Tuesday.", "Spain", kg.Place},
	} {
		found := false
		an := l.Analyse(kg.Article{Key: "k", Text: c.text, Language: "en"})
		for _, m := range an.Mentions {
			if m.Form == syntax.Name && m.Name == c.name {
				found = true
				if m.Kind != c.want {
					t.Errorf("%s\n%s is a %s, not a %s", c.text, c.name, m.Kind, c.want)
				}
			}
		}
		if !found {
			t.Errorf("%s\nno name %q", c.text, c.name)
		}
	}
}

// What a description means shows in names: of the bodies before it only one is an
// agency, a newspaper, of that country.
func TestWhoIsMeant(t *testing.T) {
	l := newLoader(t)
	for _, c := range []struct{ text, description, want string }{
		{"Purdue asked the Food and Drug Administration (FDA) for approval. The agency said it would review the label.", "The agency", "Food and Drug Administration"},
		{"Shares in Nokia fell on Thursday after the Finnish group cut its forecast.", "the Finnish group", "Nokia"},
		{"Typhoon Haiyan struck the island of Samar at dawn. The storm weakened on Saturday.", "The storm", "Typhoon Haiyan"},
		{"The carmaker Fiat Chrysler was in talks with PSA. The newspaper cited people familiar with the matter.", "The newspaper", ""},
	} {
		got := ""
		an := l.Analyse(kg.Article{Key: "k", Text: c.text, Language: "en"})
		for _, e := range an.Entities {
			for _, m := range e.Mentions {
				if an.Text.Quote(an.Mentions[m].Span) == c.description && e.Named {
					got = e.Label
				}
			}
		}
		if got != c.want {
			t.Errorf("%s\n%s is %q, not %q", c.text, c.description, got, c.want)
		}
	}
}
