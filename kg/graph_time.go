package kg

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// An EDTF level 1 date (https://www.loc.gov/standards/datetime/) stands for a
// period: 2025 is all of that year, 202X the decade, 2024-12/2025-01 two
// months, 2024/.. has no end. Periods are compared by their first and last
// day, written YYYY-MM-DD, which sorts as text; the 31st stands for the end of
// any month. Qualifiers (? ~ %) do not count. A date without a year
// (XXXX-01-10), before the year 0 or after 9999 is not placed.

// ErrTime says that a date is no EDTF date that can be placed.
var ErrTime = errors.New("not a date that can be compared")

// period is from its first to its last day, both included; an open end is "" or
// beyond.
type period struct{ from, to string }

const beyond = "~" // sorts after every day

// TimeFilter compares periods of world time; all that is given must hold.
type TimeFilter struct {
	At             *string // holds all the time
	Overlaps       *string // holds some of the time
	Before         *string // has ended before it starts
	After          *string // starts after it has ended
	IncludeUnknown bool    // whether what says nothing about its time passes
}

// test compiles the filter.
func (f *TimeFilter) test() (test[*Interval], error) {
	var tests []func(period) bool
	for _, c := range []struct {
		date  *string
		holds func(p, q period) bool
	}{
		{f.At, func(p, q period) bool { return p.from <= q.from && q.to <= p.to }},
		{f.Overlaps, func(p, q period) bool { return p.from <= q.to && q.from <= p.to }},
		{f.Before, func(p, q period) bool { return p.to < q.from }},
		{f.After, func(p, q period) bool { return p.from > q.to }},
	} {
		if c.date == nil {
			continue
		}
		q, ok := parseEDTF(*c.date)
		if !ok {
			return nil, fmt.Errorf("%q: %w", *c.date, ErrTime)
		}
		tests = append(tests, func(p period) bool { return c.holds(p, q) })
	}
	return func(i *Interval) (bool, error) {
		p, known := i.period()
		if !known {
			return f.IncludeUnknown, nil
		}
		for _, holds := range tests {
			if !holds(p) {
				return false, nil
			}
		}
		return true, nil
	}, nil
}

// period is when an interval is, not known where it says nothing that can be
// placed. Nil says nothing.
func (i *Interval) period() (period, bool) {
	if i == nil || *i == (Interval{}) {
		return period{}, false
	}
	p := period{to: beyond}
	if i.Start != "" {
		start, ok := parseEDTF(i.Start)
		if !ok {
			return p, false
		}
		p.from = start.from
	}
	if i.End != "" {
		end, ok := parseEDTF(i.End)
		if !ok {
			return p, false
		}
		p.to = end.to
	}
	return p, true
}

// parseEDTF places a date or an interval.
func parseEDTF(s string) (period, bool) {
	start, end, interval := strings.Cut(s, "/")
	if !interval {
		return parseDate(s)
	}
	p := period{to: beyond}
	if start != "" && start != ".." {
		q, ok := parseDate(start)
		if !ok {
			return p, false
		}
		p.from = q.from
	}
	if end != "" && end != ".." {
		q, ok := parseDate(end)
		if !ok {
			return p, false
		}
		p.to = q.to
	}
	return p, true
}

// wider reaches a year further either way.
func (p period) wider() period { return period{shiftYear(p.from, -1), shiftYear(p.to, 1)} }

// shiftYear moves a day by years; an open end stays open.
func shiftYear(day string, years int) string {
	if len(day) < 4 {
		return day
	}
	year, err := strconv.Atoi(day[:4])
	if err != nil {
		return day
	}
	return fmt.Sprintf("%04d%s", min(max(year+years, 0), 9999), day[4:])
}

func parseDate(s string) (period, bool) {
	s, _, _ = strings.Cut(s, "T")
	parts := strings.Split(strings.TrimRight(s, "?~%"), "-")
	if len(parts) > 3 || len(parts[0]) != 4 || parts[0] == "XXXX" || strings.Trim(parts[0], "0123456789X") != "" {
		return period{}, false
	}
	p := period{strings.ReplaceAll(parts[0], "X", "0"), strings.ReplaceAll(parts[0], "X", "9")}
	first, last := "01", "12"
	if len(parts) > 1 {
		var ok bool
		if first, last, ok = months(parts[1]); !ok {
			return period{}, false
		}
	}
	from, to := "01", "31"
	if len(parts) > 2 && parts[2] != "XX" {
		if len(parts[2]) != 2 || parts[2] < "01" || parts[2] > "31" || strings.Trim(parts[2], "0123456789") != "" {
			return period{}, false
		}
		from, to = parts[2], parts[2]
	}
	return period{p.from + "-" + first + "-" + from, p.to + "-" + last + "-" + to}, true
}

// months are the first and last month of a month or a season.
func months(s string) (first, last string, ok bool) {
	switch s {
	case "XX":
		return "01", "12", true
	case "21":
		return "03", "05", true
	case "22":
		return "06", "08", true
	case "23":
		return "09", "11", true
	case "24":
		return "12", "12", true
	}
	digits := len(s) == 2 && strings.Trim(s, "0123456789") == ""
	return s, s, digits && s >= "01" && s <= "12"
}
