package extract

import "claimgraph/loader/syntax"

// Repairs of sentences whose verb was taken for something else, or whose phrase has
// the wrong head.

// mainVerb reads "Ana Petrov, who has led it since 2015, conceded defeat", "The
// university, founded in 1585, elected Maria Steiner": behind what a comma closes, a
// participle that the parser gave to the noun after it is the verb of a sentence that
// has no other.
func (r *repairer) mainVerb(i int) {
	noun := r.parent[i]
	if i < 3 || noun < i || !r.verbal(i) || !r.is(i, "amod") || r.gerund(i) || r.Words[i-1].Form != "," || r.child(i, "aux", "advmod") >= 0 || r.child(noun, "det", "cop", "case") >= 0 {
		return
	}
	subject := r.child(noun, "nsubj")
	if r.is(noun, "appos") {
		subject = r.parent[noun]
	}
	if subject < 0 || subject > i || !r.nominal(subject) || !r.interrupts(subject, i) {
		return
	}
	top := noun
	if r.is(noun, "appos") {
		top = subject
	}
	if r.parent[top] >= 0 || r.child(top, "cop") >= 0 {
		return
	}
	for _, c := range r.children[noun] { // "elected biologist Maria Steiner as rector"
		if c > noun && r.is(c, "nmod") && r.preposition(c) == "as" || r.is(c, "punct", "obl", "advcl") {
			r.hang(c, i, r.Words[c].Rel)
		}
		for _, g := range r.children[c] {
			if g > c && r.is(c, "appos") && r.is(g, "nmod") && r.preposition(g) == "as" {
				r.hang(g, i, "obl")
			}
		}
	}
	r.replace(i, top)
	r.hang(subject, i, "nsubj")
	r.hang(noun, i, "obj")
	r.Words[i].XPOS = "VBD"
}

// interrupts says whether a clause or description between commas stands between a noun
// and a verb.
func (r *repairer) interrupts(noun, verb int) bool {
	for c := noun + 1; c < verb; c++ {
		if first, _ := r.reach(c); r.is(c, "acl", "appos") && first > 0 && r.Words[first-1].Form == "," || r.is(c, "acl", "appos") && r.Words[first].Form == "," {
			return true
		}
	}
	return false
}

// haveCost reads "is believed to have cost $100 million", where "cost" was taken for
// what somebody has.
func (r *repairer) haveCost(i int) {
	have := r.parent[i]
	if have < 0 || r.lower(i) != "cost" || have != i-1 || r.lemma(have) != "have" || !r.is(i, "obj") || len(r.children[i]) > 0 {
		return
	}
	amount := -1
	for _, c := range r.children[have] {
		if c > i && r.is(c, "obj", "obl", "iobj") && r.preposition(c) == "" && (r.Words[c].UPOS == "SYM" || r.Words[c].UPOS == "NUM" || r.child(c, "nummod") >= 0) {
			amount = c
			break
		}
	}
	if amount < 0 {
		return
	}
	r.replace(i, have)
	for _, c := range r.children[have] {
		if c != i {
			r.hang(c, i, r.Words[c].Rel)
		}
	}
	r.hang(have, i, "aux")
	r.hang(amount, i, "obj")
	w := &r.Words[i]
	w.UPOS, w.XPOS, w.Lemma = "VERB", "VBN", "cost"
}

// magnitude reads "A magnitude 7.1 earthquake struck Mexico, officials said": the quake
// is the head of its phrase, and what it does is what is said.
func (r *repairer) magnitude(i int) {
	quake := i + 2
	if r.lemma(i) != "magnitude" || quake >= len(r.Words) || r.Words[i+1].UPOS != "NUM" || !oneOf(r.lemma(quake), "earthquake", "quake", "tremor", "temblor", "aftershock") || r.parent[i] == quake {
		return
	}
	r.replace(quake, i)
	verb := -1
	for _, c := range r.children[i] {
		if c == i+1 || c == quake {
			continue
		}
		r.hang(c, quake, r.Words[c].Rel)
		if c == quake+1 && r.verbal(c) && r.is(c, "acl") && r.Words[c].XPOS == "VBD" {
			verb = c
		}
	}
	r.hang(i, quake, "compound")
	r.hang(i+1, i, "nummod")
	if verb < 0 {
		return
	}
	above := r.parent[i]
	switch {
	case above < 0:
		r.replace(verb, quake)
	case r.verbal(above) && r.cues.has("verb", r.lemma(above), "says"):
		r.hang(verb, above, "ccomp")
	default:
		return
	}
	r.hang(quake, verb, "nsubj")
	for _, c := range r.children[verb] {
		if c > verb && r.is(c, "obl:unmarked") && r.Words[c].UPOS == "PROPN" {
			r.hang(c, verb, "obj")
		}
	}
}

// foundGuilty reads "found the executive Dean Marsh guilty of bribery": "guilty" is what
// somebody is found, and no second object.
func (r *repairer) foundGuilty(i int) {
	verb := r.parent[i]
	if r.lower(i) != "guilty" || verb < 0 || verb > i || r.lemma(verb) != "find" || !r.is(i, "obj", "obl", "advmod") || r.child(i, "case") >= 0 {
		return
	}
	if o := r.child(verb, "obj"); o < 0 || o == i {
		return
	}
	r.Words[i].UPOS, r.Words[i].XPOS = "ADJ", "JJ"
	r.hang(i, verb, "xcomp")
	for _, c := range r.children[i] {
		if r.is(c, "nmod") {
			r.hang(c, i, "obl")
		}
	}
}

// nameAdjective reads "Harbour United beat Kingsport", "who joined United": an adjective
// that the tagger of names has in an organization's name is a part of it.
func (r *repairer) nameAdjective(i int) {
	w := &r.Words[i]
	if i == 0 || w.UPOS != "ADJ" || w.Name.Kind != syntax.OrganizationName {
		return
	}
	verb, before := r.parent[i], i-1
	if verb < 0 || !r.verbal(verb) {
		return
	}
	switch {
	case verb == before && w.Name.Begin && r.is(i, "xcomp") && r.child(verb, "obj") < 0:
		r.hang(i, verb, "obj")
	case verb == i+1 && !w.Name.Begin && r.is(i, "amod") && r.name(before) && r.parent[before] == verb:
		r.hang(i, before, "flat")
	default:
		return
	}
	w.UPOS, w.XPOS = "PROPN", "NNP"
}

// worthPhrase reads "a contract worth 1 billion euros was awarded": the contract is the
// head, and the amount what it is worth.
func (r *repairer) worthPhrase(i int) {
	noun, amount := i-1, r.parent[i]
	if noun < 0 || r.lower(i) != "worth" || amount < i || r.Words[noun].UPOS != "NOUN" || !r.is(i, "amod", "compound") || r.parent[noun] != i && r.parent[noun] != amount || !r.is(noun, "compound", "amod", "nmod") {
		return
	}
	r.replace(noun, amount)
	for _, above := range []int{i, amount} {
		for _, c := range r.children[above] {
			if c < noun || above == amount && r.is(c, "punct", "acl", "nmod") && c > amount {
				r.hang(c, noun, r.Words[c].Rel)
			}
		}
	}
	r.hang(i, noun, "amod")
	r.hang(amount, i, "obj")
}

// madeTo reads "forced 4,000 residents to leave their homes": right behind the object of
// such a verb the infinitive tells what the object does, and no purpose.
func (r *repairer) madeTo(i int) {
	verb := r.parent[i]
	if verb < 0 || verb > i || !r.is(i, "advcl", "acl") || !r.infinitive(i) {
		return
	}
	object := r.child(verb, "obj")
	if r.is(i, "acl") { // hung on the object itself
		object, verb = verb, r.parent[verb]
	}
	to := r.childLemma(i, "mark", "to")
	if verb < 0 || object < verb || !r.is(object, "obj") || to < 0 || r.denied(verb) || !r.verbal(verb) || !oneOf(r.lemma(verb), "force", "compel", "oblige", "persuade", "convince", "prompt", "lead", "allow", "enable", "permit", "urge", "ask", "tell", "order", "invite", "encourage", "require") {
		return
	}
	if last := r.phraseEnd(object); last+1 == to {
		r.hang(i, verb, "xcomp")
		r.certain(i)
	}
}

// insertedParticiple reads "The startup, valued at $3 billion, employs 240 people": a
// participle between commas belongs to the noun before it, and the verb that the parser
// coordinated with it, though nothing joins the two, is the sentence's.
func (r *repairer) insertedParticiple(i int) {
	noun := r.child(i, "nsubj")
	if i < 2 || noun < 0 || noun > i || !r.likeParticiple(i) || !r.verbal(i) || r.Words[i-1].Form != "," || r.child(i, "aux", "cop", "obj", "ccomp") >= 0 || r.child(i, "obl") < i || r.relative(noun) {
		return
	}
	main := r.child(i, "conj", "parataxis")
	if main < i+2 || !r.verbal(main) || !r.finite(main) || r.Words[main-1].Form != "," || r.child(main, "nsubj", "cc", "aux:pass") >= 0 {
		return
	}
	if _, last := r.reachBefore(noun, i); last != i-2 {
		return
	}
	r.replace(main, i)
	r.hang(noun, main, "nsubj")
	r.hang(i, noun, "acl")
	r.Words[i].XPOS = "VBN"
	r.certain(noun)
	r.certain(main)
}

// describedPronoun reads "A lifelong communist, he led the party": the noun says what he
// is, and he leads.
func (r *repairer) describedPronoun(i int) {
	verb := r.parent[i]
	if i < 2 || verb < i || !oneOf(r.lower(i), "he", "she") || !r.is(i, "nsubj") || r.Words[i-1].Form != "," {
		return
	}
	noun := r.child(verb, "nsubj")
	if noun < 0 || noun >= i || r.Words[noun].UPOS != "NOUN" || r.childLemma(noun, "det", "a", "an") < 0 {
		return
	}
	r.hang(noun, i, "appos")
}
