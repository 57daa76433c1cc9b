package link

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
)

// Branches of bodies are bodies of their own, and what tells them apart stands
// after the name: "CNN Philippines", "University of California, San Diego", "Court
// of Appeals for the Third Circuit". Of acronyms that well-known bodies of several
// countries have, the one of the country that the article is about is meant.

// sharedAcronyms are those of such bodies: broadcasters of the United States and
// Australia, of Canada and elsewhere, of Australia and South Korea; India's police
// and Britain's employers.
var sharedAcronyms = map[string]bool{"ABC": true, "CBC": true, "SBS": true, "CBI": true}

// branchApart tells branches and bodies of one acronym apart.
func (a *article) branchApart(e *syntax.Entity, refs []int, country string) bool {
	for _, i := range refs {
		if branch := a.branch(i); branch != "" {
			e.Distinct = apart(e.Label, branch)
			return true
		}
	}
	if !sharedAcronyms[strings.TrimSuffix(e.Label, " News")] || country == "" {
		return false
	}
	e.Distinct = apart(e.Label, country)
	return true
}

// branch is what tells a body from others of its name by the words after it, ""
// where none do.
func (a *article) branch(i int) string {
	r := &a.refs[i]
	next := lower(r.tree, r.Last+1)
	switch {
	case next == "for" && strings.HasPrefix(strings.ToLower(r.Name), "court of"):
		return capitals(r.tree, r.Last+2)
	case next == "," || next == "at":
		if state, of := strings.CutPrefix(r.Name, "University of "); of && stateAlone(state) {
			return a.placeAt(i, r.Last+2)
		}
		return ""
	}
	place := a.placeAt(i, r.Last+1)
	if place == "" || !a.attached(i, r.Last+1) {
		return ""
	}
	return place
}

// placeAt is the place that is no state or country and begins at a word, or the
// country where it follows a name directly.
func (a *article) placeAt(i, word int) string {
	j := a.nameAt(i, word)
	if j < 0 || a.refs[j].First != word || a.refs[j].Kind != kg.Place || a.refs[j].Country != "" {
		return ""
	}
	k, known := lexicon.Name(a.refs[j].Name)
	if wide := known && (k.What == 'c' || k.What == 's'); wide && word > a.refs[i].Last+1 {
		return ""
	}
	return a.refs[j].Name
}

// attached says that the tree ties the name at a word to the name before it.
func (a *article) attached(i, word int) bool {
	r, place := &a.refs[i], &a.refs[a.nameAt(i, word)]
	up, back := headOf(r.tree, place.Head), headOf(r.tree, r.Head)
	return up >= r.First && up <= r.Last || back >= place.First && back <= place.Last
}

// capitals are the words with capitals from a word on, the article left out.
func capitals(t *syntax.Tree, from int) string {
	if lower(t, from) == "the" {
		from++
	}
	end := from
	for end < len(t.Words) && t.Words[end].Form != strings.ToLower(t.Words[end].Form) {
		end++
	}
	words := make([]string, 0, end-from)
	for _, w := range t.Words[from:end] {
		words = append(words, w.Form)
	}
	return strings.Join(words, " ")
}
