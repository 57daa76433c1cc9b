package split

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"claimgraph/loader/syntax"
)

// A paragraph ends at an empty line, and so does its last sentence. A single
// line end is one of two things. In most articles every line is a paragraph;
// in hard-wrapped text (mail, Gutenberg, man pages) the line was full: the next
// word would not have fitted. So a full line within a block no wider than
// wrapWidth runs on if the next one begins with a small letter, or if the block
// has several lines and nearly all are full; never into an item of a list.
// Everything else ends the paragraph.

// wrapWidth is the widest line, in characters, of hard-wrapped text.
const wrapWidth = 100

// minWrap is the shortest full line worth the name: verses and addresses are
// narrower, and their line ends mean something.
const minWrap = 40

// paragraphs yields the byte spans of the paragraphs of a text, in order,
// without the white space around them.
func paragraphs(text string) iter.Seq[syntax.Span] {
	return func(yield func(syntax.Span) bool) {
		for block := range blocks(text) {
			wrap := measure(text, block)
			start, from := block.Start, block.Start
			for from < block.End {
				end, next := lineEnd(text, from, block.End)
				if next >= block.End || !wrap.runsOn(text[from:end], text[next:block.End]) {
					if p := trim(text, syntax.Span{Start: start, End: end}); p.Len() > 0 && !yield(p) {
						return
					}
					start = next
				}
				from = next
			}
		}
	}
}

// blocks yields the stretches between empty lines.
func blocks(text string) iter.Seq[syntax.Span] {
	return func(yield func(syntax.Span) bool) {
		start := 0
		for from := 0; from < len(text); {
			end, next := lineEnd(text, from, len(text))
			if trim(text, syntax.Span{Start: from, End: end}).Len() == 0 {
				if start < from && !yield(syntax.Span{Start: start, End: from}) {
					return
				}
				start = next
			}
			from = next
		}
		if start < len(text) {
			yield(syntax.Span{Start: start, End: len(text)})
		}
	}
}

// lineEnd finds the end of the line that begins at from, and the next line.
// Lines end in LF, CR, CR LF, form feed, or Unicode's line and paragraph
// separators.
func lineEnd(text string, from, limit int) (end, next int) {
	i := from
	for i < limit {
		switch c := text[i]; {
		case c == '\r' && i+1 < limit && text[i+1] == '\n':
			return i, i + 2
		case c == '\n' || c == '\r' || c == '\f':
			return i, i + 1
		case c == 0xE2 && i+2 < limit && text[i+1] == 0x80 && (text[i+2] == 0xA8 || text[i+2] == 0xA9):
			return i, i + 3
		}
		i++
	}
	return limit, limit
}

// wrapping is how the lines of a block are filled.
type wrapping struct {
	width int  // characters of the widest line, 0 where lines are not wrapped at all
	most  bool // nearly all lines but the last are full
}

// measure finds out how a block's lines are filled.
func measure(text string, block syntax.Span) wrapping {
	var w wrapping
	for from := block.Start; from < block.End; {
		end, next := lineEnd(text, from, block.End)
		if end-from > 4*wrapWidth {
			return wrapping{}
		}
		w.width = max(w.width, utf8.RuneCountInString(strings.TrimRightFunc(text[from:end], space)))
		from = next
	}
	if w.width < minWrap || w.width > wrapWidth {
		return wrapping{}
	}
	full, lines := 0, 0
	for from := block.Start; from < block.End; {
		end, next := lineEnd(text, from, block.End)
		if next < block.End {
			lines++
			if w.full(text[from:end], text[next:block.End]) {
				full++
			}
		}
		from = next
	}
	w.most = lines >= 3 && full*10 >= lines*8
	return w
}

// full says whether the word after a line would not have fitted into it.
func (w wrapping) full(line, rest string) bool {
	word := rest
	if i := strings.IndexFunc(rest, space); i >= 0 {
		word = rest[:i]
	}
	line = strings.TrimRightFunc(line, space)
	return utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > w.width
}

// runsOn says whether a line's text goes on in the line after it.
func (w wrapping) runsOn(line, rest string) bool {
	if w.width == 0 || item(rest) || !w.full(line, rest) {
		return false
	}
	first, _ := utf8.DecodeRuneInString(rest)
	return w.most || unicode.IsLower(first)
}

// item says whether a line begins as an item of a list does.
func item(line string) bool {
	line = strings.TrimLeft(line, " \t")
	for _, bullet := range [...]string{"•", "▪", "●", "‣", "◦", "– ", "— ", "- ", "* ", "+ ", "> "} {
		if strings.HasPrefix(line, bullet) {
			return true
		}
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	return 0 < digits && digits <= 2 && (strings.HasPrefix(line[digits:], ". ") || strings.HasPrefix(line[digits:], ") "))
}

// trim is the span without the white space at its ends.
func trim(text string, s syntax.Span) syntax.Span {
	s.Start += len(text[s.Start:s.End]) - len(strings.TrimLeftFunc(text[s.Start:s.End], space))
	s.End = s.Start + len(strings.TrimRightFunc(text[s.Start:s.End], space))
	return s
}
