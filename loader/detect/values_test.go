package detect_test

import (
	"fmt"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/loader/syntax"
)

// TestValues reads the sentences of testdata/quantities.txt and times.txt
// through every stage and holds the amounts and dates that are found in each:
//
//	@ 2021-06-15                     the publication date of what follows
//	> Sales rose by nearly 5%.       a sentence
//	nearly 5% = ~ 5 %                what is found in it: words = op amount[..high] unit, or EDTF
//
// Lines that begin with # are kept.
func TestValues(t *testing.T) {
	l, err := loader.New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range []syntax.Form{syntax.Quantity, syntax.Date} {
		file := map[syntax.Form]string{syntax.Quantity: "testdata/quantities.txt", syntax.Date: "testdata/times.txt"}[form]
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got, found := readValues(t, l, form, string(want))
		if found < 120 {
			t.Errorf("%s: %d values, want 120", file, found)
		}
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if got != string(want) {
			t.Errorf("%s differs; run with -update and look at the difference", file)
		}
	}
}

// readValues is the file with what is found now, and how many values that is.
func readValues(t *testing.T, l *loader.Loader, form syntax.Form, file string) (string, int) {
	var b strings.Builder
	var published time.Time
	found := 0
	for line := range strings.Lines(file) {
		mark, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		if mark != "@" && mark != ">" && mark != "#" && mark != "" {
			continue
		}
		b.WriteString(line)
		switch mark {
		case "@":
			published, _ = time.Parse(time.DateOnly, rest)
		case ">":
			an := l.Analyse(kg.Article{Key: "values", Text: rest, Published: published})
			for _, m := range an.Mentions {
				if m.Form == form {
					fmt.Fprintf(&b, "%s = %s\n", an.Text.Quote(m.Span), describeValue(t, m.Value))
					found++
				}
			}
		}
	}
	return b.String(), found
}

func describeValue(t *testing.T, v *kg.Value) string {
	if v.Kind == kg.TimeValue {
		if v.EDTF == "" {
			return "no period"
		}
		if !isEDTF(v.EDTF) {
			t.Errorf("%q is no EDTF", v.EDTF)
		}
		return v.EDTF
	}
	high := ""
	if v.Op == kg.Range {
		high = ".." + strconv.FormatFloat(v.High, 'f', -1, 64)
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s%s %s", v.Op, strconv.FormatFloat(v.Amount, 'f', -1, 64), high, v.Unit))
}

// isEDTF checks a date against level 1 of EDTF, and of level 2 the two things
// that news needs: a day or month of an unknown year, quarters and halves.
func isEDTF(s string) bool {
	from, to, interval := strings.Cut(s, "/")
	if !interval {
		return isEDTFDate(s)
	}
	end := func(s string) bool { return s == "" || s == ".." || isEDTFDate(s) }
	return end(from) && end(to) && (isEDTFDate(from) || isEDTFDate(to)) && !(isEDTFDate(from) && isEDTFDate(to) && from > to)
}

var edtfDate = regexp.MustCompile(`^(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d{2}|XX)(?:-(\d{2}|XX))?)?[?~%]?$`)

func isEDTFDate(s string) bool {
	part := edtfDate.FindStringSubmatch(s)
	if part == nil || part[1] == "XXXX" && part[2] == "" {
		return false
	}
	month, err := strconv.Atoi(part[2])
	if err != nil {
		return (part[2] == "" || part[2] == "XX") && (part[3] == "" || part[3] == "XX")
	}
	day, err := strconv.Atoi(part[3])
	if err != nil {
		return month >= 1 && month <= 12 || part[3] == "" && (month >= 21 && month <= 24 || month >= 33 && month <= 36 || month == 40 || month == 41)
	}
	year, err := strconv.Atoi(part[1])
	if err != nil {
		year = 2024
	}
	then := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return then.Day() == day && int(then.Month()) == month
}

// TestEDTF holds the checker itself.
func TestEDTF(t *testing.T) {
	for s, want := range map[string]bool{
		"2024": true, "199X": true, "18XX": true, "2024-01": true, "2024-02-29": true, "2024-35": true, "2024-21": true, "2014~": true,
		"XXXX-01-10": true, "2024/2025": true, "../2024": true, "2024-01-01/..": true,
		"": false, "2023-02-29": false, "2024-13": false, "2024-1": false, "2025/2024": false, "../..": false, "XXXX": false, "2024-35-01": false, "soon": false,
	} {
		if isEDTF(s) != want {
			t.Errorf("%q: %v", s, !want)
		}
	}
}
