package extract

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/lexicon"
)

// Who says it.

// speaker is whom a verb of saying has for subject, -1 where nobody is named:
// "Liang said", "said Liang", "it was reported by Reuters", "…, adding that".
func (s *sentence) speaker(p int) int {
	if a := s.child(p, "obl:agent"); a >= 0 {
		return a
	}
	passive := s.child(p, "aux:pass") >= 0
	if passive {
		for _, c := range s.children[p] {
			if s.is(c, "obl") && s.preposition(c) == "by" {
				return c
			}
		}
		return -1
	}
	for w, depth := p, 0; w >= 0 && depth < 5; depth++ {
		if c := s.child(w, "expl"); c >= 0 && w == p && s.verbal(p) && s.lower(c) == "it" {
			return c // "It said financing would …": it is someone, for it speaks
		}
		if c := s.child(w, "nsubj"); c >= 0 && !s.is(c, "nsubj:outer") {
			if w == p && s.child(w, "aux:pass") >= 0 {
				return -1
			}
			return s.predicated(c, s.saying(s.referent(c)))
		}
		if p := s.parent[w]; p >= 0 && s.is(w, "advcl") && s.gerund(w) && s.childLemma(w, "mark", "as") >= 0 && s.child(p, "obj") >= 0 {
			return s.child(p, "obj") // "quoted the mayor as saying"
		}
		if s.is(w, "acl") && !s.is(w, "acl:relcl") && s.parent[w] >= 0 && s.nominal(s.parent[w]) && s.gerund(w) {
			return s.parent[w]
		}
		if !s.is(w, "conj", "advcl", "xcomp") {
			return -1
		}
		w = s.parent[w]
	}
	return -1
}

// predicated is who speaks where a noun with a relative clause tells who that is: of
// "Lee is the minister who said" Lee does, of "it was Lee who said" Lee.
func (s *sentence) predicated(subject, noun int) int {
	if noun == subject || noun < 0 || s.child(noun, "cop") < 0 {
		return noun
	}
	if who := s.child(noun, "nsubj"); who >= 0 && who < noun && !oneOf(s.Words[who].UPOS, "PRON", "DET") {
		return who
	}
	return noun
}

// saying is who speaks of a noun and what it hangs on: of "the faction in politics
// which said" the faction does.
func (s *sentence) saying(i int) int {
	if i < 0 || !s.is(i, "nmod") || s.Words[i].UPOS != "NOUN" || s.parent[i] < 0 || s.Words[s.parent[i]].UPOS != "NOUN" {
		return i
	}
	own, _ := lexicon.Noun(s.lemma(i))
	above, known := lexicon.Noun(s.lemma(s.parent[i]))
	if speaks := func(k kg.Kind) bool { return oneOf(string(k), "Person", "Organization", "Group", "Work") }; known && speaks(above.Kind()) && !speaks(own.Kind()) {
		return s.parent[i]
	}
	return i
}

// inserted reads "The model, Liang said, cost little": a verb of saying beside
// the clause that it reports.
func (w *walker) inserted(i int) {
	for _, c := range w.children[i] {
		if v := w.quotedAs(c); v >= 0 && w.is(c, "parataxis") && !w.above(c, w.start) && !w.apartFrom(i, c) {
			w.attribute(w.sentence, w.speaker(v), v, "inserted-speech")
			if through := w.speaker(c); through >= 0 {
				w.attribute(w.sentence, through, c, "inserted-speech")
			}
			continue
		}
		if !w.verbal(c) || w.child(c, "ccomp") >= 0 || w.above(c, w.start) || !w.is(c, "parataxis") && !w.asSaid(c) || w.apartFrom(i, c) {
			continue
		}
		verb := w.particled(c)
		if w.understood(c) {
			w.attribute(w.sentence, -1, c, "inserted-speech")
			continue
		}
		if w.cues.class("verb", verb, "reports", "believes") != "" && !w.refused(c) {
			if agent := w.speaker(c); agent >= 0 && w.lower(agent) != "it" && (w.child(c, "obj") < 0 || oneOf(verb, hearers...)) {
				w.citing(c)
				w.attribute(w.sentence, agent, c, "inserted-speech")
				if w.cues.has("verb", verb, "believes") {
					w.weakenHere(kg.Possible, "belief")
				}
			}
		}
	}
}

// understood reads "Ajax have signed him, it is understood", "it has emerged": words of
// nobody who is named.
func (s *sentence) understood(c int) bool {
	it := s.child(c, "nsubj", "expl")
	return it >= 0 && it < c && s.lower(it) == "it" && s.is(c, "parataxis") && (s.lemma(c) == "emerge" || s.child(c, "aux:pass") >= 0 && oneOf(s.lemma(c), "understand", "report", "allege", "say", "claim", "think", "believe", "announce", "reveal"))
}

// quotedAs is "saying" of "X, Lee was quoted as saying", "X, Reuters quoted Lee as
// saying", with nothing of its own that Lee said; -1 for none.
func (s *sentence) quotedAs(c int) int {
	if v := s.child(c, "advcl", "xcomp"); v > c && oneOf(s.lemma(c), "quote", "cite") && s.gerund(v) && s.childLemma(v, "mark", "as") >= 0 && s.child(v, "ccomp", "obj") < 0 {
		return v
	}
	return -1
}

// apartFrom says whether a semicolon or colon parts the clause at c from the one
// before it: it stands for itself.
func (s *sentence) apartFrom(i, c int) bool {
	first, _ := s.reach(c)
	if s.Words[first].UPOS == "PUNCT" {
		return oneOf(s.Words[first].Form, ";", ":")
	}
	return c > i && first > 0 && oneOf(s.Words[first-1].Form, ";", ":")
}

// hearers are verbs whose object is whom one tells, not what.
var hearers = []string{"tell", "inform", "remind", "assure", "reassure", "warn", "notify", "advise"}

// asSaid reads "as the mayor told CNN, X", "X, as Reuters reported".
func (w *walker) asSaid(c int) bool {
	return w.is(c, "advcl") && w.childLemma(c, "mark", "as") >= 0 && w.finite(c) && w.child(c, "aux:pass") < 0 && (w.child(c, "obj") < 0 || oneOf(w.lemma(c), hearers...)) &&
		oneOf(w.lemma(c), "say", "tell", "report", "write", "note", "explain", "announce", "state", "mention", "reveal", "confirm", "claim", "argue", "point", "put", "allege", "observe", "remark", "contend", "warn", "remind", "acknowledge", "admit")
}

// citing reads "Reuters reported, citing two officials": the officials say it,
// Reuters passes it on.
func (w *walker) citing(p int) {
	for _, c := range w.children[p] {
		if o := w.child(c, "obj"); w.is(c, "advcl") && oneOf(w.lower(c), "citing", "quoting") && o >= 0 {
			w.attribute(w.sentence, o, c, "citing")
		}
	}
}

// accordingTo reads "according to Sensor Tower" on the clause at i.
func (w *walker) accordingTo(i int) {
	for _, c := range w.children[i] {
		if cue := w.accordance(c); cue >= 0 {
			if !w.above(c, w.start) { // the source itself is nobody's claim
				w.accorded(c, cue)
			}
			continue
		}
		// The phrase at the end of a sentence speaks for the clause though the
		// parser hung it on the last noun.
		if !w.is(c, "obj", "obl", "nsubj", "xcomp") {
			continue
		}
		for _, g := range w.children[c] {
			if cue := w.accordance(g); cue >= 0 && !w.above(g, w.start) {
				w.accorded(g, cue)
			}
		}
	}
}

// accorded takes the source of "according to X" and, of "a letter seen by the
// Financial Times", through whom it came.
func (w *walker) accorded(c, cue int) {
	w.attribute(w.sentence, c, cue, "according-to")
	for _, v := range w.children[c] {
		if w.is(v, "acl") && oneOf(w.lemma(v), "see", "obtain", "review", "view", "quote", "cite", "publish", "report", "gather", "compile", "collect", "provide", "release") {
			if by := w.child(v, "obl:agent"); by >= 0 {
				w.attribute(w.sentence, by, v, "seen-by")
			}
		}
	}
}

// wholeSentence reads "according to X" at a sentence's start or end: it speaks
// for all of it, wherever the parser hung it.
func (w *walker) wholeSentence(start int) {
	if len(w.sources) > 0 {
		return
	}
	for c := range w.Words {
		cue := w.accordance(c)
		if cue < 0 || w.above(c, start) {
			continue
		}
		first, last := w.reach(c)
		if w.edge(first, last) {
			w.accorded(c, cue)
			return
		}
	}
}

// edge says whether only punctuation stands before first or after last.
func (s *sentence) edge(first, last int) bool {
	before, after := true, true
	for j := range s.Words {
		if s.Words[j].UPOS != "PUNCT" && j < first {
			before = false
		}
		if s.Words[j].UPOS != "PUNCT" && j > last {
			after = false
		}
	}
	return before || after
}

// accordance is the cue word of "according to X" and its like where X is c,
// -1 where it is none.
func (s *sentence) accordance(c int) int {
	if !s.nominal(c) {
		return -1
	}
	for _, m := range s.children[c] {
		if !s.is(m, "case") {
			continue
		}
		switch s.lower(m) {
		case "according":
			if s.speaks(c) {
				return m
			}
		case "per":
			apart := m == 0 || s.Words[m-1].Form == ","
			if s.Words[c].UPOS == "PROPN" || apart && (s.child(c, "det") >= 0 || s.Words[c].XPOS == "NNS") && s.speaks(c) {
				return m
			}
		}
	}
	return -1
}

// speaks says whether a noun can have said something: no "plan", "law" or "system".
func (s *sentence) speaks(i int) bool {
	if s.Words[i].UPOS != "NOUN" {
		return true
	}
	sort, known := lexicon.Noun(s.lemma(i))
	if !known {
		return !oneOf(s.lemma(i), measures...)
	}
	switch sort.Kind() {
	case kg.Person, kg.Organization, kg.Group, kg.Work, kg.Law, kg.Place:
		return true
	}
	return oneOf(s.lemma(i), documents...)
}

// measures are what one goes by, and nobody's words, of those that no table knows.
var measures = strings.Fields("plan schedule size rule custom principle need age height weight order type kind degree level ability time season preference taste instruction " +
	"procedure protocol formula method standard norm criterion requirement value speed distance position rank sort class")

// documents are things that tell something, which no table counts as works.
var documents = strings.Fields("account affidavit analysis announcement assessment bulletin calculation census claim count data detail dispatch estimate evidence filing figure " +
	"finding forecast index indictment information interview legend log lawsuit media message news note number poll prediction projection ranking reading record release " +
	"report research result review rumor rumour source statement statistic story study survey tally testimony timeline tracker transcript tradition version website witness")
