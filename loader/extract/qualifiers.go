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
				list = d.qualifyBelow(list, s, a.word, 0)
			}
			continue
		}
		list = d.qualify(list, s, a.role, a.word)
		if s.Words[a.word].UPOS == "NOUN" {
			list = d.qualifyBelow(list, s, a.word, 2)
		}
	}
	if f.form == verbFrame && y > f.head {
		list = d.qualifyBelow(list, s, y, 0)
	}
	return d.ended(list, s, f)
}

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

// qualifyBelow keeps what narrows the object: "restrictions on the export of
// chips to China" gives on, of and to.
func (d *reading) qualifyBelow(list []kg.Qualifier, s *sentence, noun, depth int) []kg.Qualifier {
	if depth > 3 || s.Words[noun].UPOS == "PROPN" {
		return list
	}
	for _, c := range s.children[noun] {
		if s.is(c, "nmod") && !s.is(c, "nmod:poss", "nmod:desc") && s.preposition(c) != "" && s.nominal(c) {
			if m := d.thing(s, noun); m < 0 || d.Mentions[m].Last < c || s.Words[c].UPOS == "PROPN" { // not the men of "one of the men"
				list = d.qualify(list, s, s.preposition(c), c)
			}
			list = d.qualifyBelow(list, s, c, depth+1)
		}
	}
	return list
}
