package split

import (
	"unicode/utf8"

	"claimgraph/loader/syntax"
)

// maxChunk bounds the characters that are looked at together: a longer
// stretch without white space is read in pieces.
const maxChunk = 512

// chunk is a stretch of text without white space, spread out by character.
type chunk struct {
	start int      // of the chunk in the text
	chars []rune   // as classify reads them
	class []class  // one per character
	at    []int32  // byte offset from start of each character, and of the end
	left  []uint32 // left[i] hashes chars[:i]
	right []uint32 // right[i] hashes chars[i:]
	seen  []uint8  // seen[i] is the set of telling marks in chars[:i]

	runs  []run
	runOf []int32

	before, after neighbour   // the chunks beside it, within the paragraph
	whole         syntax.Span // characters that stay together whatever the model says
}

// neighbour is what a chunk knows of the chunk beside it.
type neighbour struct {
	word  uint32 // hash of its characters, 0 where there is none
	class class  // of its first character
}

// read spreads text[start:end] out and returns the offset where it stopped:
// end, or less where the chunk is too long.
func (c *chunk) read(text string, start, end int) int {
	c.start, c.chars, c.class, c.at = start, c.chars[:0], c.class[:0], c.at[:0]
	at := start
	for at < end && len(c.chars) < maxChunk {
		r, n := utf8.DecodeRuneInString(text[at:end])
		r, k := classify(r)
		c.chars, c.class, c.at = append(c.chars, r), append(c.class, k), append(c.at, int32(at-start))
		at += n
	}
	c.at = append(c.at, int32(at-start))
	c.hash()
	c.findRuns()
	c.whole = address(text[start:at], c.at)
	return at
}

func (c *chunk) hash() {
	n := len(c.chars)
	c.seen = append(c.seen[:0], 0)
	c.left, c.right = append(c.left[:0], 0), append(c.right[:0], make([]uint32, n+1)...)
	for i, r := range c.chars {
		c.left = append(c.left, mix(c.left[i], uint32(r)))
		c.seen = append(c.seen, c.seen[i]|telling(r))
	}
	for i := n - 1; i >= 0; i-- {
		c.right[i] = mix(c.right[i+1], uint32(c.chars[i]))
	}
}

// char and kind look at a character beside the edge, too.
func (c *chunk) char(i int) uint32 {
	if i < 0 || i >= len(c.chars) {
		return 0
	}
	return uint32(c.chars[i])
}

func (c *chunk) kind(i int) class {
	if i < 0 || i >= len(c.class) {
		return none
	}
	return c.class[i]
}

// same says whether the characters at i and i+1 belong to one run: letters,
// digits, or the same mark again.
func (c *chunk) same(i int) bool {
	if c.class[i] == mark || c.class[i] == symbol {
		return c.chars[i] == c.chars[i+1]
	}
	return c.class[i] == c.class[i+1] || c.class[i].letter() && c.class[i+1].letter()
}

// run is a stretch of letters, of digits or of one mark.
type run struct {
	first, end int
	hash       uint32
	form       uint32 // what it looks like: Xx, XX, dd, the mark itself
}

// look is the run's form: case pattern, number of digits, or the mark.
func (c *chunk) look(r run) uint32 {
	n := uint32(min(r.end-r.first, 5))
	switch k := c.class[r.first]; {
	case k == digit:
		return 0x100 | n
	case !k.letter():
		return uint32(c.chars[r.first])<<3 | min(n, 3)
	}
	head := bit(c.class[r.first] == upper)
	tail := uint32(0)
	for _, k := range c.class[min(r.first+1, r.end):min(r.first+8, r.end)] {
		tail |= 1 << bit(k == upper)
	}
	return 0x200 | head<<4 | tail<<5 | min(n, 3)
}

// looksLeft hashes the forms of up to six runs that end at i, back to from.
func (c *chunk) looksLeft(from, i int) uint32 {
	h := uint32(0)
	for k := int(c.runOf[i-1]); k >= 0 && c.runs[k].end > from && k > int(c.runOf[i-1])-6; k-- {
		h = mix(h, c.runs[k].form)
	}
	return h
}

// looksRight hashes the forms of up to six runs from i on.
func (c *chunk) looksRight(i int) uint32 {
	h := uint32(0)
	first := int(c.runOf[i])
	for k := first; k < len(c.runs) && k < first+6; k++ {
		h = mix(h, c.runs[k].form)
	}
	return h
}

// telling gives each mark that shapes what follows in its chunk a bit.
func telling(r rune) uint8 {
	switch r {
	case '.':
		return 1
	case '-':
		return 2
	case '/':
		return 4
	case '\'':
		return 8
	case ':':
		return 16
	case '(', '[', '<':
		return 32
	case '$', '£', '€':
		return 64
	}
	return 0
}

func bit(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

// findRuns fills runs and, for each character, the index of its run.
func (c *chunk) findRuns() {
	c.runs, c.runOf = c.runs[:0], c.runOf[:0]
	for i, r := range c.chars {
		if i == 0 || !c.same(i-1) {
			c.runs = append(c.runs, run{first: i})
		}
		last := &c.runs[len(c.runs)-1]
		last.end, last.hash = i+1, mix(last.hash, uint32(r))
		c.runOf = append(c.runOf, int32(len(c.runs)-1))
	}
	for i := range c.runs {
		c.runs[i].form = c.look(c.runs[i])
	}
}

// hashOf hashes chars[first:end].
func (c *chunk) hashOf(first, end int) uint32 {
	var h uint32
	for _, r := range c.chars[first:end] {
		h = mix(h, uint32(r))
	}
	return h
}

// mix hashes b into a.
func mix(a, b uint32) uint32 {
	a = (a ^ b) * 0x9E3779B1
	return a ^ a>>15
}
