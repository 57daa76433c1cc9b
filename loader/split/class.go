package split

import "unicode"

// class is what a character is to the tokenizer.
type class uint8

const (
	none  class = iota // beyond the edge of a chunk
	lower              // letters without case count as lower
	upper
	digit
	joiner // combining marks, variation selectors, skin tones, zero-width joiner: never first in a token
	ideograph
	symbol // emoji and other signs outside ASCII
	mark   // ASCII punctuation and what is read like it
)

// letter says whether c is a letter, of either case.
func (c class) letter() bool { return c == lower || c == upper }

// classify gives a character's class and the character that it is read as:
// lower case, straight quotes for curly ones, hyphens for en dashes. The
// treebanks are of the 2000s and write ASCII; only what the features see is
// levelled, never the text.
func classify(r rune) (rune, class) {
	switch {
	case 'a' <= r && r <= 'z':
		return r, lower
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A', upper
	case '0' <= r && r <= '9':
		return r, digit
	case r < 0x80:
		return r, mark
	}
	return classifyWide(r)
}

func classifyWide(r rune) (rune, class) {
	switch r {
	case '’', '‘', '‛', '′', 'ʼ', '‚', '´':
		return '\'', mark
	case '“', '”', '„', '‟', '«', '»', '″', '＂':
		return '"', mark
	case '–', '‐', '‑', '−', '‒':
		return '-', mark
	case '—', '―', '⸺', '…', '•', '·', '▪', '●', '‣', '£', '€', '¥', '°', '©', '®', '™', '§', '†':
		return r, mark
	case '。', '．':
		return '.', mark
	case '！':
		return '!', mark
	case '？':
		return '?', mark
	case '\u200d', '\ufe0e', '\ufe0f', '\u20e3', '\u200c':
		return r, joiner
	}
	switch {
	case 0x1F3FB <= r && r <= 0x1F3FF, unicode.Is(unicode.M, r):
		return r, joiner
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
		return r, ideograph
	case unicode.IsUpper(r):
		return unicode.ToLower(r), upper
	case unicode.IsLetter(r):
		return r, lower
	case unicode.IsDigit(r):
		return r, digit
	}
	return r, symbol
}

// space says whether r stands between tokens: Unicode's white space and a
// byte order mark astray in the text.
func space(r rune) bool {
	if r < 0x80 {
		return r == ' ' || '\t' <= r && r <= '\r'
	}
	return r == '\ufeff' || unicode.IsSpace(r)
}
