package rdf

import "unicode/utf8"

// Canonical escapes, as RDF Dataset Canonicalization 1.0 (section 5.2) has them:
// in strings \b \t \n \f \r \" \\ by letter; other control characters, DEL,
// U+FFFE and U+FFFF as \uXXXX with upper-case digits; all else as it is.
//
// No input can break out of its token. What no N-Quads token can hold is
// nevertheless written in ASCII, in a form that every strict reader refuses: a
// forbidden character of an IRI, a label or a language tag as \uXXXX, and a byte
// that is not UTF-8 as \uDCXX (as Python's surrogateescape names it). So a bad
// value can make its own line unreadable, and no other; WriteNQuads and Validate
// refuse it beforehand by reading what would be written.

const upperHex = "0123456789ABCDEF"

// appendString appends s with the quotes around it.
func appendString[T text](dst []byte, s T) []byte {
	dst = append(dst, '"')
	done := 0
	for i := skip(s, 0, inLiteral); i < len(s); i = skip(s, i, inLiteral) {
		r, size := decodeRune(s, i)
		if r >= 0x80 && !unprintable(r) && !(r == utf8.RuneError && size == 1) {
			i += size
			continue
		}
		dst = append(dst, s[done:i]...)
		dst = appendEscape(dst, r, s[i], size)
		i += size
		done = i
	}
	dst = append(dst, s[done:]...)
	return append(dst, '"')
}

// appendEscape escapes the character r, which is size bytes, the first of them b.
func appendEscape(dst []byte, r rune, b byte, size int) []byte {
	switch r {
	case '\b':
		return append(dst, `\b`...)
	case '\t':
		return append(dst, `\t`...)
	case '\n':
		return append(dst, `\n`...)
	case '\f':
		return append(dst, `\f`...)
	case '\r':
		return append(dst, `\r`...)
	case '"', '\\':
		return append(dst, '\\', b)
	}
	return appendUnicodeEscape(dst, r, b, size)
}

func appendUnicodeEscape(dst []byte, r rune, b byte, size int) []byte {
	if r == utf8.RuneError && size == 1 {
		r = 0xDC00 + rune(b)
	}
	return append(dst, '\\', 'u', upperHex[r>>12&0xF], upperHex[r>>8&0xF], upperHex[r>>4&0xF], upperHex[r&0xF])
}

// appendToken appends the inside of an IRI, a label or a language tag. Of ASCII,
// only bytes of the allowed class are left as they are.
func appendToken(dst []byte, s string, allowed uint8) []byte {
	done := 0
	for i := skip(s, 0, allowed); i < len(s); i = skip(s, i, allowed) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r < 0x80 || r == utf8.RuneError && size == 1 {
			dst = append(dst, s[done:i]...)
			dst = appendUnicodeEscape(dst, r, s[i], size)
			done = i + size
		}
		i += size
	}
	return append(dst, s[done:]...)
}

// unprintable says which characters beyond ASCII are escaped: those that XML 1.1
// does not count among its characters.
func unprintable(r rune) bool { return r == 0xFFFE || r == 0xFFFF }

// appendUnescaped appends s, the inside of a scanned token, with its escapes
// replaced by what they stand for.
func appendUnescaped[T text](dst []byte, s T) []byte {
	done := 0
	for i := 0; i < len(s); {
		if s[i] != '\\' {
			i++
			continue
		}
		dst = append(dst, s[done:i]...)
		if b := s[i+1]; b == 'u' || b == 'U' {
			r, end, _ := scanUnicodeEscape(s, i)
			dst = utf8.AppendRune(dst, r)
			i = end
		} else {
			dst = append(dst, unescapeLetter(b))
			i += 2
		}
		done = i
	}
	return append(dst, s[done:]...)
}

func unescapeLetter(b byte) byte {
	switch b {
	case 't':
		return '\t'
	case 'b':
		return '\b'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 'f':
		return '\f'
	}
	return b // " ' and \ stand for themselves
}
