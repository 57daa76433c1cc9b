package link

import (
	"strings"

	"claimgraph/loader/syntax"
)

// Which adjectives mean the country that they are of.

// country says that the mention is a country's adjective: "Chinese" of "a
// Chinese startup" means China; "the Chinese", "Chinese language", "East African",
// "Greek Orthodox" and the halves of "African- and Asian-American" do not.
func country(r *ref) bool {
	if r.Country == "" || r.Form != syntax.Name || r.tree.Words[r.Head].UPOS != "ADJ" || hanging(r) || ofPart(r) {
		return false
	}
	return r.Last+1 == len(r.tree.Words) || !ofLanguage(lemma(r.tree, r.Last+1))
}

// ofPart says that a direction before the adjective makes it one of a region:
// "East African".
func ofPart(r *ref) bool {
	word := lower(r.tree, r.First-1)
	return direction(word) && r.tree.Words[r.First-1].Form != word && r.First > 1
}

func direction(word string) bool {
	switch strings.TrimSuffix(word, "ern") {
	case "east", "west", "north", "south", "central":
		return true
	}
	return false
}

// hanging says that the name ends in a dash and goes on elsewhere: "African- and".
func hanging(r *ref) bool {
	words := r.tree.Words
	return r.Last+2 < len(words) && dash(words[r.Last+1].Form) && !words[r.Last].SpaceAfter && words[r.Last+1].SpaceAfter && joins(lower(r.tree, r.Last+2))
}

// ofLanguage says that a word after the adjective makes it one of a language or a
// church.
func ofLanguage(noun string) bool {
	switch noun {
	case "language", "dialect", "alphabet", "grammar", "orthodox", "catholic", "apostolic":
		return true
	}
	return false
}
