package extract

import (
	"slices"
	"strconv"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// ages reads how old people are. The number has no unit as a rule, and stands where
// news puts it:
//
//	John Smith, 79, was a teacher.     a woman (42)     her son Tom, 12.
//	Mary Jones, aged 42, …             a girl aged 9
//	a 42-year-old teacher              the 18-month-old boy
//	She was 79.    He is 79 years old.    Jones turned 43.
//	He died at 79, at the age of 79, aged 79.
//
// An age is the person's when the article speaks of him, or when that happened
// which the clause tells.
func (d *reading) ages(s *sentence, frames []frame) {
	for i := range s.Words {
		years, ok := s.ageAt(i)
		if !ok || s.form(i+1, "and", "or", "to", "-", "–", "through") && s.counted(i+2) || s.form(i-1, "and", "to") && s.counted(i-2) {
			continue // "boys aged 12 and 14"
		}
		x, governor, rule := d.aged(s, frames, i)
		subject, ok := d.argument(x)
		if !ok || subject.Entity == 0 || d.kind(x) != kg.Person || s.plural(d.Mentions[x].Head) || d.Mentions[x].Form == syntax.Pronoun && oneOf(subject.Text, "it", "It") {
			continue
		}
		unit, last := s.ageUnit(i)
		span := syntax.Span{Start: s.Words[i].Start, End: s.Words[last].End}
		d.enter(s, d.stand(s, governor), draft{
			subject: subject, predicate: d.vocabulary.Use(ageRelation), words: s.ageWords(i),
			object: kg.Argument{Span: d.Text.Points(span), Text: d.Text.Quote(span), Value: &kg.Value{Kind: kg.QuantityValue, Op: s.ageBound(i), Amount: years, Unit: unit}},
			sure:   1, rules: []string{ageRelation + ": " + rule}, time: d.time(s, governor),
		})
	}
}

const (
	ageRelation = "age"
	oldest      = 120
)

// ageAt is a number that may be an age.
func (s *sentence) ageAt(i int) (float64, bool) {
	form := s.Words[i].Form
	if len(form) == 0 || len(form) > 3 || form[0] < '1' || form[0] > '9' { // most words, which Atoi would make an error of
		return 0, false
	}
	n, err := strconv.Atoi(form)
	return float64(n), err == nil && n <= oldest
}

// ageUnit is the unit behind the number, and the last word of the age.
func (s *sentence) ageUnit(i int) (unit string, last int) {
	switch {
	case s.yearOld(i):
		return s.lemma(i + 2), i + 4
	case s.form(i+1, "years", "year", "months", "month", "weeks", "days") && s.form(i+2, "old", "of"):
		return s.lemma(i + 1), i + 2
	}
	return "year", i
}

// ageBound is what the word before the number makes of it.
func (s *sentence) ageBound(i int) kg.Op {
	switch {
	case s.form(i-1, "about", "around", "roughly", "approximately"):
		return kg.About
	case s.form(i-1, "over"):
		return kg.Greater
	case s.form(i-1, "under"):
		return kg.Less
	}
	return kg.Equal
}

// plural says whether a noun or name stands for several: "women, 102," are counted.
func (s *sentence) plural(i int) bool { return oneOf(s.Words[i].XPOS, "NNS", "NNPS") }

// ageWords are the words that say that it is an age.
func (s *sentence) ageWords(i int) []int {
	for _, w := range []int{i - 1, i - 2, i + 2} {
		if s.form(w, "aged", "age", "turned", "turns", "old") {
			return []int{w}
		}
	}
	return nil
}

// form says whether there is a word i and it is one of those.
func (s *sentence) form(i int, forms ...string) bool {
	return i >= 0 && i < len(s.Words) && slices.Contains(forms, s.lower(i))
}

// yearOld says whether "42-year-old" begins at a word.
func (s *sentence) yearOld(i int) bool {
	return s.form(i+1, "-", "‑") && s.form(i+2, "year", "month", "week", "day") && s.form(i+3, "-", "‑") && s.form(i+4, "old")
}

// aged is the mention of whom the number at word i tells the age (-1 for nobody),
// the frame that he stands in, and the way of saying it.
func (d *reading) aged(s *sentence, frames []frame, i int) (person int, governor *frame, rule string) {
	switch {
	case s.yearOld(i):
		noun := s.parent[i+4]
		if noun <= i+4 || s.Words[noun].UPOS == "ADJ" {
			return -1, nil, ""
		}
		return d.thing(s, noun), frameAt(s, frames, noun), "n-year-old X"
	case s.form(i-1, "aged"):
		return d.agedBefore(s, frames, i-2, "X aged n")
	case s.form(i-1, "age") && s.form(i-2, ",", "("):
		return d.agedBefore(s, frames, i-2, "X, age n")
	case s.form(i-1, ",", "(") && s.form(i+1, ",", ")", ".", ";", "of", "from", "-", "–", "—") && !s.counted(i+2):
		return d.agedBefore(s, frames, i-1, "X, n,")
	}
	return d.agedByClause(s, frames, i)
}

// counted says whether a number stands at a word: "6, 4" are scores.
func (s *sentence) counted(i int) bool {
	return i >= 0 && i < len(s.Words) && s.Words[i].UPOS == "NUM"
}

// agedBefore is the person named right before a word, or before the comma there;
// else who does what "aged 79" is hung on.
func (d *reading) agedBefore(s *sentence, frames []frame, i int, rule string) (int, *frame, string) {
	if s.form(i, ",", "(") {
		i--
	}
	best := -1
	for _, m := range d.mentionsOf(s) {
		at := &d.Mentions[m]
		if at.Last == i && at.Value == nil && at.Form != syntax.Pronoun && (best < 0 || at.First < d.Mentions[best].First) {
			best = m
		}
	}
	if best >= 0 && d.kind(best) == kg.Person {
		return best, frameAt(s, frames, max(d.Mentions[best].Head, 0)), rule
	}
	if w := s.parentVerb(i + 1); w >= 0 && s.form(i+1, "aged") {
		return d.subjectOf(s, frames, w, rule)
	}
	return -1, nil, ""
}

// agedByClause reads an age off the clause that tells it.
func (d *reading) agedByClause(s *sentence, frames []frame, i int) (int, *frame, string) {
	p := s.parent[i]
	switch {
	case s.child(i, "cop") >= 0 && !s.form(i+1, "%", "percent"):
		return d.subjectOf(s, frames, i, "X be n")
	case p >= 0 && s.form(i+2, "old") && s.form(i+1, "years", "year", "months", "month", "weeks", "days") && s.child(i+2, "cop") >= 0:
		return d.subjectOf(s, frames, i+2, "X be n years old")
	case p >= 0 && s.is(i, "obj", "obl", "obl:unmarked", "xcomp") && s.lemma(p) == "turn" && i == p+1:
		return d.subjectOf(s, frames, p, "X turn n")
	case s.form(i-1, "age") || s.form(i-1, "of") && s.form(i-2, "age"):
		age := i - 1
		if s.form(age, "of") {
			age--
		}
		if w := s.parentVerb(age); w >= 0 && s.preposition(age) == "at" {
			return d.subjectOf(s, frames, w, "X … at age n")
		}
	case s.form(i-1, "at") && p >= 0 && s.lemma(p) == "die" && s.form(i+1, ".", ",", "in", "on", "after", "from"):
		return d.subjectOf(s, frames, p, "X die at n")
	}
	return -1, nil, ""
}

// parentVerb is the verb above a word, -1 where another clause or noun is nearer.
func (s *sentence) parentVerb(i int) int {
	if i < 0 || i >= len(s.Words) {
		return -1
	}
	if p := s.parent[i]; p >= 0 && s.verbal(p) {
		return p
	}
	return -1
}

// subjectOf is who does or is what the word at the head of a clause says.
func (d *reading) subjectOf(s *sentence, frames []frame, head int, rule string) (int, *frame, string) {
	f := frameAt(s, frames, head)
	for _, role := range []string{surface(f.passive), isRole} {
		if x, ok := f.arg(role); ok && len(s.conjuncts(x.word)) == 1 {
			return d.thing(s, x.word), f, rule
		}
	}
	return -1, nil, ""
}

// tellsAge says whether an argument of an open relation is an age, which ages reads:
// "turned 43", "died at the age of 79".
func (s *sentence) tellsAge(f *frame, word int) bool {
	if _, ok := s.ageAt(word); ok {
		return f.lemma == "turn" || f.lemma == "die"
	}
	if s.lemma(word) != "age" {
		return false
	}
	for _, i := range []int{word + 1, word + 2} {
		if _, ok := s.ageAt(min(i, len(s.Words)-1)); ok {
			return true
		}
	}
	return false
}
