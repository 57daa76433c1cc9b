package extract

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Kinds of names are guesses. Where a pattern's words tell more of what a thing is than
// its name, the words are believed.

// loose is a name at a word whose kind does not fit, -1 for none: kinds of
// names are guesses.
func (d *document) loose(s *sentence, word int, kinds []string) int {
	m := d.thing(s, word)
	if m < 0 || d.entity[m] < 0 || !slices.ContainsFunc(kinds, isEntityKind) {
		return -1
	}
	if d.surelyPerson(m) || d.Mentions[m].Form == syntax.Pronoun && !agrees(s.lower(word), kinds) || d.gazetteer[m].What != 0 && d.kind(m) == kg.Place || d.fitsGroup(m, []string{"nation"}) || d.kind(m) == kg.Event || d.institution[m] && slices.Equal(kinds, []string{string(kg.Person)}) {
		return -1
	}
	if form := s.Words[word].Form; d.named(m) || word > 0 && form != strings.ToLower(form) {
		return m
	}
	if slices.Contains(kinds, string(kg.Organization)) && d.Mentions[m].Form == syntax.Nominal && oneOf(s.lemma(word), hosts...) {
		return m
	}
	return -1
}

// surelyPerson says whether a name begins with a given name: that is no guess.
func (d *document) surelyPerson(m int) bool {
	at := &d.Mentions[m]
	if at.Form != syntax.Name || d.kind(m) != kg.Person || d.institution[m] {
		return false
	}
	first, rest, _ := strings.Cut(at.Name, " ")
	_, given := lexicon.GivenName(first)
	return given && rest != ""
}

// hosts are nouns for houses that are called after those who run them: a museum has a
// director and is founded.
var hosts = strings.Fields("museum hotel hospital gallery zoo library theatre theater clinic restaurant aquarium observatory prison airport cinema nightclub club shelter")
