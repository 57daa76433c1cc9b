package detect

import (
	"slices"
	"strings"

	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// relations are those of a name's top word that tell kinds apart.
var relations = [...]string{"nsubj", "obj", "obl", "nmod", "compound", "appos", "conj", "root", "flat", "nmod:poss", "nsubj:pass", "obl:agent"}

// cases are the prepositions before names that tell kinds apart.
var cases = [...]string{"in", "at", "from", "to", "of", "by", "with", "for", "near", "on", "into", "through", "between", "against", "over"}

const (
	relationCount = len(relations)
	caseCount     = len(cases)
)

// context adds what stands around one occurrence.
func (e *evidence) context(s *sentence, n *name) {
	top := s.topOf(n.first, n.last)
	e.place(s, n, top)
	e.neighbours(s, n, top)
	e.apposition(s, n, top)
	h := s.head(top)
	if h >= 0 && s.rel(top) == "nsubj" {
		if s.child(h, "cop") >= 0 && s.child(h, "case") < 0 {
			e.noun(s, h, featureCopula)
		}
		if sayers[s.lemma(h)] {
			e.count(flagSays)
		}
	}
	if noun := s.examplesOf(top); noun >= 0 {
		e.noun(s, noun, featureExamples)
	}
	s.Children(top, func(c int) bool {
		switch {
		case s.rel(c) == "case" && c < n.first:
			if i := slices.Index(cases[:], s.lower(c)); i >= 0 {
				e.count(featureCase + i)
			}
		case s.rel(c) == "conj":
			e.conjunct(s, c)
		case s.Words[c].Rel == "acl:relcl" && s.asks(c, "who"):
			e.count(flagWho)
		}
		return true
	})
}

// place adds where the name stands: its relation, its place in the sentence.
func (e *evidence) place(s *sentence, n *name, top int) {
	i := slices.Index(relations[:], s.Words[top].Rel)
	if i < 0 {
		i = slices.Index(relations[:], s.rel(top))
	}
	if i >= 0 {
		e.count(featureRelation + i)
	}
	if s.rel(top) == "conj" && s.head(top) >= 0 {
		e.conjunct(s, s.head(top))
	}
	if n.first == 0 {
		e.count(flagOpens)
		e.setIf(flagAlone, n.last >= len(s.Words)-2)
	}
	if n.titled || n.first > 0 && s.titleBefore(n.first) {
		e.count(flagTitled)
	}
}

// conjunct adds the tag of a name that this one is coordinated with.
func (e *evidence) conjunct(s *sentence, i int) {
	if k := int(s.Words[i].Name.Kind); k > 0 && k < nameKinds {
		e.count(featureConjunct + k)
	}
}

// neighbours adds the words beside the name.
func (e *evidence) neighbours(s *sentence, n *name, top int) {
	switch before := s.lower(n.first - 1); {
	case before == "the":
		e.count(flagThe)
	case before == "(":
		e.count(flagBrackets)
	case isQuote(before) && before != "":
		e.count(flagQuotes)
	case before == "," && s.place(n.first-2):
		e.count(flagPlaceComma)
	}
	next := n.last + 1
	if next >= len(s.Words) {
		return
	}
	h := s.head(top)
	switch {
	case s.possessive(next):
		e.count(flagOwner)
	case s.lower(next) == "," && s.place(next+1):
		e.count(flagCommaPlace)
	case s.upos(next) == "NUM":
		e.count(flagNumberAfter)
	case s.lemma(next) == "administration":
		e.count(flagAdministration)
	case h == next && (s.rel(top) == "compound" || s.rel(top) == "flat") && s.taken[h] == free:
		e.noun(s, h, featureAfter) // "the ChatGPT app", "DeepSeek researchers"
	}
}

// place says that the tagger sees a place at word i.
func (s *sentence) place(i int) bool {
	return i >= 0 && i < len(s.Words) && s.Words[i].Name.Kind == syntax.PlaceName
}

// apposition adds the nouns that say what the name is of.
func (e *evidence) apposition(s *sentence, n *name, top int) {
	h := s.head(top)
	rel := s.rel(top)
	if h >= 0 && (rel == "appos" || rel == "flat" || s.Words[top].Rel == "nmod:desc") && s.taken[h] == free {
		e.noun(s, h, featureAppos)
	}
	before := n.first - 1
	if before >= 0 && s.upos(before) == "NOUN" && s.taken[before] == free && (s.head(before) == top && s.rel(before) != "nsubj" || h == before && rel == "flat") {
		e.noun(s, before, featureBefore) // "research firm Sensor Tower"
	}
	if noun := s.appositionAfter(n.last); noun >= 0 && noun != h {
		e.noun(s, noun, featureAppos)
		return
	}
	s.Children(top, func(c int) bool {
		if s.rel(c) == "appos" && s.taken[c] == free && s.upos(c) == "NOUN" {
			e.noun(s, c, featureAppos)
			return false
		}
		return true
	})
}

// noun adds the sort of thing that a common noun names.
func (e *evidence) noun(s *sentence, i, feature int) {
	sort, known := lexicon.Noun(s.lemma(i))
	if known && s.upos(i) == "NOUN" {
		e.count(feature + sortIndex(sort))
	}
}

// titleBefore sees a title in front that no run of proper nouns caught:
// "president Putin".
func (s *sentence) titleBefore(first int) bool {
	return titles[strings.TrimSuffix(s.lower(first-1), ".")] && s.taken[first-1] == free && (s.head(first-1) >= first || s.rel(first) == "appos" || s.rel(first) == "flat")
}

// examplesOf is the noun of "models like X and Y", "firms such as X", -1 where
// word i is no such example.
func (s *sentence) examplesOf(i int) int {
	if s.rel(i) == "conj" && s.head(i) >= 0 {
		i = s.head(i)
	}
	c, h := s.child(i, "case"), s.head(i)
	if c < 0 || h < 0 || h > c || s.rel(i) != "nmod" && s.rel(i) != "obl" {
		return none
	}
	switch s.lower(c) {
	case "like", "such", "including":
		return h
	}
	return none
}

// appositionAfter is the head of ", a young company" after word i, read from
// the words alone because parsers often miss it; -1 where there is none.
func (s *sentence) appositionAfter(i int) int {
	if s.lower(i+1) != "," || s.lower(i+2) != "a" && s.lower(i+2) != "an" {
		return none
	}
	for j := i + 3; j < min(i+10, len(s.Words)); j++ {
		switch s.upos(j) {
		case "ADJ", "PROPN", "ADV":
		case "NOUN":
			if next := s.upos(j + 1); next != "NOUN" && next != "PROPN" && next != "PART" {
				return j
			}
		default:
			return none
		}
	}
	return none
}

// asks says whether the clause under verb opens with that relative word.
func (s *sentence) asks(verb int, word string) bool {
	found := false
	s.Children(verb, func(c int) bool {
		found = s.lower(c) == word
		return !found
	})
	return found
}

// sayers are verbs whose subjects are people and organizations.
var sayers = map[string]bool{
	"say": true, "tell": true, "add": true, "claim": true, "announce": true, "argue": true, "believe": true, "think": true,
	"write": true, "explain": true, "note": true, "state": true, "declare": true, "deny": true, "warn": true, "ask": true,
}
