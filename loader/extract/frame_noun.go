package extract

import (
	"claimgraph/kg"
	"claimgraph/loader/lexicon"
)

// The frames of nouns and adjectives.

// copula reads "Liang is the founder of DeepSeek", "DeepSeek is Chinese",
// "the firm is in Hangzhou".
func (b *framer) copula(i int) {
	if b.child(i, "cop") < 0 || b.verbal(i) {
		return
	}
	subject := b.child(i, "nsubj")
	if subject < 0 && b.is(i, "conj") && b.parent[i] >= 0 {
		subject = b.child(b.parent[i], "nsubj")
	}
	if subject >= 0 && b.preposition(subject) != "" { // "inside his home was a bag"
		f := frame{form: verbFrame, head: i, lemma: "be", words: []int{b.child(i, "cop")}}
		f.add(subjRole, i, 0.9, subject)
		f.add(b.preposition(subject), subject, 0.9, subject)
		f.rule("copula-inverted")
		b.keep(f)
		return
	}
	word := b.referent(subject)
	if word < 0 && subject < 0 {
		word, _ = b.controller(i, 0)
	}
	if word < 0 || b.relative(word) {
		return
	}
	if role := b.preposition(i); role != "" && b.nominal(i) {
		f := frame{form: verbFrame, head: i, lemma: "be", words: []int{b.child(i, "cop")}}
		f.add(subjRole, word, 1, subject)
		f.add(role, i, 1, i)
		f.rule("copula-preposition")
		b.keep(f)
		return
	}
	b.states(i, word, subject, "copula", false)
	b.reversed(i, word, subject)
}

// reversed reads "DeepSeek's founder is Liang" as founder(is Liang, of DeepSeek).
func (b *framer) reversed(i, word, subject int) {
	if subject < 0 || !b.nominal(i) || b.Words[word].UPOS != "NOUN" {
		return
	}
	f := b.state(word, i, i)
	f.rule("copula-reversed")
	f.words = []int{word}
	if _, owned := f.arg(ofRole); owned {
		f.head = i // what the clause does to the copula, it does to this
		f.form = nounFrame
		f.lemma = b.lemma(word)
		b.keep(f)
	}
}

// state is the frame of a noun or adjective that is said of a word.
func (b *framer) state(i, word, arc int) frame {
	f := frame{form: nounFrame, head: i, lemma: b.lemma(i), words: []int{i}}
	if b.Words[i].UPOS == "ADJ" || b.Words[i].UPOS == "ADV" || b.verbal(i) {
		f.form = adjectiveFrame
	}
	if arc < 0 {
		arc = word
	}
	f.add(isRole, word, 1, arc)
	b.owned(&f, i)
	for _, c := range b.children[i] {
		if b.is(c, "obl") && b.nominal(c) {
			b.oblique(&f, c, 1)
		}
	}
	return f
}

// owned takes what a noun belongs to and what modifies it.
func (b *framer) owned(f *frame, i int) {
	for _, c := range b.children[i] {
		switch {
		case b.is(c, "nmod:poss"):
			f.add(ofRole, b.referent(c), 1, c)
		case b.is(c, "nmod", "obl") && b.nominal(c) && b.preposition(c) == "of":
			f.add(ofRole, b.referent(c), 1, c)
		case b.is(c, "nmod") && b.nominal(c) && b.preposition(c) != "" && !b.setOff(i, c):
			f.add(b.preposition(c), b.referent(c), 1, c)
		case b.is(c, "amod"):
			f.add(modRole, c, 1, c)
		}
	}
	for _, c := range b.children[i] { // after the phrases that say "of"
		if b.is(c, "compound", "nmod:desc", "nmod:unmarked") && c < i && b.Words[c].UPOS == "PROPN" {
			f.add(ofRole, c, 0.9, c)
			f.add(modRole, c, 0.9, c)
		}
	}
}

// setOff says whether a comma cuts a phrase from the noun that the parser hung it on:
// "Ann Lee, the chair, in remarks to the BBC, said" how she said it.
func (b *framer) setOff(noun, phrase int) bool {
	in := b.child(phrase, "case")
	return in > noun && b.Words[in-1].Form == ","
}

// apposition reads "Liang, founder of DeepSeek, …" and "a startup, DeepSeek".
func (b *framer) apposition(i int) {
	w := b.parent[i]
	if w < 0 || !b.is(i, "appos") || !b.nominal(i) || !b.nominal(w) {
		return
	}
	noun, name := i, w
	if b.Words[i].UPOS == "PROPN" && b.Words[w].UPOS != "PROPN" {
		noun, name = w, i
	}
	if b.Words[noun].UPOS == "NUM" || b.asked(noun) || b.unmarked(i) {
		return
	}
	b.states(noun, name, i, "apposition", true)
}

// seat reads "the Aarhus-based company": based(is company, in Aarhus).
func (b *framer) seat(i int) {
	w := b.parent[i]
	if w < i || !b.form(i, "based", "headquartered") || !b.is(i, "amod", "compound") || !b.form(i-1, "-", "‑", "–") || i < 2 || b.Words[i-2].UPOS != "PROPN" {
		return
	}
	if sort, _ := lexicon.Noun(b.lemma(w)); b.Words[w].UPOS != "PROPN" && !oneOf(string(sort.Kind()), "Organization", "Person", "Group") {
		return // "Earth-based life"
	}
	f := frame{form: adjectiveFrame, head: i, lemma: b.lower(i), words: []int{i}, presupposed: true}
	f.add(isRole, w, 1, i)
	f.add("in", i-2, 0.95)
	f.rule("seat")
	b.keep(f)
}

// governed says whether a preposition stands between a noun and a name: "data
// from the WHO".
func (b *framer) governed(i, w int) bool {
	for _, c := range b.children[w] {
		if c > i && c < w && b.is(c, "case") && b.Words[c].XPOS != "POS" {
			return true
		}
	}
	return false
}

// asked reads "which presidents": a question is nobody's description.
func (b *framer) asked(noun int) bool {
	d := b.child(noun, "det")
	return d >= 0 && oneOf(b.lower(d), "which", "what", "whose")
}

// unmarked says whether a phrase with an article follows without comma or bracket:
// "is this person a citizen" puts nothing in apposition.
func (b *framer) unmarked(i int) bool {
	d := b.child(i, "det")
	return d > 0 && d < i && b.Words[i].UPOS == "NOUN" && oneOf(b.lower(d), "a", "an", "any") && b.Words[d-1].UPOS != "PUNCT"
}

// states keeps the frame of a noun that is said of a word, and those of the
// nouns coordinated with it: "is founder and chief executive of DeepSeek". What
// one of them belongs to, all do, but for "a U.S. territory but not a state".
func (b *framer) states(i, word, arc int, rule string, presupposed bool) {
	nouns := []int{i}
	for _, c := range b.children[i] {
		if b.is(c, "conj") && c != word && b.describes(c) && (b.Words[i].UPOS != "ADJ" || b.Words[c].UPOS == "ADJ") && b.child(c, "nsubj", "cop") < 0 {
			nouns = append(nouns, c)
		}
	}
	for _, n := range nouns {
		b.held[n] = true
		f := b.state(n, word, arc)
		f.presupposed = presupposed
		f.rule(rule)
		for _, other := range nouns {
			if _, owned := f.arg(ofRole); !owned && other != n && b.child(max(n, other), "det") < 0 {
				b.owned(&f, other)
			}
		}
		b.keep(f)
	}
}

// describes says whether a noun tells what someone is, rather than naming him.
func (b *framer) describes(i int) bool {
	if b.Words[i].UPOS == "NOUN" || b.Words[i].UPOS == "ADJ" {
		return true
	}
	sort, known := lexicon.Noun(b.lower(i))
	return known && b.Words[i].UPOS == "PROPN" && sort.Kind() == kg.Person
}

// title reads "Nvidia CEO Jensen Huang", "app research firm Sensor Tower":
// CEO(is Jensen Huang, of Nvidia).
func (b *framer) title(i int) {
	w := b.parent[i]
	if w < 0 || b.Words[w].UPOS != "PROPN" || i > w {
		return
	}
	common := b.Words[i].UPOS == "NOUN" && b.is(i, "compound", "nmod", "appos", "flat")
	if !common && !b.is(i, "nmod:desc") || b.preposition(i) != "" || b.Words[i].UPOS == "NUM" || !b.besideName(i, w) || b.governed(i, w) || b.denied(i) || b.denied(w) || oneOf(b.lemma(i), timeNouns...) {
		return
	}
	b.held[i] = true
	f := b.state(i, w, i)
	if w == i+1 && b.titleOfNext(i) {
		f.args[0].arcs, f.args[0].sure = nil, plainTitleSure
	}
	// What the parser hangs on the name instead of its title: "its CEO Jensen Huang".
	for _, c := range b.children[w] {
		if c < i && b.is(c, "nmod:poss") {
			f.add(ofRole, b.referent(c), 0.9, c)
		}
		if c < i && b.is(c, "compound") && b.Words[c].UPOS == "PROPN" {
			f.add(ofRole, c, 0.8, c)
			f.add(modRole, c, 0.8, c)
		}
		if c < i && b.is(c, "amod") {
			f.add(modRole, c, 0.9, c)
		}
	}
	f.presupposed = true
	f.rule("title")
	b.keep(f)
}

// plainTitleSure is how sure it is that a word for a person is said of the person whose
// name follows it, however unsure the parser is of how the two hang together.
const plainTitleSure = 0.95

// besideName says whether only modifiers stand between a title and its name.
func (b *framer) besideName(i, w int) bool {
	for j := i + 1; j < w; j++ {
		if b.parent[j] != w && !b.above(i, j) || b.Words[j].UPOS == "PUNCT" {
			return false
		}
	}
	return true
}

// relation reads "its parent", "Nvidia's H800 chips", "the head of the agency":
// the noun itself is what the relation is said of.
func (b *framer) relation(i int) {
	if !b.nominal(i) || b.Words[i].UPOS == "PRON" || b.Words[i].UPOS == "NUM" {
		return
	}
	if b.held[i] || b.is(i, "nmod:desc") || b.child(i, "cop") >= 0 {
		return // apposition, title and copula say more
	}
	f := frame{form: nounFrame, head: i, lemma: b.lemma(i), words: []int{i}, presupposed: true}
	b.owned(&f, i)
	if len(f.args) == 0 {
		return
	}
	f.add(isRole, i, 1)
	f.rule("relational-noun")
	b.keep(f)
}

// event reads "the acquisition of io by OpenAI", "its launch of R1": the frame
// of the verb behind the noun.
func (b *framer) event(i int) {
	if b.Words[i].UPOS != "NOUN" || b.is(i, "compound") {
		return
	}
	verb, known := b.reader.cues.events[b.lemma(i)]
	if !known {
		return
	}
	f := frame{form: verbFrame, head: i, lemma: verb.lemma, words: []int{i}}
	f.rule("event-noun")
	b.participants(&f, i, verb)
	b.keep(f)
}

// participants gives the arguments of an event noun the verb's roles: "of" is
// its object, or the subject of what has no object; an owner is its subject
// unless "by" names another.
func (b *framer) participants(f *frame, i int, verb eventVerb) {
	by := -1
	for _, c := range b.children[i] {
		if b.is(c, "nmod", "obl") && b.preposition(c) == "by" {
			by = c
		}
	}
	f.add(subjRole, b.referent(by), 0.95, by)
	inner, owner := objRole, subjRole
	if verb.intransitive {
		inner = subjRole
	}
	if by >= 0 && !verb.intransitive {
		owner = objRole
	}
	for _, c := range b.children[i] {
		switch {
		case c == by || !b.nominal(c):
		case b.is(c, "nmod:poss"):
			f.add(owner, b.referent(c), 0.9, c)
		case b.is(c, "nmod") && b.preposition(c) == "of":
			f.add(inner, b.referent(c), 0.9, c)
		case b.is(c, "nmod", "obl") && b.preposition(c) != "":
			f.add(b.preposition(c), b.referent(c), 0.9, c)
		}
	}
}
