package rdf

import (
	"fmt"
	"unicode/utf8"
)

// The tokens of N-Quads. Each scanner starts at the token's first byte and
// returns where the token ends. When the token is malformed, reason says why, and
// end is the place. They work on a line's bytes and on a single term's string
// alike, so that neither has to be copied into the other.

type text interface{ ~string | ~[]byte }

const (
	notUTF8   = "not UTF-8: save the file as UTF-8"
	surrogate = "escape of half a surrogate pair: write the character itself or one \\UXXXXXXXX"
)

// scanIRI scans <…>. plain says that the IRI holds no escapes.
func scanIRI[T text](s T, start int) (end int, plain bool, reason string) {
	plain = true
	i := start + 1
	for {
		if i = skip(s, i, inIRI); i == len(s) {
			return start, false, "the IRI is not closed: > is missing"
		}
		switch b := s[i]; {
		case b == '>':
			return i + 1, plain, ""
		case b == '\\':
			r, next, reason := scanUnicodeEscape(s, i)
			if reason != "" {
				return i, false, reason
			}
			if r < 0x80 && class[r]&inIRI == 0 {
				return i, false, fmt.Sprintf("%q in an IRI, as an escape: percent-encode it", r)
			}
			i, plain = next, false
		case b >= 0x80:
			r, size := decodeRune(s, i)
			if r == utf8.RuneError && size == 1 {
				return i, false, notUTF8
			}
			i += size
		default:
			return i, false, fmt.Sprintf("%q in an IRI: percent-encode it, or close the IRI with >", b)
		}
	}
}

// scanString scans "…". canonical says that the string is written as appendString
// would write it, or at least that nothing but canonical escapes was seen.
func scanString[T text](s T, start int) (end int, canonical bool, reason string) {
	canonical = true
	i := start + 1
	for {
		if i = skip(s, i, inLiteral); i == len(s) {
			return start, false, "the string is not closed: \" is missing"
		}
		switch b := s[i]; {
		case b == '"':
			return i + 1, canonical, ""
		case b == '\\':
			next, same, reason := scanEscape(s, i)
			if reason != "" {
				return i, false, reason
			}
			i, canonical = next, canonical && same
		case b >= 0x80:
			r, size := decodeRune(s, i)
			if r == utf8.RuneError && size == 1 {
				return i, false, notUTF8
			}
			i, canonical = i+size, canonical && !unprintable(r)
		case b == '\n' || b == '\r':
			return i, false, "line break in a string: write \\n or \\r"
		default:
			i, canonical = i+1, false
		}
	}
}

// scanEscape scans \n, \", \u0041 and their like in a string. canonical is false
// for every \u and \U: the few that are canonical are found out by rewriting.
func scanEscape[T text](s T, i int) (end int, canonical bool, reason string) {
	if i+1 == len(s) {
		return i, false, "the string is not closed: \" is missing"
	}
	switch s[i+1] {
	case 't', 'b', 'n', 'r', 'f', '"', '\\':
		return i + 2, true, ""
	case '\'':
		return i + 2, false, ""
	case 'u', 'U':
		_, end, reason = scanUnicodeEscape(s, i)
		return end, false, reason
	}
	return i, false, "unknown escape: after \\ comes one of t b n r f \" ' \\ u U"
}

// scanUnicodeEscape scans \uXXXX and \UXXXXXXXX.
func scanUnicodeEscape[T text](s T, i int) (r rune, end int, reason string) {
	digits := 0
	if i+1 < len(s) && s[i+1] == 'u' {
		digits = 4
	} else if i+1 < len(s) && s[i+1] == 'U' {
		digits = 8
	} else {
		return 0, i, "unknown escape: an IRI knows only \\uXXXX and \\UXXXXXXXX"
	}
	end = i + 2 + digits
	value := uint32(0)
	for j := i + 2; j < end; j++ {
		if j >= len(s) || class[s[j]]&isHex == 0 {
			return 0, i, fmt.Sprintf("\\%c needs %d hexadecimal digits", s[i+1], digits)
		}
		value = value<<4 | uint32(hexValue(s[j]))
	}
	switch {
	case value > utf8.MaxRune:
		return 0, i, "escape beyond U+10FFFF, the last character of Unicode"
	case 0xD800 <= value && value <= 0xDFFF:
		return 0, i, surrogate
	}
	return rune(value), end, ""
}

func hexValue(b byte) byte {
	if b <= '9' {
		return b - '0'
	}
	return b&^0x20 - 'A' + 10
}

// scanLabel scans _:label. A full stop that ends the label is not its: it ends
// the statement.
func scanLabel[T text](s T, start int) (end int, reason string) {
	if start+1 >= len(s) || s[start+1] != ':' {
		return start, "a blank node starts with _:"
	}
	first := start + 2
	i := first
	for {
		if i = skip(s, i, inLabel); i == len(s) || s[i] < 0x80 {
			break
		}
		r, size := decodeRune(s, i)
		if r == utf8.RuneError && size == 1 {
			return i, notUTF8
		}
		if !labelRune(r, i == first) {
			break
		}
		i += size
	}
	for i > first && s[i-1] == '.' {
		i--
	}
	if i == first || s[first] == '-' || s[first] == '.' {
		return first, "a blank node label starts with a letter, a digit or _"
	}
	return i, ""
}

// scanLanguage scans @en-GB.
func scanLanguage[T text](s T, start int) (end int, reason string) {
	i := start + 1
	allowed := uint8(isAlpha)
	for {
		subtag := i
		if i = skip(s, i, allowed); i == subtag {
			return i, "malformed language tag: write letters, then - and letters or digits, as in en-GB"
		}
		if i == len(s) || s[i] != '-' {
			return i, ""
		}
		i++
		allowed = isAlnum
	}
}

// hasScheme says whether an IRI, which is what is between < and >, is absolute.
func hasScheme[T text](iri T) bool {
	if len(iri) == 0 || class[iri[0]]&isAlpha == 0 {
		return false
	}
	i := skip(iri, 1, inScheme)
	return i < len(iri) && iri[i] == ':'
}

// skip is where, from i on, the first byte stands that is not of the class. Four
// bytes at a time save a sixth of ParseTerm's time for an IRI.
func skip[T text](s T, i int, bits uint8) int {
	for i+4 <= len(s) && class[s[i]]&class[s[i+1]]&class[s[i+2]]&class[s[i+3]]&bits != 0 {
		i += 4
	}
	for i < len(s) && class[s[i]]&bits != 0 {
		i++
	}
	return i
}

// decodeRune copies at most four bytes, on the stack.
func decodeRune[T text](s T, i int) (rune, int) {
	return utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))]))
}
