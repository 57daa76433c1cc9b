package extract

import "slices"

// Repairs of whose subject a noun is.

// doubleSubject reads "One of the prisoners, Kasim Hilas, said" and "Competition
// Commissioner Teresa Ruiz said": of two subjects the second stands in apposition,
// is the rest of the first's name, or is the name that the first describes.
func (r *repairer) doubleSubject(i int) {
	a := r.child(i, "nsubj")
	if a < 0 || r.relative(a) {
		return
	}
	for _, b := range r.children[i] {
		if b <= a || b > i || !r.is(b, "nsubj") {
			continue
		}
		first, _ := r.reach(b)
		last := r.lastBefore(a, first)
		if r.Words[b].UPOS == "NOUN" && r.Words[a].UPOS == "PROPN" && last < first && r.Words[first-1].Form == "," && r.closed(b) {
			r.hang(b, a, "appos") // "Volkswagen, the largest shareholder, declined"
			return
		}
		if r.Words[b].UPOS != "PROPN" {
			continue
		}
		switch {
		case first == a+1 && r.Words[a].UPOS == "PROPN":
			r.hang(b, a, "flat")
		case last < first && r.Words[first-1].Form == "," && r.Words[a].UPOS != "PROPN":
			r.hang(b, a, "appos")
		case last+1 == first && r.Words[a].UPOS == "NOUN":
			r.describe(a, b, first)
		case last+1 == first && r.Words[last].UPOS == "NOUN" && r.is(last, "nmod") && r.parent[last] == a:
			r.owned(a, last, b, first)
		}
		return
	}
}

// saidBehind reads "The toll rose to 14, police said": of two subjects of a verb of saying
// with what is said between them the first is that one's.
func (r *repairer) saidBehind(i int) {
	said, first := r.child(i, "ccomp"), r.child(i, "nsubj")
	if said < 0 || first < 0 || first > said || said > i || r.cues.class("verb", r.particled(i), "says", "reports", "believes") == "" || r.child(said, "nsubj", "csubj", "expl") >= 0 {
		return
	}
	for _, second := range r.children[i] {
		if second > said && second < i && r.is(second, "nsubj") {
			rel := "nsubj"
			if r.child(said, "aux:pass") >= 0 {
				rel = "nsubj:pass"
			}
			r.hang(first, said, rel)
			return
		}
	}
}

// owned reads "Bank of America Corp.'s unit Merrill Lynch", where the owner's name
// was taken for the subject and "unit" for a part of it: the owner's possessive
// belongs to the noun, and the noun to the second name.
func (r *repairer) owned(owner, noun, name, first int) {
	end := r.child(noun, "nmod:poss")
	if end <= owner {
		return
	}
	if mark := r.child(end, "case"); mark == end+1 {
		r.hang(mark, owner, "case")
	}
	r.hang(noun, name, "compound")
	r.hang(owner, noun, "nmod:poss")
	r.hang(end, owner, "nmod")
	r.describe(noun, name, first)
}

// describe hangs a noun on the name behind it, or on the title that begins the
// name's phrase: "Competition" belongs to the Commissioner.
func (r *repairer) describe(noun, name, first int) {
	switch {
	case first != name && r.parent[first] == name && r.is(first, "nmod:desc"):
		r.hang(noun, first, "compound")
	case r.person(noun):
		r.hang(noun, name, "nmod:desc")
	default:
		r.hang(noun, name, "compound")
	}
}

// lastBefore is the last word but punctuation below i that stands before a word.
func (r *repairer) lastBefore(i, before int) int {
	last := i
	for j := i + 1; j < before; j++ {
		if r.Words[j].UPOS != "PUNCT" && r.above(i, j) {
			last = j
		}
	}
	return last
}

// closed says whether a comma follows the noun phrase of word i.
func (r *repairer) closed(i int) bool {
	if i+1 < len(r.Words) && r.Words[i+1].Form == "," {
		return true
	}
	_, last := r.reach(i)
	return r.Words[last].Form == "," || last+1 < len(r.Words) && r.Words[last+1].Form == ","
}

// lostSubject reads "had defeated ISIS and Turkey would move": a noun after "and"
// with an auxiliary right behind it is the subject that the auxiliary's verb lacks.
func (r *repairer) lostSubject(i int) {
	next := i + 1
	if !r.is(i, "conj") || !r.nominal(i) || r.child(i, "cc") < 0 || next >= len(r.Words) || !r.is(next, "aux", "cop") {
		return
	}
	verb := r.parent[next]
	if verb <= next || r.child(verb, "nsubj", "expl") >= 0 || r.above(i, verb) || r.above(verb, i) {
		return
	}
	r.hang(i, verb, "nsubj")
}

// listedSubject reads "On Monday, via Zoom, the party held a meeting": a noun phrase right
// before a verb without subject is the subject, not one more of the phrases before it.
func (r *repairer) listedSubject(i int) {
	p := r.parent[i]
	if p < 0 || p > i || !r.is(i, "conj", "appos") || !oneOf(r.Words[i].UPOS, "NOUN", "PROPN") || r.child(i, "cc", "case") >= 0 || !r.is(p, "obl") {
		return
	}
	verb := r.parent[p]
	_, last := r.reach(i)
	for last+1 < len(r.Words) && (r.is(last+1, "aux", "advmod") && r.parent[last+1] == verb) {
		last++
	}
	if verb != last+1 || !r.verbal(verb) || !r.finite(verb) || r.child(verb, "nsubj", "csubj", "expl") >= 0 {
		return
	}
	rel := "nsubj"
	if r.child(verb, "aux:pass") >= 0 {
		rel = "nsubj:pass"
	}
	r.hang(i, verb, rel)
}

// lentSubject reads "police said the man stole three cars": the noun after a verb
// of saying is the subject that the clause below it lacks, not its own.
func (r *repairer) lentSubject(i int) {
	clause := r.child(i, "ccomp")
	if clause < i || !r.cues.has("verb", r.particled(i), "says") || r.child(clause, "nsubj", "expl", "csubj") >= 0 || !(r.verbal(clause) || r.child(clause, "cop") >= 0) {
		return
	}
	for _, c := range r.children[i] {
		if c > i && c < clause && r.is(c, "nsubj", "obj") && r.nominal(c) && !oneOf(r.lemma(i), "tell", "inform", "warn", "remind", "assure", "advise", "ask") {
			r.hang(c, clause, "nsubj")
			return
		}
	}
}

// recipient reads "granted Milken a full pardon": of a name and the noun phrase right
// behind it, the name is who gets the other, which the parser made its apposition.
func (r *repairer) recipient(i int) {
	to := r.child(i, "obj")
	if !r.verbal(i) || !gives(r.lemma(i)) || to < i || r.child(i, "iobj") >= 0 {
		return
	}
	for _, c := range append(slices.Clone(r.children[to]), r.children[i]...) {
		det := r.child(c, "det")
		if c > to && r.is(c, "obj") && r.child(c, "case", "cc") < 0 {
			r.hang(to, i, "iobj") // two objects: "gave the workers a raise"
			return
		}
		if oneOf(r.Words[to].UPOS, "PROPN", "PRON") && c > to && det > to && r.Words[c].UPOS == "NOUN" && r.is(c, "appos", "nmod", "dep", "obl", "xcomp", "flat", "conj", "list") && r.child(c, "case", "cc") < 0 && r.Words[det-1].UPOS != "PUNCT" {
			r.hang(c, i, "obj")
			r.hang(to, i, "iobj")
			return
		}
	}
}

// ownSubject says whether the verb has a subject besides the noun.
func (r *repairer) ownSubject(verb, noun int) bool {
	for _, c := range r.children[verb] {
		if c > noun+1 && r.is(c, "nsubj") {
			return true
		}
	}
	return false
}
