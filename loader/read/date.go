package read

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Dates. What a page says of itself is one of the forms of ISO 8601 and RFC 2822
// (instant). Where it says nothing, its date is printed (date_printed.go), in one of the forms that
// people write (dateIn). At last, many an address has the day in it ("/2024/11/05/").

// instantForms are forms of dates with or without times; without a zone it is UTC.
var instantForms = [...]string{
	time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05",
	"2006-01-02 15:04", "2006-01-02", "2006/01/02 15:04:05", "2006/01/02", "20060102T150405Z", "20060102",
	time.RFC1123Z, time.RFC1123, "Mon, 2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04:05 MST", "Mon Jan 2 15:04:05 MST 2006", "Mon Jan _2 15:04:05 2006",
	"January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "January 2, 2006 3:04 PM", "Jan 2, 2006 3:04 PM",
}

// instant reads a date, or a date and time; zero where it is neither.
func instant(s string) time.Time {
	s = strings.TrimSpace(s)
	for _, form := range instantForms {
		if t, err := time.Parse(form, s); err == nil && t.Year() > 1000 {
			return t.UTC()
		}
	}
	return time.Time{}
}

// dayInPath is a day in the path of an address.
var dayInPath = regexp.MustCompile(`/((?:19|20)\d\d)([/-]?)([01]?\d)([/-]?)([0-3]?\d)(?:[/-]|$)`)

// dateOfAddress is the day in an address, zero where there is none.
func dateOfAddress(address *url.URL) time.Time {
	if address == nil {
		return time.Time{}
	}
	m := dayInPath.FindStringSubmatch(address.Path)
	if m == nil || m[2] != m[4] || m[2] == "" && len(m[3])+len(m[5]) != 4 {
		return time.Time{}
	}
	return day(m[1], number(m[3]), m[5])
}

// Dates in a line of text: ISO's, with the name of a month, with full stops, with strokes, and as in the east of Asia.
var (
	dateISO   = regexp.MustCompile(`\b(19|20)\d\d-[01]\d-[0-3]\d(?:T[0-2]\d:[0-5]\d(?::[0-5]\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)?`)
	dateDots  = regexp.MustCompile(`\b([0-3]?\d)\. ?([01]?\d)\. ?((?:19|20)\d\d)\b|(?:^|[^.\d])([0-3]\d)\.([01]\d)\.([0-3]\d)(?:$|[^.\d])`)
	dateNamed = regexp.MustCompile(`(?i)\b(?:([0-3]?\d)(?:\.|st|nd|rd|th)?(?: de| of)? (\p{L}{3,12})\.?,?(?: de| del)? ((?:19|20)\d\d)|([a-z]{3,9})\.? ([0-3]?\d)(?:st|nd|rd|th)?,? ((?:19|20)\d\d))\b`)
	dateSlash = regexp.MustCompile(`\b(?:((?:19|20)\d\d)[/.]([01]?\d)[/.]([0-3]?\d)|([0-3]?\d)[/-]([0-3]?\d)[/-]((?:19|20)\d\d))\b`)
	dateAsian = regexp.MustCompile(`((?:19|20)\d\d) ?[年년] ?([01]?\d) ?[月월] ?([0-3]?\d) ?[日일]`)
)

// dateIn is the first date in a line, zero where there is none. Whether the day or the month comes first
// between strokes, the language tells, if anything does.
func dateIn(s, language string) time.Time {
	if t := instant(s); !t.IsZero() {
		return t
	}
	if m := dateISO.FindString(s); m != "" {
		if t := instant(m); !t.IsZero() {
			return t
		}
	}
	if m := dateNamed.FindStringSubmatch(s); m != nil {
		if t := day(m[3]+m[6], monthNamed(firstOf(m[2], m[4])), m[1]+m[5]); !t.IsZero() {
			return t
		}
	}
	if m := dateAsian.FindStringSubmatch(s); m != nil {
		return day(m[1], number(m[2]), m[3])
	}
	if m := dateSlash.FindStringSubmatch(s); m != nil {
		if m[1] != "" {
			return day(m[1], number(m[2]), m[3])
		}
		return betweenStrokes(m[4], m[5], m[6], language)
	}
	if m := dateDots.FindStringSubmatch(s); m != nil {
		if m[3] == "" {
			return day("20"+m[6], number(m[5]), m[4])
		}
		return day(m[3], number(m[2]), m[1])
	}
	return time.Time{}
}

// betweenStrokes is a date of two numbers and a year, zero where nothing says which is the day. Americans, and some
// who write English elsewhere, put the month first; no other language does.
func betweenStrokes(first, second, year, language string) time.Time {
	dayFirst, monthFirst := day(year, number(second), first), day(year, number(first), second)
	tag, region, _ := strings.Cut(strings.ToLower(language), "-")
	switch {
	case dayFirst.IsZero() || dayFirst.Equal(monthFirst):
		return monthFirst
	case monthFirst.IsZero() || tag != "" && tag != "en" || englishDayFirst[region]:
		return dayFirst
	case region == "us":
		return monthFirst
	}
	return time.Time{}
}

// englishDayFirst are countries in which dates in English begin with the day.
var englishDayFirst = map[string]bool{"gb": true, "uk": true, "ie": true, "au": true, "nz": true, "in": true, "pk": true, "ng": true, "ke": true, "gh": true, "sg": true, "my": true}

func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// monthNamed is a month by the first letters of its name, 0 for other words.
func monthNamed(name string) int {
	letters := []rune(strings.ToLower(name))
	if n := months[string(letters[:min(3, len(letters))])]; n > 0 {
		return n
	}
	return months[string(letters[:min(4, len(letters))])] // juin, juillet
}

// months by the first letters of their names in English, German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Norwegian,
// Indonesian, Turkish and Russian, where those are the same month in all.
var months = map[string]int{
	"jan": 1, "ene": 1, "gen": 1, "oca": 1, "янв": 1, "jän": 1, "feb": 2, "fév": 2, "fev": 2, "şub": 2, "фев": 2, "mar": 3, "mär": 3, "maa": 3, "mrt": 3, "мар": 3,
	"apr": 4, "avr": 4, "abr": 4, "nis": 4, "апр": 4, "may": 5, "mai": 5, "mag": 5, "maj": 5, "mei": 5, "мая": 5, "май": 5, "jun": 6, "juin": 6, "giu": 6, "haz": 6, "июн": 6,
	"jul": 7, "juil": 7, "lug": 7, "tem": 7, "июл": 7, "aug": 8, "aoû": 8, "ago": 8, "agu": 8, "ağu": 8, "авг": 8, "sep": 9, "set": 9, "eyl": 9, "сен": 9,
	"oct": 10, "okt": 10, "out": 10, "ott": 10, "eki": 10, "окт": 10, "nov": 11, "kas": 11, "ноя": 11, "dec": 12, "dez": 12, "déc": 12, "dic": 12, "des": 12, "ara": 12, "дек": 12,
}

func day(year string, month int, ofMonth string) time.Time {
	y, d := number(year), number(ofMonth)
	t := time.Date(y, time.Month(month), d, 0, 0, 0, 0, time.UTC)
	if month < 1 || month > 12 || t.Day() != d {
		return time.Time{}
	}
	return t
}
