package extract

import (
	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// What relative pronouns stand for.

// relative says whether the word is a relative pronoun.
func (s *sentence) relative(i int) bool {
	return oneOf(s.Words[i].XPOS, "WDT", "WP", "WP$") && oneOf(s.lower(i), "who", "whom", "whose", "which", "that") ||
		s.feature(i, "PronType=Rel") && s.Words[i].UPOS == "PRON"
}

// antecedent is the noun that a relative clause around word i hangs on, -1
// where there is none (also for "which" that stands for a whole clause).
func (s *sentence) antecedent(i int) int {
	for w := i; w >= 0; w = s.parent[w] {
		if s.is(w, "acl:relcl") {
			if near := s.nearer(i, w); near >= 0 {
				return near
			}
			return s.whoever(i, s.parent[w])
		}
		if s.is(w, "advcl:relcl", "parataxis") {
			return -1
		}
	}
	return -1
}

// nearer is the name right before "…, which", where the parser hung the clause on the
// noun above it and doubts it: "a cyberattack on Tidewater Pipeline, which supplies
// fuel"; -1 for none.
func (s *sentence) nearer(pronoun, clause int) int {
	noun := s.parent[clause]
	if noun < 0 || s.lower(pronoun) != "which" || s.Words[noun].UPOS != "NOUN" || s.sure(clause) > 0.75 || pronoun < 2 || s.Words[pronoun-1].Form != "," {
		return -1
	}
	for _, c := range s.children[noun] {
		if _, last := s.reachBefore(c, pronoun); s.is(c, "nmod") && !s.is(c, "nmod:poss") && s.Words[c].UPOS == "PROPN" && last+2 == pronoun && s.Words[c].Name.Kind != syntax.PlaceName {
			if _, person := lexicon.GivenName(s.Words[c].Form); !person {
				return c
			}
		}
	}
	return -1
}

// whoever reads "the home of Ann Lee, who": of a thing and the name right before
// "who", the name is meant.
func (s *sentence) whoever(pronoun, noun int) int {
	if noun >= 0 && s.lower(pronoun) == "which" && s.Words[noun].UPOS == "PROPN" && s.is(noun, "nmod") && s.Words[s.parent[noun]].UPOS == "NOUN" {
		if _, person := lexicon.GivenName(s.Words[noun].Form); person {
			return s.parent[noun] // "the investigation of Matthew Falder which led"
		}
	}
	if noun >= 0 && s.lower(pronoun) == "which" && s.Words[noun].Name.Kind == syntax.PersonName {
		if name := s.nameUpTo(noun, pronoun); name >= 0 {
			return name // "Ann Lee of the Gates Foundation, which offered"
		}
	}
	if noun < 0 || !oneOf(s.lower(pronoun), "who", "whom") {
		return noun
	}
	if s.Words[noun].UPOS != "NOUN" {
		return s.member(noun)
	}
	if sort, known := lexicon.Noun(s.lemma(noun)); !known || sort.Kind() == kg.Person || sort.Kind() == kg.Group || sort.Kind() == kg.Organization {
		return noun
	}
	if name := s.nameUpTo(noun, pronoun); name >= 0 {
		return name
	}
	return noun
}

// nameUpTo is the name in a noun's phrase that ends right before a pronoun, -1 for none.
func (s *sentence) nameUpTo(noun, pronoun int) int {
	for _, c := range s.children[noun] {
		_, last := s.reachBefore(c, pronoun)
		if s.is(c, "nmod") && s.Words[c].UPOS == "PROPN" && (last+1 == pronoun || last+2 == pronoun && s.Words[last+1].Form == ",") {
			return c
		}
	}
	return -1
}

// member is the person whom "who" means rather than the body that the parser hung
// it on: Keller of "Maria Keller of the University of Bern, who"; the word itself
// where no person is named before it.
func (s *sentence) member(noun int) int {
	above := s.parent[noun]
	if above < 0 || above > noun || !s.is(noun, "nmod") || s.is(noun, "nmod:poss") || s.Words[noun].Name.Kind == syntax.PersonName {
		return noun
	}
	sort, known := lexicon.Noun(s.lemma(above))
	if s.Words[above].Name.Kind == syntax.PersonName || s.Words[above].UPOS == "NOUN" && known && sort.Kind() == kg.Person {
		return above
	}
	return noun
}
