package eval

import (
	"path"

	"claimgraph/kg"
)

// propertyUse is a property of KnowledgeNet that a predicate stands for.
type propertyUse struct {
	property string
	swapped  bool // subject and object change places
}

// propertiesOf are the properties by Wikidata's number or, where a predicate
// has none, by its name.
func propertiesOf() map[string]propertyUse {
	uses := map[string]propertyUse{}
	for property, names := range map[string][]string{
		"1": {"P749", "P127", "parent_organization", "subsidiary_of", "owned_by"},
		"2": {"P112", "founded_by"},
		"3": {"P108", "P463", "P54", "P1416", "employer", "member_of", "works_for", "member_of_sports_team", "affiliation",
			"position_held_at"},
		"4":  {"P169", "chief_executive_officer"},
		"5":  {"P571", "inception", "founded_in"},
		"6":  {"P159", "headquarters_location"},
		"9":  {"P69", "educated_at"},
		"10": {"P27", "country_of_citizenship", "nationality"},
		"11": {"P551", "residence"},
		"12": {"P19", "place_of_birth"},
		"14": {"P570", "date_of_death"},
		"15": {"P569", "date_of_birth"},
		"25": {"P26", "spouse"},
		"34": {"P22", "P25", "P8810", "parent", "father", "mother", "child_of"},
		"45": {"P102", "member_of_political_party", "political_affiliation"},
	} {
		for _, name := range names {
			uses[name] = propertyUse{property, false}
		}
	}
	for property, names := range map[string][]string{
		"1": {"P355", "subsidiary"}, "2": {"founder_of"}, "3": {"employee"}, "4": {"ceo_of"}, "34": {"P40", "child"},
	} {
		for _, name := range names {
			uses[name] = propertyUse{property, true}
		}
	}
	return uses
}

const spouseProperty = "25" // the gold has both directions

// FactsOf are the facts of a reading that KnowledgeNet has properties for:
// those of claims that are edges. The gold has every pair of mentions of the
// two things, so a claim is spread over all mentions of its entities.
func FactsOf(r *Reading) []SpanFact {
	uses := propertiesOf()
	var facts []SpanFact
	seen := map[SpanFact]bool{}
	add := func(f SpanFact) {
		if !seen[f] {
			seen[f], facts = true, append(facts, f)
		}
	}
	for i := range r.Claims {
		c := &r.Claims[i]
		use, ok := useOf(uses, c)
		if !ok || !c.Edge() {
			continue
		}
		subject, object := &c.Subject, &c.Object
		if use.swapped {
			subject, object = object, subject
		}
		for _, s := range spansOf(r, subject) {
			for _, o := range spansOf(r, object) {
				add(SpanFact{use.property, s, o})
				if use.property == spouseProperty {
					add(SpanFact{use.property, o, s})
				}
			}
		}
	}
	return facts
}

func useOf(uses map[string]propertyUse, c *kg.Claim) (use propertyUse, ok bool) {
	if use, ok = uses[path.Base(c.Predicate.IRI)]; !ok {
		use, ok = uses[c.Predicate.Name]
	}
	return use, ok
}

func spansOf(r *Reading, a *kg.Argument) []kg.Span {
	spans := []kg.Span{a.Span}
	if a.Entity > 0 {
		for _, m := range r.Referring[a.Entity-1] {
			spans = append(spans, r.Text.Points(r.Mentions[m].Span))
		}
	}
	return spans
}
