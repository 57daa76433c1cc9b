package extract

import "claimgraph/kg"

// Deeds in -ing forms: whether they are done is for the verb above to say, and
// for the preposition between.

// gerundObject reads "discussed selling X", "rejected selling X": a deed that is
// somebody's object is done where the verb says so, as "began" and "admitted" do.
func (w *walker) gerundObject(p int) {
	verb := w.particled(p)
	switch {
	case w.cues.class("verb", verb, "does", "knows", "judges", "enacts") != "":
	case w.cues.has("verb", verb, "believes"):
		w.weakenHere(kg.Possible, "belief")
	case verb == "include" || w.cues.class("verb", verb, "plans", "asks", "disputes", "opens") != "":
		w.weakenHere(kg.Planned, "gerund-object")
	case w.cues.has("verb", verb, "says") && w.child(p, "aux:pass") < 0:
		w.attribute(w.sentence, w.speaker(p), p, "reported-gerund")
	}
}

// where it leaves open that he does it.
func (w *walker) gerundBeside(i, p int) bool {
	if !w.gerund(i) || i < p || w.child(i, "mark", "case") >= 0 {
		return false
	}
	for j := p + 1; j < i; j++ {
		if w.Words[j].UPOS == "PUNCT" || w.Words[j].UPOS == "ADP" {
			return false
		}
	}
	return w.cues.class("verb", w.particled(p), "plans", "believes", "seems", "asks", "fails", "opens", "counts") != ""
}

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
	case enacts:
	case oneOf(led, "about", "against", "of"):
		w.weakenHere(kg.Possible, "gerund-"+led)
	case led == "from" && oneOf(verb, "keep", "save", "spare", "protect", "rescue", "withdraw", "retreat", "back_away", "shy_away"):
		if w.scope == everything {
			w.negate("kept-from")
		}
	case led == "to", led == "on" && i > p, led == "for":
		w.weakenHere(kg.Planned, "purpose")
	}
}
