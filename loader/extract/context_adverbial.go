package extract

import "claimgraph/kg"

// Steps up from clauses that say when, why and on what condition.

// adverbial reads "to X", "without X", "when X": a purpose is planned; what has
// a tense of its own stands by itself, save for whose words it is; what has
// none shares the force of its clause.
func (w *walker) adverbial(i, p int) {
	switch {
	case w.is(i, "advcl:relcl"):
		if oneOf(w.lower(p), "wherever", "whenever", "whatever", "whoever", "however") {
			w.weakenHere(kg.Conditional, "concession")
		}
		w.scope = max(w.scope, forceOnly)
		w.clauseWord(p)
	case w.infinitive(i) && oneOf(w.lower(p), "surprised", "shocked", "pleased", "glad", "happy", "sad", "sorry", "proud", "relieved", "disappointed", "delighted", "saddened", "thrilled"):
		w.clauseWord(p) // "were surprised to find"
	case w.formerly(i, p):
		w.clauseWord(p)
	case w.infinitive(i):
		w.weakenHere(kg.Planned, "purpose")
		w.clauseWord(p)
	case w.finite(i) && w.childLemma(i, "mark", "because", "although", "though") >= 0:
		w.scope = max(w.scope, sourceOnly) // a reason is the case whatever follows from it
		w.inserted(p)
		w.accordingTo(p)
	case w.gerund(i) && w.led(i) != "":
		w.gerundPhrase(i, p)
	case w.childLemma(i, "mark", "as") >= 0 && w.childLemma(i, "mark", "if", "though") >= 0:
		w.scope = max(w.scope, forceOnly) // its own marks have said so
	case w.finite(i) && (w.Words[i].XPOS == "VBD" || w.childForm(i, "had", "was", "were", "has", "have", "did")):
		if w.childLemma(i, "mark", "until", "till") >= 0 && w.cues.has("verb", w.particled(p), "plans") { // "promised protests until Sweden joined"
			w.weakenHere(kg.Planned, "until-plan")
		}
		w.forestalled(i, p)
		w.habitual(i, p)
		if w.childLemma(i, "mark", "about") >= 0 { // "talked about how it closed"
			w.attribute(w.sentence, w.speaker(p), p, "reported-clause")
		}
		if w.childLemma(i, "mark", "until", "till") >= 0 { // "asked to wait until they made up their minds"
			w.scope = max(w.scope, forceOnly)
			w.clauseWord(p)
			return
		}
		w.scope = max(w.scope, sourceOnly)
		w.inserted(p)
		w.accordingTo(p)
	default:
		w.forestalled(i, p)
		if w.lower(p) == "long" && w.childLemma(p, "advmod", "as", "so") >= 0 { // "as long as it holds"
			w.weakenHere(kg.Conditional, "as-long-as")
		}
		if w.childLemma(i, "mark", "like") >= 0 { // "it looks like he leads"
			w.weakenHere(kg.Possible, "simile")
		}
		if w.whenever(i) {
			w.weakenHere(kg.Conditional, "when-present")
		}
		if w.childLemma(i, "mark", "until", "till") >= 0 || w.childLemma(i, "mark", "before") >= 0 && w.finite(i) { // "a stay until it hears them"
			w.weakenHere(kg.Planned, "until-present")
		}
		if w.gerundBeside(i, p) {
			w.weakenHere(kg.Planned, "gerund-object")
		}
		if w.gerund(i) && oneOf(w.lemma(p), "include", "involve", "entail") && w.child(p, "aux:pass") < 0 { // "demands include closing it, selling it"
			w.weakenHere(kg.Planned, "gerund-object")
		}
		if w.childLemma(i, "mark", "as") >= 0 && oneOf(w.lemma(p), "quote", "cite", "report", "describe", "characterize", "characterise", "portray") {
			w.attribute(w.sentence, w.speaker(p), p, "quoted-as") // "was quoted by Reuters as saying", "describes itself as standing for it"
		}
		w.scope = max(w.scope, forceOnly)
		w.clauseWord(p)
	}
}

// whenever reads "when the mosque is attacked": a clause of time in the present
// tense tells of any such time, not of one.
func (w *walker) whenever(i int) bool {
	first := w.child(i, "advmod", "mark")
	return first >= 0 && first < i && oneOf(w.lower(first), "when", "whenever", "once") && w.finite(i) && w.Words[i].XPOS != "VBD"
}

// led is the preposition before a gerund: "for banning", "on leaving".
func (w *walker) led(i int) string {
	for _, c := range w.children[i] {
		if w.is(c, "mark", "case") && c < i && oneOf(w.lower(c), "for", "of", "on", "in", "from", "against", "to", "with", "about", "at", "like", "toward", "towards") {
			return w.lower(c)
		}
	}
	return ""
}

// gerundPhrase reads "plans on leaving", "accused of stealing", "interested in
// buying", "proposed for banning": what the verb or adjective above makes of it.
func (w *walker) gerundPhrase(i, p int) {
	verb := w.particled(p)
	w.falsely(p)
	switch {
	case w.Words[p].UPOS == "ADJ" && w.parent[p] >= 0 && w.is(p, "xcomp") && w.lemma(w.parent[p]) == "plead": // "pleaded not guilty to stealing"
		w.attribute(w.sentence, w.speaker(w.parent[p]), w.parent[p], "plea")
	case w.Words[p].UPOS == "ADJ":
		if !oneOf(w.lemma(p), "responsible", "guilty", "known", "famous", "notable", "notorious", "busy", "proud") {
			w.weakenHere(kg.Possible, "adjective-gerund")
		}
	case w.cues.has("verb", verb, "accuses"), verb == "want" && w.led(i) == "for" && w.child(p, "aux:pass", "nsubj:pass") >= 0: // "is wanted for killing"
		if w.scope != sourceOnly { // "detained eight for lying, among them Li, who had warned them"
			w.attribute(w.sentence, w.speaker(p), p, "accused")
			w.weaken(kg.Possible, "accused")
		}
	case w.childLemma(p, "xcomp", "short") >= 0: // "stopped short of": the word itself negates
	case w.cues.has("verb", verb, "judges") && w.led(i) != "from": // "was banned from selling" is no verdict
	case w.cues.has("verb", verb, "fails"):
		if w.scope == everything {
			w.negate("failed")
		}
		w.weakenIfAttempt(verb)
	case w.cues.has("verb", verb, "clears"): // "acquitted of killing"
		if w.scope == everything {
			w.negate("cleared")
		}
	case w.cues.class("verb", verb, "plans", "believes", "seems", "asks") != "":
		w.weakenHere(kg.Planned, "purpose")
	default:
		w.preposed(i, p)
	}
	w.clauseWord(p)
}
