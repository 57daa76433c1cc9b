package extract

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Repairs of who someone is.

// describedSource reads "according to Sadie Weiner, Hagan's former spokeswoman,
// Hagan died": a noun phrase between commas behind the source describes it.
func (r *repairer) describedSource(i int) {
	if r.lower(i) != "according" || i+2 >= len(r.Words) || r.lower(i+1) != "to" {
		return
	}
	end := r.nominalRun(i + 2)
	if end < i+2 || end+2 >= len(r.Words) || r.Words[end].UPOS != "PROPN" || r.Words[end+1].Form != "," {
		return
	}
	from, to := end+2, r.nominalRun(end+2)
	if to <= from || to+1 >= len(r.Words) || r.Words[to+1].Form != "," || !r.person(to) || !oneOf(r.Words[to].UPOS, "NOUN") {
		return
	}
	source := r.runHead(i+2, end)
	if r.parent[to] == source || r.parent[to] >= from && r.parent[to] <= to {
		return
	}
	r.hang(to, source, "appos")
}

// coordinatedRoles reads "Its co-founder and chief executive Peter Carlsson left":
// roles in a list and a name right behind them are one person.
func (r *repairer) coordinatedRoles(i int) {
	if i < 2 || i+1 >= len(r.Words) || r.Words[i+1].UPOS != "PROPN" || r.Words[i].UPOS == "PROPN" || !r.person(i) {
		return
	}
	and := i - 1
	for and > i-4 && and > 0 && r.lower(and) != "and" {
		and--
	}
	first := and - 1
	if first > 0 && r.Words[first].Form == "," {
		first-- // "singer, actor, and advocate Doris Day"
	}
	for first >= 0 && r.lower(and) == "and" && r.is(first, "conj") && r.parent[first] >= 0 && r.parent[first] < first && r.Words[r.parent[first]].UPOS == "NOUN" && r.person(r.parent[first]) {
		first = r.parent[first]
	}
	if first < 0 || r.lower(and) != "and" || !r.person(first) || r.Words[first].UPOS != "NOUN" || r.Words[first].XPOS == "NNS" {
		return
	}
	name := r.nameFrom(i + 1)
	if r.above(first, r.parent[first]) || r.is(first, "appos") && r.parent[first] == name {
		return
	}
	r.Words[i].UPOS, r.Words[i].XPOS = "NOUN", "NN"
	if !r.above(name, first) {
		r.replace(name, first)
	}
	r.hang(first, name, "appos")
	r.hang(i, first, "conj")
	r.hang(and, i, "cc")
	for j := and + 1; j < i; j++ {
		r.hang(j, i, "amod")
	}
}

// ownersTitle reads "actor Ann Lee's speech was": the title is the owner's, and what is
// owned stands where the parser put the title.
func (r *repairer) ownersTitle(i int) {
	if !r.titleOfNext(i) {
		return
	}
	name := r.nameFrom(i + 1)
	thing := r.parent[name]
	if thing < 0 || r.parent[i] == name || !r.is(name, "nmod:poss") {
		return
	}
	if r.parent[thing] == i {
		r.replace(thing, i)
	}
	r.hang(i, name, "nmod:desc")
}

// officeOfName reads "Secretary of State Ann Lee resigned": of an office, what it is of
// and a name right behind, the name is who acts, and has the office.
func (r *repairer) officeOfName(i int) {
	if !r.person(i) || !oneOf(r.Words[i].XPOS, "NN", "NNP") || r.Words[i].Name.Kind == syntax.PersonName || i+3 >= len(r.Words) || r.lower(i+1) != "of" {
		return
	}
	first := i + 2
	for first < len(r.Words) && first < i+6 && r.Words[first].Name.Kind != syntax.PersonName && oneOf(r.Words[first].UPOS, "NOUN", "PROPN", "ADJ", "DET") {
		first++
	}
	if first == i+2 || first >= len(r.Words) || r.Words[first].Name.Kind != syntax.PersonName || !r.Words[first].Name.Begin {
		return
	}
	name, of := r.nameFrom(first), first-1
	if r.parent[name] != i || !r.is(name, "nmod") || !r.nominal(of) && !r.is(of, "nmod:desc") || r.person(of) || oneOf(r.lemma(i), relatedTo...) {
		return // "critic of president Ann Lee"
	}
	r.hang(i+1, of, "case")
	r.hang(of, i, "nmod")
	r.replace(name, i)
	r.hang(i, name, "nmod:desc")
}

// governedTitle reads "led to minister Ann Lee being": a preposition before a title and
// its name governs the name.
func (r *repairer) governedTitle(i int) {
	c := r.child(i, "case")
	if name := r.parent[i]; c >= 0 && c < i && !(c > 0 && r.lower(c) == "of" && r.person(c-1)) && name > i && r.is(i, "nmod:desc") && r.titleOfNext(i) && r.child(name, "case") < 0 {
		r.hang(c, name, "case")
	}
}

// titleOfNext says whether a word for a person stands right before a person's name.
func (s *sentence) titleOfNext(i int) bool {
	return i+1 < len(s.Words) && s.Words[i+1].Name.Kind == syntax.PersonName && s.Words[i].Name.Kind != syntax.PersonName &&
		oneOf(s.Words[i].XPOS, "NN", "NNP") && s.person(i)
}

// nameFrom is the head of the name that begins at word i.
func (r *repairer) nameFrom(i int) int {
	name := i
	for p := r.parent[name]; p > i && r.Words[p].UPOS == "PROPN" && r.is(name, "compound", "flat", "nmod:desc"); p = r.parent[name] {
		name = p
	}
	return name
}

// person says whether a word is one for a person: "spokeswoman", "chief
// executive".
func (s *sentence) person(i int) bool {
	if sort, known := lexicon.Noun(s.lemma(i)); known && sort.Kind() == kg.Person {
		return true
	}
	return oneOf(s.lower(i), "executive", "officer", "ceo") && i > 0 && oneOf(s.lower(i-1), "chief", "executive", "operating", "financial")
}

// commaCompound reads "A. Rama Krishna, auto analyst at First Boston, said": a name
// that a comma parts from a noun is no part of it; the noun describes the name.
func (r *repairer) commaCompound(i int) {
	if r.Words[i].UPOS != "NOUN" {
		return
	}
	for _, c := range r.children[i] {
		if c >= i || r.Words[c].UPOS != "PROPN" || !r.is(c, "compound", "flat", "nmod:desc") || !r.person(i) {
			continue
		}
		for j := c + 1; j < i; j++ {
			if r.Words[j].Form == "," {
				r.replace(c, i)
				r.hang(i, c, "appos")
				return
			}
		}
	}
}

// describedName reads "A lawyer for the museum, Mark O'Donnell, said": a name of two
// words or more between commas right before the verb is whose description stands
// before it, not the museum's.
func (r *repairer) describedName(i int) {
	verb := r.parent[i]
	if r.Words[i].UPOS != "NOUN" || verb < i+5 || !r.is(i, "nsubj") || !r.person(i) || r.Words[i].XPOS != "NN" || r.Words[verb-1].Form != "," {
		return
	}
	first := verb - 2
	for first > i && r.name(first) {
		first--
	}
	if r.Words[first].Form != "," || verb-2-first < 2 || first-i < 3 {
		return
	}
	for j := i + 1; j < first; j++ {
		if r.Words[j].UPOS == "PUNCT" && r.Words[j].Form != "-" {
			return
		}
	}
	if _, known := lexicon.Name(r.phraseText(first+1, verb-2)); known {
		return // "the mayor of Las Cruces, New Mexico"
	}
	name := -1
	for j := first + 1; j < verb-1; j++ {
		switch p := r.parent[j]; {
		case p > first && p < verb-1:
		case p == i && r.is(j, "appos"):
			return // the parser knows
		case name < 0:
			name = j
			r.hang(j, i, "appos")
		default:
			r.hang(j, name, "flat")
		}
	}
}

// phraseText is the words from first to last, each parted by a space.
func (r *repairer) phraseText(first, last int) string {
	words := make([]string, 0, last-first+1)
	for j := first; j <= last; j++ {
		words = append(words, r.Words[j].Form)
	}
	return strings.Join(words, " ")
}
