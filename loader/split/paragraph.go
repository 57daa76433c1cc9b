package split

import (
	"iter"
	"strings"
	"unicode/utf8"

	"claimgraph/loader/syntax"
)

// A paragraph ends at an empty line, and so does its last sentence. A single
// line end is one of two things. In most articles every line is a paragraph;
// in hard-wrapped text (mail, Gutenberg, man pages) the line was full and the
// next word would not have fitted. So a line end within a block is a wrap if
// the block is no wider than wrapWidth, if the line's text and the next word
// together would have overrun the widest line, and if neither line looks like
// an item of a list. Everything else ends the paragraph.

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
			width := widest(text, block)
			start, from := block.Start, block.Start
			for from < block.End {
				end, next := lineEnd(text, from, block.End)
				if next >= block.End || !wraps(text[from:end], text[next:block.End], width) {
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

// widest is the number of characters of the widest line of a block, counted
// no further than past wrapWidth.
func widest(text string, block syntax.Span) int {
	width := 0
	for from := block.Start; from < block.End; {
		end, next := lineEnd(text, from, block.End)
		if end-from > 4*wrapWidth {
			return end - from
		}
		width = max(width, utf8.RuneCountInString(text[from:end]))
		from = next
	}
	return width
}

// wraps says whether a line in a block of the given width runs on in what
// follows it.
func wraps(line, rest string, width int) bool {
	if width > wrapWidth || width < minWrap || item(rest) {
		return false
	}
	word := rest
	if i := strings.IndexFunc(rest, space); i >= 0 {
		word = rest[:i]
	}
	line = strings.TrimRightFunc(line, space)
	return utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width
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
