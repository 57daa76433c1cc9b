package extract

import "claimgraph/kg"

// What whoever denies, confirms or finds evidence for a claim makes of it: "rejected
// reports that X", "confirmed reports that X", "no doubt that X", "no evidence that X".

// rejected reads "denied the allegation that X", "rejected reports of X", "rejected the
// suggestion that X": whoever denies says that it is not so, and of those who said so
// nothing is known. A suggestion that something be done is only turned down.
func (w *walker) rejected(i, noun int) bool {
	v := w.parent[noun]
	if v < 0 || !w.is(noun, "obj", "nsubj:pass") || w.cues.class("verb", w.particled(v), "denies", "rejects") == "" {
		return false
	}
	if !w.cues.has("noun", w.lemma(noun), "reports") && !(w.cues.has("noun", w.lemma(noun), "possible") && w.finite(i)) {
		return false
	}
	w.attribute(w.sentence, w.speaker(v), v, "denied")
	if a := w.publisher(noun); a >= 0 && !w.refused(v) {
		w.gainsaid = source{w.sentence, a, noun}
	}
	switch {
	case w.refused(v):
		w.weakenHere(kg.Possible, "not-denied")
	case w.scope == everything:
		w.negate("denied")
	}
	w.scope = max(w.scope, forceOnly)
	w.answered = noun
	return true
}

// publisher is the newspaper of "a report in newspaper Borsen", the one of "a claim by
// Lee": a name that stands for who said it; -1 for none.
func (w *walker) publisher(noun int) int {
	if c := w.child(noun, "nmod:poss"); c >= 0 && w.Words[c].UPOS == "PROPN" {
		return c
	}
	for _, c := range w.children[noun] {
		if w.is(c, "nmod") && oneOf(w.preposition(c), "in", "by", "from") && w.Words[c].UPOS == "PROPN" && w.cues.has("noun", w.lemma(noun), "reports") {
			return c
		}
	}
	return -1
}

// belied reads "rumours that X were false", "the claim that X is baseless".
func (w *walker) belied(noun int) bool {
	a := w.parent[noun]
	if a < 0 || !w.is(noun, "nsubj") || !w.cues.has("adjective", w.lemma(a), "false") || w.cues.class("noun", w.lemma(noun), "reports", "possible") == "" {
		return false
	}
	if w.scope == everything && !w.refused(a) {
		w.negate("judged-false")
	} else {
		w.weakenHere(kg.Possible, "judged-false")
	}
	return true
}

// confirmed reads "confirmed reports that X": whoever does so says it himself.
func (w *walker) confirmed(noun int) bool {
	v := w.parent[noun]
	if v < 0 || !w.is(noun, "obj", "nsubj:pass") || !oneOf(w.lemma(v), "confirm", "corroborate", "verify", "substantiate") || !w.cues.has("noun", w.lemma(noun), "reports") || w.refused(v) {
		return false
	}
	w.attribute(w.sentence, w.speaker(v), v, "confirmed")
	w.answered = noun
	return true
}

// undoubted reads "there is no doubt that X", "has no doubt that X": it is so, or so
// for whoever has none.
func (w *walker) undoubted(noun int) bool {
	d := w.child(noun, "det")
	if !oneOf(w.lemma(noun), "doubt", "question", "uncertainty") || d < 0 || w.lower(d) != "no" {
		return false
	}
	if v := w.parent[noun]; v >= 0 && w.is(noun, "obj") && w.verbal(v) {
		w.attribute(w.sentence, w.speaker(v), noun, "belief")
	}
	w.answered = noun
	w.scope = max(w.scope, forceOnly)
	return true
}

// evident reads "found evidence that X", "found no evidence that X": what somebody has
// found, or has not.
func (w *walker) evident(noun int) bool {
	if !w.cues.has("noun", w.lemma(noun), "shows") {
		return false
	}
	w.modifiersHere(noun)
	if w.scant(noun) {
		w.weakenHere(kg.Possible, "scant")
	}
	if v := w.parent[noun]; v >= 0 && w.is(noun, "obj") && oneOf(w.lemma(v), "find", "present", "see", "show", "offer", "provide", "produce", "gather", "uncover", "discover", "report", "cite") {
		w.attribute(w.sentence, w.speaker(v), v, "evidence")
	}
	w.answered = noun
	return true
}

// instead is how the frame stands for whom the innermost source denies: "Orsted denied
// Borsen's report that X" has Borsen say X.
func (c *context) instead() context {
	other := context{negated: !c.negated, modality: c.modality, sources: append([]source{c.gainsaid}, c.sources[1:]...)}
	for _, r := range c.rules {
		if r != "denied" {
			other.rule(r)
		}
	}
	other.rule("claim-noun")
	return other
}
