package extract

import (
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// What narrows a claim: the other arguments of its frame.

// qualifiers are the frame's other arguments, and what hangs on its object.
func (d *reading) qualifiers(s *sentence, f *frame, used []int, x, y int) []kg.Qualifier {
	var list []kg.Qualifier
	for i, a := range f.args {
		if slices.Contains(used, i) || a.word == x || a.word == y || !qualifies(f, a.role) {
			if slices.Contains(used, i) && a.word != x && a.word != y {
				list = d.qualifyAmount(list, s, a.word)
				list = d.qualifyBelow(list, s, a.word, 0)
			}
			continue
		}
		if amount := d.measured(s, a.word); amount >= 0 {
			list = d.qualify(list, s, a.role, amount) // "built at a cost of $2 million"
			continue
		}
		list = d.qualifyAll(list, s, a.role, a.word)
		if s.Words[a.word].UPOS == "NOUN" {
			list = d.qualifyBelow(list, s, a.word, 2)
		}
	}
	if f.form == verbFrame && y > f.head {
		list = d.qualifyBelow(list, s, y, 0)
	}
	if f.form != nounFrame {
		list = d.qualifySubject(list, s, x)
	}
	if s.example(x) || s.example(y) {
		list = slices.DeleteFunc(list, func(q kg.Qualifier) bool { return q.Predicate.Name == "including" })
	}
	return d.ended(list, s, f)
}

// example says whether a word is one of those that "including" names.
func (s *sentence) example(i int) bool {
	for i >= 0 && s.is(i, "conj") {
		i = s.parent[i]
	}
	return i >= 0 && s.is(i, "nmod") && s.preposition(i) == "including"
}

// qualifySubject keeps what tells which thing a subject is that has no name: "shares in
// Norvik fell", "construction of the tunnel has begun".
func (d *reading) qualifySubject(list []kg.Qualifier, s *sentence, x int) []kg.Qualifier {
	m := d.thing(s, x)
	if m < 0 || d.named(m) || d.Mentions[m].Form != syntax.Nominal || s.Words[x].UPOS != "NOUN" {
		return list
	}
	return d.qualifyBelow(list, s, x, deepest)
}

// qualifyAmount keeps how much of it there was: "bought a 20 percent stake in Acme",
// "signed a $3 billion contract with Acme".
func (d *reading) qualifyAmount(list []kg.Qualifier, s *sentence, noun int) []kg.Qualifier {
	if m := d.value(s, noun, syntax.Quantity); m >= 0 {
		if d.Mentions[m].Value.Unit == "%" {
			return d.qualify(list, s, measureRole, noun) // "owns 36% of Moonlake"
		}
		return list
	}
	if s.Words[noun].UPOS != "NOUN" {
		return list
	}
	for _, c := range s.children[noun] {
		if m := d.value(s, c, syntax.Quantity); c < noun && s.is(c, "compound", "nummod", "amod", "nmod") && m >= 0 {
			if a, ok := d.argument(m); ok {
				list = append(list, kg.Qualifier{Predicate: d.vocabulary.Use(qualifierName(measureRole)), Object: a})
			}
		}
	}
	return list
}

// deepest is how far below a noun its qualifiers may stand.
const deepest = 3

// measured is the amount of "a cost of $2 million", which says all that the phrase
// says; -1 for other phrases.
func (d *reading) measured(s *sentence, noun int) int {
	if s.Words[noun].UPOS != "NOUN" || !oneOf(s.lemma(noun), scales...) {
		return -1
	}
	for _, c := range s.children[noun] {
		switch {
		case s.is(c, "nmod") && s.preposition(c) == "of" && d.value(s, c, syntax.Quantity) >= 0:
			return c
		case s.is(c, "nmod", "acl", "amod"): // "a surprisingly low cost of" says more
			return -1
		}
	}
	return -1
}

// scales are nouns that only say what an amount measures.
var scales = []string{"cost", "price", "value", "valuation", "altitude", "height", "depth", "speed", "rate", "weight", "length", "distance", "temperature", "budget", "total", "average"}

func qualifies(f *frame, role string) bool {
	switch role {
	case subjRole, isRole, modRole, "according_to", "per":
		return false
	case objRole, iobjRole, measureRole:
		return true
	}
	return f.form == verbFrame || role != ofRole
}

// qualifierNames say what roles without preposition are called.
func qualifierName(role string) string {
	switch role {
	case objRole:
		return "object"
	case iobjRole:
		return "recipient"
	case measureRole:
		return "amount"
	}
	return role
}

func (d *reading) qualify(list []kg.Qualifier, s *sentence, role string, word int) []kg.Qualifier {
	if d.adverbial(s, word) {
		return list
	}
	m := d.thing(s, word)
	if m < 0 || d.entity[m] < 0 {
		m = d.value(s, word, syntax.Quantity)
	}
	a, ok := d.argument(m)
	if !ok {
		return list
	}
	q := kg.Qualifier{Predicate: d.vocabulary.Use(qualifierName(role)), Object: a}
	for _, old := range list {
		if old.Object.Span == q.Object.Span {
			return list
		}
	}
	return append(list, q)
}

// qualifyAll is qualify for each member of a coordination ("in Kenya, Ghana and Mali"),
// and for both ends of "from Houston to New Jersey".
func (d *reading) qualifyAll(list []kg.Qualifier, s *sentence, role string, word int) []kg.Qualifier {
	for _, w := range s.conjuncts(word) {
		if p := s.preposition(w); w != word && p != "" && p != role {
			list = d.qualify(list, s, p, w)
			continue
		}
		list = d.qualify(list, s, role, w)
	}
	if end := s.endOf(word); end >= 0 && role == "from" {
		list = d.qualify(list, s, s.preposition(end), end)
	}
	return list
}

// qualifyBelow keeps what narrows the object: "restrictions on the export of
// chips to China" gives on, of and to.
func (d *reading) qualifyBelow(list []kg.Qualifier, s *sentence, noun, depth int) []kg.Qualifier {
	if depth > deepest || s.Words[noun].UPOS == "PROPN" {
		return list
	}
	for _, c := range s.children[noun] {
		if s.is(c, "nmod") && !s.is(c, "nmod:poss", "nmod:desc") && s.preposition(c) != "" && s.nominal(c) && !(oneOf(s.preposition(c), "in", "on", "at") && s.idiomatic(c)) {
			if m := d.thing(s, noun); m < 0 || d.Mentions[m].Last < c || s.Words[c].UPOS == "PROPN" { // not the men of "one of the men"
				list = d.qualifyAll(list, s, s.preposition(c), c)
			}
			list = d.qualifyBelow(list, s, c, depth+1)
		}
	}
	return list
}
