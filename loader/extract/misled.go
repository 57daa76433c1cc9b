package extract

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Where a pattern's words and kinds all fit and the relation is not meant.

// misled says whether an object is none for its relation, given the subject's mention.
func (d *reading) misled(s *sentence, c *context, b binding, subject, word int, object *kg.Argument) bool {
	switch p := b.pattern.predicate; p.Name {
	case "employer":
		// Who does not head a firm may yet work for it; who joins a party or a board does not.
		return c.negated && b.frame.form != verbFrame || object.Entity > 0 && partisan(object.Text) || oneOf(s.lemma(word), "board", "committee", "panel") ||
			b.frame.form == nounFrame && s.unmarkedNoun(word) || // "chief of staff"
			oneOf(b.frame.lemma, unpaid...) ||
			oneOf(b.frame.lemma, "secretary", "minister", "commissioner") && word < b.frame.head && s.is(word, "compound") // "Energy Secretary Ann Lee"
	case "child", "spouse":
		return b.frame.lemma == "survive" && (object.Entity == 0 || !d.Entities[object.Entity-1].Named) // "survived by two sons"
	case "release":
		return b.frame.lemma == "launch" && s.spells(word, launched) // which is told by launch
	case "affiliation":
		return object.Entity > 0 && partisan(object.Text)
	case "dismiss":
		return d.value(s, word, syntax.Quantity) >= 0 // "fired 300 workers" lays off
	case "lay_off":
		return object.Value != nil && stretch(object.Value)
	case "overtake":
		return object.Value != nil || d.value(s, word, syntax.Quantity) >= 0 // "exceeds 300 tons" has overtaken no thing
	case "country_of_citizenship":
		return b.frame.form == nounFrame && oneOf(b.frame.lemma, teamRoles...) && s.Words[word].UPOS == "PROPN" && d.countryName(s, word)
	default:
		return c.negated && isText(p) && s.belongs(word) // "is not the head of government" heads something
	}
}

// unpaid are words for people that say of no one that he works for what follows: "a
// candidate for the House".
var unpaid = []string{"candidate", "nominee", "contender", "finalist", "student", "pupil", "undergraduate", "graduate", "alumnus", "patient", "inmate", "prisoner", "detainee", "guest", "visitor",
	"donor", "customer", "client", "fan", "supporter", "shareholder", "investor", "applicant"}

// launched are things that are launched into the air.
var launched = []string{"rocket", "satellite", "spacecraft", "missile", "probe", "rover", "telescope", "mission", "capsule", "shuttle", "drone", "lander"}

// teamRoles are what someone is to a team: "Nigeria coach Eric Chelle" may come from
// anywhere, a Nigerian coach does not.
var teamRoles = []string{"coach", "manager", "captain", "skipper", "international", "striker", "midfielder", "defender", "goalkeeper", "winger", "boss", "assistant"}

// countryName says whether a word is a country's name, and no adjective for what comes
// from there.
func (d *reading) countryName(s *sentence, word int) bool {
	m := d.thing(s, word)
	return m >= 0 && d.gazetteer[m].What == 'c' && d.Mentions[m].Country == ""
}

// mislinked says whether two neighbouring nouns are not what their kinds make of them:
// "its first chip, the L1" is no organization, whatever its name may be taken for, and
// a party or parliament "in Arizona" is named for what it does there.
func (d *reading) mislinked(s *sentence, b binding, subject, word int) bool {
	if sort, known := lexicon.Noun(s.lemma(word)); known && s.Words[word].UPOS == "NOUN" && !kg.Fits(b.x.kinds, string(sort.Kind())) {
		return true
	}
	at := &d.Mentions[subject]
	return b.pattern.keys[0] == "in" && slices.Contains(b.x.kinds, string(kg.Organization)) && at.Form == syntax.Name && (partisan(at.Name) || slices.ContainsFunc(strings.Fields(at.Name), func(w string) bool { return oneOf(w, "House", "Senate", "Congress", "Parliament", "Assembly") }))
}
