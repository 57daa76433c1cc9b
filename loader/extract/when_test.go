package extract_test

import (
	"testing"
	"time"

	"claimgraph/kg"
)

// TestWhen holds when a claim is so: what is told by the day of the article, and
// nothing where that is not known and the words need it.
func TestWhen(t *testing.T) {
	l := newLoader(t)
	published := time.Date(2026, 3, 4, 10, 0, 0, 0, time.UTC) // a Wednesday
	for _, test := range []struct{ text, dated, undated string }{
		{"Tesla bought Acme last month.", "2026-02 2026-02", " "},
		{"Tesla bought Acme on Friday.", "2026-02-27 2026-02-27", " "},
		{"Tesla bought Acme last Thursday.", "2026-02-26 2026-02-26", " "},
		{"Tesla will buy Acme on Sunday.", "2026-03-08 2026-03-08", " "},
		{"Tesla bought Acme in September.", "2025-09 2025-09", "XXXX-09 XXXX-09"},
		{"Tesla plans to buy Acme by June.", " 2026-06", " XXXX-06"},
		{"Tesla bought Acme two weeks ago.", "2026-02-16 2026-02-22", " "},
		{"Tesla bought Acme earlier this year.", "2026 2026", " "},
		{"Tesla bought Acme at the weekend.", "2026-02-28 2026-03-01", " "},
		{"Tesla bought Acme in the third quarter.", "2025-35 2025-35", " "},
		{"Tesla bought Acme between 2016 and 2021.", "2016 2021", "2016 2021"},
	} {
		for _, at := range []time.Time{published, {}} {
			want := test.dated
			if at.IsZero() {
				want = test.undated
			}
			got := "none"
			for _, c := range l.Analyse(kg.Article{Key: "a", Text: test.text, Published: at}).Claims {
				if c.Predicate.Name == "acquire" {
					got = c.Time.Start + " " + c.Time.End
				}
			}
			if got != want {
				t.Errorf("%s (%v): %q, want %q", test.text, at, got, want)
			}
		}
	}
}
