package extract

import "claimgraph/kg"

// What one clause does to the clause below it.

// step goes from word i to its parent p.
func (w *walker) step(i, p int) {
	switch w.rel(i) {
	case "ccomp":
		w.complement(i, p)
	case "xcomp", "csubj":
		w.open(i, p)
	case "advcl":
		w.adverbial(i, p)
	case "acl":
		w.nounClause(i, p)
	case "conj":
		w.coordinate(i, p)
	case "parataxis":
		w.paratactic(i, p)
	default:
		w.position(i, p)
	}
}

// complement reads "claimed that X", "denied that X", "believes X".
func (w *walker) complement(i, p int) {
	if w.Words[p].UPOS == "ADJ" || w.nominal(p) {
		w.judged(p)
		w.clauseWord(p)
		return
	}
	verb := w.particled(p)
	switch w.cues.class("verb", verb, "denies", "reports", "believes", "knows", "seems", "asks", "plans", "fails") {
	case "denies":
		w.attribute(w.sentence, w.speaker(p), p, "denied")
		if w.refused(p) {
			w.weaken(kg.Possible, "not-denied")
		} else if w.scope == everything {
			w.negate("denied")
		}
	case "reports":
		w.citing(p)
		w.attribute(w.sentence, w.speaker(p), p, "reported-clause")
		w.doubted(p)
		if w.cues.has("verb", verb, "plans") && !oneOf(verb, "tell", "warn", "advise", "call") {
			w.weakenHere(kg.Planned, "plan") // promised, demanded
		}
	case "believes":
		w.attribute(w.sentence, w.speaker(p), p, "belief")
		w.weakenHere(kg.Possible, "belief")
	case "seems":
		w.weakenHere(kg.Possible, "seems")
	case "asks":
		w.weakenHere(kg.Questioned, "asks")
	case "plans", "fails":
		w.weakenHere(kg.Planned, "plan")
	case "knows":
		if oneOf(verb, "see", "hear", "watch", "witness", "notice") {
			w.doubted(p) // "have never seen it come": it did not
		}
	default:
		w.doubted(p)
	}
	w.forces(p)
	w.inserted(p)
	w.accordingTo(p)
}

// weakenHere weakens unless the frame has escaped the clause's force.
func (w *walker) weakenHere(m kg.Modality, rule string) {
	if w.scope != sourceOnly {
		w.weaken(m, rule)
	}
}

// doubted reads "did not say that X": X is open.
func (w *walker) doubted(p int) {
	if w.refused(p) {
		w.weakenHere(kg.Possible, "not-said")
	}
}

// refused says whether the verb p is negated.
func (w *walker) refused(p int) bool {
	probe := &walker{sentence: w.sentence, cues: w.cues}
	probe.adverbs(p)
	probe.negativeArguments(p)
	return probe.negated
}

// forces takes the modality of the clause at p, without its negation.
func (w *walker) forces(p int) {
	if w.scope == sourceOnly {
		return
	}
	kept := w.scope
	w.scope = forceOnly
	w.auxiliaries(p)
	w.adverbs(p)
	w.subordinator(p)
	w.condition(p)
	w.scope = kept
}

// judged reads "it is likely that X", "is able to X", "the question is whether".
func (w *walker) judged(p int) {
	switch w.cues.class("adjective", w.lemma(p), "fails", "possible", "planned", "reported") {
	case "fails":
		if w.scope == everything {
			w.negate("negative-adjective")
		}
	case "possible":
		w.weakenHere(kg.Possible, "possible-adjective")
	case "planned":
		w.weakenHere(kg.Planned, "planned-adjective")
	}
}

// open reads "plans to X", "failed to X", "seems to X", "is said to X",
// "managed to X".
func (w *walker) open(i, p int) {
	if w.is(i, "csubj") {
		w.judged(p)
		w.forces(p)
		return
	}
	if w.Words[p].UPOS == "ADJ" || w.Words[p].UPOS == "ADV" {
		w.judged(p)
		w.clauseWord(p)
		return
	}
	verb := w.particled(p)
	passive := w.child(p, "aux:pass", "nsubj:pass") >= 0 || w.participle(p) && w.is(p, "acl")
	switch {
	case w.cues.has("verb", verb, "fails"):
		if w.scope == everything {
			w.negate("failed")
		}
		w.weakenIfAttempt(verb)
	case passive && w.infinitive(i) && w.cues.has("verb", verb, "reports") && !w.cues.has("verb", verb, "plans"):
		w.attribute(w.sentence, w.speaker(p), p, "said-to")
	case passive && w.cues.has("verb", verb, "believes"):
		w.weakenHere(kg.Possible, "believed-to")
	case w.cues.has("verb", verb, "denies"):
		w.attribute(w.sentence, w.speaker(p), p, "denied")
		if w.scope == everything {
			w.negate("denied")
		}
	case w.cues.has("verb", verb, "seems"):
		w.weakenHere(kg.Possible, "seems")
	case w.cues.has("verb", verb, "plans") && !w.gerund(i) || verb == "go" && w.gerund(p) && w.infinitive(i) || verb == "have" && w.infinitive(i) && w.Words[p].XPOS != "VBD":
		w.weakenHere(kg.Planned, "plan")
	case w.infinitive(i) && !w.cues.has("verb", verb, "does") && !oneOf(verb, "claim", "profess", "purport", "boast", "swear"):
		w.weakenHere(kg.Planned, "purpose")
	case oneOf(verb, "claim", "profess", "purport", "boast", "swear"): // "claims to own"
		w.attribute(w.sentence, w.speaker(p), p, "reported-clause")
	case w.cues.has("verb", verb, "believes"):
		w.weakenHere(kg.Possible, "belief")
	case oneOf(verb, "see", "hear", "watch", "witness", "notice"):
		w.doubted(p)
	}
	w.clauseWord(p)
}

// weakenIfAttempt: "refused to X" says what was not done; "ban from X", what
// shall not be.
func (w *walker) weakenIfAttempt(verb string) {
	if oneOf(verb, "ban", "bar", "block", "prohibit", "forbid", "prevent", "stop", "avoid", "resist", "deter", "discourage", "hinder") {
		w.weakenHere(kg.Possible, "prevented")
	}
}

// adverbial reads "to X", "without X", "when X": a purpose is planned; what has
// a tense of its own stands by itself, save for whose words it is; what has
// none shares the force of its clause.
func (w *walker) adverbial(i, p int) {
	switch {
	case w.is(i, "advcl:relcl"):
		w.scope = max(w.scope, forceOnly)
		w.clauseWord(p)
	case w.infinitive(i) && oneOf(w.lower(p), "surprised", "shocked", "pleased", "glad", "happy", "sad", "sorry", "proud", "relieved", "disappointed", "delighted", "saddened", "thrilled"):
		w.clauseWord(p) // "were surprised to find"
	case w.infinitive(i):
		w.weakenHere(kg.Planned, "purpose")
		w.clauseWord(p)
	case w.finite(i) && w.childLemma(i, "mark", "because", "although", "though") >= 0:
		w.scope = max(w.scope, sourceOnly) // a reason is the case whatever follows from it
		w.inserted(p)
		w.accordingTo(p)
	case w.gerund(i) && w.led(i) != "":
		w.gerundPhrase(i, p)
	case w.finite(i) && (w.Words[i].XPOS == "VBD" || w.childForm(i, "had", "was", "were", "has", "have", "did")):
		if w.childLemma(i, "mark", "until", "till") >= 0 && w.cues.has("verb", w.particled(p), "plans") { // "promised protests until Sweden joined"
			w.weakenHere(kg.Planned, "until-plan")
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
		if w.whenever(i) {
			w.weakenHere(kg.Conditional, "when-present")
		}
		if w.childLemma(i, "mark", "until", "till") >= 0 { // "a stay until it hears them"
			w.weakenHere(kg.Planned, "until-present")
		}
		if w.childLemma(i, "mark", "as") >= 0 && oneOf(w.lemma(p), "quote", "cite", "report") {
			w.attribute(w.sentence, w.speaker(p), p, "quoted-as") // "was quoted by Reuters as saying"
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
		if w.is(c, "mark", "case") && c < i && oneOf(w.lower(c), "for", "of", "on", "in", "from", "against", "to", "with", "about", "at") {
			return w.lower(c)
		}
	}
	return ""
}

// gerundPhrase reads "plans on leaving", "accused of stealing", "interested in
// buying", "proposed for banning": what the verb or adjective above makes of it.
func (w *walker) gerundPhrase(i, p int) {
	verb := w.particled(p)
	switch {
	case w.Words[p].UPOS == "ADJ":
		if !oneOf(w.lemma(p), "responsible", "guilty", "known", "famous", "notable", "notorious", "busy", "proud") {
			w.weakenHere(kg.Possible, "adjective-gerund")
		}
	case w.cues.has("verb", verb, "accuses"):
		w.attribute(w.sentence, w.speaker(p), p, "accused")
		w.weakenHere(kg.Possible, "accused")
	case w.cues.has("verb", verb, "judges"):
	case w.cues.has("verb", verb, "fails"):
		if w.scope == everything {
			w.negate("failed")
		}
		w.weakenIfAttempt(verb)
	case w.cues.class("verb", verb, "plans", "believes", "seems", "asks") != "" || w.led(i) == "for":
		w.weakenHere(kg.Planned, "purpose")
	}
	w.clauseWord(p)
}

// nounClause reads "the claim that X", "a plan to X", "the possibility that X"
// and, of a relative clause, only whose words it is.
func (w *walker) nounClause(i, p int) {
	if !w.is(i, "acl:relcl") && (w.infinitive(i) || w.child(i, "mark") >= 0 || w.gerund(i) && w.preposition(i) != "") {
		w.contained(i, p)
		return
	}
	if w.nonspecific(p) || w.ordered(i, p) {
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
	switch w.cues.class("noun", noun, "fails", "possible", "planned", "reports") {
	case "fails":
		if w.scope == everything {
			w.negate("negative-noun")
		}
	case "possible":
		w.weakenHere(kg.Possible, "possible-noun")
	case "planned":
		w.weakenHere(kg.Planned, "planned-noun")
	case "reports":
		w.attribute(w.sentence, w.author(p), p, "claim-noun")
	default:
		if w.infinitive(i) && !oneOf(noun, "first", "last", "only", "one") && w.childLemma(p, "amod", "first", "last", "only") < 0 {
			w.weakenHere(kg.Planned, "noun-infinitive")
		}
	}
	w.modifiersHere(p)
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
	if v := w.parent[noun]; v >= 0 && w.is(noun, "obj") && oneOf(w.lemma(v), "make", "issue", "release", "publish", "repeat", "give", "raise") {
		return w.referent(w.child(v, "nsubj"))
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

// coordinate reads "may buy X and sell Y", "did not buy or sell": a conjunct
// without finite verb of its own shares what stands before the first.
func (w *walker) coordinate(i, p int) {
	if w.child(i, "nsubj") >= 0 || w.childFinite(i) {
		return
	}
	if w.nominal(i) && w.child(i, "cop") < 0 {
		w.copulaShared(i, p)
		return
	}
	if w.gerund(i) && w.verbal(p) && !w.gerund(p) && w.child(i, "aux") < 0 && w.scope != sourceOnly {
		w.weaken(kg.Possible, "gerund-conjunct") // "spoke about schools and raising wages": no deed
	}
	if (w.Words[i].XPOS == "VBD" || w.Words[i].XPOS == "VBZ" || w.Words[i].XPOS == "VBP") && w.child(p, "aux") >= 0 {
		return
	}
	kept := w.scope
	if w.childLemma(i, "cc", "or", "nor") < 0 || w.denied(i) {
		w.scope = max(w.scope, forceOnly)
	}
	if w.scope != sourceOnly {
		w.auxiliaries(p)
		w.adverbs(p)
		w.subordinator(p)
		w.condition(p)
	}
	w.scope = kept
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

// paratactic reads `He said: "X"` and `X, he said` where the parser made the
// speech the lesser part.
func (w *walker) paratactic(i, p int) {
	if w.introduced(i) && w.verbal(p) && w.cues.has("verb", w.particled(p), "reports") && w.child(p, "ccomp") < 0 && w.child(p, "obj") < 0 && i > p {
		w.attribute(w.sentence, w.speaker(p), p, "reported-clause")
		w.forces(p)
		return
	}
	w.scope = max(w.scope, sourceOnly)
}

// introduced says whether a colon or quotation mark stands before the clause.
func (w *walker) introduced(i int) bool {
	first, _ := w.reach(i)
	return first > 0 && oneOf(w.Words[first-1].Form, ":", "“", "\"", ",", "``") || oneOf(w.Words[first].Form, "“", "\"", "``")
}

// position takes what a noun's place in its clause does to it: "may lead to
// the closure of X", "plans the launch of Y", "the threat of closure".
func (w *walker) position(i, p int) {
	if w.scope == sourceOnly {
		if w.verbal(p) {
			w.inserted(p)
			w.accordingTo(p)
		}
		return
	}
	if w.nominal(p) && w.child(p, "cop") < 0 {
		if w.is(i, "nmod", "compound", "obl") {
			w.contained(i, p)
		}
		return
	}
	verb := w.particled(p)
	if w.is(i, "obj", "nsubj:pass") || w.is(i, "obl") && w.event {
		switch w.cues.class("verb", verb, "plans", "fails", "denies", "asks", "believes", "seems") {
		case "plans":
			w.weaken(kg.Planned, "planned-event")
		case "fails", "denies", "asks", "believes", "seems":
			w.weaken(kg.Possible, "doubtful-event")
		}
		if w.refused(p) {
			w.weaken(kg.Possible, "negated-clause")
		}
	}
	w.forces(p)
	w.inserted(p)
	w.accordingTo(p)
}
