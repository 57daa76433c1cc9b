package extract

import (
	"slices"
	"strings"

	"claimgraph/loader/lexicon"
	"claimgraph/loader/syntax"
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

// headlineTail reads "Chelsea to sell Okafor: report", "Firm fired two engineers - police":
// a last word behind a colon or dash that is one for who tells something stands apart.
func (r *repairer) headlineTail(i int) {
	if r.Part != syntax.Headline || i < 3 || i != len(r.Words)-1 || !oneOf(r.Words[i-1].Form, ":", "-", "–", "—") || !r.tells(i) {
		return
	}
	if r.parent[i] < 0 {
		return
	}
	if last := i - 2; r.parent[last] == i && !r.verbal(i) { // "two engineers - police" as one phrase
		r.replace(last, i)
		for _, c := range r.children[i] {
			if c < last {
				r.hang(c, last, r.Words[c].Rel)
			}
		}
	}
	if r.verbal(i) {
		r.Words[i].UPOS, r.Words[i].XPOS = "NOUN", "NN"
	}
	for root := range r.Words {
		if r.parent[root] < 0 {
			r.hang(i, root, "parataxis")
			return
		}
	}
}

// tells says whether a word is one for who or what tells something: "police", "report".
func (r *repairer) tells(i int) bool {
	noun := r.lemma(i)
	if r.verbal(i) {
		noun = strings.TrimSuffix(r.lower(i), "s")
	}
	return r.cues.class("noun", noun, "data", "tells") != ""
}

// acts says whether a noun is of someone who can plan to do something.
func (r *repairer) acts(i int) bool {
	if r.name(i) {
		return true
	}
	sort, known := lexicon.Noun(r.lemma(i))
	return known && r.Words[i].UPOS == "NOUN" && (sort == lexicon.Human || sort == lexicon.Man || sort == lexicon.Woman || sort == lexicon.Body || sort == lexicon.People)
}
