package detect

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// nominals makes a mention of every noun that heads a phrase and of the
// pronouns that name people without pointing back ("everyone", "nobody").
func (a *article) nominals(s *sentence) {
	for i := range s.Words {
		switch {
		case s.someOfWhole(i) >= 0:
			a.some(s, i, s.someOfWhole(i))
		case s.taken[i] == free && !s.counts[i] && s.heads(i):
			a.nominal(s, i)
		case s.manyOf(i) >= 0:
			a.partitive(s, i)
		}
	}
}

// heads says whether the word is the head of a noun phrase.
func (s *sentence) heads(i int) bool {
	switch s.Words[i].UPOS {
	case "NOUN", "PROPN":
		switch s.rel(i) {
		case "compound", "flat", "fixed", "goeswith":
			return false
		case "nmod":
			return s.Words[i].Rel != "nmod:desc" || s.head(i) < i
		}
		return strings.ContainsFunc(s.Words[i].Form, isLetterOrDigit) && !(s.lower(i) == "thanks" && s.lower(i+1) == "to")
	case "ADJ", "VERB":
		return s.peopleAdjective(i) || s.yearOld(i)
	case "PRON":
		switch s.lower(i) {
		case "everyone", "everybody", "someone", "somebody", "anyone", "anybody", "nobody":
			return true
		}
	}
	return false
}

// peopleAdjective says that an adjective stands for people: "the accused".
func (s *sentence) peopleAdjective(i int) bool {
	if s.lower(i-1) != "the" || s.head(i-1) != i || s.upos(i) == "VERB" && s.Words[i].XPOS != "VBN" {
		return false
	}
	switch s.rel(i) {
	case "nsubj", "obj", "iobj", "obl", "nmod":
		return s.child(i, "nmod") < 0 && s.child(i, "obl") < 0
	}
	return false
}

// yearOld reads "the 34-year-old", who is a person, where no noun follows.
func (s *sentence) yearOld(i int) bool {
	if i < 5 || s.lower(i) != "old" || s.lower(i-2) != "year" || !isDash(s.lower(i-1)) || !isDash(s.lower(i-3)) {
		return false
	}
	switch s.rel(i) {
	case "nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj":
		return s.lower(i-5) == "the" || s.lower(i-5) == "a" || s.lower(i-5) == "an"
	}
	return false
}

// compatriot reads "the Austrian", "a Serb": one person of a country, who is no
// people and no country. Words like French and Chinese are said of many.
func (s *sentence) compatriot(n *name) bool {
	word := s.lower(n.first)
	if !n.demonym || n.country == "" || n.first != n.last || n.first == 0 || strings.HasSuffix(word, "s") {
		return false
	}
	switch s.lower(n.first - 1) {
	case "the", "a", "an":
	default:
		return false
	}
	switch s.rel(n.first) {
	case "nsubj", "obj", "iobj", "obl":
	default:
		return false
	}
	for _, ending := range [...]string{"an", "i", "argentine", "filipino", "czech", "slovak", "serb", "swede", "dane", "turk", "briton", "spaniard", "croat", "scot", "finn", "kurd"} {
		if strings.HasSuffix(word, ending) {
			return true
		}
	}
	return false
}

func isLetterOrDigit(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 127
}

func (a *article) nominal(s *sentence, head int) {
	m := syntax.Mention{Form: syntax.Nominal, Kind: kg.Person}
	if u := s.upos(head); u == "NOUN" || u == "PROPN" {
		sort, _ := lexicon.Noun(s.lemma(head))
		m.Kind = sort.Kind()
		if s.lemma(head) == "carrier" && s.lower(head-1) == "aircraft" {
			m.Kind = kg.Product
		}
	}
	if s.speech(head) {
		m.Form, m.Kind = syntax.ClaimMention, kg.Other
	}
	last := s.designation(head)
	if of := s.wholeOf(head); of >= 0 && s.lower(head+1) == "of" && s.lemma(head) == "number" {
		last = of // "the number of cases": itself a number, and no more than that without them
	}
	a.addPhrase(s, s.phraseStart(head), last, head, m)
}

// designation is the number that is tied to a noun, the noun itself where there is none:
// "Covid-19", "type F-16".
func (s *sentence) designation(head int) int {
	number := head + 2
	if number < len(s.Words) && isDash(s.lower(head+1)) && !s.Words[head].SpaceAfter && !s.Words[head+1].SpaceAfter && s.upos(number) == "NUM" && s.head(number) == head {
		return number
	}
	return head
}

// addPhrase records a description with the bound of an amount before it, "at
// least one shell", and the quotation mark that closes it.
func (a *article) addPhrase(s *sentence, first, last, head int, m syntax.Mention) {
	for first > 0 && s.taken[first] == amount && s.taken[first-1] == amount {
		first--
	}
	if s.openQuote(first, last) && isQuote(s.lower(last+1)) {
		last++
	}
	a.add(s, first, last, head, m)
}

// openQuote says that a quotation opens within the words and is not closed.
func (s *sentence) openQuote(first, last int) bool {
	open := false
	for i := first; i <= last; i++ {
		open = open != isQuote(s.lower(i))
	}
	return open
}

func isQuote(w string) bool {
	return w == "\"" || w == "“" || w == "”" || w == "``" || w == "''"
}

// phraseStart is the first word of the head's phrase: its determiners and
// modifiers to the left, with what hangs on those.
func (s *sentence) phraseStart(head int) int {
	first := head
	for i := head - 1; i >= 0 && s.upos(i) != "VERB" || i >= 0 && s.rel(i) == "amod"; i-- {
		if s.head(i) == head && s.modifies(i) {
			first = s.leftEnd(i, 0)
		} else if i < first && s.upos(i) == "PUNCT" && !s.within(i, head) {
			break
		}
	}
	return first
}

// modifies says whether a word left of its noun belongs to the noun's phrase.
func (s *sentence) modifies(i int) bool {
	switch s.rel(i) {
	case "det", "amod", "nummod", "compound", "flat", "nmod", "advmod", "goeswith":
		return s.rel(i) != "advmod" || s.upos(s.head(i)) == "NOUN" && i+1 == s.head(i)
	}
	return false
}

// leftEnd is the first word of the subtree under i that lies to its left.
func (s *sentence) leftEnd(i, depth int) int {
	first := i
	if depth > 8 {
		return first
	}
	s.Children(i, func(c int) bool {
		if c >= i {
			return false
		}
		switch s.rel(c) {
		case "punct", "cc", "case", "mark":
			return true
		}
		first = min(first, s.leftEnd(c, depth+1))
		return true
	})
	return first
}

// within says whether word i hangs below head.
func (s *sentence) within(i, head int) bool {
	for range len(s.Words) {
		if i = s.head(i); i < 0 || i == head {
			return i == head
		}
	}
	return false
}

// speech says whether the phrase refers back to what was said: a noun of
// saying with "this", "that" or "the" and no content clause of its own ("the
// claim that …" says its content itself).
func (s *sentence) speech(head int) bool {
	open, ok := speechNouns[s.lemma(head)]
	if !ok {
		return false
	}
	points := false
	s.Children(head, func(c int) bool {
		switch s.lower(c) {
		case "this", "that", "these", "those", "such":
			points = points || c < head && s.rel(c) == "det"
		case "the":
			points = points || c < head && (open || s.takenIssueWith(head))
		}
		if s.rel(c) == "acl" || s.rel(c) == "nmod" || s.rel(c) == "ccomp" {
			points = false
			return false
		}
		return true
	})
	return points
}

// takenIssueWith says that the noun is what someone denies, disputes or
// confirms: then "the report" is one of something that was said.
func (s *sentence) takenIssueWith(head int) bool {
	rel, verb := s.Words[head].Rel, s.head(head)
	if verb < 0 || rel != "obj" && rel != "nsubj:pass" {
		return false
	}
	switch s.lemma(verb) {
	case "deny", "dispute", "reject", "refute", "rebut", "contest", "question", "challenge", "contradict", "confirm", "corroborate", "doubt", "dismiss":
		return true
	}
	return false
}

// speechNouns say whether "the" is enough to point back: a report may be a
// thing, an allegation is always something said.
var speechNouns = map[string]bool{
	"claim": true, "allegation": true, "accusation": true, "assertion": true, "rumor": true, "rumour": true, "denial": true,
	"report": false, "statement": false, "announcement": false, "finding": false, "suggestion": false, "conclusion": false,
	"remark": false, "comment": false, "warning": false, "prediction": false, "revelation": false, "argument": false, "story": false,
}
