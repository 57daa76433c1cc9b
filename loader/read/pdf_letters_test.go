package read

import "testing"

// setLine sets a text in letters five points wide and ten high; "·" is a gap of a
// space's width without one, "→" one as wide as between cells, "^" raises the next letter.
func setLine(s string, bottom float64) []pdfLetter {
	var letters []pdfLetter
	at, raise := 0.0, false
	for _, r := range s {
		switch r {
		case '·':
			at += 2.5
		case '→':
			at += 30
		case '<':
			at -= 2.5
		case '^':
			raise = true
		default:
			width := 5.0
			if r == ' ' {
				width = 2.5
			}
			l := pdfLetter{r, at, at + width, bottom, 10}
			if raise {
				l.bottom, l.size, raise = bottom+4, 6, false
			}
			letters = append(letters, l)
			at += width
		}
	}
	return letters
}

// TestLetters: what lies between letters is told from where they stand.
func TestLetters(t *testing.T) {
	for s, want := range map[string]string{
		"New·Zealand said":      "New Zealand said",
		"NAT <O members":        "NATO members",
		"Crew→Role of it":       "Crew\tRole of it",
		"the dam broke.^1":      "the dam broke.",
		"the council^2 said":    "the council said",
		"forty km^2 of it":      "forty km2 of it",
		"d·a·m·s":               "dams", // set apart for show
		"Biom´edicale, D¨urer":  "Biomédicale, Dürer",
		"`so' he said, tr`es ´": "`so' he said, très ´",
	} {
		p := pdfPage{open: setLine(s, 0)}
		p.endLine()
		if len(p.lines) != 1 || p.lines[0].text != want {
			t.Errorf("%q: %v, want %q", s, p.lines, want)
		}
	}
}

func pdfLineAt(text string, left, right, bottom, size float64) pdfLine {
	return pdfLine{text: text, left: left, right: right, bottom: bottom, size: size}
}

// TestNotes: a footnote does not part the sentence that goes on over the page.
func TestNotes(t *testing.T) {
	pages := [][]pdfLine{
		{
			pdfLineAt("The dam above Elsby gave way on a night", 50, 350, 300, 12), pdfLineAt("of heavy rain, and water flooded", 50, 350, 286, 12),
			pdfLineAt("1", 50, 53, 103, 5), pdfLineAt("It was built in 1871.", 54, 200, 100, 9),
		},
		{pdfLineAt("about forty houses in the lower town.", 50, 350, 300, 12)},
	}
	for i := range pages {
		pages[i] = sideBySide(pages[i])
	}
	want := "The dam above Elsby gave way on a night of heavy rain, and water flooded about forty houses in the lower town.\n\n1 It was built in 1871."
	if got := paragraphsOf(pages); got != want {
		t.Errorf("%q", got)
	}
}

// TestShortEdges: heads and feet of two pages are told by their place, and by the count
// of pages.
func TestShortEdges(t *testing.T) {
	page := func(number, text string) []pdfLine {
		return []pdfLine{
			pdfLineAt("11/27/26, 3:31 AM\tThe dam", 20, 500, 780, 8), pdfLineAt(text, 50, 350, 300, 12), pdfLineAt("http://example.org/ "+number+"/2", 20, 500, 20, 8),
		}
	}
	if got := paragraphsOf([][]pdfLine{page("1", "The dam broke."), page("2", "Nobody was hurt.")}); got != "The dam broke.\n\nNobody was hurt." {
		t.Errorf("%q", got)
	}
	alike := []pdfLine{pdfLineAt("The dam broke.", 50, 350, 300, 12)}
	if got := paragraphsOf([][]pdfLine{alike, alike}); got != "The dam broke.\n\nThe dam broke." {
		t.Errorf("%q", got)
	}
}

// TestRows: a row of a table is a paragraph, a stretched line is none.
func TestRows(t *testing.T) {
	row := func(text string, right, bottom float64, cells ...float64) pdfLine {
		l := pdfLineAt(text, 50, right, bottom, 12)
		l.cells = cells
		return l
	}
	pages := [][]pdfLine{{
		pdfLineAt("The dam above Elsby gave way on a night", 50, 350, 300, 12), row("of\theavy\train,", 350, 286, 120, 240), pdfLineAt("and water flooded it.", 50, 200, 272, 12),
		row("Crew\tRole", 230, 258, 200), row("Ann\tcommander of", 300, 244, 200), pdfLineAt("the spacecraft", 200, 280, 230, 12),
		row("Bo\tpilot", 250, 216, 200),
	}}
	unstretched(pages)
	want := "The dam above Elsby gave way on a night of heavy rain, and water flooded it.\n\nCrew\tRole\n\nAnn\tcommander of the spacecraft\n\nBo\tpilot"
	if got := paragraphsOf(pages); got != want {
		t.Errorf("%q", got)
	}
}
