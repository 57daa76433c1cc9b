package detect

import (
	"fmt"
	"strings"
)

// Periods of the calendar longer than a month: quarters and halves, seasons,
// years, decades, centuries.

// quarter reads "Q3 2024", "the third quarter of 2024", "the third quarter".
func (a *article) quarter(s *sentence, i int) (int, string) {
	n, at := s.partOfYear(i, 'q', "quarter")
	if n < 1 || n > 4 {
		return none, ""
	}
	year, last := a.yearOf(s, at)
	switch {
	case year != 0:
		return last, edtfQuarter(year, n)
	case at > i && (a.published.IsZero() || s.child(at, "nmod") >= 0): // "the third quarter of the match"
		return none, ""
	}
	return at, edtfQuarter(nearQuarter(a.published, n, 4, s.tense(at)), n)
}

// half reads "H1 2023", "the first half of last year".
func (a *article) half(s *sentence, i int) (int, string) {
	n, at := s.partOfYear(i, 'h', "half")
	year, last := a.yearOf(s, at)
	if n < 1 || n > 2 || year == 0 {
		return none, ""
	}
	return last, fmt.Sprintf("%s-%d", edtfYear(year), 39+n)
}

// partOfYear reads which part of the year it is, by a letter and a figure ("Q3")
// or in words ("the third quarter"), and the last word of it.
func (s *sentence) partOfYear(i int, letter byte, name string) (n, at int) {
	word := s.lower(i)
	if len(word) == 2 && word[0] == letter && word[1] >= '1' && word[1] <= '4' {
		return int(word[1] - '0'), i
	}
	if at = i; word == "the" {
		at++
	}
	if s.lower(at+1) != name {
		return 0, i
	}
	return s.ordinalDay(at), at + 1
}

// century reads "the 19th century", "the nineteenth century".
func (a *article) century(s *sentence, i int) (int, string) {
	at := i
	if s.lower(at) == "the" {
		at++
	}
	switch s.lower(at) {
	case "early", "mid", "late":
		at++
	}
	n := ordinal(s.whole(at))
	if n == 0 {
		n = ordinals[s.whole(at)]
	}
	next := at + 1
	if isDash(s.lower(next)) {
		next++
	}
	if n < 2 || n > 21 || s.lower(next) != "century" {
		return none, ""
	}
	return next, fmt.Sprintf("%02dXX", n-1)
}

// decade reads "the 1990s", "1990s", "the '90s".
func (a *article) decade(s *sentence, i int) (int, string) {
	at := i
	if s.lower(at) == "the" {
		at++
	}
	switch s.lower(at) {
	case "early", "mid", "late":
		at++
	}
	word, isDecade := strings.CutSuffix(s.whole(at), "s")
	if tens := decades[s.whole(at)]; tens != "" && at > i {
		return at, "19" + tens + "X" // "the sixties"
	}
	if !isDecade || len(word) < 2 || !strings.HasSuffix(word, "0") {
		return none, ""
	}
	if isYear(word) {
		return at, word[:3] + "X"
	}
	bare := strings.TrimLeft(word, "'’‘\"")
	if bare == word && s.lower(i) != "the" {
		return none, "" // "in his 80s"
	}
	if word = bare; len(word) == 2 && word[0] >= '2' && word[0] <= '9' {
		return at, "19" + word[:1] + "X"
	}
	return none, ""
}

// season reads "spring 2020", "the summer of 2020".
func (a *article) season(s *sentence, i int) (int, string) {
	at := i
	if s.lower(at) == "the" {
		at++
	}
	season, ok := seasons[s.lower(at)]
	year, last := s.yearAfter(at)
	if !ok || year == 0 {
		return none, ""
	}
	if isDash(s.lower(last+1)) && (isYear(s.lower(last+2)) || s.day(last+2) > 0) {
		last += 2 // "the winter of 2006–2007" begins in 2006
	}
	return last, fmt.Sprintf("%04d-%d", year, season)
}

// yearRange reads "2019–2021" and "2019-21", in one word or in three.
func (a *article) yearRange(s *sentence, i int) (int, string) {
	from, to, ok := cutDash(s.lower(i))
	last := i
	if !ok && isDash(s.lower(i+1)) && !s.Words[i].SpaceAfter {
		to, last = s.lower(i+2), i+2
	}
	if !isYear(from) {
		return none, ""
	}
	if len(to) == 2 && strings.Trim(to, "0123456789") == "" {
		to = from[:2] + to
	}
	if !isYear(to) || to <= from {
		return none, ""
	}
	return last, from + "/" + to
}

// year reads a year that stands where only a year can: after a preposition of
// time, in brackets, after a month, before a singular noun ("the 2024 election").
func (a *article) year(s *sentence, i int) (int, string) {
	word := s.lower(i)
	if whole := s.whole(i); isYear(whole) && whole != word {
		return i, whole // "mid-2019"
	}
	if rest := strings.TrimPrefix(word, "fy"); rest != word && isYear(rest) {
		return i, rest
	}
	if !isYear(word) || s.isTime(i) {
		return none, ""
	}
	if next := s.lower(i + 1); next == "year" || next == "years" || next == "-" && strings.HasPrefix(s.lower(i+2), "year") {
		return none, ""
	}
	modern := word >= "1800" && word <= "2100"
	if h := s.head(i); h > i && (s.rel(i) == "nummod" || s.rel(i) == "compound") {
		if strings.Contains(s.Words[h].Feats, "Number=Plur") && s.rel(i) == "nummod" || !modern {
			return none, ""
		}
		return i, word
	}
	if s.beforeYear(i) {
		return i, word
	}
	rel := s.rel(i)
	return pick(modern && (rel == "nmod" || rel == "obl" || rel == "root" || rel == "flat" || s.Words[i].Rel == "nsubj" || rel == "conj" || rel == "obj"), i), word
}

// isTime says that the four figures are a time of day: 1922 UTC.
func (s *sentence) isTime(i int) bool { return zones[s.lower(i+1)] || weekdays[s.lower(i+1)] > 0 }

// zones are words that follow a time of day.
var zones = map[string]bool{
	"utc": true, "gmt": true, "bst": true, "cet": true, "cest": true, "est": true, "edt": true, "cst": true, "cdt": true,
	"mst": true, "mdt": true, "pst": true, "pdt": true, "ist": true, "jst": true, "aest": true, "hours": true, "local": true,
}

// beforeYear says that the word before can stand before a year: "of" not where
// an amount follows ("a total of 1900"), "and" only after another year.
func (s *sentence) beforeYear(i int) bool {
	switch s.lower(i - 1) {
	case "in", "since", "until", "till", "by", "from", "during", "before", "after", "between", "through", "around", "circa", "c.", "about", "year", "(", "late", "early", "for":
		return true
	case "of":
		return i < 2 || !amountNouns[s.lower(i-2)]
	case "and", "to", "–", "-", "or", "/":
		return i >= 2 && s.taken[i-2] == dated
	}
	return false
}

var amountNouns = map[string]bool{
	"total": true, "number": true, "population": true, "height": true, "length": true, "distance": true, "depth": true,
	"sum": true, "crowd": true, "capacity": true, "average": true, "maximum": true, "minimum": true, "area": true, "toll": true,
}

// decades are words for the decades of the last century.
var decades = map[string]string{
	"twenties": "2", "thirties": "3", "forties": "4", "fifties": "5", "sixties": "6", "seventies": "7", "eighties": "8", "nineties": "9",
}

func pick(ok bool, i int) int {
	if ok {
		return i
	}
	return none
}
