package extract

import "claimgraph/kg"

// What whoever denies, confirms or finds evidence for a claim makes of it: "rejected
// reports that X", "confirmed reports that X", "no doubt that X", "no evidence that X".

// rejected reads "denied the allegation that X", "rejected reports of X", "rejected the
// suggestion that X", "called the claim that X baseless": whoever denies says that it is not
// so, and of those who said so nothing is known. A suggestion that something be done is only
// turned down; who "retracted the claim that X" no longer says so, and that is less.
func (w *walker) rejected(i, noun int) bool {
	v := w.parent[noun]
	if v < 0 || !w.is(noun, "obj", "nsubj:pass") {
		return false
	}
	retracts := w.cues.has("verb", w.particled(v), "retracts")
	if !retracts && w.cues.class("verb", w.particled(v), "denies", "rejects") == "" && !w.calledFalse(v, noun, i, w.cues) {
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
	if retracts {
		w.weakenHere(kg.Possible, "retracted")
	}
	w.scope = max(w.scope, forceOnly)
	w.answered = noun
	return true
}

// disputed says whether a noun is what somebody rejects or does not believe: "dismissed
// claims that X", "pushed back against claims that X", "cast doubt on reports that X",
// "was sceptical of claims that X", "contrary to reports that X".
func (w *walker) disputed(noun int) bool {
	above := w.parent[noun]
	switch {
	case above < 0:
		return false
	case w.is(noun, "obj", "nsubj:pass"):
		return w.cues.class("verb", w.belittling(above), "denies", "disputes", "fails") != ""
	case w.is(noun, "nmod"):
		return w.cues.has("noun", w.lemma(above), "doubts")
	case !w.is(noun, "obl", "xcomp"):
		return false
	case !w.verbal(above):
		return w.cues.has("adjective", w.lower(above), "doubts")
	}
	what := w.child(above, "obj")
	return w.cues.has("verb", w.belittling(above), "disputes") ||
		what >= 0 && (w.cues.has("noun", w.lemma(what), "doubts") || w.lemma(what) == "water" && w.childLemma(what, "amod", "cold") >= 0)
}

// belittling is a verb with its particle, which the parser may have given to what stands
// behind it: "brushed aside claims".
func (w *walker) belittling(v int) string {
	if v+1 < len(w.Words) && oneOf(w.lower(v+1), "aside", "away", "off", "back", "down") {
		return w.lemma(v) + "_" + w.lower(v+1)
	}
	return w.particled(v)
}

// takenBack says whether what a verb in -ing tells is what its subject is sorry to have
// said, or says not to have said: "apologised for claiming that X", "denied saying that X".
func (w *walker) takenBack(p int) bool {
	h := w.parent[p]
	if h < 0 || !w.gerund(p) && !w.childForm(p, "having") {
		return false
	}
	sorry := oneOf(w.lemma(h), "apologize", "apologise", "regret")
	return w.is(p, "xcomp") && (sorry || w.cues.class("verb", w.particled(h), "denies", "retracts") != "") || w.is(p, "advcl") && sorry && w.led(p) == "for"
}

// viewer is whose view, or account, "in her view", "in the view of Ann Lee" is; -1 for none.
func (w *walker) viewer(noun int) int {
	if c := w.child(noun, "nmod:poss"); c >= 0 {
		return w.referent(c)
	}
	if w.childLemma(noun, "det", "the") < 0 {
		return -1 // "in view of the storm"
	}
	for _, c := range w.children[noun] {
		if w.is(c, "nmod", "obl") && w.preposition(c) == "of" && w.speaks(c) {
			return c
		}
	}
	return -1
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
