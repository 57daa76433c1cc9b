package extract

import (
	"strings"

	"claimgraph/kg"
)

// What a clause shares with the one that it is joined to by "and", "or", "but".

// coordinate reads "may buy X and sell Y", "did not buy or sell": a conjunct
// without finite verb of its own shares what stands before the first.
func (w *walker) coordinate(i, p int) {
	w.sharedMark(i, p)
	if w.scope != sourceOnly && w.child(i, "mark") < 0 && w.childLemma(i, "cc", "but") < 0 {
		w.content(p) // "my guess is that X did and Y was"
	}
	if w.backshifted(i, p) {
		w.complement(i, p)
		return
	}
	if w.child(i, "nsubj") >= 0 || w.childFinite(i) {
		return
	}
	if x := w.bareSibling(i, p); x >= 0 {
		w.open(x, p)
		return
	}
	if w.nominal(i) && w.child(i, "cop") < 0 {
		w.copulaShared(i, p)
		return
	}
	if w.gerund(i) && w.verbal(p) && !w.gerund(p) && w.child(i, "aux") < 0 && w.scope != sourceOnly {
		w.weaken(kg.Possible, "gerund-conjunct") // "spoke about schools and raising wages": no deed
	}
	if w.tensed(i, p) && w.child(p, "aux") >= 0 {
		return
	}
	kept := w.scope
	if w.childLemma(i, "cc", "or", "nor") < 0 || w.denied(i) {
		w.scope = max(w.scope, forceOnly)
		if kept == everything && w.Words[i].XPOS == "VB" && !w.infinitive(i) && w.child(p, "aux") >= 0 && w.refused(p) {
			w.weaken(kg.Possible, "shared-negation") // "did not come and see": not both
		}
	}
	if w.scope != sourceOnly {
		w.auxiliaries(p)
		w.adverbs(p)
		w.subordinator(p)
		w.condition(p)
	}
	w.scope = kept
}

// backshifted says whether a clause joined to a verb of saying goes on with what
// is said: of "said X was lifted and Y had been cut" the tense of the second tells.
func (w *walker) backshifted(i, p int) bool {
	c := w.child(p, "ccomp")
	return c > p && c < i && w.Words[p].XPOS == "VBD" && w.cues.has("verb", w.particled(p), "reports") && w.child(i, "nsubj") >= 0 &&
		w.childLemma(i, "cc", "and") >= 0 && w.childForm(i, "had", "would") && w.ifClause(i) < 0
}

// tensed says whether a conjunct has a tense of its own beside an auxiliary: behind
// a modal, what looks like a plural present is bare ("they can take and move it").
func (w *walker) tensed(i, p int) bool {
	if w.Words[i].XPOS == "VBD" {
		return !w.modalPassive(p)
	}
	return w.Words[i].XPOS == "VBZ" || w.present(i) && !w.underModal(p)
}

// bareSibling is the clause that a conjunct without tense goes on with where the
// parser hung it on the finite verb above: "saw it come and be so loud".
func (w *walker) bareSibling(i, p int) int {
	if x := w.child(p, "xcomp", "advcl"); x > p && x < i && w.infinitive(x) && w.childForm(x, "have") && w.participial(i) {
		return x // "was said to have struck it and claimed two lives"
	}
	bare := w.Words[i].XPOS == "VB" || w.childForm(i, "be")
	x := w.child(p, "xcomp")
	if !bare || x < 0 || x > i || w.Words[p].XPOS == "VB" || w.Words[x].XPOS != "VB" && !w.childForm(x, "be") {
		return -1
	}
	return x
}

// participial says whether a verb without auxiliary may be a past participle, which
// taggers take for a past tense.
func (w *walker) participial(i int) bool {
	form := w.lower(i)
	return w.child(i, "aux", "cop") < 0 && (w.participle(i) || w.Words[i].XPOS == "VBD" && (strings.HasSuffix(form, "ed") || form == w.lemma(i)))
}

// copulaShared reads "could be an error or a fault", "is not open or free": nouns
// and adjectives behind one copula share all that it carries.
func (w *walker) copulaShared(i, p int) {
	if w.child(p, "cop") < 0 || w.scope == sourceOnly {
		return
	}
	if w.childLemma(i, "cc", "but") >= 0 {
		w.scope = max(w.scope, forceOnly)
	}
	w.auxiliaries(p)
	w.adverbs(p)
	w.subordinator(p)
	w.condition(p)
}

// childFinite says whether the conjunct has an auxiliary of its own.
func (w *walker) childFinite(i int) bool { return w.child(i, "aux", "cop") >= 0 && w.finite(i) }
