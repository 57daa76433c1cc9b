package extract

import "claimgraph/kg"

// What leaves a frame open that stands in no clause of its own, or that the
// clause above has no modal, plan or belief for.

// ensured reads "made sure that X": X is the case.
func (w *walker) ensured(p int) bool {
	v := w.parent[p]
	return v >= 0 && w.is(p, "xcomp") && w.lemma(v) == "make"
}

// untrue reads "it is false that X", "it is not true that X", "it is vital that
// X leave": what an adjective makes of the clause that it judges.
func (w *walker) untrue(p int) {
	switch w.cues.class("adjective", w.lemma(p), "false", "true", "needed") {
	case "false":
		if w.scope == everything {
			w.negate("judged-false")
		}
	case "true":
		if w.scope == everything && w.refused(p) {
			w.negate("judged-false")
		}
	case "needed":
		w.weakenHere(kg.Planned, "needed")
	}
}

// falsely reads "falsely claimed that X", "wrongly convicted of X": the article
// does not think so.
func (w *walker) falsely(p int) {
	for _, c := range w.children[p] {
		if w.is(c, "advmod") && w.cues.has("adverb", w.lower(c), "false") {
			w.weakenHere(kg.Possible, "falsely")
		}
	}
}

// subjunctive reads "insisted that he leave", "asked that it be closed": a verb
// without tense is what shall be.
func (w *walker) subjunctive(i, p int) {
	if w.cues.has("verb", w.lemma(p), "mandates") && w.childLemma(i, "mark", "that") >= 0 && !w.underModal(i) &&
		(w.Words[i].XPOS == "VB" && w.child(i, "aux") < 0 || w.bareVerb(i)) {
		w.weakenHere(kg.Planned, "subjunctive")
	}
}

// bareVerb reads "that the army protect it": a verb without ending behind "that"
// and one whom it should have one for.
func (w *walker) bareVerb(i int) bool {
	subject := w.child(i, "nsubj")
	if subject < 0 || w.Words[i].XPOS != "VBP" || w.childLemma(i, "mark", "that") < 0 || w.child(i, "aux", "cop") >= 0 || w.child(subject, "conj") >= 0 {
		return false
	}
	return w.Words[subject].XPOS == "NN" || oneOf(w.lower(subject), "he", "she", "it")
}

// bareBe reads "that ballots be accepted": a "be" without tense, wherever the
// parser hung the clause.
func (w *walker) bareBe(i int) bool {
	bare := false
	for _, c := range w.children[i] {
		switch {
		case w.is(c, "aux", "cop") && w.lower(c) == "be":
			bare = true
		case w.is(c, "aux") || w.is(c, "mark") && w.lower(c) == "to":
			return false
		}
	}
	return bare && w.childLemma(i, "mark", "that") >= 0
}

// running reads "a ticket of X for president and senator Y for vice president": an
// office that one stands for, which the parser gave to the next.
func (w *walker) running(office int) bool {
	last := len(w.Words) - 1
	if office < 1 || office+2 > last || w.lower(office-1) != "for" || w.lower(office+1) != "and" {
		return false
	}
	for j := office + 2; j < last && w.nominal(j) || j < last && w.is(j, "amod"); j++ {
		if w.Words[j].UPOS == "PROPN" && w.lower(j+1) == "for" {
			return true
		}
	}
	return false
}

// wouldBe reads "would-be mayor", which some splitting makes four words.
func (w *walker) wouldBe(i int) bool {
	return i >= 3 && w.lower(i-1) == "be" && w.Words[i-2].Form == "-" && w.lower(i-3) == "would"
}

// besideJudged reads "said it was possible he left", where the parser hung both
// clauses on the verb: the adjective judges the second.
func (w *walker) besideJudged(i, p int) {
	for _, c := range w.children[p] {
		if c > p && c < i && w.is(c, "ccomp") && w.Words[c].UPOS == "ADJ" && w.childLemma(c, "nsubj", "it")+w.childLemma(c, "expl", "it") > -2 && !w.stopBetween(c, i) && w.scope != sourceOnly {
			w.judged(c)
			w.forces(c)
		}
	}
}

// optative reads "God bless her": a wish.
func (w *walker) optative(i int) bool {
	subject := w.child(i, "nsubj")
	return subject >= 0 && oneOf(w.lower(subject), "god", "heaven", "allah", "lord") && w.lower(i) == w.lemma(i) && w.child(i, "aux") < 0
}

// habitual reads "when food was plentiful, they would eat it": of any such time.
func (w *walker) habitual(i, p int) {
	if first := w.child(i, "advmod", "mark"); first < 0 || first > i || !oneOf(w.lower(first), "when", "whenever") {
		return
	}
	would := i < p && w.wont(p)
	for _, c := range w.children[p] {
		would = would || c > i && w.wont(c)
	}
	if would {
		w.weakenHere(kg.Conditional, "habitual")
	}
}

// wont says whether the verb has "would", or "'d" for it.
func (w *walker) wont(i int) bool {
	return w.childForm(i, "would") || w.Words[i].XPOS == "VB" && w.childForm(i, "'d", "’d")
}

// alternative reads "either sold or closed it": one of two was done, and nobody
// says which. What has a subject of its own stands for itself.
func (w *walker) alternative(i int) {
	if w.is(i, "conj") && w.childLemma(i, "cc", "or") >= 0 && w.verbal(w.parent[i]) && w.child(i, "nsubj") < 0 {
		w.weaken(kg.Possible, "alternative")
		return
	}
	for _, c := range w.children[i] {
		if w.is(c, "conj") && w.verbal(c) && w.childLemma(c, "cc", "or") >= 0 {
			w.weaken(kg.Possible, "alternative")
		}
	}
}

// interrogative reads "which skills", "which juvenile and adult birds".
func (w *walker) interrogative(noun int) bool {
	if many := w.child(noun, "amod"); many >= 0 && oneOf(w.lower(many), "many", "much") && w.childLemma(many, "advmod", "how") >= 0 {
		return true
	}
	d := w.child(noun, "det")
	if first, _ := w.reach(noun); d < 0 && w.is(first, "det") {
		d = first
	}
	return d >= 0 && oneOf(w.lower(d), "which", "what", "whatever", "whichever")
}

// reduced reads "alleged abuse committed by X": what is said of the noun's event
// in a reduced clause is as sure as the noun.
func (w *walker) reduced(i, p int) {
	if w.is(i, "acl:relcl") || w.infinitive(i) {
		return
	}
	nouns := []int{p}
	if w.is(p, "conj") {
		nouns = append(nouns, w.parent[p])
	}
	for _, noun := range nouns {
		for _, c := range w.children[noun] {
			if !w.is(c, "amod") {
				continue
			}
			switch w.quality(c) {
			case "reported":
				w.weaken(kg.Reported, "hearsay-adjective")
			case "possible", "planned":
				w.weaken(kg.Possible, "doubtful-argument")
			}
		}
	}
}

// appended reads "his decision — that X", "the notion they rejected: that X": a
// "that" clause behind a dash or colon is what a noun before it holds.
func (w *walker) appended(i int) bool {
	that := w.childLemma(i, "mark", "that")
	if that < 1 || !oneOf(w.Words[that-1].Form, ":", "—", "–", "--", "-") {
		return false
	}
	for j := that - 1; j >= 0; j-- {
		if w.Words[j].UPOS == "NOUN" && w.cues.class("noun", w.lemma(j), "fails", "possible", "planned", "reports") != "" {
			w.contained(i, j)
			return true
		}
	}
	return false
}

// spread reads "rumors circulated that X", "reports emerged that X": the clause
// is the subject's.
func (w *walker) spread(i, p int) {
	if s := w.child(p, "nsubj"); s >= 0 && w.child(p, "obj") < 0 && w.cues.class("noun", w.lemma(s), "fails", "possible", "planned", "reports") != "" {
		w.contained(i, s)
	}
}

// scant reads "little evidence that X".
func (w *walker) scant(noun int) bool {
	return w.childLemma(noun, "amod", "little", "scant", "insufficient", "few") >= 0
}

// beTo reads "the debate was to be held", "the firm that is to build it".
func (w *walker) beTo(i int) bool {
	to := w.childLemma(i, "mark", "to")
	for _, c := range w.children[i] {
		if c < to && w.is(c, "aux") && w.lemma(c) == "be" {
			return true
		}
	}
	return false
}

// whateverWay reads "however it is done, …": it holds whatever is the case.
func (w *walker) whateverWay(i, c int) bool {
	return w.is(c, "advmod") && oneOf(w.lower(c), "however", "whichever", "whatever", "wherever", "whenever") &&
		c+1 < len(w.Words) && w.Words[c+1].Form != "," && (w.is(i, "advcl") || w.child(i, "parataxis") > i)
}

// bareContent reads "an allegation he assaulted her": a clause without "that"
// that lacks nothing is what the noun says.
func (w *walker) bareContent(i, p int) bool {
	if !w.is(i, "acl:relcl") || w.child(i, "nsubj") < 0 || oneOf(w.lemma(p), "time", "way", "event") || w.cues.class("noun", w.lemma(p), "reports", "possible", "planned", "fails", "shows") == "" {
		return false
	}
	for _, c := range w.children[i] {
		if w.relative(c) && w.Words[c].XPOS != "IN" || w.Words[c].XPOS == "WRB" {
			return false
		}
	}
	return w.child(i, "obj", "ccomp", "cop", "aux:pass") >= 0
}

// modalPassive reads "could be built" before "and tested", which has no tense of
// its own though it looks it.
func (w *walker) modalPassive(p int) bool {
	return w.child(p, "aux:pass") >= 0 && w.underModal(p)
}

// underModal says whether the verb has a modal auxiliary.
func (w *walker) underModal(p int) bool {
	for _, c := range w.children[p] {
		if w.is(c, "aux") && w.Words[c].XPOS == "MD" {
			return true
		}
	}
	return false
}

// sharedMark reads "if she had stayed and faced us", "whether he came and she
// left": a conjunct stands under the mark of the first.
func (w *walker) sharedMark(i, p int) {
	if w.scope == sourceOnly || w.child(i, "mark") >= 0 || w.childLemma(i, "cc", "but") >= 0 {
		return
	}
	for _, c := range w.children[p] {
		if w.is(c, "mark") && w.cues.class("mark", w.lower(c), "conditional", "questioned") != "" && !w.evenIf(c) {
			w.weaken(kg.Conditional, "shared-mark")
		}
	}
}

// present says whether the verb is in the present tense without auxiliary.
func (w *walker) present(i int) bool { return oneOf(w.Words[i].XPOS, "VBZ", "VBP") }

// denies reads "neither he nor she", "not he but she": a noun that is none.
func (w *walker) denies(noun int) bool {
	for _, c := range w.children[noun] {
		if g := w.child(c, "cc:preconj"); c < noun && g >= 0 && w.lower(g) == "neither" { // "neither US nor British firms"
			return true
		}
		if c < noun && w.is(c, "cc", "det") && w.lower(c) == "neither" {
			return true
		}
	}
	first, _ := w.reach(noun) // "not a single firm", "no Labour candidate"
	return first < noun && (w.lower(first) == "not" && !w.notOnly(first) || w.Words[first].UPOS == "DET" && w.lower(first) == "no")
}

// within reads "under the plan, it closes", "in theory, he leads", "in her view",
// "next week": what a phrase in the clause makes of it.
func (w *walker) within(i, c int) {
	if !w.is(c, "obl") {
		return
	}
	led, noun := w.preposition(c), w.lemma(c)
	if r := w.referent(c); r >= 0 {
		noun = w.lemma(r) // "under which it closes"
	}
	switch {
	case w.childLemma(c, "det", "no") >= 0 && oneOf(noun, "time", "way", "mean", "means", "circumstance", "account", "condition", "case", "point") && !(led == "in" && noun == "time"):
		if w.scope == everything {
			w.negate("no") // "at no time"
		}
	case led == "under" && (w.present(i) || w.infinitive(i)) && w.cues.has("noun", noun, "planned"):
		w.weaken(kg.Planned, "under-plan")
	case oneOf(led+" "+noun, "in theory", "in principle", "on paper") && len(w.children[c]) <= 2, oneOf(led, "in", "under") && noun == "scenario":
		w.weaken(kg.Possible, "in-theory")
	case oneOf(led, "in", "to", "from") && oneOf(noun, "view", "opinion", "mind", "estimation", "eye") && w.viewer(c) >= 0:
		w.attribute(w.sentence, w.viewer(c), c, "in-view")
		w.weaken(kg.Possible, "belief")
	case led == "in" && noun == "word" && w.Words[c].XPOS == "NNS" && w.author(c) >= 0: // "in her words", "in the words of Ann Lee"
		w.attribute(w.sentence, w.author(c), c, "in-words")
	case led == "by" && oneOf(noun, "account", "reckoning", "estimate") && w.viewer(c) >= 0:
		w.attribute(w.sentence, w.viewer(c), c, "in-words")
	case led == "by" && oneOf(noun, "account", "tradition", "legend", "report", "estimate", "reckoning") && (w.child(c, "nmod") < 0 || w.Words[c].XPOS == "NNS"):
		w.attribute(w.sentence, w.referent(w.child(c, "nmod:poss")), c, "hearsay") // "by reports", "by the mayor's account"
	case led == "" && (w.childLemma(c, "amod", "next") >= 0 && w.child(c, "det") < 0 || noun == "tomorrow") && (w.present(i) || w.gerund(i) && w.childForm(i, "is", "are", "am")):
		w.weaken(kg.Planned, "next-time")
	}
}

// parenthesis reads "he left, it seems", "I doubt he left": what a verb beside
// the clause makes of it.
func (w *walker) parenthesis(i int) {
	for _, c := range w.children[i] {
		if w.is(c, "parataxis") && w.verbal(c) && len(w.children[c]) <= 4 && w.child(c, "ccomp", "obj", "xcomp", "advcl", "obl") < 0 && w.inQuotes(c) == w.inQuotes(i) && w.cues.class("verb", w.lemma(c), "believes", "seems") != "" && !w.above(c, w.start) {
			w.weakenHere(kg.Possible, "parenthesis")
		}
	}
}

// sought reads "looks for a drug that cures", "a drug that cures does not exist",
// "rejected a bill that bans": what a relative clause says of a noun that need
// not exist is as open as the noun.
func (w *walker) sought(i, p int) {
	if w.event && w.is(i, "obl") && w.preposition(i) == "for" && w.cues.has("verb", w.lemma(p), "seeks") {
		w.weaken(kg.Planned, "sought")
	}
	if !w.vague || w.scope != forceOnly || !w.verbal(p) {
		return
	}
	w.vague = false
	switch {
	case w.is(i, "obl") && w.preposition(i) == "for" && w.cues.has("verb", w.lemma(p), "seeks"):
		w.weaken(kg.Planned, "sought")
	case (w.is(i, "obj") || oneOf(w.lemma(p), "exist", "find")) && w.refused(p), w.is(i, "obj") && oneOf(w.lemma(p), "reject", "oppose", "veto", "lack"):
		w.weaken(kg.Possible, "sought")
	}
}

// lawlike reads "those who enter illegally", "any firm that sells it": a present
// tense tells of whoever may do so, not of somebody who did.
func (w *walker) lawlike(i, p int) bool {
	if oneOf(w.lower(p), "whoever", "whatever", "whichever") {
		return true
	}
	if !w.is(i, "acl:relcl") || !w.present(i) {
		return false
	}
	d := w.child(p, "det")
	return oneOf(w.lower(p), "those", "anyone", "anybody", "someone", "somebody") || d >= 0 && (w.lower(d) == "any" || oneOf(w.lower(d), "a", "an") && oneOf(w.lemma(p), "person", "individual"))
}

// eventSubject reads "the acquisition of X by Y did not happen", "… is pending",
// "… needs approval": what its predicate says of an event that a noun names.
func (w *walker) eventSubject(i, p int) {
	if !w.event || i != w.start || !w.is(i, "nsubj") {
		return
	}
	if !w.verbal(p) {
		w.judged(p)
		return
	}
	switch verb := w.particled(p); {
	case oneOf(verb, "happen", "occur", "take_place", "materialize", "materialise", "proceed", "go_ahead", "go_through", "succeed"):
		if w.refused(p) && w.scope == everything {
			w.negate("event-denied")
		}
	case oneOf(verb, "need", "await", "require", "face", "fail", "collapse", "stall", "loom", "hinge", "depend", "fall_through", "fall", "break_down"):
		w.weaken(kg.Possible, "doubtful-event")
	}
}

// forestalled reads "died before he could reach X", "was defused before it hit
// X": what was cut short came before.
func (w *walker) forestalled(i, p int) {
	if w.childLemma(i, "mark", "before") >= 0 && (w.cues.has("verb", w.particled(p), "fails") || oneOf(w.lemma(p), "die", "perish", "defuse", "intercept", "disarm")) {
		w.weakenHere(kg.Possible, "forestalled")
	}
}

// hypothetical reads "according to the hypothesis": a source that supposes.
func (w *walker) hypothetical() {
	for _, s := range w.sources {
		if s.agent >= 0 && s.in.Words[s.agent].UPOS == "NOUN" && oneOf(s.in.lemma(s.agent), "hypothesis", "scenario", "speculation", "rumor", "rumour", "guess", "legend", "myth", "fable", "folklore") {
			w.weaken(kg.Possible, "supposition")
		}
		if s.agent >= 0 && w.verbal(w.start) && w.child(w.start, "cop") < 0 && oneOf(s.in.lower(s.agent), "constitution", "law", "statute", "act", "code", "bill", "rule", "rules", "regulation", "regulations", "treaty") && !w.told() {
			w.weaken(kg.Conditional, "lawlike") // "the constitution says that officials are removed"
		}
	}
}

// told says whether the frame's verb is in the past: what happened, no rule.
func (w *walker) told() bool {
	return w.Words[w.start].XPOS == "VBD" || w.childForm(w.start, "was", "were", "had", "has", "have")
}

// qualified reads "described it as possibly a hoax": an argument that is so
// perhaps.
func (w *walker) qualified(argument int) {
	for _, c := range w.children[argument] {
		if w.is(c, "advmod") && oneOf(w.lower(c), "possibly", "perhaps", "maybe", "probably", "potentially", "presumably") {
			w.weaken(kg.Possible, "doubtful-argument")
		}
	}
}

// few reads "few workers", "very few of them", which is hardly any; "a few" are some.
func (w *walker) few(c int) bool {
	few := w.childLemma(c, "amod", "few")
	if w.Words[c].UPOS == "ADJ" {
		few = c
	}
	if few < 0 || w.lower(few) != "few" || w.child(c, "det", "nmod:poss") >= 0 || w.child(few, "det") >= 0 {
		return false
	}
	return few == 0 || !oneOf(w.lower(few-1), "a", "the", "quite", "not", "these", "those", "last", "past", "next", "first", "every")
}
