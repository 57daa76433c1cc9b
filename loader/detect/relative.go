package detect

import (
	"strconv"
	"strings"
)

// Dates that are told from the day of publication.

// weekday reads "Monday", "last Monday", "Friday, January 4, 2019", "Monday
// morning" by the date after it or from the day of publication.
func (a *article) weekday(s *sentence, i int) (int, string) {
	at, shift := i, s.shift(i)
	if shift != noShift {
		at++
	}
	day, ok := weekdays[strings.TrimSuffix(s.lower(at), "s")]
	if !ok || s.upos(at) == "VERB" {
		return none, ""
	}
	next := at + 1
	if s.lower(next) == "," {
		next++
	}
	if next < len(s.Words) {
		for _, read := range [...]func(*sentence, int) (int, string){a.monthFirst, a.dayFirst} {
			if last, edtf := read(s, next); last >= next && strings.Count(edtf, "-") == 2 {
				return last, edtf
			}
		}
	}
	if strings.HasSuffix(s.lower(at), "days") || a.published.IsZero() {
		return at, "" // "on Mondays"
	}
	back := (int(a.published.Weekday()) - int(day) + 7) % 7
	then := a.published.AddDate(0, 0, -back)
	switch {
	case shift == -1 && back == 0:
		then = then.AddDate(0, 0, -7)
	case shift == 1, shift == noShift && back != 0 && s.future(at):
		then = then.AddDate(0, 0, 7)
	}
	return at, edtfDay(then)
}

// part reads "earlier this year", "the end of 2024", "later this month".
func (a *article) part(s *sentence, i int) (int, string) {
	switch s.lower(i) {
	case "earlier", "later":
		if last, edtf := a.relative(s, i+1); last > i {
			return last, edtf
		}
	case "early", "late", "mid":
		if at := s.monthStart(i); at > i {
			for _, read := range [...]func(*sentence, int) (int, string){a.relative, a.decade, a.year} {
				if last, edtf := read(s, at); last >= at {
					return last, edtf
				}
			}
			if isYear(s.lower(at)) {
				return at, s.lower(at)
			}
		}
	}
	return none, ""
}

// noShift says that a word is none of last, this and next.
const noShift = 99

func (s *sentence) shift(i int) int {
	switch s.lower(i) {
	case "last":
		return -1
	case "this":
		return 0
	case "next":
		return 1
	}
	return noShift
}

// relative reads "last month", "this year", "next week", "last January".
func (a *article) relative(s *sentence, i int) (int, string) {
	if i >= len(s.Words) {
		return none, ""
	}
	at := i
	if s.lower(i) == "the" {
		return a.previous(s, i)
	}
	shift := s.shift(at)
	if shift == noShift || at+1 >= len(s.Words) {
		return none, ""
	}
	unit := s.lower(at + 1)
	if month := monthOf(unit); month > 0 && s.isMonth(at+1) {
		return at + 1, a.shiftedMonth(month, shift)
	}
	if unit == "night" || unit == "evening" || unit == "morning" || unit == "afternoon" {
		return at + 1, span(a.published, "day", min(shift, 0))
	}
	if !isPeriod(unit) {
		return none, ""
	}
	return at + 1, span(a.published, unit, shift)
}

func isPeriod(unit string) bool {
	switch unit {
	case "week", "weekend", "month", "quarter", "year", "decade", "century", "spring", "summer", "autumn", "fall", "winter":
		return true
	}
	return false
}

// previous reads "the previous day", "the following year": a date, but told
// from another one in the text.
func (a *article) previous(s *sentence, i int) (int, string) {
	switch s.lower(i + 1) {
	case "previous", "following", "next", "same":
		if unit := s.lower(i + 2); isPeriod(unit) || unit == "day" {
			return i + 2, ""
		}
	}
	return none, ""
}

func (a *article) shiftedMonth(month, shift int) string {
	if a.published.IsZero() {
		return edtfMonth(0, month)
	}
	year, now := a.published.Year(), int(a.published.Month())
	switch {
	case shift < 0 && month >= now:
		year--
	case shift > 0 && month <= now:
		year++
	}
	return edtfMonth(year, month)
}

// ago reads "two weeks ago", "a year earlier", "10 years later".
func (a *article) ago(s *sentence, i int) (int, string) {
	n := digitWords[s.lower(i)]
	if s.lower(i) == "a" || s.lower(i) == "an" {
		n = 1
	} else if v, err := strconv.Atoi(s.lower(i)); err == nil && v < 10_000 {
		n = float64(v)
	}
	unit := strings.TrimSuffix(s.lower(i+1), "s")
	if n == 0 || unit == "" {
		return none, ""
	}
	switch s.lower(i + 2) {
	case "ago":
		if unit == "decade" && !a.published.IsZero() {
			return i + 2, edtfYear(a.published.Year()-10*int(n)) + "~"
		}
		if isPeriod(unit) || unit == "day" {
			return i + 2, span(a.published, unit, -int(n))
		}
		if unit == "hour" || unit == "minute" {
			return i + 2, ""
		}
	case "earlier", "later", "before":
		if isPeriod(unit) || unit == "day" {
			return i + 2, ""
		}
	}
	return none, ""
}

// adverb reads single words: "yesterday", "recently".
func (a *article) adverb(s *sentence, i int) (int, string) {
	switch s.lower(i) {
	case "today", "tonight":
		return i, span(a.published, "day", 0)
	case "yesterday":
		return i, span(a.published, "day", -1)
	case "tomorrow":
		return i, span(a.published, "day", 1)
	case "recently", "currently", "now", "nowadays", "lately", "soon":
		return i, ""
	}
	return none, ""
}

// future says that the clause of word i speaks of what is to come.
func (s *sentence) future(i int) bool {
	for range len(s.Words) {
		if s.upos(i) == "VERB" || s.upos(i) == "AUX" || s.child(i, "cop") >= 0 {
			return s.futureVerb(i)
		}
		if i = s.head(i); i < 0 {
			return false
		}
	}
	return false
}

func (s *sentence) futureVerb(verb int) bool {
	found := false
	s.Children(verb, func(c int) bool {
		switch s.lower(c) {
		case "will", "shall", "'ll", "’ll", "wo", "may", "might", "to":
			found = found || s.rel(c) == "aux" || s.lower(c) == "to" && s.rel(c) == "mark"
		}
		return !found
	})
	return found
}
