package extract

// Repairs of what is denied, doubted or suspected: without them, what somebody does not
// believe would stand as the article's own.

// dismissedAs reads `dismissed as "pure speculation" reports that X`: what is dismissed
// stands behind what it is dismissed as.
func (r *repairer) dismissedAs(i int) {
	verb := i - 1
	if verb < 0 || r.lower(i) != "as" || !r.verbal(verb) || r.child(verb, "obj") >= 0 || !r.cues.has("verb", r.lemma(verb), "rejects") {
		return
	}
	if as := r.parent[i]; as > i && r.parent[as] == verb && r.Words[as].UPOS == "ADJ" { // "dismissed as false the claim that X"
		if noun := r.child(as, "obj"); noun > as && r.claimed(noun) {
			r.hang(noun, verb, "obj")
			r.hang(as, verb, "obl")
			r.hang(i, as, "case")
			return
		}
	}
	noun := r.parent[i]
	if noun > i && r.is(noun, "compound", "amod", "nmod") && r.parent[noun] > noun {
		noun = r.parent[noun]
	}
	if noun < i || r.parent[noun] != verb || !r.is(noun, "obl") || !r.claimed(noun) {
		return
	}
	as := noun - 1
	for as > i && r.Words[as].UPOS == "PUNCT" {
		as--
	}
	if as <= i || !oneOf(r.Words[as].UPOS, "NOUN", "ADJ", "PROPN") {
		return
	}
	for j := i + 1; j < as; j++ {
		if r.parent[j] == noun {
			r.hang(j, as, r.Words[j].Rel)
		}
	}
	r.hang(noun, verb, "obj")
	r.hang(as, verb, "obl")
	r.hang(i, as, "case")
}

// claimed says whether a noun is one for what is said or thought.
func (r *repairer) claimed(noun int) bool {
	return r.cues.class("noun", r.lemma(noun), "reports", "possible") != ""
}

// castDoubt reads "cast doubt on the finding": the doubt is what is cast.
func (r *repairer) castDoubt(i int) {
	if i == 0 || r.lower(i) != "doubt" || r.parent[i] != i-1 || !oneOf(r.lemma(i-1), "cast", "throw", "express", "voice") || r.is(i, "obj") {
		return
	}
	r.hang(i, i-1, "obj")
	w := &r.Words[i]
	w.UPOS, w.XPOS, w.Lemma = "NOUN", "NN", "doubt"
	r.certain(i)
}

// suspects reads "Police suspect Lee killed her": of two subjects side by side the first is
// a verb of believing with a plural before it, and the rest is what those believe.
func (r *repairer) suspects(i int) {
	clause := r.parent[i]
	if i == 0 || r.verbal(i) || clause < i || !r.is(i, "nsubj") || r.cues.class("verb", r.lower(i), "says", "believes", "denies") == "" {
		return
	}
	subject, own := i-1, -1
	for _, c := range r.children[clause] {
		if first, _ := r.reach(c); c > i && c < clause && r.is(c, "nsubj") && first == i+1 {
			own = c
		}
	}
	if own < 0 || r.parent[subject] != i || r.Words[subject].XPOS != "NNS" && r.lower(subject) != "police" || !r.finite(clause) {
		return
	}
	r.replace(i, clause)
	r.hang(subject, i, "nsubj")
	r.hang(clause, i, "ccomp")
	for _, c := range r.children[i] {
		if c < subject {
			r.hang(c, subject, r.Words[c].Rel)
		}
	}
	w := &r.Words[i]
	w.UPOS, w.XPOS, w.Lemma = "VERB", "VBP", r.lower(i)
	r.certain(subject)
	r.certain(clause)
}

// everHaving reads "denied ever having met her": a deed without a subject is that of whoever
// denies it.
func (r *repairer) everHaving(i int) {
	verb := r.parent[i]
	if verb < 0 || verb > i || !r.is(i, "ccomp") || !r.verbal(verb) || !r.childForm(i, "having") || r.childForm(i, "is", "are", "was", "were", "will", "would", "not") || r.child(i, "nsubj", "mark") >= 0 {
		return
	}
	if r.cues.class("verb", r.lemma(verb), "denies", "says") != "" {
		r.hang(i, verb, "xcomp")
	}
}

// familiar reads "according to two people familiar with the matter": the adjective right
// behind the people tells who they are.
func (r *repairer) familiar(i int) {
	noun := i - 1
	if noun < 0 || !oneOf(r.lower(i), "familiar", "close", "privy") || !r.nominal(noun) || r.parent[i] == noun || r.parent[noun] == i || i+1 >= len(r.Words) || !oneOf(r.lower(i+1), "with", "to") {
		return
	}
	if oneOf(r.lemma(noun), "person", "people", "source", "official", "diplomat", "executive", "lawyer", "insider", "aide", "adviser", "advisor", "banker", "individual") && r.child(i, "cop", "nsubj") < 0 {
		r.hang(i, noun, "amod")
	}
}
