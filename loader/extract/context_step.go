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
		w.scope = max(w.scope, forceOnly) // what negates the denial has been read
	case "reports":
		if w.refused(p) { // "did not say that X", "refused to say whether X": nobody's words
			w.weakenHere(kg.Possible, "not-said")
			w.scope = max(w.scope, forceOnly) // "refused to say that X" does not make X false
			break
		}
		w.citing(p)
		w.attribute(w.sentence, w.speaker(p), p, "reported-clause")
		if w.takenBack(p) {
			w.weakenHere(kg.Possible, "taken-back")
		}
		if w.cues.has("verb", verb, "plans") && !oneOf(verb, "tell", "warn", "advise", "call", "agree") {
			w.weakenHere(kg.Planned, "plan") // promised, demanded
		}
	case "believes":
		w.attribute(w.sentence, w.speaker(p), p, "belief")
		w.weakenHere(kg.Possible, "belief")
		w.disbelieved(p, verb == "doubt")
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
		w.disbelieved(p, oneOf(w.lower(p), "skeptical", "sceptical", "doubtful", "dubious"))
	}
}

// disbelieved reads "doubts that X", "is sceptical that X": to whoever does, X is hardly so.
func (w *walker) disbelieved(p int, doubts bool) {
	if !doubts {
		return
	}
	if w.scope == everything && !w.refused(p) {
		w.negate("doubted")
	}
	w.scope = max(w.scope, forceOnly) // what negates the doubt has been read
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
	case passive && w.infinitive(i) && verb == "understand": // "is understood to have left"
		w.attribute(w.sentence, -1, p, "said-to")
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
	case oneOf(verb, "elect", "choose") && oneOf(w.Words[i].UPOS, "NOUN", "PROPN"): // "was elected president"
	case w.cues.has("verb", verb, "plans") && !w.gerund(i) || verb == "go" && w.gerund(p) && w.infinitive(i) || verb == "have" && w.infinitive(i) && w.Words[p].XPOS != "VBD":
		w.weakenHere(kg.Planned, "plan")
	case w.formerly(i, p): // tells what was
	case decides(verb) && w.infinitive(i) && wins(w.lemma(i)): // "beat Fischer to win the title"
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

// decides says whether a verb tells how a match ended, and wins whether an infinitive
// behind it tells what came of that.
func decides(verb string) bool {
	return oneOf(verb, "beat", "defeat", "edge", "overcome", "outlast", "rout", "thrash", "hold_off", "see_off", "rally", "recover", "score")
}

func wins(verb string) bool {
	return oneOf(verb, "win", "claim", "reach", "clinch", "lift", "retain", "secure", "capture", "advance", "become", "seal", "take", "earn")
}
