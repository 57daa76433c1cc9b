package extract

// Repairs of what is said: clauses that hang on a noun between them and the verb of
// saying, or whose subject was taken for that verb's object.

// contentBehind reads "said in an interview that X", "told reporters at a briefing
// that X": the clause is what the verb of saying says, whatever stands between.
func (r *repairer) contentBehind(i int) {
	noun := r.parent[i]
	if noun < 0 || noun > i || !r.is(i, "acl", "ccomp") || !r.nominal(noun) {
		return
	}
	that := -1
	for _, c := range r.children[i] {
		if r.lower(c) == "that" && c > noun && c < i {
			that = c
			break
		}
	}
	if that < 0 {
		r.bareToldContent(i, noun)
		return
	}
	if !r.ownSubject(i, that-1) || r.is(that, "nsubj") || !r.is(that, "mark") && r.child(i, "obj") == that && !r.filled(i, that) {
		return
	}
	phrase := noun
	for r.is(phrase, "nmod", "conj", "appos", "flat", "compound") && r.parent[phrase] >= 0 {
		phrase = r.parent[phrase]
	}
	verb := r.parent[phrase]
	if verb < 0 || verb > noun || !r.is(phrase, "obl") && !(oneOf(r.lemma(verb), hearers...) && r.is(phrase, "obj", "iobj")) || !r.cues.has("verb", r.particled(verb), "says") || r.child(verb, "ccomp") >= 0 || r.child(verb, "obj") >= 0 && !oneOf(r.lemma(verb), hearers...) {
		return
	}
	r.hang(i, verb, "ccomp")
	r.hang(that, i, "mark")
	r.Words[that].XPOS = "IN"
}

// filled says whether the clause has an object besides the word.
func (r *repairer) filled(i, word int) bool {
	for _, c := range r.children[i] {
		if c != word && r.is(c, "obj", "ccomp", "xcomp") {
			return true
		}
	}
	return r.child(i, "cop", "aux:pass") >= 0
}

// coordinatedContent reads "said X and that Y", "say how X or how much Y": a
// conjunct that opens as content does belongs to the content before it.
func (r *repairer) coordinatedContent(i int) {
	verb := r.parent[i]
	if verb < 0 || !r.is(i, "conj") || r.cues.class("verb", r.particled(verb), "reports", "believes", "denies", "knows", "asks") == "" {
		return
	}
	content := r.child(verb, "ccomp")
	if content < verb || content > i || !r.opensContent(i) {
		return
	}
	for c := r.asked(content); c >= 0 && c < i; c = r.asked(c) { // the question inside of it
		if r.childLemma(i, "mark", "that") < 0 {
			content = c
		}
	}
	r.hang(i, content, "conj")
}

// goesOn reads "said the firm bribed her, adding that it was sorry": who adds is who
// spoke before, not whom he spoke of.
func (r *repairer) goesOn(i int) {
	content := r.parent[i]
	if content < 0 || content > i || r.lower(i) != "adding" || !r.is(i, "advcl") || r.child(i, "ccomp") < i {
		return
	}
	verb := r.parent[content]
	if verb >= 0 && verb < content && r.is(content, "ccomp") && r.cues.class("verb", r.particled(verb), "says", "denies") != "" && r.cues.class("verb", r.particled(content), "says", "denies") == "" {
		r.hang(i, verb, "advcl")
	}
}

// opensContent says whether a clause begins with "that", "whether" or a question
// word right after its coordinator.
func (r *repairer) opensContent(i int) bool {
	cc := r.child(i, "cc")
	first, _ := r.reach(i)
	if cc >= 0 {
		first = cc + 1
	}
	return first < len(r.Words) && (oneOf(r.lower(first), "that", "whether") || oneOf(r.Words[first].XPOS, "WRB", "WP")) && r.above(i, first)
}

// asked is the clause with a question word below a clause, -1 for none.
func (r *repairer) asked(i int) int {
	for _, c := range r.children[i] {
		if c > i && r.is(c, "ccomp", "csubj", "xcomp", "advcl") {
			return c
		}
	}
	return -1
}

// bareToldContent reads "told the court she was forced to": a clause with a subject
// and object of its own right behind the hearer is what was told.
func (r *repairer) bareToldContent(i, hearer int) {
	verb := r.parent[hearer]
	subject := r.child(i, "nsubj")
	if verb < 0 || verb > hearer || !oneOf(r.lemma(verb), hearers...) || !r.is(hearer, "iobj", "obj") || !r.is(i, "acl") || r.child(verb, "ccomp") >= 0 {
		return
	}
	if subject < hearer || r.relative(subject) || !r.finite(i) || !r.filled(i, -1) || r.child(i, "mark") >= 0 {
		return
	}
	r.hang(i, verb, "ccomp")
}

// nounForClause reads "reported the fire started in a car": a noun right behind a
// verb of saying, with a verb in the past tense right behind the noun, is that
// verb's subject.
func (r *repairer) nounForClause(i int) {
	verb := r.parent[i]
	if verb < 0 || verb > i || !r.nominal(i) || !r.is(i, "ccomp", "obj", "iobj") || r.is(i, "iobj") && oneOf(r.lemma(verb), hearers...) || r.child(i, "cop") >= 0 || r.cues.class("verb", r.particled(verb), "reports", "believes") == "" {
		return
	}
	for c := i + 1; c < len(r.Words) && r.verbless(i+1, c); c++ {
		if r.Words[c].XPOS != "VBD" && !(r.participle(c) && (r.is(i, "ccomp") || r.child(c, "obj") > c)) || !r.verbal(c) {
			continue
		}
		if r.parent[c] != i && r.parent[c] != verb || !r.is(c, "acl", "xcomp", "advcl", "ccomp") || r.is(c, "acl:relcl") || r.child(c, "nsubj", "mark", "aux") >= 0 {
			return
		}
		r.hang(c, verb, "ccomp")
		r.hang(i, c, "nsubj")
		r.certain(i)
		r.certain(c)
		r.Words[c].XPOS = "VBD"
		return
	}
}

// contentSubject reads "said reports that X were false": the noun behind the verb of saying
// that the parser made whom it is said to is the subject of what is said.
func (r *repairer) contentSubject(i int) {
	verb := r.parent[i]
	if verb < 0 || verb > i || !r.is(i, "obj", "iobj") || r.cues.class("noun", r.lemma(i), "reports", "possible") == "" || r.cues.class("verb", r.particled(verb), "says", "believes") == "" {
		return
	}
	for _, c := range r.children[verb] {
		if cop := r.child(c, "cop"); c > i && cop > i && r.is(c, "ccomp") && r.child(c, "nsubj", "expl", "mark") < 0 {
			r.hang(i, c, "nsubj")
			return
		}
	}
}

// verbless says whether no verb, comma or relative word stands between two words.
func (r *repairer) verbless(from, to int) bool {
	for j := from; j < to; j++ {
		if oneOf(r.Words[j].UPOS, "VERB", "AUX", "PUNCT", "SCONJ") || r.relative(j) {
			return false
		}
	}
	return true
}

// plainContent reads "said the firm bribed a judge": a noun phrase that fills the
// place between a verb of saying and a verb with a tense is that one's subject, and
// what it says is what is said.
func (r *repairer) plainContent(i int) {
	verb, subject := r.parent[i], r.child(i, "nsubj")
	if verb < 0 || !r.is(i, "ccomp") || subject < verb || subject > i || !r.finite(i) && !r.pastInShape(i) || r.cues.class("verb", r.particled(verb), "reports", "believes", "denies") == "" {
		return
	}
	first, last := r.reach(subject)
	behind := first == verb+1 || first == verb+2 && r.lower(verb+1) == "that"
	if !behind || !r.verbless(first, last+1) {
		return
	}
	for j := last + 1; j < i; j++ {
		if r.parent[j] != i || !r.is(j, "aux", "cop", "advmod", "det", "amod", "case", "nmod:poss", "compound") {
			return
		}
	}
	if !r.finite(i) {
		r.Words[i].XPOS = "VBD"
	}
	r.certain(subject)
	r.certain(i)
}

// pastInShape says whether a participle is a past tense: it has a subject and an object
// and no auxiliary.
func (r *repairer) pastInShape(i int) bool {
	return r.participle(i) && r.child(i, "nsubj") >= 0 && r.child(i, "obj") > i && r.child(i, "aux", "cop") < 0
}

// gerundContent reads "denied using H800 chips", "admitted taking bribes": a gerund
// right behind a verb that takes one for object is no circumstance of it.
func (r *repairer) gerundContent(i int) {
	verb := i - 1
	if verb > 0 && r.is(verb, "compound:prt") { // "ruled out selling"
		verb--
	}
	if perfect := r.parent[i]; perfect >= 0 && perfect < i && r.is(i, "ccomp") && r.lower(perfect+1) == "having" && r.parent[perfect+1] == i && takesDeed(r.lemma(perfect)) && r.child(i, "nsubj") < 0 {
		r.Words[i].Rel = "xcomp" // "denied having left"
		r.changed = true
		return
	}
	if verb >= 0 && r.parent[i] == verb && r.gerund(i) && r.is(i, "xcomp") && takesDeed(r.lemma(verb)) {
		r.certain(i)
	}
	if verb < 0 || r.parent[i] != verb || !r.gerund(i) || !r.is(i, "advcl") || !r.verbal(verb) || r.child(i, "mark", "case", "nsubj") >= 0 || r.child(verb, "obj", "ccomp", "xcomp") >= 0 {
		return
	}
	if (takesDeed(r.lemma(verb)) || r.particled(verb) == "rule_out") && r.child(verb, "aux:pass") < 0 {
		r.Words[i].Rel = "xcomp"
		r.changed = true
	}
}
