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
