package loader_test

import (
	"fmt"
	"regexp"
	"slices"
	"testing"

	"claimgraph/kg"
	"claimgraph/loader"
)

// Things of one name are told apart, and one thing of two names is found, in
// whatever order the articles come.
func TestThingsOfOneName(t *testing.T) {
	l := newLoader(t)
	for _, c := range []struct {
		what  string
		texts []string
		names []string // as labelled in each text
		same  []int    // group of each
	}{
		{"a bank of two countries", []string{
			"Kenya's shilling fell on Monday. First National Bank closed three branches in Kenya, and Kenya's central bank was told.",
			"First National Bank opened a branch in Canada. Canada has many banks.",
			"Canada's farmers want loans. First National Bank said that Canada needs farmers."},
			[]string{"First National Bank", "First National Bank", "First National Bank"}, []int{1, 2, 2}},
		{"a company and a fruit", []string{
			"Apple, a technology company based in California, launched a new phone. Apple hired 300 engineers.",
			"The apple is a fruit. Farmers in Poland grow apples. An Apple fell from the tree."},
			[]string{"Apple", "Apple"}, []int{1, 2}},
		{"father and son of one name", []string{
			"Robert Hale was born in 1921 in Boston. Robert Hale became a judge.",
			"Robert Hale was born in 1954 in Boston. Robert Hale became a painter.",
			"Robert Hale died on Monday."},
			[]string{"Robert Hale", "Robert Hale", "Robert Hale"}, []int{1, 2, 3}},
		{"a person whose birth one article gives", []string{
			"Robert Hale was born in 1921 in Boston. Robert Hale became a judge.",
			"Robert Hale died on Monday."},
			[]string{"Robert Hale", "Robert Hale"}, []int{1, 1}},
		{"parliaments", []string{
			"The Libyan House of Representatives rejected the border. Turkey and Greece protested in Turkey.",
			"The U.S. House of Representatives passed a law. The House will vote again.",
			"The United States House of Representatives met in Washington.",
			"Members of the House met on Friday in California. The United States is a country."},
			[]string{"Libyan House of Representatives", "U.S. House of Representatives", "United States House of Representatives", "House"}, []int{1, 2, 2, 2}},
		{"a state's senate", []string{
			"The bill passed the state Senate in Alabama. The United States watched.",
			"The US Senate rejected the bill. The United States has 50 states."},
			[]string{"Senate", "US Senate"}, []int{1, 2}},
		{"elections of two years", []string{
			"She won the 2020 United States presidential election in Ohio.",
			"He lost the 2016 United States presidential election in Ohio.",
			"They voted in the 2020 US Presidential Election."},
			[]string{"United States presidential election", "United States presidential election", "US Presidential Election"}, []int{1, 2, 1}},
		{"first names alone", []string{
			"Elizabeth won the race. Elizabeth thanked her coach.",
			"Elizabeth lost her job. Elizabeth sued the firm.",
			"Pope Francis spoke in Rome.",
			"The law was imposed by Pope Francis on Monday."},
			[]string{"Elizabeth", "Elizabeth", "Francis", "Francis"}, []int{1, 2, 3, 3}},
	} {
		for _, order := range [][]int{nil, {1, 0}} {
			s := newStore(t)
			list := make([]kg.Article, len(c.texts))
			for i, text := range c.texts {
				list[i] = kg.Article{Key: fmt.Sprint(i), Text: text}
			}
			if order != nil {
				slices.Reverse(list)
			}
			for _, a := range list {
				load(t, l, s, 1, a)
			}
			entities := map[string]int{}
			export := s.export(t)
			for i, name := range c.names {
				iri := comesTo(t, l, export, kg.Article{Key: fmt.Sprint(i), Text: c.texts[i]}, name)
				if group, met := entities[iri]; met && group != c.same[i] {
					t.Errorf("%s: %q of text %d is one with that of group %d", c.what, name, i, group)
				}
				entities[iri] = c.same[i]
			}
			if groups := slices.Compact(slices.Sorted(slices.Values(c.same))); len(entities) > len(groups) {
				t.Errorf("%s: %d entities, not %d", c.what, len(entities), len(groups))
			}
		}
	}
}

// comesTo is the entity of the thing with that label in an article.
func comesTo(t *testing.T, l *loader.Loader, export string, a kg.Article, label string) string {
	t.Helper()
	an := l.Analyse(a)
	for i := range an.Entities {
		if an.Entities[i].Label == label {
			denotes := regexp.MustCompile(`(?m)^<` + regexp.QuoteMeta(kg.LocalIRI(an.IRI, i+1)) + `> <[^>]*denotes> <([^>]*)>`)
			if m := denotes.FindStringSubmatch(export); m != nil {
				return m[1]
			}
		}
	}
	t.Fatalf("nothing is called %q in %q", label, a.Text)
	return ""
}
