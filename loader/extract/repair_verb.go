package extract

import "strings"

// Repairs of words that are verbs and were taken for nouns or for adjectives, and of
// what is told before a verb of saying.

// planningNoun reads "Gavi, the alliance, plans to buy doses", "Tesla plans to buy
// Acme", "an expert doubts it will pass": where a sentence has no other verb, what
// looks like a plural of plans, hopes and doubts is its verb.
func (r *repairer) planningNoun(i int) {
	verb := r.verbLemma(i)
	if r.verbal(i) || !oneOf(r.Words[i].XPOS, "NNS", "VBZ") || i == 0 || r.parent[i] >= 0 && !r.is(i, "ccomp", "parataxis", "conj") || r.child(i, "det", "cop", "case", "nmod:poss", "amod", "nummod") >= 0 {
		return
	}
	if r.cues.class("verb", verb, "plans", "believes", "says") == "" {
		return
	}
	clause := r.clauseBehind(i)
	subject := r.child(i, "nsubj")
	if subject < 0 {
		if subject = r.child(i, "compound"); subject != i-1 || !r.name(subject) {
			return
		}
	}
	if clause < 0 || subject > i {
		return
	}
	w := &r.Words[i]
	w.UPOS, w.XPOS, w.Lemma = "VERB", "VBZ", verb
	r.hang(subject, i, "nsubj")
	rel := "ccomp"
	if r.infinitive(clause) {
		rel = "xcomp"
	}
	r.hang(clause, i, rel)
	r.certain(subject)
	r.certain(clause)
}

// pluralDoubts reads "Analysts at Morgan Stanley doubt that it will sell": the same behind
// a plural whose appendix the parser took the verb for.
func (r *repairer) pluralDoubts(i int) {
	subject := r.parent[i]
	if r.verbal(i) || !oneOf(r.Words[i].XPOS, "NN", "VBP", "VB") || subject < 0 || subject > i-2 || r.parent[subject] >= 0 || r.Words[subject].XPOS != "NNS" || !r.is(i, "nmod", "appos", "compound", "flat") || r.child(i, "case", "det", "amod", "nmod:poss") >= 0 {
		return
	}
	clause := r.clauseBehind(i)
	if clause < 0 || r.cues.class("verb", r.lower(i), "plans", "believes", "says") == "" {
		return
	}
	r.replace(i, subject)
	r.hang(subject, i, "nsubj")
	r.hang(clause, i, "ccomp")
	w := &r.Words[i]
	w.UPOS, w.XPOS, w.Lemma = "VERB", "VBP", r.lower(i)
	r.certain(subject)
	r.certain(clause)
}

// clauseBehind is the infinitive right behind a word, or the clause with a subject of
// its own; -1 for none.
func (r *repairer) clauseBehind(i int) int {
	for _, c := range r.children[i] {
		switch {
		case c < i || !r.is(c, "acl", "ccomp", "xcomp", "advcl") || r.is(c, "acl:relcl") && r.childLemma(c, "mark", "that") != i+1:
		case r.infinitive(c) && i+1 < len(r.Words) && r.lower(i+1) == "to":
			return c
		case r.ownSubject(c, i) && r.finite(c):
			return c
		}
	}
	return -1
}

// gerundWithObject reads "denied bribing officials", "accused of destroying documents":
// behind such a word an -ing form with a bare noun is a deed, and no adjective.
func (r *repairer) gerundWithObject(i int) {
	if i == 0 || !r.gerund(i) || r.child(i, "obj", "nsubj", "aux") >= 0 || oneOf(r.lower(i), qualities...) {
		return
	}
	noun := r.bareBehind(i)
	if noun < 0 {
		return
	}
	before := i - 1
	switch {
	case r.verbal(before) && takesDeed(r.lemma(before)) && r.parent[noun] == before:
		r.hang(i, before, "xcomp")
	case before > 0 && oneOf(r.lower(before), "of", "for", "with"):
		above := r.charging(before, noun)
		if above < 0 {
			return
		}
		rel := "advcl"
		if r.nominal(above) {
			rel = "acl"
		}
		r.hang(i, above, rel)
		r.hang(before, i, "mark")
	default:
		return
	}
	for _, c := range r.children[noun] { // "accused of crossing state lines and shooting two people"
		if r.is(c, "conj") && r.gerund(c) {
			r.hang(c, i, "conj")
		}
	}
	r.hang(noun, i, "obj")
	r.certain(i)
	r.certain(noun)
}

// qualities are -ing forms that say how a thing is.
var qualities = strings.Fields("growing rising falling increasing declining emerging existing missing leading remaining outstanding ongoing following living continuing " +
	"mounting pending standing surviving working developing underlying")

// bareBehind is the noun without article behind an -ing form that the parser made its
// adjective, or gave to the verb above; -1 for none.
func (r *repairer) bareBehind(i int) int {
	noun := r.parent[i]
	if !r.is(i, "amod") || noun < i {
		for noun = i + 1; noun < len(r.Words) && (r.is(noun, "compound", "amod")); noun++ {
		}
		if noun >= len(r.Words) || r.parent[i] < 0 || r.parent[noun] != r.parent[i] || !r.is(noun, "obl", "obj", "nmod") {
			return -1
		}
		if c := r.child(noun, "case"); c >= 0 && c != i-1 {
			return -1
		}
	}
	for j := i + 1; j < noun; j++ {
		if r.parent[j] != noun || !r.is(j, "amod", "compound", "nummod") {
			return -1
		}
	}
	if !r.nominal(noun) || r.child(noun, "det", "nmod:poss") >= 0 {
		return -1
	}
	return noun
}

// charging is the verb or noun of accusing that a preposition before a deed belongs to:
// "accused Lee of", "was charged with", "allegations of"; -1 for none.
func (r *repairer) charging(preposition, noun int) int {
	before := preposition - 1
	if before >= 0 && r.Words[before].UPOS == "NOUN" && r.cues.has("noun", r.lemma(before), "reports") && r.above(before, noun) {
		return before
	}
	for v, depth := r.parent[noun], 0; v >= 0 && depth < 3; v, depth = r.parent[v], depth+1 {
		if r.verbal(v) {
			if v < preposition && r.cues.has("verb", r.lemma(v), "accuses") {
				return v
			}
			return -1
		}
	}
	return -1
}

// takesDeed says whether a verb takes an -ing form for object that tells what was done.
func takesDeed(verb string) bool {
	return oneOf(verb, "deny", "admit", "acknowledge", "confess", "avoid", "consider", "recall", "describe", "report", "mention", "risk", "discuss", "contemplate", "propose", "recommend", "suggest")
}

// actingIt reads "it was about to cancel an order", "it was unable to pay": who is about
// to do something is someone, whatever the parser took "it" for.
func (r *repairer) actingIt(i int) {
	it := r.child(i, "expl")
	if it < 0 || r.lower(it) != "it" || r.child(i, "cop") < it || r.child(i, "nsubj") >= 0 || !oneOf(r.lower(i), "about", "set", "due", "able", "unable", "ready", "willing", "unwilling", "bound", "poised", "determined", "prepared") {
		return
	}
	if c := r.child(i, "xcomp", "csubj", "advcl", "ccomp"); c > i && r.infinitive(c) && i+1 < len(r.Words) && r.lower(i+1) == "to" {
		r.hang(it, i, "nsubj")
		r.hang(c, i, "xcomp")
		r.certain(it)
	}
}

// toldBefore reads "Boeing fired two engineers, the Post reported last month": a clause
// with a tense and no word to join it, before a comma and a verb of saying that says
// nothing else, is what is said.
func (r *repairer) toldBefore(i int) {
	verb := r.parent[i]
	if verb < i || !r.is(i, "advcl") || !r.verbal(i) || !r.verbal(verb) || !r.finite(i) && !r.pastInShape(i) || !r.finite(verb) || !r.cues.has("verb", r.particled(verb), "says") {
		return
	}
	subject := r.child(verb, "nsubj")
	own := r.child(i, "nsubj")
	if subject < i || own < 0 || own > i || r.relative(own) || r.child(i, "mark") >= 0 || r.child(verb, "ccomp", "xcomp") >= 0 || r.child(verb, "obj") >= 0 && !oneOf(r.lemma(verb), hearers...) {
		return
	}
	first, _ := r.reach(subject)
	for _, c := range r.children[i] {
		if r.Words[c].XPOS == "WRB" {
			return
		}
	}
	if first > 0 && r.Words[first-1].Form == "," {
		r.hang(i, verb, "ccomp")
		r.certain(own)
		r.certain(i)
	}
}
