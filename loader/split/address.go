package split

import (
	"sort"
	"strings"

	"claimgraph/loader/syntax"
)

// address finds a web or mail address in a chunk: characters [Start, End) are
// one token, whatever dots, slashes and hyphens it has. at holds the byte
// offset of each character. Brackets and quotes around the address and the
// punctuation of the sentence after it stay outside.
func address(s string, at []int32) syntax.Span {
	from := addressStart(s)
	if from < 0 {
		return syntax.Span{}
	}
	to := len(strings.TrimRight(s, `.,;:!?'"’”)]}>…—`))
	if i := strings.IndexAny(s[from:to], `<>"”`); i >= 0 {
		to = from + i
	}
	if opens := strings.Count(s[from:to], "("); opens > 0 && strings.HasPrefix(s[to:], ")") {
		to++ // en.wikipedia.org/wiki/Apollo_(rocket)
	}
	if to <= from {
		return syntax.Span{}
	}
	return syntax.Span{Start: charAt(at, from), End: charAt(at, to)}
}

// addressStart is the byte where an address begins in s, -1 where none does.
func addressStart(s string) int {
	if i := strings.Index(s, "://"); i > 0 {
		for i > 0 && ('a' <= s[i-1]|0x20 && s[i-1]|0x20 <= 'z') {
			i--
		}
		return i
	}
	if i := strings.Index(s, "www."); i >= 0 && (i == 0 || strings.IndexByte("(<[\"'", s[i-1]) >= 0) {
		return i
	}
	i := strings.IndexByte(s, '@')
	if i <= 0 || !strings.Contains(s[i+1:], ".") || len(s) < i+4 {
		return -1
	}
	return len(s) - len(strings.TrimLeft(s, `(<["'“‘:`))
}

// charAt is the index of the character at a byte offset.
func charAt(at []int32, byteOffset int) int {
	return sort.Search(len(at), func(i int) bool { return int(at[i]) >= byteOffset })
}
