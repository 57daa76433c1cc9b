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
		a.isoDate, a.weekday, a.monthFirst, a.dayFirst, a.quarter, a.part, a.relative, a.ago, a.century, a.decade, a.season, a.yearRange, a.year, a.adverb,
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

// monthFirst reads "January 10th, 2024", "January 10", "Jan. 2024", "January".
func (a *article) monthFirst(s *sentence, i int) (int, string) {
	at := s.monthStart(i)
	month := monthOf(s.lower(at))
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
	year, end := s.yearAfter(last)
	if year == 0 {
		year, end = nearYear(a.published, month, day, s.future(at)), last
	}
	if day == 0 {
		return end, edtfMonth(year, month)
	}
	return a.dayRange(s, last, end, year, month, day)
}

// dayRange reads on after "January 10" in "January 10–12" and closes the date.
func (a *article) dayRange(s *sentence, last, end, year, month, day int) (int, string) {
	one := edtfMonth(year, month)
	if end == last && isDash(s.lower(last+1)) {
		if to := s.day(last + 2); to > day && validDay(month, to) {
			if y, after := s.yearAfter(last + 2); y != 0 {
				return after, fmt.Sprintf("%s-%02d/%s-%02d", edtfMonth(y, month), day, edtfMonth(y, month), to)
			}
			return last + 2, fmt.Sprintf("%s-%02d/%s-%02d", one, day, one, to)
		}
	}
	return end, fmt.Sprintf("%s-%02d", one, day)
}

// dayFirst reads "10 January 2024", "the 10th of January".
func (a *article) dayFirst(s *sentence, i int) (int, string) {
	at := i
	if s.lower(at) == "the" {
		at++
	}
	day := s.day(at)
	month := at + 1
	if s.lower(month) == "of" {
		month++
	} else if at > i {
		return none, ""
	}
	m := monthOf(s.lower(month))
	if day == 0 || m == 0 || !s.isMonth(month) || !validDay(m, day) {
		return none, ""
	}
	year, end := s.yearAfter(month)
	if year == 0 {
		year, end = nearYear(a.published, m, day, s.future(month)), month
	}
	return end, fmt.Sprintf("%s-%02d", edtfMonth(year, m), day)
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

// isMonth tells the month of May from the verb and March from marching.
func (s *sentence) isMonth(i int) bool {
	w := &s.Words[i]
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

func isYear(w string) bool {
	return len(w) == 4 && (w[0] == '1' || w[0] == '2' && w[1] <= '1') && strings.Trim(w, "0123456789") == ""
}

// quarter reads "Q3 2024", "the third quarter of 2024", "the first half of 2024".
func (a *article) quarter(s *sentence, i int) (int, string) {
	word := s.lower(i)
	if len(word) == 2 && word[0] == 'q' && word[1] >= '1' && word[1] <= '4' {
		year, last := s.yearOr(i, a.published.Year())
		return last, edtfQuarter(year, int(word[1]-'0'))
	}
	at := i
	if word == "the" {
		at++
	}
	n := s.ordinalDay(at)
	year, last := s.yearAfter(at + 1)
	switch {
	case n == 0:
	case s.lower(at+1) == "quarter" && n <= 4:
		if year == 0 && s.child(at+1, "nmod") < 0 && !a.published.IsZero() {
			year = a.published.Year()
		}
		if year != 0 {
			return max(last, at+1), edtfQuarter(year, n)
		}
	case s.lower(at+1) == "half" && n <= 2 && year != 0:
		return last, fmt.Sprintf("%s-%d", edtfYear(year), 39+n)
	}
	return none, ""
}

// yearOr is the year after word i or the other one; 0 stays unknown.
func (s *sentence) yearOr(i, other int) (year, last int) {
	if year, last = s.yearAfter(i); year != 0 {
		return year, last
	}
	if other == 1 { // the zero time's
		other = 0
	}
	return other, i
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
	n := s.ordinalDay(at)
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
	word, isDecade := strings.CutSuffix(s.lower(at), "s")
	if !isDecade || len(word) < 3 || !strings.HasSuffix(word, "0") {
		return none, ""
	}
	if isYear(word) {
		return at, word[:3] + "X"
	}
	if word = strings.TrimLeft(word, "'’‘"); len(word) == 2 && word[0] >= '2' && word[0] <= '9' {
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
	if !isYear(word) {
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
	switch s.lower(i - 1) {
	case "in", "since", "until", "till", "by", "from", "during", "of", "before", "after", "between", "and", "to", "through", "around", "circa", "c.", "about", "year", "(", "late", "early", "for", "–", "-", "or", "/":
		return i, word
	}
	rel := s.rel(i)
	return pick(modern && (rel == "nmod" || rel == "obl" || rel == "root" || rel == "flat" || rel == "nsubj" || rel == "conj" || rel == "obj"), i), word
}

func pick(ok bool, i int) int {
	if ok {
		return i
	}
	return none
}
