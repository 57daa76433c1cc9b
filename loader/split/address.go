package split

import (
	"sort"
	"strings"

	"claimgraph/loader/syntax"
)

// address finds a web address, mail address, domain, file name or handle in a
// chunk, or a word that an editor's brackets touch: characters [Start, End) are
// one token, whatever dots, slashes and hyphens it has. at holds the byte offset of each character. Brackets and quotes around
// it and the punctuation of the sentence after it stay outside.
func address(s string, at []int32) syntax.Span {
	from, to := addressBytes(s)
	if to <= from {
		from, to = handleBytes(s)
	}
	if to <= from {
		from, to = editedBytes(s)
	}
	if to <= from {
		return syntax.Span{}
	}
	return syntax.Span{Start: charAt(at, from), End: charAt(at, to)}
}

// charAt is the index of the character at a byte offset.
func charAt(at []int32, byteOffset int) int {
	return sort.Search(len(at), func(i int) bool { return int(at[i]) >= byteOffset })
}

// addressBytes is the first address in s, from == to where there is none.
func addressBytes(s string) (from, to int) {
	if i := strings.Index(s, "://"); i > 0 {
		from = i - len(s[:i]) + len(strings.TrimRightFunc(s[:i], asciiLetter))
		return from, pathEnd(s, from)
	}
	if i := strings.Index(s, "www."); i >= 0 && (i == 0 || !nameByte(s[i-1])) {
		return i, pathEnd(s, i)
	}
	if i := strings.IndexByte(s, '@'); i > 0 {
		if from, to = nameAround(s, i); from < i && i+1 < to {
			return from, to
		}
	}
	for i := 1; i+1 < len(s); i++ {
		if s[i] == '.' && nameByte(s[i-1]) && nameByte(s[i+1]) {
			return dotted(s, i)
		}
	}
	return 0, 0
}

// isLink says whether a token is an address with a protocol, www. or @, one
// that no name of a company (Amazon.com) is.
func isLink(s string) bool {
	return strings.HasPrefix(s, "www.") || strings.Contains(s, "://") || strings.IndexByte(s, '@') > 0
}

// isAddress says whether a token is an address.
func isAddress(s string) bool {
	if dot := strings.IndexByte(s, '.'); (dot <= 0 || dot == len(s)-1) && strings.IndexByte(s, '@') <= 0 {
		return false
	}
	from, to := addressBytes(s)
	return from == 0 && to == len(s)
}

func asciiLetter(r rune) bool { return 'a' <= r|0x20 && r|0x20 <= 'z' }

// nameByte says whether c may stand in a domain or file name, dots aside.
func nameByte(c byte) bool {
	return asciiLetter(rune(c)) || '0' <= c && c <= '9' || c == '_' || c == '-' || c == '%'
}

// nameAround is the stretch of name characters, dots and pluses around byte i.
func nameAround(s string, i int) (from, to int) {
	inside := func(c byte) bool { return nameByte(c) || c == '.' || c == '+' }
	for from = i; from > 0 && inside(s[from-1]); from-- {
	}
	for to = i + 1; to < len(s) && inside(s[to]); to++ {
	}
	return from, from + len(strings.TrimRight(s[from:to], ".-+"))
}

// pathEnd is where an address with a path that begins at from ends.
func pathEnd(s string, from int) int {
	to := len(s)
	if i := strings.IndexAny(s[from:], `<>"”`); i >= 0 {
		to = from + i
	}
	to = len(strings.TrimRight(s[:to], `.,;:!?'’)]}…—`))
	if to > from && strings.Contains(s[from:to], "(") && strings.HasPrefix(s[to:], ")") {
		to++ // en.wikipedia.org/wiki/Apollo_(rocket)
	}
	return to
}

// dotted decides whether the name around the dot at byte i is a domain
// (amazon.com/books), a file (report.pdf) or a path of lower-case words
// (alt.animals.cat).
func dotted(s string, i int) (from, to int) {
	from, to = nameAround(s, i)
	name := s[from:to]
	last := name[strings.LastIndexByte(name, '.')+1:]
	if !endings[last] && !(last == strings.ToUpper(last) && endings[strings.ToLower(last)]) {
		if strings.Count(name, ".") < 2 || !lowerPath(name) {
			return 0, 0
		}
	}
	if to < len(s) && s[to] == '/' {
		to = pathEnd(s, from)
	}
	return from, to
}

// endings are the last parts of domains and file names that are taken for such
// without "www." or "://". Short ones that are words (in, is, us, me) are not.
var endings = map[string]bool{
	"com": true, "Com": true, "net": true, "org": true, "edu": true, "gov": true, "mil": true, "info": true, "biz": true,
	"io": true, "ai": true, "tv": true, "uk": true, "eu": true, "fm": true,
	"pdf": true, "doc": true, "docx": true, "xls": true, "xlsx": true, "ppt": true, "pptx": true, "txt": true, "csv": true,
	"htm": true, "html": true, "asp": true, "php": true, "jpg": true, "jpeg": true, "gif": true, "png": true,
	"zip": true, "exe": true, "mp3": true, "mp4": true, "json": true, "xml": true, "py": true, "js": true,
}

// lowerPath says whether every part of a dotted name is a word in lower case.
func lowerPath(name string) bool {
	for part := range strings.SplitSeq(name, ".") {
		if len(part) < 2 || strings.Trim(part, "abcdefghijklmnopqrstuvwxyz-") != "" {
			return false
		}
	}
	return true
}
