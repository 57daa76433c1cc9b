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
	switch {
	case w.nominal(p) && w.child(p, "cop") < 0: // "claims that X", which parsers hang as a verb's clause at times
		w.contained(i, p)
		return
	case w.Words[p].UPOS == "ADJ" || w.nominal(p):
		w.judged(p)
		w.minded(i, p)
		w.clauseWord(p)
		return
	case w.unsaid(p):
		if w.lemma(p) == "imagine" || w.lemma(p) == "suppose" { // all that it tells of, though it be "the fire that broke out"
			w.weaken(kg.Possible, "supposed")
		}
		w.supposed(p)
		return
	}
	verb := w.particled(p)
	w.falsely(p)
	w.besideJudged(i, p)
	w.subjunctive(i, p)
	if w.cues.has("adjective", w.lower(p), "minded") && w.participle(p) { // "are convinced that"
		w.minded(i, p)
		if w.cues.has("adjective", w.lower(p), "possible") {
			w.weakenHere(kg.Possible, "possible-adjective")
		}
	}
	switch w.cues.class("verb", verb, "denies", "reports", "believes", "knows", "seems", "asks", "plans", "fails", "disputes") {
	case "denies", "disputes":
		w.attribute(w.sentence, w.speaker(p), p, "denied")
		if w.refused(p) {
			w.weaken(kg.Possible, "not-denied")
		} else if w.scope == everything {
			w.negate("denied")
		}
	case "reports":
		if w.refused(p) { // "did not say that X", "refused to say whether X": nobody's words
			w.weakenHere(kg.Possible, "not-said")
			w.scope = max(w.scope, forceOnly) // "refused to say that X" does not make X false
			break
		}
		w.citing(p)
		w.attribute(w.sentence, w.speaker(p), p, "reported-clause")
		if w.cues.has("verb", verb, "plans") && !oneOf(verb, "tell", "warn", "advise", "call", "agree") {
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
		if c := w.child(p, "nsubj"); verb == "hear" && c >= 0 && oneOf(w.lemma(c), "court", "jury", "inquest", "tribunal", "inquiry", "hearing", "panel", "judge") {
			w.attribute(w.sentence, -1, p, "heard") // what a court hears, somebody has told it
		}
		if oneOf(verb, "see", "hear", "watch", "witness", "notice") {
			w.doubted(p) // "have never seen it come": it did not
		}
	default:
		w.doubted(p)
		if !w.appended(i) {
			w.spread(i, p)
		}
	}
	w.forces(p)
	w.inserted(p)
	w.accordingTo(p)
}

// unsaid says whether nobody says what stands below the verb: it asks the reader
// ("note that X", "let us say X") or is the article's own ("it should be noted
// that X", "it is fair to say that X").
func (w *walker) unsaid(p int) bool {
	passive := w.child(p, "aux:pass") >= 0
	switch {
	case passive:
		return w.child(p, "obl:agent") < 0 && w.modal(p, "should", "must", "can", "may", "need")
	case w.child(p, "nsubj", "aux") >= 0 || w.Words[p].XPOS != "VB":
		return false
	case w.infinitive(p):
		h := w.parent[p]
		return h >= 0 && w.is(p, "csubj", "advcl", "xcomp") && w.child(h, "expl") >= 0
	}
	h := w.parent[p]
	return h < 0 || w.is(p, "parataxis", "ccomp") || w.is(p, "conj") && w.unsaid(h) || w.is(p, "xcomp") && w.lemma(h) == "let" && w.child(h, "nsubj") < 0
}

// modal says whether the verb has one of the auxiliaries.
func (w *walker) modal(p int, forms ...string) bool {
	for _, c := range w.children[p] {
		if w.is(c, "aux") && oneOf(w.lower(c), forms...) {
			return true
		}
	}
	return false
}

// supposed reads "suppose the bridge falls": what one is asked to take to be so.
func (w *walker) supposed(p int) {
	switch verb := w.particled(p); {
	case w.cues.has("verb", verb, "believes"), oneOf(verb, "argue", "claim"), verb == "say" && !w.infinitive(p) && w.child(p, "aux:pass") < 0:
		w.weakenHere(kg.Possible, "supposed")
	case w.cues.has("verb", verb, "asks"):
		w.weakenHere(kg.Questioned, "asks")
	}
}

// minded reads "is adamant that X", "are worried that X": the words or the belief
// of whoever is so.
func (w *walker) minded(i, p int) {
	if !w.is(i, "ccomp") || !w.cues.has("adjective", w.lower(p), "minded") || w.ensured(p) {
		return
	}
	if c := w.holder(p); c >= 0 && !oneOf(w.lower(c), "it", "that", "this") {
		w.attribute(w.sentence, w.referent(c), p, "belief")
		if w.refused(p) { // "are not convinced that X" leaves X open
			w.weakenHere(kg.Possible, "not-said")
			w.scope = max(w.scope, forceOnly)
		}
	}
}

// holder is whom an adjective is said of, outright or by a verb above it: "are sure",
// "remain hopeful and sure"; -1 where nobody is named.
func (w *walker) holder(p int) int {
	for depth := 0; depth < 4 && w.child(p, "expl") < 0; depth++ {
		if c := w.child(p, "nsubj"); c >= 0 {
			return c
		}
		if !w.is(p, "xcomp", "conj") || w.parent[p] < 0 {
			break
		}
		p = w.parent[p]
	}
	return -1
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

// refused says whether the verb p is negated, or is what somebody refused or failed
// to do.
func (w *walker) refused(p int) bool {
	if h := w.parent[p]; h >= 0 && w.is(p, "xcomp") && w.cues.has("verb", w.particled(h), "fails") {
		return true
	}
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
	if w.ensured(p) {
		return
	}
	switch w.cues.class("adjective", w.lemma(p), "fails", "possible", "planned", "reported") {
	case "fails":
		if w.scope == everything {
			w.negate("negative-adjective")
		}
	case "possible":
		w.weakenHere(kg.Possible, "possible-adjective")
	case "planned":
		w.weakenHere(kg.Planned, "planned-adjective")
	default:
		w.untrue(p)
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
		if w.infinitive(i) && !w.cues.has("adjective", w.lemma(p), "feels") {
			w.weakenHere(kg.Planned, "adjective-infinitive")
		}
		w.clauseWord(p)
		return
	}
	verb := w.particled(p)
	if out := w.childLemma(i, "mark", "out"); out == p+1 { // "ruled out selling"
		verb += "_out"
	}
	w.falsely(p)
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
		if !w.cues.has("verb", verb, "plans") && verb != "suppose" { // "is supposed to": what should be
			w.attribute(w.sentence, w.speaker(p), p, "believed-to")
		}
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
	case w.formerly(i, p): // tells what was
	case w.infinitive(i) && !w.cues.has("verb", verb, "does") && !oneOf(verb, "claim", "profess", "purport", "boast", "swear"):
		w.weakenHere(kg.Planned, "purpose")
	case oneOf(verb, "claim", "profess", "purport", "boast", "swear"): // "claims to own"
		w.attribute(w.sentence, w.speaker(p), p, "reported-clause")
	case w.gerund(i) && w.subjectOf(i, p):
		if w.cues.has("verb", verb, "reports") {
			w.attribute(w.sentence, w.speaker(p), p, "reported-clause")
		}
		w.weakenHere(kg.Possible, "gerund-subject")
	case w.gerund(i) || w.childForm(i, "being", "having"):
		w.gerundObject(p)
	case w.cues.has("verb", verb, "believes"):
		w.weakenHere(kg.Possible, "belief")
	case !passive && w.gerund(i) && w.cues.has("verb", verb, "says") && !w.cues.has("verb", verb, "plans") && verb != "suggest" && !w.refused(p): // "admitted killing them"
		w.attribute(w.sentence, w.speaker(p), p, "reported-clause")
	case oneOf(verb, "see", "hear", "watch", "witness", "notice"):
		w.doubted(p)
	}
	if s := w.child(p, "nsubj"); oneOf(verb, "see", "have", "leave", "let") && s >= 0 && w.cues.has("noun", w.lemma(s), "planned") && w.present(p) {
		w.weakenHere(kg.Planned, "planned-noun") // "the proposal sees him leading it"
	}
	w.clauseWord(p)
}

// formerly reads "used to own the team".
func (w *walker) formerly(i, p int) bool {
	return i == p+2 && w.lower(p) == "used" && w.Words[p].XPOS == "VBD" && w.infinitive(i)
}

// weakenIfAttempt: "refused to X" says what was not done; "ban from X", what
// shall not be.
func (w *walker) weakenIfAttempt(verb string) {
	if oneOf(verb, "ban", "bar", "block", "prohibit", "forbid", "prevent", "stop", "avoid", "resist", "deter", "discourage", "hinder", "preclude", "inhibit", "disqualify", "restrain", "exempt") {
		w.weakenHere(kg.Possible, "prevented")
	}
}

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
	case w.Words[p].UPOS == "ADJ":
		if !oneOf(w.lemma(p), "responsible", "guilty", "known", "famous", "notable", "notorious", "busy", "proud") {
			w.weakenHere(kg.Possible, "adjective-gerund")
		}
	case w.cues.has("verb", verb, "accuses"):
		if w.scope != sourceOnly { // "detained eight for lying, among them Li, who had warned them"
			w.attribute(w.sentence, w.speaker(p), p, "accused")
			w.weaken(kg.Possible, "accused")
		}
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
	if w.scant(p) {
		w.weakenHere(kg.Possible, "scant")
	}
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
		if w.denied(p) {
			return
		}
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
}

// denied reads "denied the allegation that X", "rejected reports of X": whoever
// denies says that it is not so, and of those who said so nothing is known.
func (w *walker) denied(noun int) bool {
	v := w.parent[noun]
	if v < 0 || !w.is(noun, "obj") || w.cues.class("verb", w.particled(v), "denies", "rejects") == "" {
		return false
	}
	w.attribute(w.sentence, w.speaker(v), v, "denied")
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
	if c := w.child(noun, "compound"); c == noun-1 && w.Words[c].UPOS == "PROPN" { // "the New York Times report that"
		return c
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

// paratactic reads `He said: "X"` and `X, he said` where the parser made the
// speech the lesser part.
func (w *walker) paratactic(i, p int) {
	if w.introduced(i) && w.verbal(p) && w.cues.has("verb", w.particled(p), "reports") && w.child(p, "ccomp") < 0 && w.child(p, "obj") < 0 && i > p {
		w.attribute(w.sentence, w.speaker(p), p, "reported-clause")
		w.forces(p)
		return
	}
	if w.appended(i) {
		return
	}
	if i > p && w.cues.has("verb", w.lemma(p), "objects") && w.child(p, "obj", "ccomp", "xcomp") < 0 && w.child(i, "nsubj") >= 0 && !w.stopBetween(p, i) {
		w.open(i, p) // "can help governments make decisions"
		return
	}
	w.scope = max(w.scope, sourceOnly)
}

// stopBetween says whether anything but a comma parts the words from p to i.
func (w *walker) stopBetween(p, i int) bool {
	for j := p + 1; j < i; j++ {
		if w.Words[j].UPOS == "PUNCT" && w.Words[j].Form != "," {
			return true
		}
	}
	return w.Words[p+1].UPOS == "PUNCT"
}

// severed says whether a clause stands for itself behind a semicolon: of "police deny
// it is so; reports tell of more" the reports are not the police's.
func (w *walker) severed(i int) bool {
	p := w.parent[i]
	second := w.is(i, "ccomp") && w.child(p, "ccomp") < i // "said he would; she left"
	return (second || w.is(i, "parataxis", "conj")) && i > p && w.child(i, "nsubj") >= 0 && w.child(i, "mark") < 0 && !w.inQuotes(i) && w.semicolonBetween(p, i)
}

func (w *walker) semicolonBetween(p, i int) bool {
	for j := p + 1; j < i; j++ {
		if w.Words[j].Form == ";" {
			return true
		}
	}
	return false
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
	if i != w.answered && w.is(i, "obj", "nsubj:pass") || w.is(i, "obl") && w.event {
		switch w.cues.class("verb", verb, "plans", "fails", "denies", "asks", "believes", "seems") {
		case "plans":
			w.weaken(kg.Planned, "planned-event")
		case "fails", "denies", "asks", "believes", "seems":
			w.weaken(kg.Possible, "doubtful-event")
		}
		if w.event && w.cues.has("verb", verb, "opens") {
			w.weaken(kg.Possible, "doubtful-event")
		}
		if w.refused(p) {
			w.weaken(kg.Possible, "negated-clause")
		}
	}
	if w.event && w.is(i, "obl") && w.preposition(i) == "against" { // "protested against the sale"
		w.weaken(kg.Possible, "event-against")
	}
	w.sought(i, p)
	w.eventSubject(i, p)
	w.forces(p)
	w.inserted(p)
	w.accordingTo(p)
}
