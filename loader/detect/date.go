package detect

import (
	"fmt"
	"strconv"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// dates finds the dates of a sentence. Each reader below takes the word where a
// date may begin and returns the date's last word and EDTF; last < i where
// there is none. The first that reads wins, so longer forms stand first.
func (a *article) dates(s *sentence) {
	readers := [...]func(*sentence, int) (int, string){
		a.isoDate, a.weekday, a.holiday, a.monthFirst, a.dayFirst, a.quarter, a.half, a.part, a.window, a.relative, a.ago,
		a.century, a.decade, a.season, a.yearRange, a.year, a.adverb,
	}
	for i := 0; i < len(s.Words); i++ {
		for _, read := range readers {
			last, edtf := read(s, i)
			if last < i {
				continue
			}
			a.addDate(s, i, last, edtf)
			i = last
			break
		}
	}
}

func (a *article) addDate(s *sentence, first, last int, edtf string) {
	s.take(first, last, dated)
	v := &kg.Value{Kind: kg.TimeValue, EDTF: edtf}
	a.add(s, first, last, s.topOf(first, last), syntax.Mention{Form: syntax.Date, Value: v})
}

// none is what a reader returns that found no date.
const none = -1

// isoDate reads 2024-01-10 and 2024-01-10's parts where it was split.
func (a *article) isoDate(s *sentence, i int) (int, string) {
	for last := i; last < min(i+5, len(s.Words)); last += 4 {
		from, to := s.Words[i].Start, s.Words[last].End
		if to-from == 10 && to <= len(a.text.String) {
			text := a.text.String[from:to]
			month, err1 := strconv.Atoi(text[5:7])
			day, err2 := strconv.Atoi(text[8:])
			if text[4] == '-' && text[7] == '-' && isYear(text[:4]) && err1 == nil && err2 == nil && validDay(month, day) {
				return last, text
			}
		}
	}
	return none, ""
}

// monthFirst reads "January 10th, 2024", "January 10", "Jan. 2024", "January",
// "March of this year", "mid-January".
func (a *article) monthFirst(s *sentence, i int) (int, string) {
	at := s.monthStart(i)
	month := monthOf(s.whole(at))
	if month == 0 || !s.isMonth(at) {
		return none, ""
	}
	last, day := at, s.day(at+1)
	if s.lower(at+1) == "the" && s.ordinalDay(at+2) > 0 {
		day, last = s.ordinalDay(at+2), at+1
	}
	if validDay(month, day) {
		last++
	} else {
		day = 0
	}
	to, last := s.dayTo(last, month, day)
	year, end := a.yearOf(s, last)
	if year == 0 {
		year, end = a.yearNear(s, i, last, month, day), last
	}
	return end, days(year, month, day, to)
}

// days writes a month, a day of it or its days from one to another.
func days(year, month, day, to int) string {
	one := edtfMonth(year, month)
	switch {
	case day == 0:
		return one
	case to > day:
		return fmt.Sprintf("%s-%02d/%s-%02d", one, day, one, to)
	}
	return fmt.Sprintf("%s-%02d", one, day)
}

// dayTo reads on after "January 10" in "January 10–12", "January 10 to 12",
// "January 10 and 11", where the second number counts nothing and has no month.
func (s *sentence) dayTo(last, month, day int) (to, end int) {
	switch at := last + 1; {
	case day == 0 || !isDash(s.lower(at)) && !isTo(s.lower(at)):
	case monthOf(s.lower(at+2)) > 0:
	default:
		if to = s.day(at + 1); to > day && validDay(month, to) && !s.ofNoun(at+1) {
			return to, at + 1
		}
	}
	return 0, last
}

// ofNoun says whether a number is of a noun that follows it.
func (s *sentence) ofNoun(i int) bool {
	return s.rel(i) == "nummod" && s.head(i) > i || s.upos(i+1) == "NOUN" || s.lower(i+1) == "%"
}

// isTo says whether the word leads to the other end of a period.
func isTo(word string) bool {
	switch word {
	case "to", "and", "through", "until", "till":
		return true
	}
	return false
}

// holiday reads "Christmas Eve", "New Year's Day 2020".
func (a *article) holiday(s *sentence, i int) (int, string) {
	for _, h := range holidays {
		if s.lower(i) != h.words[0] || !s.spells(i, h.words) {
			continue
		}
		last := i + len(h.words) - 1
		year, end := a.yearOf(s, last)
		if year == 0 {
			year, end = nearYear(a.published, h.month, h.day, s.tense(last)), last
		}
		return end, days(year, h.month, h.day, 0)
	}
	return none, ""
}

// dayFirst reads "10 January 2024", "the 10th of January", "10–12 January".
func (a *article) dayFirst(s *sentence, i int) (int, string) {
	at := i
	if s.lower(at) == "the" {
		at++
	}
	day, to := s.day(at), 0
	if day == 0 {
		return none, ""
	}
	month := at + 1
	if c := s.lower(month); (isDash(c) || isTo(c)) && s.day(month+1) > day {
		to, month = s.day(month+1), month+2
	}
	if s.lower(month) == "of" {
		month++
	} else if at > i {
		return none, ""
	}
	m := monthOf(s.lower(month))
	if m == 0 || !s.isMonth(month) || !validDay(m, max(day, to)) {
		return none, ""
	}
	year, end := a.yearOf(s, month)
	if year == 0 {
		year, end = a.yearNear(s, i, month, m, day), month
	}
	return end, days(year, m, day, to)
}

// yearNear is the year of a day or month without one, the date's words being
// [first, last]: that of the end where it begins a period ("from May to June
// 2021"), else the nearest that fits the tense.
func (a *article) yearNear(s *sentence, first, last, month, day int) int {
	if isTo(s.lower(last+1)) || isDash(s.lower(last+1)) {
		at := last + 2
		if s.day(at) > 0 {
			at++ // "30 January to 2 February 2023"
		}
		if other := monthOf(s.lower(at)); other > 0 && s.isMonth(at) {
			end := at
			if s.day(at+1) > 0 {
				end++
			}
			year, _ := a.yearOf(s, end)
			if before := s.lower(first - 1); year == 0 && (before == "from" || before == "between") {
				year = nearYear(a.published, other, s.day(at+1), s.tense(last))
			}
			if year != 0 && month > other {
				year--
			}
			if year != 0 {
				return year
			}
		}
	}
	return nearYear(a.published, month, day, s.tense(last))
}

// monthStart skips "early", "late", "mid-" before a month or a year.
func (s *sentence) monthStart(i int) int {
	switch s.lower(i) {
	case "early", "late", "mid":
		if isDash(s.lower(i + 1)) {
			return min(i+2, len(s.Words)-1)
		}
		return min(i+1, len(s.Words)-1)
	}
	return i
}

// whole is the word in lower case without the "mid-" that is joined to it.
func (s *sentence) whole(i int) string {
	word := s.lower(i)
	for _, part := range [...]string{"mid-", "early-", "late-"} {
		if rest, ok := strings.CutPrefix(word, part); ok {
			return rest
		}
	}
	return word
}

// isMonth tells the month of May from the verb, March from marching and April
// from April Jones.
func (s *sentence) isMonth(i int) bool {
	w := &s.Words[i]
	if s.upos(i-1) != "ADP" && s.namesOn(i) {
		return false
	}
	return w.UPOS == "PROPN" || w.UPOS != "VERB" && w.UPOS != "AUX" && w.Form != "" && w.Form[0] < 'a' && i+1 < len(s.Words) && (s.day(i+1) > 0 || isYear(s.lower(i+1)))
}

func (s *sentence) day(i int) int {
	if n, err := strconv.Atoi(s.lower(i)); err == nil && n >= 1 && n <= 31 && len(s.lower(i)) <= 2 {
		return n
	}
	return s.ordinalDay(i)
}

func (s *sentence) ordinalDay(i int) int {
	if n := ordinal(s.lower(i)); n > 0 && n <= 31 {
		return n
	}
	return ordinals[s.lower(i)]
}

// namesOn says that the word begins a name that goes on: "April Jones", "the
// March of Dimes".
func (s *sentence) namesOn(i int) bool {
	next := i + 1
	if s.lower(next) == "of" {
		next++
	}
	if s.upos(next) != "PROPN" || monthOf(s.lower(next)) > 0 || weekdays[s.lower(next)] > 0 {
		return false
	}
	return next > i+1 || s.Words[next].Name.Kind == syntax.PersonName || s.rel(next) == "flat" && s.head(next) == i
}

// yearAfter reads ", 2024", "of 2024", "2024" after word i.
func (s *sentence) yearAfter(i int) (year, last int) {
	at := i + 1
	if c := s.lower(at); c == "," || c == "of" {
		at++
	}
	if !isYear(s.lower(at)) {
		return 0, i
	}
	year, _ = strconv.Atoi(s.lower(at))
	return year, at
}

// yearOf is the year after word i, also as it is told from the publication:
// "last year", "of this year", "of the year".
func (a *article) yearOf(s *sentence, i int) (year, last int) {
	if year, last = s.yearAfter(i); year != 0 || a.published.IsZero() {
		return year, last
	}
	at := i + 1
	if s.lower(at) == "of" {
		if at++; s.lower(at) == "the" && s.lower(at+1) == "year" {
			return a.published.Year(), at + 1
		}
	}
	if shift := s.shift(at); shift != noShift && s.lower(at+1) == "year" {
		return a.published.Year() + shift, at + 1
	}
	return 0, i
}

func isYear(w string) bool {
	return len(w) == 4 && (w[0] == '1' || w[0] == '2' && w[1] <= '1') && strings.Trim(w, "0123456789") == ""
}
