package extract

import "claimgraph/kg"

// Steps up from clauses of nouns: "the claim that", "plans to", "denied reports of".

// nounClause reads "the claim that X", "a plan to X", "the possibility that X"
// and, of a relative clause, only whose words it is.
func (w *walker) nounClause(i, p int) {
	said := w.childLemma(i, "mark", "that") >= 0 && w.child(i, "nsubj") >= 0 // "made an announcement that he was running"
	if said || w.bareContent(i, p) || w.gerundOf(i, p) || !w.is(i, "acl:relcl") && (w.infinitive(i) || w.child(i, "mark") >= 0 || w.gerund(i) && w.preposition(i) != "") {
		w.contained(i, p)
		return
	}
	w.reduced(i, p)
	if w.lawlike(i, p) {
		w.weakenHere(kg.Conditional, "lawlike")
	}
	if w.is(i, "acl:relcl") && oneOf(w.lemma(p), "time", "moment", "day", "minute", "instant") && w.present(i) && w.child(i, "nsubj") >= 0 {
		w.weakenHere(kg.Planned, "time-present") // "by the time it closes"
	}
	if w.is(i, "acl:relcl") && w.child(p, "cop") >= 0 && w.scope == everything && w.childLemma(p, "expl", "it")+w.childLemma(p, "nsubj", "it") > -2 && w.refused(p) {
		w.negate("negation") // "it was not he who left"
	}
	if w.nonspecific(p) || w.ordered(i, p) {
		w.vague = w.scope != sourceOnly && w.is(i, "acl:relcl")
		w.scope = max(w.scope, forceOnly)
	} else {
		w.scope = max(w.scope, sourceOnly)
	}
}

// ordered reads "ordered the polls closed", "wants it fixed": what shall be done
// to the object.
func (w *walker) ordered(i, p int) bool {
	v := w.parent[p]
	return !w.is(i, "acl:relcl") && v >= 0 && w.is(p, "obj") && w.cues.class("verb", w.particled(v), "plans", "fails") != ""
}

// contained weakens what stands in a noun's clause by the noun.
func (w *walker) contained(i, p int) {
	noun := w.lemma(p)
	if noun == "charge" && w.preposition(p) == "in" { // "in charge of the response"
		return
	}
	if w.belied(p) || w.rejected(i, p) || w.confirmed(p) || w.undoubted(p) || w.evident(p) {
		return
	}
	if w.scant(p) {
		w.weakenHere(kg.Possible, "scant")
	}
	switch w.cues.class("noun", noun, "fails", "possible", "planned", "reports") {
	case "fails":
		if w.scope == everything {
			w.negate("negative-noun")
		}
	case "possible":
		if w.gerund(i) && oneOf(noun, "suspicion", "charge") && w.scope != sourceOnly { // "arrested on suspicion of stealing"
			w.attribute(w.sentence, w.author(p), p, "accused")
		}
		w.weakenHere(kg.Possible, "possible-noun")
	case "planned":
		w.weakenHere(kg.Planned, "planned-noun")
	case "reports":
		w.attribute(w.sentence, w.author(p), p, "claim-noun")
		if w.disputed(p) {
			w.weakenHere(kg.Possible, "disputed-claim")
		}
	default:
		if w.gerund(i) && oneOf(w.led(i), "for", "toward", "towards") && !w.cues.has("noun", noun, "deserts") {
			w.weakenHere(kg.Planned, "purpose") // "implications for preventing it"
		}
		if w.infinitive(i) && !oneOf(noun, "first", "last", "only", "one") && w.childLemma(p, "amod", "first", "last", "only") < 0 {
			w.weakenHere(kg.Planned, "noun-infinitive")
		}
	}
	w.modifiersHere(p)
	if w.is(p, "obl") && w.cues.has("noun", noun, "reports") && oneOf(w.preposition(p), "on", "about", "to", "over", "amid", "despite", "after", "following") {
		w.scope = max(w.scope, sourceOnly) // "would not comment on reports that X": the reports are there
	}
}

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

func (w *walker) modifiersHere(p int) {
	if w.scope == everything {
		w.modifiers(p)
	}
}

// author is whom "claims by X that", "X's claim that" names.
func (w *walker) author(noun int) int {
	if c := w.child(noun, "nmod:poss"); c >= 0 {
		return w.referent(c)
	}
	for _, c := range w.children[noun] {
		if w.is(c, "nmod", "obl") && oneOf(w.preposition(c), "by", "from", "of") {
			return c
		}
	}
	if c := w.child(noun, "compound"); c >= 0 && c == noun-1 && w.Words[c].UPOS == "PROPN" { // "the New York Times report that"
		return c
	}
	if v := w.parent[noun]; v >= 0 && w.is(noun, "obj") && oneOf(w.lemma(v), "make", "issue", "release", "publish", "repeat", "give", "raise") {
		if c := w.child(v, "nsubj"); c >= 0 {
			return w.referent(c)
		}
	}
	return -1
}

// nonspecific says whether a noun need not exist: "a plant", "chips", "any".
func (w *walker) nonspecific(i int) bool {
	if w.Words[i].UPOS != "NOUN" || w.child(i, "nmod:poss") >= 0 {
		return false
	}
	d := w.child(i, "det")
	return d < 0 || oneOf(w.lower(d), "a", "an", "any", "no", "some")
}
