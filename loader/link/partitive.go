package link

import (
	"strings"

	"claimgraph/loader/syntax"
)

// Descriptions that mean some of a whole: "one of the men", "most of it". How
// many it is of which sort, the noun after "of" tells. Such a part is a thing of
// its own that was not mentioned before.

// readPart takes down what a phrase of a part says by the noun of its whole.
func (a *article) readPart(r *ref) {
	r.whole = wholeOf(r)
	if r.whole < 0 {
		return
	}
	word := lower(r.tree, r.Head)
	plural := strings.Contains(r.tree.Words[r.whole].Feats, "Number=Plur")
	switch {
	case word == "one" || word == "each" || !plural:
		r.number = one
	default:
		r.number = many
	}
	if r.tree.Words[r.whole].UPOS == "NOUN" {
		r.lemma = lemma(r.tree, r.whole)
		r.gender = nounGender(r.lemma)
	}
}

// wholeOf is the head of what a description is some of, -1 where it is none.
func wholeOf(r *ref) int {
	if r.Form != syntax.Nominal || r.Last <= r.Head+1 || lower(r.tree, r.Head+1) != "of" || r.definite && r.lemma == "number" {
		return none
	}
	for w := r.Head + 2; w <= r.Last; w++ {
		if headOf(r.tree, w) == r.Head && relation(r.tree, w) == "nmod" {
			return w
		}
	}
	return none
}

// oneOfWhole is the ref of "one of the prisoners" for the word "prisoners", the ref of
// which a name in apposition names; that of the word itself for all others.
func (a *article) oneOfWhole(tree, word int) int {
	i := a.at(tree, word)
	if i < 0 {
		return i
	}
	if above := headOf(a.refs[i].tree, word); above >= 0 && lower(a.refs[i].tree, above) == "one" {
		if one := a.at(tree, above); one >= 0 && a.refs[one].whole == word {
			return one
		}
	}
	return i
}

// pronounWhole is "two of the suspects" for "two of them", "" for other phrases
// and where nobody knows who they are.
func (a *article) pronounWhole(r *ref) string {
	if r.whole < 0 || r.tree.Words[r.whole].UPOS != "PRON" {
		return ""
	}
	j := a.at(r.Tree, r.whole)
	if j < 0 {
		return ""
	}
	best := ""
	for _, k := range a.chain(j).refs {
		c := &a.refs[k]
		said := strings.Join(strings.Fields(a.text.Quote(c.Span)), " ")
		if (c.Form == syntax.Name || c.Form == syntax.Nominal && c.whole < 0) && len(said) > len(best) {
			best = said
		}
	}
	if best == "" {
		return ""
	}
	return a.text.Quote(syntax.Span{Start: r.Start, End: r.tree.Words[r.Head+1].End}) + " " + best
}
