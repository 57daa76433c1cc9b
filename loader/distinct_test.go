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
		{"a country and a state", []string{
			"Georgia and Armenia signed a treaty in Tbilisi. The Georgian president spoke.",
			"The race in Georgia was close, as in Ohio. The United States watched.",
			"Doug Collins of Georgia spoke to reporters in the United States Senate."},
			[]string{"Georgia", "Georgia", "Georgia"}, []int{1, 2, 2}},
		{"a capital and a town", []string{
			"The minister met reporters in Paris, France. Paris is a city.",
			"She was born in Paris, Texas, and died in Ohio. Paris has few schools.",
			"The police searched a house in Paris on Monday."},
			[]string{"Paris", "Paris", "Paris"}, []int{1, 2, 1}},
		{"towns of one name", []string{
			"A fire broke out in Bradleyville, Ohio on Monday. Bradleyville has no firemen.",
			"A fire broke out in Bradleyville, Kansas on Monday.",
			"He moved to Bradleyville, United States, and died in Bradleyville."},
			[]string{"Bradleyville", "Bradleyville", "Bradleyville"}, []int{1, 2, 3}},
		{"a town that one article places", []string{
			"A fire broke out in Bradleyville, Ohio on Monday.",
			"A fire broke out in Bradleyville, United States.",
			"The police searched a house in Bradleyville on Monday."},
			[]string{"Bradleyville", "Bradleyville", "Bradleyville"}, []int{1, 1, 1}},
		{"a city and a state", []string{
			"The governor of New York met the senators in Albany.",
			"The flight from London to New York was late.",
			"Bill de Blasio was the mayor of New York City.",
			"The states of Maine, New York and Vermont sued the president."},
			[]string{"New York", "New York", "New York City", "New York"}, []int{1, 2, 2, 1}},
		{"ministries", []string{
			"The rain fell on Samoa. The Ministry of Foreign Affairs had no comment. Samoa is an island.",
			"The Ministry of Foreign Affairs had no comment. Kenya watched Kenya's farmers."},
			[]string{"Ministry of Foreign Affairs", "Ministry of Foreign Affairs"}, []int{1, 2}},
		{"embassies", []string{
			"A crowd attacked the U.S. Embassy in Baghdad on Monday.",
			"He wrote to the US Embassy in London about the case.",
			"The US Embassy in London had no comment."},
			[]string{"U.S. Embassy", "US Embassy", "US Embassy"}, []int{1, 2, 2}},
		{"a branch", []string{
			"The governor told CNN Philippines that nobody was hurt.",
			"According to CNN, nobody was hurt."},
			[]string{"CNN", "CNN"}, []int{1, 2}},
		{"a campus", []string{
			"Researchers from the University of California, San Diego found a fish.",
			"Researchers from the University of California, Los Angeles found a fish."},
			[]string{"University of California", "University of California"}, []int{1, 2}},
		{"father and son with a suffix", []string{
			"John Smith Sr. founded the bank. John Smith Sr. was a farmer.",
			"John Smith Jr. sold the bank. John Smith Jr. is a lawyer."},
			[]string{"John Smith Sr.", "John Smith Jr."}, []int{1, 2}},
		{"a list in a name", []string{
			"It was opposed by the United Nations Educational, Scientific and Cultural Organization (UNESCO).",
			"The United Nations asked for money."},
			[]string{"United Nations Educational", "United Nations"}, []int{1, 2}},
		{"two broadcasters", []string{
			"ABC reported that the suspect had a licence. New Zealand buried its dead in New Zealand.",
			"The senator spoke to ABC in Washington. The United States Senate voted."},
			[]string{"ABC", "ABC"}, []int{1, 2}},
		{"adjectives in other names", []string{
			"Kamala Harris is the first African- and Asian-American in the office.",
			"The African countries signed the treaty."},
			[]string{"African", "Africa"}, []int{1, 2}},
		{"a senate beside a house", []string{
			"Puerto Rico mourned. The commonwealth's House of Representatives confirmed him, but the Senate had not confirmed him. She left the U.S. Senate.",
			"The Puerto Rico Senate sued the governor of Puerto Rico.",
			"The U.S. Senate rejected the bill."},
			[]string{"Senate", "Puerto Rico Senate", "U.S. Senate"}, []int{1, 2, 3}},
		{"surnames without more", []string{
			"A student named Wong said that the rain was heavy.",
			"Our team, said co-author Tak-Sing Wong in Boston, found a coating. Wong teaches in Boston."},
			[]string{"Wong", "Wong"}, []int{1, 2}},
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
