package extract

import (
	"slices"

	"claimgraph/loader/lexicon"
)

// headlineInfinitive reads "Nvidia to buy Arm", "Boeing CEO to step down": in a
// headline, an infinitive after whoever can act is the verb, and he its subject;
// the parser takes the noun for the head of a phrase ("a plan to buy Arm").
func (r *repairer) headlineInfinitive(i int) {
	verb := r.child(i, "acl")
	if r.parent[i] >= 0 || verb < i || !r.verbal(verb) || r.childLemma(verb, "mark", "to") < 0 || r.child(i, "det") >= 0 || r.child(verb, "nsubj") >= 0 || r.hasFinite() || !r.acts(i) {
		return
	}
	r.replace(verb, i)
	for _, c := range slices.Clone(r.children[i]) {
		if c > verb {
			rel := r.Words[c].Rel
			if r.is(c, "nmod") {
				rel = "obl"
			}
			r.hang(c, verb, rel)
		}
	}
	r.hang(i, verb, "nsubj")
}

// acts says whether a noun is of someone who can plan to do something.
func (r *repairer) acts(i int) bool {
	if r.name(i) {
		return true
	}
	sort, known := lexicon.Noun(r.lemma(i))
	return known && r.Words[i].UPOS == "NOUN" && (sort == lexicon.Human || sort == lexicon.Man || sort == lexicon.Woman || sort == lexicon.Body || sort == lexicon.People)
}
