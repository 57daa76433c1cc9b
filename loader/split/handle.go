package split

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// handleBytes is the first account (@Reuters) or topic (#BlackLivesMatter) of a
// social network in s, from == to where there is none. A number sign before
// digits (#44) is left to the model.
func handleBytes(s string) (from, to int) {
	from = len(s) - len(strings.TrimLeftFunc(s, func(r rune) bool { return r != '@' && r != '#' && !handleRune(r) }))
	if from == len(s) || s[from] != '@' && s[from] != '#' {
		return 0, 0
	}
	if first, _ := utf8.DecodeRuneInString(s[from+1:]); !unicode.IsLetter(first) && first != '_' {
		return 0, 0
	}
	length := strings.IndexFunc(s[from+1:], func(r rune) bool { return !handleRune(r) })
	if length < 0 {
		return from, len(s)
	}
	return from, from + 1 + length
}

func handleRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) }
