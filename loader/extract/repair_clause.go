package extract

import (
	"slices"
	"strings"
)

// Repairs of short clauses between names, which treebanks of the web hold few
// of: the verb is taken for a participle, its subject for a part of its object.

// verbBetweenNames reads "Google acquired YouTube in 2006.": in a sentence
// without any other verb, a participle between two names is its verb.
func (r *repairer) verbBetweenNames(i int) {
	verb := r.child(i, "amod", "acl")
	if !r.name(i) || r.parent[i] >= 0 || verb < 0 || verb > i || !r.verbal(verb) || !r.participle(verb) || r.gerund(verb) || r.child(i, "det") >= 0 || r.hasFinite() {
		return
	}
	subject := r.nameEndingAt(verb - 1)
	if subject < 0 || !r.above(i, subject) && subject != i {
		return
	}
	r.replace(verb, i)
	for _, c := range slices.Clone(r.children[i]) {
		switch {
		case c == verb:
		case r.is(c, "punct"):
			r.hang(c, verb, "punct")
		case c > i && r.is(c, "nmod"):
			r.hang(c, verb, "obl")
		}
	}
	r.hang(i, verb, "obj")
	r.hang(subject, verb, "nsubj")
}

// subjectAsCompound reads "Elon Musk founded SpaceX": a name right before a verb
// that has no subject is no part of a compound.
func (r *repairer) subjectAsCompound(i int) {
	verb := r.parent[i]
	if !r.is(i, "compound", "flat") || !r.name(i) || verb <= i || !r.verbal(verb) || r.gerund(verb) || r.child(verb, "nsubj", "csubj", "expl") >= 0 {
		return
	}
	if _, last := r.reachBefore(i, verb); last != verb-1 {
		return
	}
	r.hang(i, verb, "nsubj")
}

func (r *repairer) name(i int) bool { return r.Words[i].UPOS == "PROPN" }

// nameEndingAt is the head of the name whose last word is i, -1 for none.
func (r *repairer) nameEndingAt(i int) int {
	if i < 0 || !r.name(i) {
		return -1
	}
	for h := r.parent[i]; h >= 0 && h < i && r.name(h) && r.is(i, "flat", "compound"); h = r.parent[i] {
		i = h
	}
	return i
}

// hasFinite says whether any word of the sentence is a finite verb or an
// auxiliary.
func (r *repairer) hasFinite() bool {
	for i := range r.Words {
		if r.is(i, "aux", "cop") || r.verbal(i) && r.finite(i) {
			return true
		}
	}
	return false
}

// coordinated says whether a coordinator joins a noun's conjuncts: "and" in
// "chips, boards and disks".
func (r *repairer) coordinated(noun int) bool {
	return slices.ContainsFunc(r.children[noun], func(c int) bool { return r.is(c, "conj") && r.child(c, "cc") >= 0 })
}

// bracketed reads "could have [an economic] slowdown": what an editor put between
// brackets behind a verb that lacks its object belongs to that object.
func (r *repairer) bracketed(i int) {
	verb, next := r.parent[i], r.parent[i]+1
	if verb < 0 || verb > i || !r.is(i, "parataxis") || !r.nominal(i) || !r.verbal(verb) || r.child(verb, "obj", "ccomp", "xcomp") >= 0 {
		return
	}
	if oneOf(r.Words[next].Form, "[", "{", "(") && r.parent[next] == i {
		r.hang(i, verb, "obj")
		r.certain(i)
	}
}

// hiredFor reads "retained a firm to act for it": the infinitive behind the object
// of a verb of hiring is what the object shall do, wherever a parser hangs it.
func (r *repairer) hiredFor(i int) {
	if !r.verbal(i) || !r.infinitive(i) || !r.is(i, "advcl", "acl", "xcomp") {
		return
	}
	verb := r.parent[i]
	for verb >= 0 && r.nominal(verb) && r.is(verb, "obj", "nmod", "conj", "flat", "appos", "compound") {
		verb = r.parent[verb]
	}
	if verb < 0 || verb > i || !r.cues.has("verb", r.lemma(verb), "hires") || r.child(verb, "aux:pass") >= 0 {
		return
	}
	if object := r.child(verb, "obj"); object > verb && object < i {
		r.hang(i, verb, "xcomp")
		r.certain(i)
	}
}

// chargedWith reads "accused the firm of killing two": the deed is what the object is
// accused of, and tells no one which firm it is.
func (r *repairer) chargedWith(i int) {
	object, mark := r.parent[i], r.child(i, "mark")
	if object >= 0 && object < i && r.gerund(i) && r.is(i, "advcl") && mark >= 0 && oneOf(r.lower(mark), "of", "with") && r.cues.class("verb", r.lemma(object), "accuses", "clears") != "" {
		r.certain(i) // "accused Lee of stealing"
		if o := r.child(object, "obj"); o > object && o < mark {
			r.certain(o)
		}
		return
	}
	if object < 0 || object > i || !r.gerund(i) || !r.is(i, "acl") || mark < 0 || !oneOf(r.lower(mark), "of", "for", "with") || !r.is(object, "obj") {
		return
	}
	if verb := r.parent[object]; verb >= 0 && r.verbal(verb) && r.cues.class("verb", r.lemma(verb), "accuses", "clears") != "" {
		r.hang(i, verb, "advcl")
		r.certain(i)
	}
}

// worthNoun reads "bought a stake worth $5 million", "disclose stock worth $250,000":
// what is worth that much is the noun before it.
func (r *repairer) worthNoun(i int) {
	verb := r.parent[i]
	if r.lower(i) != "worth" || verb < 0 || verb > i || !r.is(i, "xcomp", "advcl", "obl", "ccomp") || !r.verbal(verb) || r.child(i, "cop", "nsubj") >= 0 {
		return
	}
	object := r.child(verb, "obj")
	if object < verb || object > i || r.lemma(verb) == "be" {
		return
	}
	for _, c := range r.children[i] {
		if c < i && r.is(c, "compound") { // "stock in Chevron worth": the name belongs to the preposition
			name := c
			r.hang(name, object, "nmod")
			for _, p := range r.children[i] {
				if p < name && r.is(p, "case") {
					r.hang(p, name, "case")
				}
			}
		}
	}
	for _, c := range r.children[verb] {
		if c > i && r.is(c, "obj", "obl") && r.child(c, "case") < 0 {
			r.hang(c, i, "obj")
			break
		}
	}
	r.hang(i, object, "amod")
}

// participleAdjective reads "forces were involved in it": with a passive auxiliary
// it is a verb, whatever a tagger took it for.
func (r *repairer) participleAdjective(i int) {
	w := &r.Words[i]
	if w.UPOS != "ADJ" || r.child(i, "aux:pass") < 0 || !strings.HasSuffix(r.lower(i), "ed") || r.infinitiveBelow(i) {
		return
	}
	w.UPOS, w.XPOS = "VERB", "VBN"
	r.changed = true
}
