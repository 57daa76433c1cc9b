package split

import (
	"iter"
	"strings"
	"unicode/utf8"

	"claimgraph/loader/syntax"
)

// chunks yields the chunks of a paragraph. The chunk is the splitter's own and
// holds until the next one.
func (s *splitter) chunks(p syntax.Span) iter.Seq[*chunk] {
	return func(yield func(*chunk) bool) {
		c := &s.chunk
		c.after = neighbour{}
		for at := p.Start; at < p.End; {
			start, end := nextChunk(s.text, at, p.End)
			if start == end {
				return
			}
			c.before = c.after
			next, nextEnd := nextChunk(s.text, end, p.End)
			c.after = meet(s.text[next:nextEnd])
			for at = start; at < end; {
				at = c.read(s.text, at, end)
				if !yield(c) {
					return
				}
			}
		}
	}
}

// nextChunk finds the first stretch without white space at or after from.
func nextChunk(text string, from, limit int) (start, end int) {
	start = from
	for start < limit {
		r, n := utf8.DecodeRuneInString(text[start:limit])
		if !space(r) {
			break
		}
		start += n
	}
	end = start
	for end < limit {
		if c := text[end]; c > ' ' && c < 0x7f {
			end++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[end:limit])
		if space(r) {
			break
		}
		end += n
	}
	return start, end
}

// meet looks at a chunk from outside: its first characters, marks around the
// word aside.
func meet(s string) (n neighbour) {
	if s == "" {
		return n
	}
	r, _ := utf8.DecodeRuneInString(s)
	_, n.class = classify(r)
	word := strings.Trim(s[:min(len(s), 24)], `.,;:!?'"()[]`)
	n.word = wordHash(word)
	return n
}
