package extract

import (
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
)

// Repairs: a handful of constructions that parsers trained on little news get
// wrong again and again, and that the words themselves give away. Each entry
// hangs a few words anew; what it hung is as sure as it was before.

// repaired is a tree's sentence with its constructions put right. The tree
// itself stays as it is.
func (c *cues) repaired(s *sentence) *sentence {
	tree := *s.Tree
	tree.Words = slices.Clone(tree.Words)
	r := &repairer{sentence: newSentence(&tree, s.index), cues: c}
	for _, repair := range []func(int){
		r.participleAdjective, r.headlineTail, r.planningNoun, r.pluralDoubts, r.mainVerb, r.insertedParticiple, r.describedPronoun, r.haveCost,
		r.magnitude, r.foundGuilty, r.gerundWithObject, r.dismissedAs, r.castDoubt, r.suspects, r.everHaving, r.actingIt, r.describedName,
		r.toldBefore, r.chargedWith, r.worthNoun, r.worthPhrase, r.madeTo, r.bracketed, r.hiredFor, r.verbBetweenNames, r.headlineInfinitive,
		r.nameAdjective, r.subjectAsCompound, r.atLeast, r.verbInName, r.deniesNoun, r.commaCompound, r.bareContent, r.hearer, r.phraseSubject,
		r.sayingNoun, r.outerSubject, r.speech, r.interrupted, r.closing, r.insertedSpeech, r.contentBehind, r.nounForClause, r.contentSubject,
		r.coordinatedContent, r.goesOn, r.gerundContent, r.accordingTo, r.describedSource, r.coordinatedRoles, r.modifyingParticiple, r.reducedRelative,
		r.apposition, r.namedRole, r.ownersTitle, r.officeOfName, r.governedTitle, r.saidBehind, r.doubleSubject, r.lostSubject, r.listedSubject, r.lentSubject, r.frontedObject,
		r.recipient, r.plainContent, r.nounContent, r.authoredContent, r.insertedRelative, r.instrument, r.citation, r.familiar,
	} {
		for i := range r.Words {
			repair(i)
		}
		if r.changed {
			r.sentence, r.changed = newSentence(r.Tree, s.index), false
		}
	}
	return r.sentence
}

type repairer struct {
	*sentence
	cues    *cues
	changed bool
}

func (r *repairer) hang(i, head int, rel string) {
	if i == head {
		return
	}
	r.Words[i].Head, r.Words[i].Rel = head+1, rel
	r.changed = true
}

// replace gives word i the place of old in the tree.
func (r *repairer) replace(i, old int) {
	r.Words[i].Head, r.Words[i].Rel = r.Words[old].Head, r.Words[old].Rel
	r.changed = true
}

// accordingTo reads "…, according to app research firm Sensor Tower": the run of
// nominal words after "to" is one phrase, whatever the parser made of it. Data
// "from X" and a report "by X" speak for X.
func (r *repairer) accordingTo(i int) {
	n := len(r.Words)
	if r.lower(i) != "according" || i+2 >= n || r.lower(i+1) != "to" {
		return
	}
	from, to := i+2, r.nominalRun(i+2)
	if to+2 < n && r.cues.has("noun", r.lemma(to), "data") && oneOf(r.lower(to+1), "from", "by", "of") && r.nominalRun(to+2) > to+1 {
		from, to = to+2, r.nominalRun(to+2)
	}
	if to < from {
		return
	}
	head := r.runHead(from, to)
	clause := r.outside(i, i, to)
	if clause < 0 {
		return
	}
	r.hang(head, clause, "obl")
	r.hang(i, head, "case")
	r.hang(i+1, i, "fixed")
	for j := i + 2; j <= to; j++ {
		if j != head && (r.parent[j] < from || r.parent[j] > to || r.verbal(j)) {
			r.hang(j, head, "compound")
		}
		if r.verbal(j) {
			r.Words[j].UPOS = "NOUN"
		}
	}
	for j := range r.Words { // what hung on the phrase as on a clause
		if p := r.parent[j]; p >= i && p <= to && (j < i || j > to) && !r.is(j, "nmod", "punct", "appos", "acl", "conj", "cc") {
			r.hang(j, clause, r.Words[j].Rel)
		}
	}
}

// nominalRun is the last word of the run of nominal words from i on, i-1 for
// none.
func (r *repairer) nominalRun(i int) int {
	j := i
	for ; j < len(r.Words); j++ {
		w := &r.Words[j]
		nominal := oneOf(w.UPOS, "DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON", "X") || w.XPOS == "POS" || w.Form == "-" || r.verbal(j) && j == i
		if !nominal || w.XPOS == "WDT" || w.XPOS == "WP" {
			break
		}
	}
	for j > i && !oneOf(r.Words[j-1].UPOS, "NOUN", "PROPN", "PRON", "X", "NUM") {
		j--
	}
	return j - 1
}

// runHead is the word of a run that the others hang on: the start of a name at
// its end, else the last.
func (r *repairer) runHead(from, to int) int {
	head := to
	for depth := 0; depth < 8; depth++ {
		if p := r.parent[head]; p >= from && p <= to && r.is(head, "flat", "compound", "nmod:desc") && r.Words[p].UPOS == "PROPN" {
			head = p
			continue
		}
		break
	}
	return head
}

// outside is the nearest clause word above i that is not between from and to.
func (r *repairer) outside(i, from, to int) int {
	for w := r.parent[i]; w >= 0; w = r.parent[w] {
		if (w < from || w > to) && (r.verbal(w) || r.child(w, "cop") >= 0 || r.parent[w] < 0) {
			return w
		}
	}
	for j := from - 1; j >= 0; j-- { // the phrase was made the root
		if r.verbal(j) && r.finite(j) {
			return j
		}
	}
	return -1
}

// modifyingParticiple reads "the rapidly evolving landscape": a determiner
// before a participle and its noun makes the participle the noun's modifier.
func (r *repairer) modifyingParticiple(i int) {
	if !r.verbal(i) || !(r.gerund(i) || r.participle(i)) {
		return
	}
	noun := r.child(i, "obj")
	if noun < i {
		return
	}
	if d := r.child(noun, "det"); d >= 0 && d < i && r.parent[i] != noun {
		r.replace(noun, i)
		if r.is(noun, "xcomp", "ccomp", "advcl") {
			r.Words[noun].Rel = "obj"
		}
		r.hang(i, noun, "amod")
	}
}

// reducedRelative reads "DeepSeek, a young company founded in 2023, has …": a
// participle without auxiliary, followed by its phrase, has no subject but a
// noun that it modifies; between commas, that noun stands in apposition.
func (r *repairer) reducedRelative(i int) {
	noun := r.child(i, "nsubj")
	if noun < 0 || noun > i || !r.likeParticiple(i) || r.child(i, "aux", "cop", "obj", "conj", "mark") >= 0 || r.relative(noun) || r.Words[noun].UPOS == "PRON" {
		return
	}
	if !r.participle(i) && r.cues.has("verb", r.lemma(i), "says") {
		return // "…, the mayor told the BBC on Monday" has its tense
	}
	if p := r.parent[i]; p >= 0 && p < noun && r.is(i, "ccomp") && r.cues.class("verb", r.particled(p), "reports", "believes", "denies", "knows") != "" {
		return // "reported the fire started in a car"
	}
	if r.child(i, "obl") < 0 || r.parent[i] < 0 || !r.is(i, "advcl", "parataxis", "dep", "ccomp", "acl", "appos") {
		return
	}
	first, _ := r.reach(noun)
	if first >= 2 && r.Words[first-1].Form == "," && r.nominal(first-2) {
		r.hang(noun, r.nameAt(first-2), "appos")
	} else {
		r.replace(noun, i)
	}
	r.hang(i, noun, "acl")
	r.Words[i].XPOS = "VBN"
}

// likeParticiple takes a past tense for a participle too, which most verbs
// spell alike: a clause with a tense would have a subordinator.
func (r *repairer) likeParticiple(i int) bool {
	return r.participle(i) || r.Words[i].XPOS == "VBD" && r.verbal(i)
}

// nameAt is the head of the name or noun phrase that ends at word i.
func (r *repairer) nameAt(i int) int {
	for depth := 0; depth < 8 && r.parent[i] >= 0 && r.parent[i] < i && r.is(i, "flat", "compound", "nmod", "appos", "nmod:desc"); depth++ {
		i = r.parent[i]
	}
	return i
}

// apposition reads "Northport Capital, a subsidiary of Resource America,
// provides loans": an indefinite noun phrase between commas after a name.
func (r *repairer) apposition(i int) {
	d := r.child(i, "det")
	if d < 0 || r.Words[i].UPOS != "NOUN" || !oneOf(r.lower(d), "a", "an") || r.child(i, "case", "cop", "cc", "nsubj", "mark") >= 0 {
		return
	}
	if r.is(i, "conj") && r.parent[i] < d && r.Words[d-1].Form == "," && r.closed(i) && r.nominal(r.parent[i]) && !r.coordinated(r.parent[i]) {
		r.hang(i, r.parent[i], "appos") // "H800 chips, a less advanced but powerful chip, at a low cost"
		return
	}
	first, _ := r.reach(i)
	if first < 2 || first != d || r.Words[first-1].Form != "," || r.Words[first-2].UPOS != "PROPN" {
		return
	}
	name := r.nameAt(first - 2)
	if r.parent[i] == name || r.above(i, name) && !r.is(name, "appos", "nmod", "compound", "dep", "nsubj") || !r.is(i, "conj", "dep", "parataxis", "nsubj", "list", "appos", "obl", "nmod", "advcl", "obj") {
		return
	}
	if r.is(i, "nsubj", "obj", "obl") && (r.preposition(name) != "" || r.is(name, "obl", "nmod")) {
		return // "in Paris, a man was arrested"
	}
	if r.is(i, "nsubj") && !r.is(name, "nsubj", "obj") || r.above(i, name) {
		r.replace(name, i)
	}
	r.hang(i, name, "appos")
}

// namedRole reads "his wife, Linda", "Gestapo chief Heinrich Müller": a singular
// noun for a person with a name right after it names that person. After a comma
// only what belongs to someone does ("his wife, Linda" but "the chief, Linda
// and Ann").
func (r *repairer) namedRole(i int) {
	if r.Words[i].XPOS != "NN" {
		return
	}
	next := i + 1
	if next < len(r.Words) && r.Words[next].Form == "," && r.child(i, "nmod:poss") >= 0 {
		next++
	}
	if next >= len(r.Words) || r.Words[next].UPOS != "PROPN" {
		return
	}
	if sort, known := lexicon.Noun(r.lemma(i)); !known || sort.Kind() != kg.Person {
		return
	}
	name := r.nameFrom(next)
	if next > i+1 && r.is(i, "appos") && r.Words[r.parent[i]].UPOS == "PROPN" {
		return // it describes the name before it
	}
	if r.parent[name] == i && r.is(name, "appos") || r.parent[i] == name && r.is(i, "nmod:desc", "compound", "appos") || r.above(name, i) || r.is(name, "nmod:poss") || r.child(name, "case") >= 0 {
		return
	}
	r.hang(name, i, "appos")
}

// frontedObject: a noun before a finite verb that has no subject is its subject;
// English puts objects there only as relative or question words.
func (r *repairer) frontedObject(i int) {
	c := r.child(i, "obj")
	if !r.verbal(i) || c < 0 || c > i || r.child(i, "nsubj", "csubj", "expl", "aux:pass") >= 0 || !r.finite(i) || !r.nominal(c) || oneOf(r.Words[c].XPOS, "WP", "WDT", "WP$") {
		return
	}
	for _, g := range r.children[c] {
		if oneOf(r.Words[g].XPOS, "WDT", "WP$", "WP", "WRB") {
			return
		}
	}
	r.hang(c, i, "nsubj")
}

// nounContent reads "the possibility that DeepSeek achieved such results casts
// doubt": the clause with a subject of its own belongs to the noun, and the verb
// after it is the sentence's.
func (r *repairer) nounContent(i int) {
	if i+2 >= len(r.Words) || r.lower(i+1) != "that" || r.cues.class("noun", r.lemma(i), "reports", "possible", "planned", "fails", "shows") == "" {
		return
	}
	if r.contentBelow(i) {
		return
	}
	verb := r.parent[i]
	if verb < 0 || verb < i+2 || !r.is(i, "nsubj") || !r.ownSubject(verb, i) {
		return
	}
	if main := r.conjunctVerb(verb); main >= 0 {
		r.replace(main, verb)
		r.hang(i, main, "nsubj")
		if c := r.child(main, "nsubj"); c >= 0 && c != i {
			r.hang(c, r.lastNominal(verb, c), "conj")
		}
	} else {
		r.replace(i, verb)
	}
	r.hang(i+1, verb, "mark")
	r.hang(verb, i, "acl")
}

// contentBelow takes a clause that the parser has hung on the noun as if it
// were relative: "that" after such a noun opens what it says, unless it is the
// clause's subject. A finite verb coordinated with the noun is the sentence's.
func (r *repairer) contentBelow(i int) bool {
	clause := r.overReached(i)
	for _, c := range r.children[i] {
		if c > i+1 && r.is(c, "acl") && r.ownSubject(c, i) {
			clause = c
			break
		}
	}
	if clause < 0 {
		return false
	}
	r.hang(clause, i, "acl")
	r.hang(i+1, clause, "mark")
	r.Words[i+1].XPOS = "IN"
	for _, c := range r.children[i] {
		if c > clause && r.is(c, "conj") && r.verbal(c) && r.finite(c) {
			r.replace(c, i)
			r.hang(i, c, "nsubj")
			break
		}
	}
	return true
}

// overReached is the clause of "comment on reports that X" that the parser hung on the
// verb over the noun, -1 for none.
func (r *repairer) overReached(i int) int {
	clause, verb := r.parent[i+1], r.parent[i]
	if clause < 0 || verb < 0 || r.parent[clause] != verb || !r.is(clause, "ccomp", "advcl") || !r.ownSubject(clause, i) {
		return -1
	}
	if !r.is(i, "obl") || !oneOf(r.preposition(i), "on", "about", "of", "to", "over", "by", "amid", "despite", "after", "following") {
		return -1
	}
	return clause
}

func (r *repairer) conjunctVerb(verb int) int {
	for _, c := range r.children[verb] {
		if c > verb && r.is(c, "conj") && r.verbal(c) && r.finite(c) {
			return c
		}
	}
	return -1
}

// lastNominal is the last nominal dependent's word below the verb before i.
func (r *repairer) lastNominal(verb, i int) int {
	for j := i - 1; j > verb; j-- {
		if r.nominal(j) && r.above(verb, j) && !r.is(j, "compound", "flat") {
			return j
		}
	}
	return verb
}

// instrument reads "trained the model using H800 chips": the trainer uses them,
// not the model.
func (r *repairer) instrument(i int) {
	noun := r.parent[i]
	if r.lower(i) != "using" || noun < 0 || !r.is(i, "acl") || r.parent[noun] < 0 || !r.verbal(r.parent[noun]) {
		return
	}
	if r.is(noun, "obj") || r.is(noun, "obl") && r.lifeless(noun) {
		r.hang(i, r.parent[noun], "advcl")
	}
}

// lifeless says whether a common noun is for what uses nothing itself: "trained on 12
// trillion tokens using 4,096 chips", but not "sold to people using the app".
func (r *repairer) lifeless(i int) bool {
	sort, known := lexicon.Noun(r.lemma(i))
	return known && r.Words[i].UPOS == "NOUN" && !oneOf(string(sort.Kind()), string(kg.Person), string(kg.Group), string(kg.Organization))
}

// citation reads "Reuters reported that X bought Y, citing two officials": it is
// the verb of saying that cites.
func (r *repairer) citation(i int) {
	if !oneOf(r.lower(i), "citing", "quoting") || i == 0 || r.Words[i-1].Form != "," {
		return
	}
	for w := r.parent[i]; w >= 0; w = r.parent[w] {
		if r.verbal(w) && r.cues.has("verb", r.particled(w), "says") && !r.above(i, w) {
			r.hang(i, w, "advcl")
			return
		}
	}
}

// insertedRelative reads "V3, which the company boasts rivals GPT-4": the
// pronoun is the subject of the second verb, and that one what the first says.
func (r *repairer) insertedRelative(i int) {
	next := i + 1
	if next < len(r.Words) && r.is(next, "aux", "cop") && r.parent[next] > next { // "who police say were killed"
		next = r.parent[next]
	}
	if next >= len(r.Words) || !r.verbal(i) || !r.verbal(next) && r.child(next, "cop") < 0 || !r.finite(i) || !r.finite(next) && !r.participle(next) || r.cues.class("verb", r.lemma(i), "reports", "believes") == "" {
		return
	}
	subject := -1
	for _, c := range r.children[i] {
		if r.is(c, "nsubj") && c < i && !r.relative(c) {
			subject = c
		}
	}
	if subject < 0 {
		return
	}
	first, _ := r.reach(subject)
	pronoun := first - 1
	if pronoun < 1 || !r.relative(pronoun) {
		return
	}
	noun := pronoun - 1
	if r.Words[noun].Form == "," {
		noun--
	}
	if noun < 0 || !r.nominal(noun) {
		return
	}
	r.hang(i, r.nameAt(noun), "acl:relcl")
	r.hang(next, i, "ccomp")
	if !r.finite(next) {
		r.Words[next].XPOS = "VBD"
	}
	if r.child(next, "aux:pass") >= 0 {
		r.hang(pronoun, next, "nsubj:pass")
	} else {
		r.hang(pronoun, next, "nsubj")
	}
}
