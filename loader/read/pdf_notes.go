package read

import "regexp"

// Footnotes stand at the foot of a page or column, in smaller letters, the first with its mark. They would part the
// sentence that goes on over the page, and come behind the text.

// noteStart is how a footnote begins: its mark, then words.
var noteStart = regexp.MustCompile(`^(?:\d{1,3}|[*†‡])[ .)]*[\pL"“‘(]`)

const noteSize = 0.92 // of the size that most letters have

// withoutNotes takes the footnotes out of pages. They are pages of their own.
func withoutNotes(pages [][]pdfLine) (text, notes [][]pdfLine) {
	usual := usualSize(pages)
	for _, page := range pages {
		var body, foot []pdfLine
		in := false // a note
		for i, l := range page {
			goesOn := in && i > 0 && l.bottom < page[i-1].bottom // not in another column
			in = (goesOn || noteStart.MatchString(l.text)) && isFoot(page, i, usual)
			if in {
				foot = append(foot, l)
			} else {
				body = append(body, l)
			}
		}
		text = append(text, body)
		if len(foot) > 0 {
			notes = append(notes, foot)
		}
	}
	return text, notes
}

// isFoot says whether a line in small letters stands under those of the usual size,
// in its column, and none of them under it.
func isFoot(page []pdfLine, i int, usual float64) bool {
	l := page[i]
	if l.size >= noteSize*usual {
		return false
	}
	above := false
	for _, other := range page {
		if other.size < noteSize*usual || other.left >= l.right || l.left >= other.right {
			continue
		}
		if other.bottom < l.bottom {
			return false
		}
		above = true
	}
	return above
}
