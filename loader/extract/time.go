package extract

import (
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// time is when a frame's claim holds: "in 2023", "since May", "until 2021",
// "from 2019 to 2021", "former".
func (d *reading) time(s *sentence, f *frame) kg.Interval {
	var t kg.Interval
	if f.form == verbFrame || !f.presupposed {
		for _, a := range f.args {
			d.dateInto(s, &t, a.role, a.word)
		}
		for _, c := range s.children[f.head] {
			if s.is(c, "advmod", "obl", "nmod:unmarked") {
				d.dateInto(s, &t, s.preposition(c), c)
			}
		}
	}
	if f.form == verbFrame && t.Start == "" && t.End == "" {
		d.dateBehind(s, &t, f)
	}
	if t.Start == "" && t.End == "" {
		d.dateOfSubject(s, &t, f)
	}
	if t.End == "" && (f.form == nounFrame && former(s, f.head) || f.form == verbFrame && lasting[f.lemma] && formerly(s, f.head)) {
		t.End = ".."
		if !d.Published.IsZero() {
			t.End = "../" + d.Published.Format("2006-01-02")
		}
	}
	if f.form == verbFrame && oneOf(f.lemma, "rename", "rebrand") {
		t.End = "" // what was renamed then is called so since
	}
	return t
}

// dateInto takes one date into the interval.
func (d *reading) dateInto(s *sentence, t *kg.Interval, role string, word int) {
	m := d.value(s, word, syntax.Date)
	if m < 0 || d.Mentions[m].Value.Kind != kg.TimeValue {
		return
	}
	date := d.Mentions[m].Value.EDTF
	from, to, period := strings.Cut(date, "/")
	if !period {
		to = date
	}
	if role == "from" || role == "since" {
		d.dateInto(s, t, "until", s.endOf(word)) // "from 1981 to 1985" may be one phrase
	}
	switch role {
	case "since", "from", "after", "following":
		if t.Start == "" {
			t.Start = from
		}
	case "between": // "between 2016 and 2021"
		if and := d.value(s, s.child(word, "conj"), syntax.Date); and >= 0 && t.Start == "" && t.End == "" && d.Mentions[and].Value.Kind == kg.TimeValue {
			t.Start, t.End = from, d.Mentions[and].Value.EDTF
			break
		}
		if t.Start == "" && t.End == "" {
			t.Start, t.End = from, to
		}
	case "until", "till", "before", "to", "by", "through":
		if t.End == "" {
			t.End = to
		}
	default:
		if t.Start == "" && t.End == "" {
			t.Start, t.End = from, to
		}
	}
}

// dateBehind reads "was convicted of fraud in April", where the date was hung on the last
// noun: a day or month that needs the article's date to be known tells when that was of
// which the sentence tells.
func (d *reading) dateBehind(s *sentence, t *kg.Interval, f *frame) {
	last := -1
	for _, a := range f.args {
		if a.word > f.head && s.parent[a.word] == f.head && a.word > last && (a.role == objRole || s.is(a.word, "obl")) {
			last = a.word
		}
	}
	if last < 0 {
		return
	}
	for _, noun := range s.conjuncts(last) {
		if _, happens := d.cues.events[s.lemma(noun)]; happens || s.lemma(noun) == "decision" {
			continue // "follows the decision in January"
		}
		for _, c := range s.children[noun] {
			m := d.value(s, c, syntax.Date)
			if c > noun && m >= 0 && s.is(c, "nmod") && oneOf(s.preposition(c), "in", "on") && !digits(d.Text.Quote(d.Mentions[m].Span)) {
				d.dateInto(s, t, s.preposition(c), c)
			}
		}
	}
}

// dateOfSubject reads "profit in 2023 was $5 million", "turnout in 2019 fell": the date of
// what a sentence tells of where it has no other.
func (d *reading) dateOfSubject(s *sentence, t *kg.Interval, f *frame) {
	role := subjRole
	if f.form == nounFrame {
		role = isRole
	}
	a, ok := f.arg(role)
	if !ok || f.presupposed || !oneOf(s.lemma(a.word), yearly...) || a.word > f.head {
		return
	}
	for _, c := range s.children[a.word] {
		if c > a.word && s.is(c, "nmod") && oneOf(s.preposition(c), "in", "for", "during") {
			d.dateInto(s, t, "in", c)
		}
	}
}

// yearly are nouns for amounts that each year or month has.
var yearly = []string{"revenue", "profit", "sale", "income", "loss", "turnover", "earnings", "turnout", "inflation", "unemployment", "output", "production", "export", "import", "growth", "population", "rate", "deficit", "surplus", "spending", "cost", "price"}

// digits says whether a text has a year in it.
func digits(text string) bool {
	run := 0
	for _, r := range text {
		if r < '0' || r > '9' {
			run = 0
			continue
		}
		if run++; run == 4 {
			return true
		}
	}
	return false
}

// endOf is the word of the date to which a phrase from a date goes on; -1 for none.
func (s *sentence) endOf(from int) int {
	for _, c := range s.children[from] {
		if c > from && s.is(c, "nmod", "obl") && oneOf(s.preposition(c), "to", "until", "till", "through") {
			return c
		}
	}
	return -1
}

// lasting are verbs for states: "previously served as mayor" is over, when
// something was "previously announced" nobody tells.
var lasting = map[string]bool{"serve": true, "work": true, "lead": true, "head": true, "chair": true, "own": true, "play": true, "live": true, "run": true, "know": true}

// formerly reads "formerly the mayor", "previously served as", "no longer the
// mayor".
func formerly(s *sentence, i int) bool {
	for _, c := range s.children[i] {
		if s.is(c, "advmod") && (oneOf(s.lower(c), "formerly", "previously", "once") && c < i || s.noLonger(c)) {
			return true
		}
	}
	return false
}

// noLonger reads the adverb "no longer".
func (s *sentence) noLonger(c int) bool {
	return s.lower(c) == "longer" && s.childLemma(c, "advmod", "no") >= 0
}

// former reads "former CEO", "ex-president", "the late Steve Jobs": the state
// has ended.
func former(s *sentence, i int) bool {
	if formerly(s, i) {
		return true
	}
	for _, c := range s.children[i] {
		if s.is(c, "amod", "compound", "advmod") && oneOf(s.lower(c), "former", "ex", "late", "ex-", "onetime", "erstwhile", "outgoing", "then", "previous") {
			return true
		}
	}
	for j := i - 1; j >= 0 && (s.is(j, "compound", "amod", "flat", "nmod:desc") || s.Words[j].UPOS == "PUNCT" || s.Words[j].UPOS == "PROPN") && j > i-4; j-- {
		if s.Words[j].Form == "," {
			break
		}
		if oneOf(s.lower(j), "ex", "ex-", "former") { // "ex-Prime Minister"
			return true
		}
	}
	l := s.lower(i)
	return len(l) > 3 && l[:3] == "ex-"
}
