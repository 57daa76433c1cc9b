package kg

import "testing"

func TestParseEDTF(t *testing.T) {
	for date, want := range map[string]period{
		"2025":            {"2025-01-01", "2025-12-31"},
		"2025-02":         {"2025-02-01", "2025-02-31"},
		"2025-01-20":      {"2025-01-20", "2025-01-20"},
		"202X":            {"2020-01-01", "2029-12-31"},
		"2004-XX":         {"2004-01-01", "2004-12-31"},
		"2004-06-XX?":     {"2004-06-01", "2004-06-31"},
		"2001-21":         {"2001-03-01", "2001-05-31"},
		"1984~":           {"1984-01-01", "1984-12-31"},
		"2024-12/2025-01": {"2024-12-01", "2025-01-31"},
		"2024/..":         {"2024-01-01", beyond},
		"/2024":           {"", "2024-12-31"},
	} {
		if got, ok := parseEDTF(date); !ok || got != want {
			t.Errorf("%s: %v %v, want %v", date, got, ok, want)
		}
	}
	for _, date := range []string{"", "XXXX-01-10", "-0044", "Y170002", "2025-13", "2025-1-1", "tomorrow", "2025-01-01-01", "/x"} {
		if got, ok := parseEDTF(date); ok {
			t.Errorf("%q is %v", date, got)
		}
	}
}

func TestTimeFilter(t *testing.T) {
	s := func(v string) *string { return &v }
	for _, c := range []struct {
		filter TimeFilter
		time   *Interval
		want   bool
	}{
		{TimeFilter{At: s("2025-01-20")}, &Interval{"2025", ""}, true},
		{TimeFilter{At: s("2025")}, &Interval{"2025-03", ""}, false},
		{TimeFilter{Overlaps: s("2025")}, &Interval{"2025-03", ""}, true},
		{TimeFilter{Overlaps: s("2024")}, &Interval{"2025-03", ""}, false},
		{TimeFilter{Before: s("2025")}, &Interval{"", "2024-12-31"}, true},
		{TimeFilter{Before: s("2025")}, &Interval{"2024", ""}, false},
		{TimeFilter{After: s("2024"), Overlaps: s("2025/..")}, &Interval{"2025-01-01", "2025-02"}, true},
		{TimeFilter{After: s("2024"), IncludeUnknown: true}, nil, true},
		{TimeFilter{After: s("2024")}, &Interval{"XXXX-01", ""}, false},
	} {
		fits, err := c.filter.test()
		if err != nil {
			t.Fatal(err)
		}
		if got, _ := fits(c.time); got != c.want {
			t.Errorf("%+v %+v: %v", c.filter, c.time, got)
		}
	}
	if _, err := (&TimeFilter{At: s("soon")}).test(); err == nil {
		t.Error("a date that is none passes")
	}
}
