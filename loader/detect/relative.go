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
		switch s.lower(at) { // "this past Monday"
		case "past":
			at, shift = at+1, -1
		case "coming":
			at, shift = at+1, 1
		}
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
	case shift == 1, (shift == noShift || shift == 0) && back != 0 && s.tense(at) == coming:
		then = then.AddDate(0, 0, 7)
	case shift == 0 && (int(day)+6)%7 > (int(a.published.Weekday())+6)%7: // later in this week
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

// window reads a period that ends or begins with the day of publication: "the
// past decade", "the last two weeks", "the next five years"; no period of
// hours, nor of "a few days".
func (a *article) window(s *sentence, i int) (int, string) {
	at := i
	the := s.lower(at) == "the"
	if the {
		at++
	}
	ahead := false
	switch s.lower(at) {
	case "next", "coming":
		ahead = true
	case "past", "last", "recent", "previous":
	default:
		return none, ""
	}
	word := s.lower(at)
	n, next := s.countTo(at + 1)
	unit := strings.TrimSuffix(s.lower(next), "s")
	plural := unit != s.lower(next)
	switch {
	case !isPeriod(unit) && unit != "day" && unit != "hour" && unit != "minute" || s.lower(next+1) == "of":
		return none, ""
	case next == at+1 && !plural && (!the || unit == "day" || word == "next" || word == "previous"):
		return none, "" // "last month", "the next day"
	case n == 0 && (next > at+1 || plural), word == "previous":
		return next, ""
	}
	return next, windowOf(a.published, unit, max(n, 1), ahead)
}

// countTo reads the number of units from word i: 0 where it is left open ("few",
// "several") or not said. next is the word after it.
func (s *sentence) countTo(i int) (n, next int) {
	word := s.lower(i)
	switch word {
	case "few", "several", "many":
		return 0, i + 1
	case "couple":
		if s.lower(i+1) == "of" {
			i++
		}
		return 0, i + 1
	}
	if v := smallNumber(word); v > 0 {
		return int(v), i + 1
	}
	return 0, i
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
	case "weekend":
		switch s.lower(i - 1) {
		case "over", "during", "at", "on":
			return i + 1, a.weekend(s, i)
		}
	case "day":
		switch s.lower(i+2) + " " + s.lower(i+3) {
		case "before yesterday":
			return i + 3, span(a.published, "day", -2)
		case "after tomorrow":
			return i + 3, span(a.published, "day", 2)
		}
	case "previous", "following", "next", "same":
		if unit := s.lower(i + 2); isPeriod(unit) || unit == "day" {
			return i + 2, ""
		}
	}
	return none, ""
}

// weekend is the last one, the one to come where the clause speaks of it.
func (a *article) weekend(s *sentence, i int) string {
	day := a.published.Weekday()
	if s.tense(i) == coming || day == 0 || day == 6 {
		return span(a.published, "weekend", 0)
	}
	return span(a.published, "weekend", -1)
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

// ago reads "two weeks ago", "a year earlier", "10 years later", "a few years
// ago".
func (a *article) ago(s *sentence, i int) (int, string) {
	n := digitWords[s.lower(i)]
	switch word := s.lower(i); word {
	case "a", "an":
		if n = 1; s.lower(i+1) == "few" || s.lower(i+1) == "couple" {
			return s.vaguelyAgo(i + 1)
		}
	case "few", "several", "many", "years", "months", "weeks", "days", "decades", "centuries":
		return s.vaguelyAgo(i)
	default:
		if v, err := strconv.Atoi(word); err == nil && v < 10_000 {
			n = float64(v)
		}
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

// vaguelyAgo reads on in "several years ago": no period.
func (s *sentence) vaguelyAgo(i int) (int, string) {
	_, at := s.countTo(i)
	if unit := strings.TrimSuffix(s.lower(at), "s"); s.lower(at+1) == "ago" && (isPeriod(unit) || unit == "day" || unit == "hour" || unit == "minute") {
		return at + 1, ""
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
	case "overnight":
		if s.upos(i) == "ADV" && !a.published.IsZero() {
			return i, span(a.published, "day", -1) + "/" + span(a.published, "day", 0)
		}
	case "recently", "currently", "now", "nowadays", "lately", "soon":
		return i, ""
	}
	return none, ""
}
