package extract

import "claimgraph/kg"

// Deeds in -ing forms: whether they are done is for the verb above to say, and
// for the preposition between.

// gerundObject reads "discussed selling X", "rejected selling X": a deed that is
// somebody's object is done where the verb says so, as "began" and "admitted" do.
func (w *walker) gerundObject(p int) {
	verb := w.particled(p)
	switch {
	case verb == "make" && w.child(p, "nsubj") >= 0: // "made selling it a crime"
		w.weakenHere(kg.Possible, "gerund-object")
	case w.cues.class("verb", verb, "does", "knows", "judges", "enacts") != "":
	case w.cues.has("verb", verb, "believes"):
		w.weakenHere(kg.Possible, "belief")
	case verb == "include" || w.cues.class("verb", verb, "plans", "asks", "disputes", "opens") != "":
		w.weakenHere(kg.Planned, "gerund-object")
	case w.cues.has("verb", verb, "says") && w.child(p, "aux:pass") < 0:
		w.attribute(w.sentence, w.speaker(p), p, "reported-gerund")
	}
}

// gerundBeside reads "counts on him leading it": a deed of whom the verb names,
// where it leaves open that he does it.
func (w *walker) gerundBeside(i, p int) bool {
	if !w.gerund(i) || i < p || w.child(i, "mark", "case") >= 0 {
		return false
	}
	if w.doerBehind(i, p) {
		return w.cues.class("verb", w.particled(p), "does", "enacts", "knows") == ""
	}
	for j := p + 1; j < i; j++ {
		if w.Words[j].UPOS == "PUNCT" || w.Words[j].UPOS == "ADP" {
			return false
		}
	}
	return w.cues.class("verb", w.particled(p), "plans", "believes", "seems", "asks", "fails", "opens", "counts") != ""
}

// doerBehind reads "objected to him buying it", "spoke of them leaving": whoever
// does it stands behind the verb's preposition and right before the deed.
func (w *walker) doerBehind(i, p int) bool {
	for _, c := range w.children[p] {
		if _, last := w.reach(c); c > p && c < i && last == i-1 && w.is(c, "obl") {
			return oneOf(w.preposition(c), "to", "of", "about", "against", "on")
		}
	}
	return false
}

// preposed says what a preposition makes of the gerund behind it where the verb
// above does not tell: "talked about selling" leaves open what "resulted in
// selling" does not.
func (w *walker) preposed(i, p int) {
	verb := w.particled(p)
	enacts := w.cues.class("verb", verb, "does", "enacts") != ""
	switch led := w.led(i); {
	case w.childLemma(i, "mark", "out") >= 0 && led == "of": // "pulled out of selling"
		if w.scope == everything {
			w.negate("out-of")
		}
	case led == "like", led == "at" && w.cues.has("verb", verb, "reports"):
		w.weakenHere(kg.Possible, "gerund-"+led)
	case oneOf(led, "about", "against", "of", "to") && oneOf(verb, "boast", "brag", "complain", "lie", "joke", "confess", "admit", "plead", "testify", "write"):
		w.attribute(w.sentence, w.speaker(p), p, "reported-gerund")
	case led == "from" && oneOf(verb, "keep", "save", "spare", "protect", "rescue", "withdraw", "retreat", "back_away", "shy_away"):
		if w.scope == everything {
			w.negate("kept-from")
		}
	case led == "to" && w.childLemma(p, "advmod", "close", "near") >= 0: // "came close to selling"
		w.weakenHere(kg.Possible, "close-to")
	case enacts:
	case oneOf(led, "about", "against", "of"):
		w.weakenHere(kg.Possible, "gerund-"+led)
	case led == "to", led == "on" && i > p, led == "for", led == "toward", led == "towards":
		w.weakenHere(kg.Planned, "purpose")
	case led == "in":
		if o := w.child(p, "obj"); o >= 0 && o < i && w.cues.class("noun", w.lemma(o), "possible", "planned") != "" { // "expressed interest in buying"
			w.weakenHere(kg.Possible, "gerund-in")
		}
	}
}

// subjectOf says whether a gerund that hangs on a verb of saying is rather the
// subject of what is said: "said fixing it may take a year".
func (w *walker) subjectOf(i, p int) bool {
	if oneOf(w.lemma(p), "say", "state", "claim", "argue", "insist", "think", "believe", "tell", "add", "note", "announce", "contend") {
		return w.child(p, "aux:pass") < 0 // these take no deed for object, however the rest was read
	}
	if !w.cues.has("verb", w.lemma(p), "says") {
		return false
	}
	for _, c := range w.children[p] {
		if c > i && w.is(c, "ccomp") && w.finite(c) && w.child(c, "nsubj", "expl") < 0 {
			return true
		}
	}
	return false
}

// gerundOf reads "reports of police beating them", "the legend of him leaving": a
// deed that a noun of words or thoughts tells of, with whoever did it before it.
func (w *walker) gerundOf(i, p int) bool {
	if !w.is(i, "acl") || !w.gerund(i) || w.cues.class("noun", w.lemma(p), "fails", "possible", "planned", "reports") == "" {
		return false
	}
	for _, c := range w.children[p] {
		if c > p && c < i && w.is(c, "nmod") && w.preposition(c) == "of" {
			return true
		}
	}
	return false
}
