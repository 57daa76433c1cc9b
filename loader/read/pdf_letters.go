package read

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Letters of PDFs. PDFium tells where a line ends, and guesses where a space is meant;
// where each letter stands tells better, in files whose letters are kerned:
//
//	space   is where letters stand further apart than others of the line
//	tab     is where they stand as far apart as cells of a table do
//	accent  that was drawn over a letter belongs to it (TeX)
//	mark    of a footnote, a small raised figure behind a word, is no part of the text

// pdfLetter is a letter on its place, in points; y grows upwards.
type pdfLetter struct {
	r                         rune
	left, right, bottom, size float64
}

// pdfPage gathers the lines of a page.
type pdfPage struct {
	lines []pdfLine
	open  []pdfLetter
}

func (p *pdfPage) add(l pdfLetter) {
	last := len(p.open) - 1
	switch {
	case l.r == '\x02' || l.r == '\ufffe': // a hyphen in the place of a line break
		l.r = softHyphen
		p.open = append(p.open, l)
		p.endLine()
	case l.r == '\n' || l.r == '\r':
		p.endLine()
	case last >= 0 && utf16.IsSurrogate(l.r) && utf16.IsSurrogate(p.open[last].r):
		p.open[last].r = utf16.DecodeRune(p.open[last].r, l.r)
		p.open[last].right = l.right
	default:
		p.open = append(p.open, l)
	}
}

// endLine ends the open line. It stands where its middle letter does.
func (p *pdfPage) endLine() {
	letters := trimmed(p.open)
	p.open = p.open[:0]
	if len(letters) == 0 {
		return
	}
	middle := len(letters) / 2
	for unicode.IsSpace(letters[middle].r) { // which may have no place
		middle--
	}
	first, last := letters[0], letters[len(letters)-1]
	sizes := []float64{first.size, letters[middle].size, last.size} // a sign may be of another font
	slices.Sort(sizes)
	line := pdfLine{left: first.left, right: last.right, bottom: letters[middle].bottom, size: sizes[1]}
	line.write(letters)
	if line.text != "" {
		p.lines = append(p.lines, line)
	}
}

func trimmed(letters []pdfLetter) []pdfLetter {
	for len(letters) > 0 && unicode.IsSpace(letters[0].r) {
		letters = letters[1:]
	}
	for len(letters) > 0 && unicode.IsSpace(letters[len(letters)-1].r) {
		letters = letters[:len(letters)-1]
	}
	return letters
}

const (
	leastSpace = 0.17 // of the letters' size, beyond what lies between the line's letters
	noSpace    = 0.01
	leastTab   = 2.0
)

// write writes a line's letters with what lies between them.
func (l *pdfLine) write(letters []pdfLetter) {
	usual := usualGap(letters)
	var text []rune
	var before *pdfLetter
	space := false
	for i := range letters {
		c := &letters[i]
		if unicode.IsSpace(c.r) {
			space = true
			continue
		}
		if before != nil && l.isMark(letters[i:], text) {
			continue
		}
		if before != nil {
			between := betweenLetters(before, c, space, usual)
			if between == '\t' {
				l.cells = append(l.cells, c.left)
			}
			if between != 0 {
				text = append(text, between)
			}
		}
		text = append(text, c.r)
		before, space = c, false
	}
	l.text = accented(string(text))
}

// betweenLetters is the white space between two letters, 0 for none.
func betweenLetters(before, c *pdfLetter, space bool, usual float64) rune {
	size := max(before.size, c.size)
	gap := c.left - before.right
	level := size > 0 && math.Abs(c.bottom-before.bottom) < 0.1*size && c.left > before.left
	switch {
	case level && gap > leastTab*size:
		return '\t'
	case level && space && gap < noSpace*size:
		return 0
	case space, level && gap-usual > leastSpace*size && spaced(before.r, c.r):
		return ' '
	}
	return 0
}

// spaced says whether a space may stand between two letters that have none: in scripts
// that are written without, signs stand far from each other.
func spaced(before, after rune) bool {
	return before < 0x2e80 && after < 0x2e80 && !unicode.Is(unicode.Mn, after)
}

// usualGap is the middle of the gaps between letters that follow each other: of
// spaced ones it is wide.
func usualGap(letters []pdfLetter) float64 {
	var gaps []float64
	for i := 1; i < len(letters); i++ {
		if !unicode.IsSpace(letters[i].r) && !unicode.IsSpace(letters[i-1].r) {
			gaps = append(gaps, letters[i].left-letters[i-1].right)
		}
	}
	if len(gaps) == 0 {
		return 0
	}
	slices.Sort(gaps)
	return max(0, gaps[len(gaps)/2])
}

// isMark says whether what follows in a line is the mark of a footnote behind a word.
func (l *pdfLine) isMark(rest []pdfLetter, before []rune) bool {
	c := rest[0]
	if !strings.ContainsRune("0123456789*†‡§", c.r) || c.size > 0.85*l.size || c.bottom < l.bottom+0.1*l.size {
		return false
	}
	word := string(before[max(0, len(before)-5):])
	last, _ := utf8.DecodeLastRuneInString(word)
	return strings.ContainsRune(".,;:!?”\"’)]", last) || len(word)-len(strings.TrimRightFunc(word, unicode.IsLetter)) >= 4
}

// accents are spacing accents and how they are written over a letter.
var accents = map[rune]rune{'´': '\u0301', '¨': '\u0308', 'ˆ': '\u0302', '˜': '\u0303', 'ˇ': '\u030c', '˘': '\u0306', '˙': '\u0307', '˚': '\u030a', '¯': '\u0304', '˝': '\u030b', '`': '\u0300'}

// accented puts accents that were drawn before their letters over them.
func accented(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return accents[r] != 0 }) {
		return s
	}
	letters := []rune(s)
	var b strings.Builder
	for i := 0; i < len(letters); i++ {
		over := accents[letters[i]]
		if over == 0 || i+1 == len(letters) || letters[i] == '`' && (i == 0 || !unicode.IsLetter(letters[i-1])) {
			b.WriteRune(letters[i])
			continue
		}
		base := letters[i+1]
		if base == 'ı' {
			base = 'i'
		}
		if whole := norm.NFC.String(string(base) + string(over)); utf8.RuneCountInString(whole) == 1 {
			b.WriteString(whole)
			i++
			continue
		}
		b.WriteRune(letters[i])
	}
	return b.String()
}
