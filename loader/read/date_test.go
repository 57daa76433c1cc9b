package read

import (
	"strings"
	"testing"
	"time"
)

// TestDatesInLines: the first date of a line, none where nothing tells the day from the month.
func TestDatesInLines(t *testing.T) {
	for _, test := range [][3]string{
		{"Posted: Nov 20, 2020 / 05:25 PM CST", "en", "2020-11-20"}, {"By Jane Roe | 20th November 2020", "en", "2020-11-20"}, {"le 17 mars 2020 à 10h", "fr", "2020-03-17"},
		{"27 maggio 2021", "it", "2021-05-27"}, {"12 Aralık 2020", "tr", "2020-12-12"}, {"15 августа 2016, 13:43", "ru", "2016-08-15"}, {"2020年07月12日", "ja", "2020-07-12"},
		{"17/03/2020", "", "2020-03-17"}, {"03/04/2020", "fr", "2020-04-03"}, {"03/04/2020", "en-US", "2020-03-04"}, {"03/04/2020", "en-GB", "2020-04-03"}, {"03/04/2020", "en", ""}, {"04/04/2020", "en", "2020-04-04"},
		{"31.10.23", "de", "2023-10-31"}, {"31. 10. 2023", "de", "2023-10-31"}, {"31.11.2023", "de", ""}, {"in 2020", "en", ""}, {"May 2020", "en", ""},
	} {
		got := ""
		if day := dateIn(test[0], test[1]); !day.IsZero() {
			got = day.Format(time.DateOnly)
		}
		if got != test[2] {
			t.Errorf("%q in %q: %q, want %q", test[0], test[1], got, test[2])
		}
	}
}

// TestPrintedDates: which of the dates that a page prints is its own.
func TestPrintedDates(t *testing.T) {
	const head, story = "<html><head><title>Dam above Elsby fails</title></head><body>", "<p>The earth dam above Elsby gave way on Monday, the county said, and four villages were cleared.</p>"
	for name, test := range map[string][2]string{
		"the one near the heading":   {`<time datetime="2026-11-26">Today</time>` + strings.Repeat("<p>Menu</p>", 60) + `<h1>Dam above Elsby fails</h1><div class="date">Nov 24, 2026</div>` + story, "2026-11-24"},
		"not the one of a change":    {`<h1>Dam above Elsby fails</h1><div class="date">Updated Nov 26, 2026</div><div class="date">Nov 24, 2026</div>` + story, "2026-11-24"},
		"published behind updated":   {`<h1>Dam above Elsby fails</h1><div class="date">Updated Nov 26, 2026, first published Nov 24, 2026</div>` + story, "2026-11-24"},
		"that of a change, if alone": {`<h1>Dam above Elsby fails</h1><div class="date">Updated Nov 26, 2026</div>` + story, "2026-11-26"},
		"not that of a comment":      {`<h1>Dam above Elsby fails</h1>` + story + `<div class="comments"><time datetime="2026-11-25">yesterday</time><p>So sad.</p></div>`, ""},
		"one that says so":           {`<h1>Dam above Elsby fails</h1>` + strings.Repeat(story, 20) + `<p>First published on 24 November 2026</p>`, "2026-11-24"},
		"no birthday":                {`<h1>Dam above Elsby fails</h1><div>born 3 May 1961</div>` + story, ""},
	} {
		t.Run(name, func(t *testing.T) {
			article, err := page([]byte(head+test[0]), nil)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if !article.Published.IsZero() {
				got = article.Published.Format(time.DateOnly)
			}
			if got != test[1] {
				t.Errorf("%q, want %q", got, test[1])
			}
		})
	}
}

// TestPublishers: who published a page that does not say it, by the end of its title.
func TestPublishers(t *testing.T) {
	const story = "<p>The earth dam above Elsby gave way on Monday, the county said, and four villages were cleared.</p>"
	for title, want := range map[string]string{
		"Dam above Elsby fails | The Courier": "The Courier", "Dam above Elsby fails - Sports": "", "Courier Online: Dam above Elsby fails": "", "Dam above Elsby fails – Courier Online": "Courier Online",
	} {
		article, err := page([]byte(`<html><head><title>`+title+`</title><link rel="canonical" href="https://www.courier.example/dam"></head><body><h1>Dam above Elsby fails</h1>`+story), nil)
		if err != nil || article.Publisher != want || article.Title != "Dam above Elsby fails" {
			t.Errorf("%q: %q, want %q (title %q, %v)", title, article.Publisher, want, article.Title, err)
		}
	}
}
