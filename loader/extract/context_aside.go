package extract

import "claimgraph/kg"

// Steps between clauses that stand side by side.

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
