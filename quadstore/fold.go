package quadstore

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	maxFoldedName  = 200 // bytes
	maxFoldedWords = 16
)

// fold gives the words of a name in small letters without accents: runs of
// letters and digits after Unicode's compatibility decomposition (NFKD) without
// its marks. "García-María’s" is garcia, maria, s. What is past the limits is
// left out.
func fold(name string) []string {
	words := foldedWords(name)
	size := 0
	for i, w := range words {
		if size += len(w) + 1; size > maxFoldedName || i == maxFoldedWords {
			return words[:i]
		}
	}
	return words
}

func foldedWords(name string) []string {
	if len(name) > 16*maxFoldedName {
		name = name[:16*maxFoldedName] // no name, and the rest would be dropped
	}
	return strings.FieldsFunc(foldLetters(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

func foldLetters(name string) string {
	if isASCII(name) {
		return strings.ToLower(name)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case undecomposed[r] != "":
			b.WriteString(undecomposed[r])
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// undecomposed are Latin letters that people type without their stroke or as
// two letters, and that Unicode does not decompose.
var undecomposed = map[rune]string{
	'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d",
	'þ': "th", 'ł': "l", 'ħ': "h", 'ı': "i", 'ŋ': "n", 'ŧ': "t",
}
