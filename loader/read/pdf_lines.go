package read

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lines and paragraphs of PDFs. A page knows letters at places and nothing else, so
// that what belongs together is told from where it stands:
//
//	line       what stands side by side at one height
//	row        of a table is a paragraph, with tabs between its cells
//	edges      what stands at the top or bottom of many pages, whatever its
//	           number, is no part of the text
//	paragraph  ends where the next line is set further off than lines usually are,
//	           stands in letters of another size, is indented, begins with the mark of a
//	           list, or follows a short line that ends a sentence. A sentence goes on
//	           over the end of a column or page.
//	footnotes  stand behind the text (pdf_notes.go)
//	hyphen     of a word that a line's end has cut is taken away, unless the
//	           document writes the word with it elsewhere

// pdfLine is a line of a page, or of a column of it; y grows upwards.
type pdfLine struct {
	text                string
	left, right, bottom float64   // in points
	size                float64   // of the font, from its lowest to its highest letters
	cells               []float64 // where further cells of a row of a table begin; tabs are before them
}

// sideBySide puts together what stands side by side at one height: cells, and words in
// another font. What is further off is another column.
func sideBySide(parts []pdfLine) []pdfLine {
	var lines []pdfLine
	for _, l := range parts {
		l.text = rowText(ligatures.Replace(l.text))
		last := len(lines) - 1
		switch {
		case l.text == "":
		case last >= 0 && lines[last].goesOn(&l):
			lines[last].add(&l)
		default:
			lines = append(lines, l)
		}
	}
	return lines
}

// unstretched puts spaces for tabs where what seem cells are words of a line that was
// stretched to the width of its column, as other lines of prose fill it.
func unstretched(pages [][]pdfLine) {
	const width = 4 // points: lines that end together end in one such strip, or the next
	strips := map[int][]*pdfLine{}
	each(pages, func(l *pdfLine) {
		if len(l.cells) == 0 && strings.Count(l.text, " ") > 1 {
			strips[int(l.right/width)] = append(strips[int(l.right/width)], l)
		}
	})
	each(pages, func(l *pdfLine) {
		if len(l.cells) == 0 {
			return
		}
		for strip := int(l.right/width) - 1; strip <= int(l.right/width)+1; strip++ {
			if slices.ContainsFunc(strips[strip], l.isAsWide) {
				l.text, l.cells = strings.ReplaceAll(l.text, "\t", " "), nil
				return
			}
		}
	})
}

// isAsWide says whether another line has the same edges, but for an indent.
func (l *pdfLine) isAsWide(other *pdfLine) bool {
	indent := l.left - other.left
	return math.Abs(other.right-l.right) < 0.3*l.size && indent > -0.3*l.size && indent < 3*l.size
}

func each(pages [][]pdfLine, do func(*pdfLine)) {
	for _, page := range pages {
		for i := range page {
			do(&page[i])
		}
	}
}

// rowText is a line's text without control characters and double spaces; tabs stay.
func rowText(s string) string {
	cells := strings.Split(s, "\t")
	for i, cell := range cells {
		cells[i] = oneLine(strings.Map(printable, cell))
	}
	return strings.Trim(strings.Join(cells, "\t"), "\t")
}

// add puts what stands next on a line to it.
func (l *pdfLine) add(next *pdfLine) {
	between := " "
	if next.left > l.right+leastTab*next.size {
		between = "\t"
		l.cells = append(l.cells, next.left)
	}
	if noteMark.MatchString(l.text) {
		l.bottom, l.size = next.bottom, next.size
	}
	l.text += between + next.text
	l.right = next.right
	l.cells = append(l.cells, next.cells...)
}

// noteMark is what stands, raised, before a footnote.
var noteMark = regexp.MustCompile(`^(?:\d{1,3}|[*†‡§])$`)

// goesOn says whether what comes next stands on the line, to the right of it.
func (l *pdfLine) goesOn(next *pdfLine) bool {
	size := min(l.size, next.size)
	if noteMark.MatchString(l.text) && l.size < 0.9*next.size {
		return l.bottom > next.bottom && l.bottom < next.bottom+0.8*next.size && next.left > l.left && next.left < l.right+next.size
	}
	if len(l.cells) > 0 || len(next.cells) > 0 || next.left > l.right+leastTab*size { // cells of a table, unless another column begins
		return math.Abs(l.bottom-next.bottom) < 0.1*size && next.left > l.right && len(l.cells) > 0
	}
	return math.Abs(l.bottom-next.bottom) < 0.3*size && next.left > l.right-0.3*size && next.left < l.right+size
}

// ligatures are letters that fonts draw as one.
var ligatures = strings.NewReplacer("\ufb00", "ff", "\ufb01", "fi", "\ufb02", "fl", "\ufb03", "ffi", "\ufb04", "ffl", "\ufb05", "st", "\ufb06", "st")

const softHyphen = '\u00ad'

// printable drops what is no text.
func printable(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case unicode.IsControl(r):
		return -1
	}
	return r
}

// usualSize is the size that most letters have.
func usualSize(pages [][]pdfLine) float64 {
	letters := map[float64]int{}
	for _, page := range pages {
		for _, l := range page {
			letters[l.size] += len(l.text)
		}
	}
	usual := 0.0
	for size, n := range letters {
		if most := letters[usual]; n > most || n == most && size < usual {
			usual = size
		}
	}
	return usual
}

// paragraphsOf is the text of a document.
func paragraphsOf(pages [][]pdfLine) string {
	pages, notes := withoutNotes(withoutEdges(pages))
	words, leading := wordsOf(pages), usualLeading(pages)
	var text []byte
	var before *pdfLine
	for _, page := range append(pages, notes...) {
		for i := range page {
			l := &page[i]
			switch {
			case before == nil:
				text = append(text, l.text...)
			case i > 0 && beginsParagraph(before, l, leading) || i == 0 && !l.continues(before):
				text = append(append(text, "\n\n"...), l.text...)
			default:
				text = joinLine(text, l.text, words)
			}
			before = l
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(string(text), string(softHyphen), "-"))
}

// beginsParagraph says whether a line begins a paragraph after one on its page.
func beginsParagraph(before, l *pdfLine, leading float64) bool {
	step := before.bottom - l.bottom
	size := min(before.size, l.size)
	switch {
	case before.isCellOf(l, leading):
		return false
	case max(before.size, l.size) > 1.15*size, listMark(l.text), len(l.cells) > 0, len(before.cells) > 0:
		return true
	case step < -size: // a new column
		return !l.continues(before)
	case leading > 0 && step > 1.35*leading*size, step > 2.5*size:
		return true
	}
	ended := endsSentence(before.text)
	indented := l.left-before.left > 0.8*size && l.left-before.left < 6*size
	return ended && (indented || before.right < l.right-4*size)
}

// isCellOf says whether the next line goes on with a cell of the row, which has broken it.
func (l *pdfLine) isCellOf(next *pdfLine, leading float64) bool {
	step := l.bottom - next.bottom
	return len(l.cells) > 0 && len(next.cells) == 0 && step > 0 && step < 1.15*max(leading, 1)*l.size &&
		slices.ContainsFunc(l.cells, func(left float64) bool { return math.Abs(left-next.left) < 0.3*l.size })
}

// continues says whether a line at the head of a column or page goes on with the sentence before.
func (l *pdfLine) continues(before *pdfLine) bool {
	first, _ := utf8.DecodeRuneInString(l.text)
	return l.size < 1.15*before.size && before.size < 1.15*l.size && !listMark(l.text) && !endsSentence(before.text) &&
		(unicode.IsLower(first) || unicode.IsDigit(first) || strings.HasSuffix(before.text, ",") || cutWord(before.text) != "")
}

func listMark(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("•‣▪●◦■–—*", first) && len(s) > size && s[size] == ' '
}

// endsSentence says whether a text ends as sentences do.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, `"'”’)]`)
	last, _ := utf8.DecodeLastRuneInString(s)
	return s != "" && strings.ContainsRune(".!?:。！？।", last)
}

// usualLeading is the middle of the steps from line to line, in sizes of their letters.
func usualLeading(pages [][]pdfLine) float64 {
	var steps []float64
	for _, page := range pages {
		for i := 1; i < len(page); i++ {
			if step := (page[i-1].bottom - page[i].bottom) / page[i].size; step > 0.5 && step < 4 {
				steps = append(steps, step)
			}
		}
	}
	if len(steps) < 3 {
		return 0
	}
	slices.Sort(steps)
	return steps[(len(steps)-1)/2]
}

// joinLine adds a line to its paragraph.
func joinLine(text []byte, line string, words map[string]bool) []byte {
	end := string(text[max(0, len(text)-longestWord):])
	begun := cutWord(end)
	if begun == "" {
		return append(append(text, ' '), line...)
	}
	first, _ := utf8.DecodeRuneInString(line)
	rest := line[:len(line)-len(strings.TrimLeftFunc(line, unicode.IsLetter))]
	whole, apart := strings.ToLower(begun+rest), strings.ToLower(begun+"-"+rest)
	text = text[:len(text)-len(end)+len(strings.TrimRight(end, string(softHyphen)+"-"))]
	if !unicode.IsLower(first) || !words[whole] && (words[apart] || isCompound(begun, rest, words)) {
		text = append(text, '-')
	}
	return append(text, line...)
}

const longestWord = 200 // bytes

// isCompound says whether two parts of a word that a line's end parts are words of their
// own: a name before another word of the document, or a word before one that others are often put before.
func isCompound(begun, rest string, words map[string]bool) bool {
	first, _ := utf8.DecodeRuneInString(begun)
	rest = strings.ToLower(rest)
	isName := unicode.IsUpper(first) && words[strings.ToLower(begun)] && len(rest) > 3 && words[rest]
	return len(begun) > 3 && (isName || slices.Contains(compounded, rest))
}

// compounded are words that others are put before with a hyphen, and that end few words without one.
var compounded = []string{"based", "backed", "related", "led", "owned", "funded", "controlled", "sponsored", "born", "style", "year", "month", "week", "day", "old", "term", "scale", "level", "wide", "like", "free", "minded"}

// cutWord is the part of a word that a hyphen at the end of a text cuts, "" where
// there is none.
func cutWord(s string) string {
	s, soft := strings.CutSuffix(s, string(softHyphen))
	s, hard := strings.CutSuffix(s, "-")
	if !soft && !hard {
		return ""
	}
	return s[len(strings.TrimRightFunc(s, unicode.IsLetter)):]
}

// wordsOf are the words that stand within the lines of a document, with the hyphens
// that they are written with.
func wordsOf(pages [][]pdfLine) map[string]bool {
	words := map[string]bool{}
	for _, page := range pages {
		for i, l := range page {
			text := l.text
			if i == 0 || cutWord(page[i-1].text) != "" { // it may begin with the rest of a word
				text = strings.TrimLeftFunc(text, unicode.IsLetter)
			}
			for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r != '-' && !unicode.IsLetter(r) }) {
				words[word] = true
			}
		}
	}
	return words
}
