package split

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// editedBytes is the first mark in s of words left out of a quotation, [...] or
// […], or the first word of which an editor wrote a part in brackets: [T]his,
// add[ed]. from == to where there is neither. Treebanks cut the one now so, now
// so, and do not show the other, of which three tokens make no sense.
func editedBytes(s string) (from, to int) {
	open := strings.IndexByte(s, '[')
	if open < 0 {
		return 0, 0
	}
	length := strings.IndexByte(s[open:], ']')
	if length < 2 {
		return 0, 0
	}
	inside, end := s[open+1:open+length], open+length+1
	if omission(s[open:end]) {
		return open, end
	}
	if strings.IndexFunc(inside, notLetter) >= 0 {
		return 0, 0
	}
	from, to = wordStart(s, open), wordEnd(s, end)
	if from == open && to == end {
		return 0, 0
	}
	return from, to
}

// omission says whether a token stands for words left out of a quotation.
func omission(form string) bool { return form == "[...]" || form == "[…]" }

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// wordStart is where the letters that end at byte i begin.
func wordStart(s string, i int) int {
	for i > 0 {
		r, size := utf8.DecodeLastRuneInString(s[:i])
		if notLetter(r) {
			break
		}
		i -= size
	}
	return i
}

// wordEnd is where the letters that begin at byte i end.
func wordEnd(s string, i int) int {
	if n := strings.IndexFunc(s[i:], notLetter); n >= 0 {
		return i + n
	}
	return len(s)
}
