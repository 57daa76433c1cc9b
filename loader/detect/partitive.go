package detect

import (
	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Phrases that mean some of a whole: "one of the men", "none of them", "most of
// Oregon", "a number of firms", "thousands of fans". The head of the tree is the
// word that says how much; what it is, the noun after "of" tells. The Nominal
// spans both, and what is after "of" is a mention of its own beside it, but for
// "thousands of fans", whose noun the Quantity has.

// someOfWhole is the head of the phrase after "of" where word i says how much
// of it is meant, -1 where it does not.
func (s *sentence) someOfWhole(i int) int {
	if s.lower(i+1) != "of" || s.counts[i] && s.taken[i] != amount || s.taken[i] == named || s.taken[i] == dated {
		return none
	}
	whole := s.wholeOf(i)
	if whole < 0 {
		return none
	}
	switch {
	case partitives[s.lemma(i)] && s.heads(i):
		if s.lemma(i) != "number" || s.child(i, "det") < 0 || s.lower(s.child(i, "det")) == "a" {
			return whole // "the number of cases" is no cases
		}
	case parts[s.lower(i)], s.numberOfWhole(i):
		if s.rel(i) != "advmod" && s.rel(i) != "nummod" && s.definite(whole) && !s.absolute(i, whole) {
			return whole
		}
	}
	return none
}

// numberOfWhole says that word i is a number that tells who is meant rather than
// how many: "two of the officials", and "12 of the delegates" do something, but
// who "won 12 of the delegates" won a number.
func (s *sentence) numberOfWhole(i int) bool {
	if s.upos(i) != "NUM" || s.taken[i] != amount || manyWords[s.lower(i)] != 0 || fractionWords[s.lower(i)] != 0 {
		return false
	}
	digit := s.lower(i)[0] >= '0' && s.lower(i)[0] <= '9'
	return s.rel(i) == "nsubj" || !digit && s.taken[max(i-1, 0)] != amount && s.lower(i-1) != "all"
}

// absolute reads ", most of them children": no argument of the clause before it.
func (s *sentence) absolute(i, whole int) bool {
	return s.upos(whole) == "PRON" && s.lower(i-1) == "," && s.rel(i) != "nsubj"
}

// wholeOf is the noun, name or pronoun that hangs on word i by "of", -1 for none.
func (s *sentence) wholeOf(i int) int {
	for j := i + 2; j < min(i+14, len(s.Words)); j++ {
		if s.head(j) != i || s.rel(j) != "nmod" || s.taken[j] == dated || s.taken[j] == amount || s.taken[j] == unit {
			continue
		}
		switch s.upos(j) {
		case "NOUN", "PROPN", "PRON":
			return j
		}
	}
	return none
}

// definite says that a phrase means a whole that there are parts of: it is a
// name or a pronoun, or begins with "the", "these" or a possessor.
func (s *sentence) definite(head int) bool {
	if s.upos(head) != "NOUN" {
		return true
	}
	known := false
	s.Children(head, func(c int) bool {
		switch s.lower(c) {
		case "the", "this", "these", "those", "that":
			known = known || s.rel(c) == "det"
		}
		known = known || s.Words[c].Rel == "nmod:poss"
		return !known
	})
	return known
}

// some makes the nominal of "one of the men", of the kind that the men have.
func (a *article) some(s *sentence, i, whole int) {
	m := syntax.Mention{Form: syntax.Nominal, Kind: kg.Other}
	last := whole
	if s.upos(whole) == "NOUN" {
		sort, _ := lexicon.Noun(s.lemma(whole))
		m.Kind = sort.Kind()
	}
	for k := len(a.mentions) - 1; k >= 0 && a.mentions[k].Tree == s.index; k-- {
		if name := &a.mentions[k]; name.Head == whole && name.Form == syntax.Name {
			m.Kind, last = name.Kind, name.Last
		}
	}
	first := i
	if s.upos(i) == "NOUN" {
		first = s.phraseStart(i)
	}
	for first > 0 && s.head(first-1) == i && (s.rel(first-1) == "det" || s.rel(first-1) == "advmod") {
		first-- // "almost all of them"
	}
	a.addPhrase(s, first, last, i, m)
}

// parts are words that say how much of a whole is meant, numbers aside.
var parts = map[string]bool{
	"one": true, "none": true, "most": true, "some": true, "many": true, "much": true, "several": true, "few": true, "each": true,
	"both": true, "all": true, "any": true, "neither": true, "either": true, "more": true, "another": true, "others": true, "little": true,
}

// partitives are nouns that say how much of something there is, not what it is.
var partitives = map[string]bool{
	"number": true, "lot": true, "majority": true, "minority": true, "kind": true, "type": true, "sort": true, "form": true,
	"variety": true, "series": true, "handful": true, "range": true, "couple": true, "pair": true, "piece": true, "part": true,
	"plenty": true, "rest": true, "bulk": true, "remainder": true, "portion": true, "bunch": true, "crowd": true, "dozen": true,
}

// manyOf is the noun counted by "thousands" in "thousands of fans", -1 where
// word i is no such number.
func (s *sentence) manyOf(i int) int {
	if s.taken[i] != amount || s.counts[i] || manyWords[s.lower(i)] == 0 {
		return none
	}
	for j := i + 1; j < len(s.Words); j++ {
		if s.counts[j] && s.head(j) == i {
			return j
		}
	}
	return none
}

// partitive makes the nominal of "thousands of fans", whose head in the tree is
// "thousands" and whose kind is that of fans.
func (a *article) partitive(s *sentence, i int) {
	noun := s.manyOf(i)
	sort, _ := lexicon.Noun(s.lemma(noun))
	a.add(s, i, noun, i, syntax.Mention{Form: syntax.Nominal, Kind: sort.Kind()})
}
