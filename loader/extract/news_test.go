package extract_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
)

// TestNews holds what everyday sentences of news tell: a claim, its qualifiers, and
// when it holds. A line that begins with "not" must not be claimed.
func TestNews(t *testing.T) {
	l := newLoader(t)
	published := time.Date(2024, 2, 8, 9, 0, 0, 0, time.UTC) // a Thursday
	for text, want := range map[string][]string{
		"Ann Lee received 12,400 votes.":                         {"Ann Lee | votes_received | 12,400 votes"},
		"The Labour Party won 31 seats.":                         {"Labour Party | seats | 31 seats"},
		"The satellite weighs 2.3 tonnes.":                       {"The satellite | mass | 2.3 tonnes"},
		"The study was published in The Lancet.":                 {"The study | published_in | Lancet", "not publication_date"},
		"A jury found executive Dean Marsh guilty of bribery.":   {"Dean Marsh | convicted_of | bribery"},
		"Two people were killed and five wounded in the attack.": {"the attack | deaths | Two people", "the attack | injuries | five"},
		"A bus crashed on Monday, leaving 17 people dead.":       {"A bus | deaths | 17 people"},
		"GPT-4 is believed to have cost more than $100 million.": {"GPT-4 | cost | more than $100 million"},
		"Bruno Alves scored twice as Harbour United beat Kingsport City 3-1 in the FA Cup final at Wembley on Saturday.": {"Harbour United | defeat | Kingsport City result=3-1"},
		"Ann Lee joined Google in 2004.":                                    {"Ann Lee | employer | Google @ 2004.."},
		"Ann Lee became chief executive of Acme Inc. in 2010.":              {"Ann Lee | position_held | chief executive of=Acme Inc. @ 2010..", "Acme Inc. | chief_executive_officer | Ann Lee @ 2010.."},
		"Tom Brown resigned as chairman on Tuesday.":                        {"Tom Brown | position_held | chairman @ ..2024-02-06"},
		"From 1981 to 1985 Tom Brown was governor.":                         {"Tom Brown | position_held | governor @ 1981..1985"},
		"The ban was extended until June 30.":                               {"The ban | extended | true @ ..2024-06-30"},
		"The attack forced the company to close the factory on Friday.":     {"the company | shut_down | the factory @ 2024-02-02..2024-02-02"},
		"Ann Lee was convicted of fraud and bribery in April.":              {"Ann Lee | convicted_of | bribery @ 2023-04..2023-04"},
		"Shares in Acme Inc. fell.":                                         {"Shares | fall | true in=Acme Inc."},
		"Tom Brown worked in Kenya, Ghana and Mali.":                        {"Tom Brown | work_location | Mali"},
		"The drug was tested in Kenya, Ghana and Mali.":                     {"The drug | tested_in | Ghana"},
		"Ann Lee enrolled 3,200 children in Kenya and Mali.":                {"Ann Lee | enrol | 3,200 children in=Kenya in=Mali"},
		"Deutsche Bahn bought a 20 percent stake in Acme Inc. in 2011.":     {"Deutsche Bahn | invest_in | Acme Inc. amount=20 percent @ 2011..2011"},
		"SpaceX launched a satellite from Florida.":                         {"a satellite | launched_from | Florida", "SpaceX | launch | a satellite from=Florida", "not release"},
		"The French capital, Paris, was calm.":                              {"French | capital | Paris"},
		"The film is based on a novel by Hector Paz.":                       {"a novel | author | Hector Paz"},
		"The storm toppled dozens of buildings.":                            {"not overtake"},
		"Energy Secretary Jennifer Granholm warned drivers.":                {"not employer"},
		"Ann Lee was a candidate for the Senate in 2010.":                   {"not employer"},
		"Born in Dresden on May 4, 1928, Walter Brandt was the son of Tom.": {"Walter Brandt | date_of_birth | May 4, 1928 in=Dresden @ 1928-05-04..1928-05-04"},
	} {
		var got []string
		for _, c := range l.Analyse(kg.Article{Key: "a", Text: text, Published: published}).Claims {
			got = append(got, line(&c))
		}
		for _, w := range want {
			no, denied := strings.CutPrefix(w, "not ")
			held := slices.Contains(got, w) || denied && slices.ContainsFunc(got, func(g string) bool { return strings.Contains(g, "| "+no+" |") })
			if held == denied {
				t.Errorf("%s: want %s of\n\t%s", text, w, strings.Join(got, "\n\t"))
			}
		}
	}
}

// line is a claim as the test writes it.
func line(c *kg.Claim) string {
	object := c.Object.Text
	if object == "" {
		object = "true"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s | %s | %s", c.Subject.Text, c.Predicate.Name, object)
	for _, q := range c.Qualifiers {
		fmt.Fprintf(&b, " %s=%s", q.Predicate.Name, q.Object.Text)
	}
	if c.Time.Start != "" || c.Time.End != "" {
		fmt.Fprintf(&b, " @ %s..%s", c.Time.Start, c.Time.End)
	}
	return b.String()
}
