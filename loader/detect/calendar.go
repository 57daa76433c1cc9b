package detect

import (
	"fmt"
	"strings"
	"time"
)

// EDTF (Library of Congress, ISO 8601-2) as dates are written here: 2024-01-10,
// 2024-01, 2024, XXXX-01-10 (a day of an unknown year), 202X (a decade), 18XX
// (a century), 2024-35 (33–36: quarters, 40–41: halves, 21–24: seasons), and
// 2024-01-01/2024-01-07.

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8,
	"sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

var weekdays = map[string]time.Weekday{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 0,
}

var seasons = map[string]int{"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

var ordinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
	"tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
	"seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
}

// holidays are days of the year that go by a name.
var holidays = []struct {
	words      []string
	month, day int
}{
	{[]string{"christmas", "eve"}, 12, 24}, {[]string{"christmas", "day"}, 12, 25}, {[]string{"boxing", "day"}, 12, 26},
	{[]string{"new", "year", "'s", "eve"}, 12, 31}, {[]string{"new", "year", "’s", "eve"}, 12, 31},
	{[]string{"new", "year", "'s", "day"}, 1, 1}, {[]string{"new", "year", "’s", "day"}, 1, 1},
	{[]string{"valentine", "'s", "day"}, 2, 14}, {[]string{"valentine", "’s", "day"}, 2, 14},
}

// monthOf reads a month's name, 0 where the word is none.
func monthOf(lower string) int { return months[strings.TrimSuffix(lower, ".")] }

func edtfDay(t time.Time) string { return t.Format("2006-01-02") }

func edtfMonth(year, month int) string { return fmt.Sprintf("%s-%02d", edtfYear(year), month) }

// edtfYear is a year, XXXX for 0: unknown.
func edtfYear(year int) string {
	if year == 0 {
		return "XXXX"
	}
	return fmt.Sprintf("%04d", year)
}

// edtfWeek is the seven days from Monday around t, shifted by weeks.
func edtfWeek(t time.Time, shift int) string {
	monday := t.AddDate(0, 0, -(int(t.Weekday())+6)%7+7*shift)
	return edtfDay(monday) + "/" + edtfDay(monday.AddDate(0, 0, 6))
}

func edtfQuarter(year, quarter int) string {
	for quarter < 1 {
		year, quarter = year-1, quarter+4
	}
	for quarter > 4 {
		year, quarter = year+1, quarter-4
	}
	return fmt.Sprintf("%s-%d", edtfYear(year), 32+quarter)
}

// validDay says whether the month has that day in some year.
func validDay(month, day int) bool {
	return month >= 1 && month <= 12 && day >= 1 && time.Date(2024, time.Month(month), day, 0, 0, 0, 0, time.UTC).Day() == day
}

// nearYear is the year that a day without one lies in: the last such day
// before publication and a month after, the next one where the sentence speaks
// of what is to come, the nearest where it may be either; 0 where the
// publication date is unknown.
func nearYear(published time.Time, month, day int, t tense) int {
	if published.IsZero() {
		return 0
	}
	then := time.Date(published.Year(), time.Month(month), max(day, 1), 0, 0, 0, 0, time.UTC)
	switch ahead := then.Sub(published) / (24 * time.Hour); {
	case t == coming && ahead < -45, t == either && ahead < -183:
		return published.Year() + 1
	case t == past && ahead > 31, t == either && ahead > 183:
		return published.Year() - 1
	}
	return published.Year()
}

// nearQuarter is the year of a quarter or half (the n-th of so many) without
// one.
func nearQuarter(published time.Time, n, of int, t tense) int {
	if published.IsZero() {
		return 0
	}
	switch now := (int(published.Month())-1)*of/12 + 1; {
	case t == coming && n < now:
		return published.Year() + 1
	case t == past && n > now:
		return published.Year() - 1
	}
	return published.Year()
}

// span is a period of the calendar by the unit's name, shifted from the one
// that t lies in: ("month", -1) is last month.
func span(t time.Time, unit string, shift int) string {
	if t.IsZero() {
		return ""
	}
	switch unit {
	case "day":
		return edtfDay(t.AddDate(0, 0, shift))
	case "week":
		return edtfWeek(t, shift)
	case "weekend":
		monday := t.AddDate(0, 0, -(int(t.Weekday())+6)%7+7*shift)
		return edtfDay(monday.AddDate(0, 0, 5)) + "/" + edtfDay(monday.AddDate(0, 0, 6))
	case "month":
		first := time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC).AddDate(0, shift, 0)
		return edtfMonth(first.Year(), int(first.Month()))
	case "quarter":
		return edtfQuarter(t.Year(), (int(t.Month())+2)/3+shift)
	case "year":
		return edtfYear(t.Year() + shift)
	case "decade":
		return fmt.Sprintf("%03dX", t.Year()/10+shift)
	case "century":
		return fmt.Sprintf("%02dXX", t.Year()/100+shift)
	}
	if season, ok := seasons[unit]; ok {
		return fmt.Sprintf("%04d-%d", seasonYear(t, season, shift), season)
	}
	return ""
}

// windowOf is the period of n units that ends with t, or begins with it, as
// exactly as the unit says it.
func windowOf(t time.Time, unit string, n int, ahead bool) string {
	if t.IsZero() {
		return ""
	}
	if !ahead {
		n = -n
	}
	var from, to string
	switch unit {
	case "day", "week":
		if unit == "week" {
			n *= 7
		}
		from, to = edtfDay(t), edtfDay(t.AddDate(0, 0, n))
	case "month", "year":
		from, to = span(t, unit, 0), span(t, unit, n)
	case "decade":
		from, to = span(t, "year", 0), span(t, "year", 10*n)
	default:
		return ""
	}
	if !ahead {
		from, to = to, from
	}
	return from + "/" + to
}

// seasonYear is the year of last (-1), this (0) or next (1) summer.
func seasonYear(t time.Time, season, shift int) int {
	begins := [...]time.Month{3, 6, 9, 12}[season-21]
	switch {
	case shift < 0 && t.Month() < begins+3:
		return t.Year() - 1
	case shift > 0 && t.Month() >= begins:
		return t.Year() + 1
	}
	return t.Year()
}
