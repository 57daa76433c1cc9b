package extract

import (
	"unicode"
	"unicode/utf8"

	"claimgraph/loader/syntax"
)

// Repairs of who speaks, and of numbers with "at least" before them.

// atLeast reads "resulted in at least 56 deaths", "rescued at least ten": "at" is
// no preposition of the noun; without another, the noun is the verb's object.
func (r *repairer) atLeast(i int) {
	next := i + 1
	if r.lower(i) != "at" || next >= len(r.Words) || !oneOf(r.lower(next), "least", "most") || !r.is(i, "case") {
		return
	}
	noun := r.parent[i]
	r.hang(i, next, "case")
	if noun < 0 || noun == next || r.parent[next] == i {
		return
	}
	for _, c := range r.children[noun] {
		if c != i && r.is(c, "case") {
			return
		}
	}
	if verb := r.parent[noun]; r.is(noun, "obl") && noun > i && verb >= 0 && verb < i && r.verbal(verb) && r.child(verb, "obj", "aux:pass") < 0 {
		r.Words[noun].Rel = "obj"
		r.changed = true
	}
}

// speech reads `"It is tough," promises Mr. Campaneris`: between a closing
// quotation mark and a name stands a verb of saying with its subject.
func (r *repairer) speech(i int) {
	mark := i - 1
	if mark > 0 && r.Words[mark].Form == "," {
		mark--
	}
	if mark < 0 || i+1 >= len(r.Words) || !(oneOf(r.Words[mark].Form, "”", "''", "\"") && oneOf(r.Words[i+1].UPOS, "PROPN", "DET", "PRON") || r.Words[i-1].Form == "," && r.inverted(i)) {
		return
	}
	verb := r.verbLemma(i)
	if !r.cues.has("verb", verb, "says") && verb != "read" || r.verbal(i) && r.child(i, "nsubj") >= 0 {
		return
	}
	for _, c := range r.children[i] {
		if c > i && r.is(c, "obj", "iobj", "nsubj", "obl", "appos", "flat", "nmod", "dep") && r.child(c, "case") < 0 && r.nominal(c) {
			w := &r.Words[i]
			if !r.verbal(i) {
				w.UPOS, w.XPOS, w.Lemma = "VERB", "VBZ", verb
			}
			r.hang(c, i, "nsubj")
			return
		}
	}
}

// inverted says whether a verb that a comma parts from the clause before it ends its
// sentence with what should be its subject: "Two were killed, say police".
func (r *repairer) inverted(i int) bool {
	object := r.child(i, "obj", "iobj")
	told := r.child(i, "ccomp") // "Firm killed two, says minister"
	if object < i || !r.is(i, "parataxis") && !(r.parent[i] < 0 && told >= 0 && told < i) || !r.verbal(i) || !r.finite(i) {
		return false
	}
	first, last := r.reach(object)
	return first == i+1 && r.ends(last+1)
}

// verbLemma is a word's lemma as a verb: "warns", that a parser took for a noun,
// is "warn".
func (r *repairer) verbLemma(i int) string {
	if l := r.lower(i); !r.verbal(i) && len(l) > 2 && l[len(l)-1] == 's' {
		return l[:len(l)-1]
	}
	return r.lemma(i)
}

// insertedSpeech reads "…, he says.", "The deal, he said, is off": a verb of saying
// right behind its subject, or before it, set off by a comma or quotation mark
// and with nothing to say of its own, is inserted in the clause before it.
func (r *repairer) insertedSpeech(i int) {
	p := r.parent[i]
	if p < 0 || p > i || r.is(i, "parataxis", "conj") || !r.verbal(i) || !r.cues.has("verb", r.lemma(i), "says") || r.child(i, "ccomp", "obj", "xcomp", "mark", "aux") >= 0 {
		return
	}
	subject := r.child(i, "nsubj")
	if subject < 0 || r.relative(subject) {
		return
	}
	first, _ := r.reach(subject)
	if subject > i {
		first = i
	}
	_, last := r.reach(i)
	ends := last+1 >= len(r.Words) || r.Words[last].UPOS == "PUNCT" || r.Words[last+1].UPOS == "PUNCT"
	if first > 0 && ends && oneOf(r.Words[first-1].Form, ",", "”", "''", "\"") && (r.verbal(p) || r.child(p, "cop") >= 0) {
		r.hang(i, p, "parataxis")
	}
}

// authoredContent reads "the allegation by prosecutors that he left": the clause
// is what the first noun says, though it stands behind its author.
func (r *repairer) authoredContent(i int) {
	if i+3 >= len(r.Words) || r.Words[i].UPOS != "NOUN" || !oneOf(r.lower(i+1), "by", "from", "of") || !r.cues.has("noun", r.lemma(i), "reports") {
		return
	}
	end := r.nominalRun(i + 2)
	that := end + 1
	if end < i+2 || that >= len(r.Words) || r.lower(that) != "that" {
		return
	}
	for c := that + 1; c < len(r.Words); c++ {
		if r.is(c, "acl", "ccomp") && r.parent[c] >= i && r.parent[c] <= end && r.ownSubject(c, that-1) {
			r.hang(c, i, "acl")
			r.hang(that, c, "mark")
			r.Words[that].XPOS = "IN"
			return
		}
	}
}

// outerSubject reads "The lie is that ISIS is defeated": of two subjects before and
// after "that", the first is outside of the clause and no argument of its verb.
func (r *repairer) outerSubject(i int) {
	that := r.childLemma(i, "mark", "that")
	if that < 0 || r.child(i, "nsubj") < 0 {
		return
	}
	inner := false
	for _, c := range r.children[i] {
		inner = inner || c > that && r.is(c, "nsubj")
	}
	for _, c := range r.children[i] {
		if inner && c < that && r.is(c, "nsubj") {
			r.hang(c, i, "dislocated")
		}
	}
}

// sayingNoun reads "Analysts doubt that it will survive": a word of saying or
// believing right before "that", behind a plural subject, is the sentence's verb
// where it has no other.
func (r *repairer) sayingNoun(i int) {
	if i == 0 || i+1 >= len(r.Words) || r.lower(i+1) != "that" || r.verbal(i) || r.Words[i-1].XPOS != "NNS" && r.Words[i-1].XPOS != "PRP" {
		return
	}
	subject, top := i-1, i-1
	if r.parent[subject] == i && r.is(subject, "compound") { // "Police suspect that"
		top = i
	}
	if r.cues.class("verb", r.lower(i), "says", "believes", "denies") == "" || top == subject && r.parent[i] != subject || r.parent[top] >= 0 && !r.is(top, "ccomp", "conj", "parataxis") {
		return
	}
	r.replace(i, top)
	r.hang(subject, i, "nsubj")
	w := &r.Words[i]
	w.UPOS, w.XPOS, w.Lemma = "VERB", "VBP", r.lower(i)
	for c := i + 2; c < len(r.Words); c++ {
		if (r.parent[c] == i || r.parent[c] == subject) && (r.verbal(c) || r.child(c, "cop") >= 0) {
			r.hang(c, i, "ccomp")
			r.hang(i+1, c, "mark")
			break
		}
	}
	for c := range r.Words {
		if c > i && r.parent[c] == subject && r.is(c, "punct") {
			r.hang(c, i, "punct")
		}
	}
}

// verbInName reads "Qaboos bin Said, the Sultan, died": a capitalised verb right
// behind a name, with a comma after it, is the name's end.
func (r *repairer) verbInName(i int) {
	if i == 0 || i+1 >= len(r.Words) || r.Part == syntax.Headline || !r.verbal(i) || r.Words[i+1].Form != "," || r.Words[i-1].UPOS != "PROPN" || !unicode.IsUpper(firstRune(r.Words[i].Form)) {
		return
	}
	name := r.nameAt(i - 1)
	clause := r.child(i, "ccomp", "parataxis", "conj", "advcl")
	if clause < i {
		return
	}
	r.replace(clause, i)
	r.hang(i, name, "flat")
	if r.child(clause, "nsubj") < 0 {
		r.hang(name, clause, "nsubj")
	} else if r.parent[name] == i {
		subject := r.child(clause, "nsubj")
		r.hang(name, clause, "nsubj")
		r.hang(subject, name, "appos")
	}
	r.Words[i].UPOS, r.Words[i].XPOS = "PROPN", "NNP"
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// deniesNoun reads "The FSB denies the two are related": "denies" is never a noun;
// what stands before it is its subject, and the verb that it was made the subject
// of is what it denies.
func (r *repairer) deniesNoun(i int) {
	clause := r.parent[i]
	if i == 0 || r.verbal(i) || clause < i || !oneOf(r.lower(i), "denies", "denied") || !r.is(i, "nsubj") {
		return
	}
	subject := i - 1
	if r.Words[subject].UPOS != "PROPN" && r.Words[subject].UPOS != "NOUN" {
		return
	}
	subject = r.nameAt(subject)
	if subject == i {
		subject = i - 1
	}
	for c := range i {
		if r.parent[c] == i && c != subject {
			r.hang(c, subject, r.Words[c].Rel)
		}
	}
	r.replace(i, clause)
	r.hang(clause, i, "ccomp")
	r.hang(subject, i, "nsubj")
	w := &r.Words[i]
	w.UPOS, w.XPOS, w.Lemma = "VERB", "VBZ", "deny"
}

// bareContent reads "Reuters estimated around 200 people attended": a clause with
// its own subject right behind a verb of saying or believing, with no word or
// comma to join them, is what it says.
func (r *repairer) bareContent(i int) {
	p := r.parent[i]
	if p < 0 || p > i || !r.is(i, "advcl", "parataxis") || !r.verbal(p) || r.cues.class("verb", r.particled(p), "says", "reports", "believes", "denies") == "" {
		return
	}
	subject := r.child(i, "nsubj")
	if subject < 0 || subject < p || !r.finite(i) || r.relative(subject) || r.child(i, "mark") >= 0 || r.child(p, "ccomp", "obj") >= 0 {
		return
	}
	first, _ := r.reach(i)
	for j := p + 1; j < first; j++ {
		if r.Words[j].UPOS == "PUNCT" {
			return
		}
	}
	if first > p && r.Words[first].UPOS != "PUNCT" && oneOf(r.Words[first].XPOS, "WRB", "WP", "WDT", "IN") {
		return
	}
	r.hang(i, p, "ccomp")
}

// hearer reads "Winch told Wikinews he began early": of the name and the subject
// behind a verb of telling, the name is who was told.
func (r *repairer) hearer(i int) {
	if !r.verbal(i) || !oneOf(r.lemma(i), "tell", "inform", "assure", "remind", "warn") || r.child(i, "obj", "iobj") >= 0 {
		return
	}
	for h := i + 1; h < len(r.Words) && h < i+8; h++ {
		clause := r.parent[h]
		if !r.nominal(h) || clause <= h || r.parent[clause] != i && !r.above(i, clause) || !r.is(h, "nsubj", "obj", "obl", "iobj") || r.child(h, "case") >= 0 {
			continue
		}
		for _, c := range r.children[clause] {
			if c > h && c < clause && r.is(c, "nsubj") {
				r.hang(h, i, "obj")
				return
			}
		}
		return
	}
}

// phraseSubject reads "suggested a probe into the circumstances may be required":
// what a preposition governs is no subject; the noun before it is the clause's.
func (r *repairer) phraseSubject(i int) {
	clause := r.parent[i]
	if clause < i || !r.is(i, "nsubj") || !r.is(clause, "ccomp") || r.child(i, "case") < 0 || r.Words[r.child(i, "case")].XPOS == "POS" {
		return
	}
	noun := r.child(r.parent[clause], "obj")
	if noun < 0 || noun > i || noun < r.parent[clause] {
		return
	}
	rel := r.Words[i].Rel
	r.hang(i, noun, "nmod")
	r.hang(noun, clause, rel)
}
