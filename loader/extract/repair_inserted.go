package extract

import "slices"

// Repairs of speech that stands inside of what it reports, or behind it.
//
//	The firm, prosecutors allege, paid her $2 million.
//	"The bridge," she told reporters, "killed two workers."
//	"The bridge," said Ann Lee, the minister, "killed two workers."
//	The bridge fell down, the mayor told the BBC on Monday.
//
// Treebanks hold few of them, and parsers make the verb of saying the sentence's,
// or a noun's appendix. The words give them away: between two commas or marks
// stands a verb of saying with someone who speaks, and no other verb.

// insertion is the stretch of words of such a speech.
type insertion struct {
	first, last     int // its words, marks and commas left out
	speaker, hearer int // head words; no hearer is -1
}

// interrupted reads speech between a subject and its verb.
func (r *repairer) interrupted(i int) {
	in, ok := r.insertionAt(i)
	if !ok {
		return
	}
	auxiliary := r.auxiliaryBefore(in.first - 1)
	verb, before := r.resumed(in.last+1), in.first-1
	if auxiliary >= 0 {
		verb, before = r.resumedForm(in.last+1), auxiliary-1
	}
	subject := r.subjectBefore(before)
	if verb < 0 || subject < 0 {
		return
	}
	switch {
	case auxiliary >= 0 && r.parent[auxiliary] != i && r.parent[auxiliary] != verb:
		r.replace(verb, auxiliary)
	case r.above(i, verb):
		r.replace(verb, i)
	}
	if auxiliary >= 0 {
		r.hang(auxiliary, verb, "aux")
		if c := r.child(auxiliary, "nsubj"); c == subject {
			r.hang(c, verb, "nsubj")
		}
		r.Words[auxiliary].UPOS = "AUX"
	}
	for _, c := range slices.Clone(r.children[i]) {
		if c != verb && (c < in.first || c > in.last) {
			r.hang(c, verb, r.Words[c].Rel)
		}
	}
	if own := r.child(verb, "nsubj"); own < 0 || own == subject || own >= in.first && own <= in.last {
		rel := "nsubj"
		if r.child(verb, "aux:pass") >= 0 {
			rel = "nsubj:pass"
		}
		r.hang(subject, verb, rel)
		r.certain(subject)
	}
	r.insert(i, verb, in)
}

// certain is said of an arc that the words around it leave no doubt about.
func (r *repairer) certain(i int) {
	const sure = 0.9
	r.Words[i].Sure = max(r.Words[i].Sure, sure)
}

// auxiliaryBefore is the auxiliary that stands before the comma at a word: "they
// had, he says, paid"; -1 for none.
func (r *repairer) auxiliaryBefore(j int) int {
	if j > 1 && r.Words[j].Form == "," && oneOf(r.lower(j-1), "have", "has", "had", "will", "would", "can", "could", "may", "might", "must", "should", "is", "are", "was", "were") {
		return j - 1
	}
	return -1
}

// resumedForm is the infinitive or participle that goes on after an auxiliary, -1
// for none.
func (r *repairer) resumedForm(j int) int {
	for j < len(r.Words) && (r.parting(j) || oneOf(r.Words[j].UPOS, "ADV", "PART", "AUX")) {
		j++
	}
	if j < len(r.Words) && r.verbal(j) && oneOf(r.Words[j].XPOS, "VB", "VBN", "VBG", "VBD") {
		return j
	}
	return -1
}

// closing reads speech at the end of its sentence.
func (r *repairer) closing(i int) {
	in, ok := r.insertionAt(i)
	if !ok || r.is(i, "parataxis") || !r.ends(in.last+1) {
		return
	}
	if r.parent[i] < 0 {
		r.lent(i, in)
		return
	}
	verb := -1
	for j := 0; j < in.first; j++ {
		if r.parent[j] < 0 || r.parent[j] >= in.first && r.parent[r.parent[j]] < 0 {
			verb = j
		}
	}
	if verb < 0 || !(r.verbal(verb) && r.finite(verb) || r.child(verb, "cop") >= 0) || r.above(i, verb) {
		return
	}
	r.insert(i, verb, in)
}

// lent reads `"Its plausible that …" Smith told Wikinews`: what stands before the
// speaker is no subject of the verb of saying.
func (r *repairer) lent(i int, in insertion) {
	own := r.child(i, "nsubj")
	for _, c := range r.children[i] { // "The bridge fell, Lee wrote on Twitter"
		if c < in.first && r.is(c, "advcl") && r.verbal(c) && r.finite(c) && r.child(c, "nsubj") >= 0 && r.child(c, "mark") < 0 && !r.asksWhen(c) && r.Words[in.first-1].Form == "," {
			r.hang(c, i, "ccomp")
			return
		}
	}
	before := r.Words[in.first-1].Form
	if own < 0 || own >= in.first || before == "," && !oneOf(r.Words[max(in.first-2, 0)].Form, "”", "''", "\"") {
		return // "The city's chief, Ann Lee, told the BBC"
	}
	r.hang(own, i, "ccomp")
	r.hang(in.speaker, i, "nsubj")
	if in.hearer >= 0 {
		r.hang(in.hearer, i, "obj")
	}
}

// asksWhen says whether "when", "where" or "how" opens the clause.
func (r *repairer) asksWhen(i int) bool {
	return slices.ContainsFunc(r.children[i], func(c int) bool { return c < i && r.Words[c].XPOS == "WRB" })
}

// insert hangs the verb of saying with its speaker and hearer beside a clause.
func (r *repairer) insert(i, verb int, in insertion) {
	r.hang(i, verb, "parataxis")
	r.hang(in.speaker, i, "nsubj")
	if in.hearer >= 0 {
		r.hang(in.hearer, i, "obj")
	}
	for j := in.first; j <= in.last; j++ { // what hung outside of the stretch
		if p := r.Words[j].Head - 1; j != i && (p < in.first || p > in.last) {
			r.hang(j, i, r.Words[j].Rel)
		}
	}
	if !r.finite(i) {
		r.Words[i].XPOS = "VBD"
	}
}

// insertionAt is the stretch around a verb of saying that stands with its
// subject, and with nothing that it says, between commas or marks.
func (r *repairer) insertionAt(i int) (in insertion, ok bool) {
	if !oneOf(r.Words[i].XPOS, "VBD", "VBZ", "VBP", "VBN") || !r.verbal(i) || r.cues.class("verb", r.lemma(i), "says", "believes") == "" {
		return in, false
	}
	in = insertion{first: i, last: i, speaker: -1, hearer: -1}
	if i > 0 && r.parting(i-1) {
		return r.invertedAt(i, in)
	}
	for in.first > 0 && i-in.first < 9 && !r.parting(in.first-1) {
		if in.first--; r.Words[in.first].UPOS == "VERB" && !r.is(in.first, "amod") || r.relative(in.first) || oneOf(r.Words[in.first].UPOS, "AUX", "SCONJ", "CCONJ", "PUNCT") {
			return in, false
		}
	}
	if in.first == 0 || !r.parting(in.first-1) {
		return in, false
	}
	in.speaker = r.headOf(in.first, i-1)
	if in.speaker < 0 || r.child(in.speaker, "case") >= 0 && r.Words[r.child(in.speaker, "case")].XPOS != "POS" {
		return in, false
	}
	if r.Words[i].XPOS == "VBN" && !oneOf(r.lemma(i), hearers...) {
		return in, false
	}
	if oneOf(r.lemma(i), hearers...) {
		in.hearer = r.hearerAt(i + 1)
	}
	for in.last+1 < len(r.Words) && !r.parting(in.last+1) && r.Words[in.last+1].UPOS != "PUNCT" {
		if in.last++; oneOf(r.Words[in.last].UPOS, "VERB", "AUX", "SCONJ") || r.relative(in.last) {
			return in, false
		}
	}
	return in, true
}

// hearerAt is who is told, where a noun phrase begins at a word; -1 for nobody.
func (r *repairer) hearerAt(next int) int {
	if next >= len(r.Words) {
		return -1
	}
	if h := r.nominalRunHead(next); h >= 0 && r.nominal(h) {
		return h
	}
	return -1
}

// invertedAt is the stretch of "said Ann Lee, the minister,": it ends where the
// clause goes on or the sentence ends.
func (r *repairer) invertedAt(i int, in insertion) (insertion, bool) {
	next := i + 1
	if next >= len(r.Words) || r.Words[i].XPOS == "VBN" || !oneOf(r.Words[next].UPOS, "PROPN", "DET", "PRON", "NOUN", "ADJ") {
		return in, false
	}
	in.speaker = r.nominalRunHead(next)
	if in.speaker < 0 {
		return in, false
	}
	if r.Words[i-1].Form == "," && (r.Words[in.speaker].UPOS == "NOUN" || r.apart(i-1)) {
		return in, false // "Ann Lee, the chair, said the deal, worth $5 million, will help"
	}
	for in.last+1 < len(r.Words) && in.last-i < 16 {
		if next := in.last + 1; r.Words[next].Form == "," && r.resumed(next) >= 0 {
			return in, true
		}
		if in.last++; oneOf(r.Words[in.last].UPOS, "VERB", "AUX", "SCONJ") || r.relative(in.last) {
			return in, false
		}
	}
	return in, false // at the end parsers know it
}

// apart says whether a comma stands before the one at a word.
func (r *repairer) apart(comma int) bool {
	for j := range comma {
		if r.Words[j].Form == "," {
			return true
		}
	}
	return false
}

// parting says whether a comma or quotation mark stands at a word.
func (r *repairer) parting(j int) bool {
	return oneOf(r.Words[j].Form, ",", "”", "“", "''", "``", "\"")
}

// headOf is the word of a stretch that hangs outside of it, nominal, -1 for none.
func (r *repairer) headOf(first, last int) int {
	for j := last; j >= first; j-- {
		if p := r.parent[j]; (p < first || p > last) && r.nominal(j) {
			return j
		}
	}
	return -1
}

// nominalRunHead is the head of the nominal words from a word on, -1 for none.
func (r *repairer) nominalRunHead(from int) int {
	if r.verbal(from) {
		return -1
	}
	to := r.nominalRun(from)
	if to < from {
		return -1
	}
	return r.runHead(from, to)
}

// resumed is the verb of the clause that goes on behind commas and marks, with
// its tense and without a subject; -1 where no clause does.
func (r *repairer) resumed(j int) int {
	for j < len(r.Words) && (r.parting(j) || r.Words[j].UPOS == "ADV") {
		j++
	}
	if j >= len(r.Words) {
		return -1
	}
	if r.is(j, "aux", "cop") && oneOf(r.Words[j].XPOS, "VBD", "VBZ", "VBP", "MD") {
		if v := r.parent[j]; v > j {
			return v
		}
		return -1
	}
	if r.verbal(j) && oneOf(r.Words[j].XPOS, "VBD", "VBZ", "VBP") {
		return j
	}
	return -1
}

// subjectBefore is the noun phrase that ends at commas and marks before a word,
// where no verb with a tense stands between it and its clause's start; -1 for none.
func (r *repairer) subjectBefore(j int) int {
	for j >= 0 && r.parting(j) {
		j--
	}
	if j < 0 || !r.nominal(j) {
		return -1
	}
	head := -1
	for k := j; k >= 0 && !oneOf(r.Words[k].Form, ";", ":"); k-- {
		if r.is(k, "aux", "cop") || r.verbal(k) && r.finite(k) {
			if !r.modifies(k) {
				return -1
			}
		}
		if p := r.parent[k]; r.nominal(k) && (p < 0 || p > j) {
			head = k
		}
	}
	if head < 0 || r.child(head, "case") >= 0 && r.Words[r.child(head, "case")].XPOS != "POS" {
		return -1
	}
	return head
}

// modifies says whether the word stands in a relative clause.
func (r *repairer) modifies(k int) bool {
	for ; k >= 0; k = r.parent[k] {
		if r.is(k, "acl") {
			return true
		}
	}
	return false
}

// ends says whether only marks stand from a word to the sentence's end.
func (s *sentence) ends(j int) bool {
	for ; j < len(s.Words); j++ {
		if s.Words[j].UPOS != "PUNCT" {
			return false
		}
	}
	return true
}
