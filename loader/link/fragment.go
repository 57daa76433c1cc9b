package link

import (
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Pieces of names: what was read as a name and is too little of one to mean
// anything in another article.

// fragment says that a name is too little to mean anything in another article: a
// letter, a common word that was written with a capital, one half of a compound
// ("Iraq War" of "Iran–Iraq War").
func (a *article) fragment(e *syntax.Entity, refs []int) bool {
	name := strings.TrimSuffix(strings.TrimSuffix(e.Label, "'s"), "’s")
	if len(refs) > 0 && !slices.ContainsFunc(refs, func(i int) bool { return a.partOf(i) == "" && (e.Kind == kg.Group || !a.oneOf(i)) }) {
		return true
	}
	if e.Kind == kg.Organization && slices.ContainsFunc(refs, func(i int) bool { return a.refs[i].Name == e.Label && a.goesOn(i) }) {
		return true
	}
	if strings.ContainsAny(name, "[]") || noName(strings.ToLower(name)) {
		return true
	}
	single := (e.Kind == kg.Other || e.Kind == kg.Group) && !strings.Contains(name, " ")
	if _, known := lexicon.Name(name); known && e.Kind != kg.Group || len(refs) == 0 {
		return false
	}
	if name == strings.ToLower(name) && !slices.ContainsFunc(refs, func(i int) bool { return !a.dashed(i) }) {
		return true // "write-ins"
	}
	if len(name) < 3 && strings.Trim(name, ".") != name || len(name) == 1 {
		return true
	}
	if single && e.Kind == kg.Other {
		if plainNoun(strings.ToLower(name)) || a.refs[refs[0]].tree.Words[a.refs[refs[0]].Head].UPOS == "ADJ" {
			return true
		}
	}
	return !slices.ContainsFunc(refs, func(i int) bool {
		return !a.glued(i) && !a.subtitled(i) && !(single && (a.cut(i) || a.last(i))) && !(e.Kind == kg.Place && a.entitled(i))
	})
}

// goesOn says that a name of several words ends in an adjective on a list, whose
// noun comes later: "United Nations Educational, Scientific and Cultural
// Organization".
func (a *article) goesOn(i int) bool {
	r := &a.refs[i]
	next := lower(r.tree, r.Last+1)
	last := &r.tree.Words[r.Last]
	_, known := lexicon.Name(last.Form)
	return r.First < r.Last && !known && strings.Contains(last.Feats, "Degree=Pos") && (next == "," || next == "and")
}

// noName says that a word alone, in lower case, names nothing: a day, a month, a
// direction.
func noName(word string) bool {
	if direction(word) {
		return true
	}
	switch word {
	case "far", "near", "middle", "upper", "lower", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
		"january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december":
		return true
	}
	return false
}

// plainNoun says that a word in lower case is a common noun, of one or of many.
func plainNoun(word string) bool {
	if one, many := strings.CutSuffix(word, "men"); many {
		word = one + "man"
	}
	_, known := lexicon.Noun(word)
	return known
}

// subtitled says that a colon ties the name to the rest of a title: "Star Wars:
// Rebels".
func (a *article) subtitled(i int) bool {
	r := &a.refs[i]
	words := r.tree.Words
	if r.Kind == kg.Person || r.Kind == kg.Place || r.Kind == kg.Organization || r.Last+2 >= len(words) {
		return false
	}
	next := words[r.Last+2].Form
	return r.First > 0 && words[r.Last+1].Form == ":" && !words[r.Last].SpaceAfter && next != strings.ToLower(next)
}

// last says that the name is the end of one with "of": Life of "End of Life".
func (a *article) last(i int) bool {
	r := &a.refs[i]
	if lower(r.tree, r.First-1) != "of" || r.First < 3 {
		return false
	}
	form := r.tree.Words[r.First-2].Form
	return form != strings.ToLower(form)
}

// landforms are nouns that a country's adjective makes the name of another place.
var landforms = map[string]bool{
	"country": true, "ocean": true, "sea": true, "gulf": true, "bay": true, "channel": true, "river": true, "falls": true, "hills": true,
	"quarter": true, "town": true, "island": true, "islands": true, "territory": true, "coast": true,
}

// partOf is the word with a capital beside the name of a place that makes it the
// name of something else: "Mister" of "Mister America", "Country" of "Indian
// Country"; "" for none.
func (a *article) partOf(i int) string {
	r := &a.refs[i]
	if next := lower(r.tree, r.Last+1); country(r) && landforms[next] && r.tree.Words[r.Last+1].Form != next {
		return next
	}
	if r.Form != syntax.Name || r.Kind != kg.Place || r.First < 2 {
		return ""
	}
	before := &r.tree.Words[r.First-1]
	if a.nameAt(i, r.First-1) >= 0 && !a.titledBy(i) {
		return ""
	}
	if before.UPOS != "PROPN" && before.UPOS != "NOUN" || before.Form == strings.ToLower(before.Form) {
		return ""
	}
	if up, down := headOf(r.tree, r.Head), headOf(r.tree, r.First-1); up != r.First-1 && (down < r.First || down > r.Last) {
		return ""
	}
	return strings.ToLower(before.Form)
}

// oneOf says that the name is of one of many: "an Apple".
func (a *article) oneOf(i int) bool {
	r := &a.refs[i]
	det := lower(r.tree, r.First-1)
	return (det == "a" || det == "an") && r.First == r.Last && r.tree.Words[r.Last].UPOS != "ADJ" && relation(r.tree, r.Last) != "compound"
}

// entitled says that the name has an article with a capital where no sentence
// begins, as papers have: "told The Atlantic".
func (a *article) entitled(i int) bool {
	r := &a.refs[i]
	return r.First > 1 && r.tree.Words[r.First-1].Form == "The" && r.tree.Words[r.First-2].UPOS != "PUNCT"
}

// cut says that the name stands in the middle of a longer one: Day of "Election
// Day" and of "International Women's Day", Presidency of "the Presidency of
// Iran", American of "Buy American".
func (a *article) cut(i int) bool {
	r := &a.refs[i]
	if lower(r.tree, r.Last+1) == "of" {
		return true
	}
	if r.First < 2 {
		return false
	}
	switch w := &r.tree.Words[r.First-1]; w.UPOS {
	case "PART":
		return true
	case "PROPN", "NOUN", "VERB", "ADV":
		return w.Form != strings.ToLower(w.Form)
	}
	return false
}

// dashed says that a dash ties the name to the word before it.
func (a *article) dashed(i int) bool {
	r := &a.refs[i]
	words := r.tree.Words
	return r.First > 1 && dash(words[r.First-1].Form) && !words[r.First-1].SpaceAfter && !words[r.First-2].SpaceAfter
}

// glued says that a dash ties the name to a piece of a name beside it.
func (a *article) glued(i int) bool {
	r := &a.refs[i]
	words := r.tree.Words
	before := a.dashed(i) && namePiece(&words[r.First-2])
	after := r.Last+2 < len(words) && dash(words[r.Last+1].Form) && !words[r.Last].SpaceAfter && !words[r.Last+1].SpaceAfter && namePiece(&words[r.Last+2])
	return before || after || hanging(r)
}

// namePiece says that the word may be part of a name: not "backed" of
// "Sanders-backed".
func namePiece(w *syntax.Word) bool {
	return w.UPOS == "PROPN" || w.UPOS == "NUM" || w.UPOS == "ADJ" && w.Form != strings.ToLower(w.Form)
}

func dash(form string) bool { return form == "-" || form == "–" || form == "—" }
