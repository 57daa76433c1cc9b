package rdf

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// The names of Turtle: IRIs in angle brackets, prefixed names and blank nodes.

// isNameRune says whether a character is in PN_CHARS.
func isNameRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isNameByte(byte(r))
	}
	return labelRune(r, false)
}

func isNameByte(b byte) bool { return class[b]&isAlnum != 0 || b == '_' || b == '-' }

// iri reads an IRI, in brackets or with a prefix.
func (t *turtle) iri(what string) (quad.Value, bool) {
	if t.next() == '<' {
		iri, ok := t.iriRef()
		return iri, ok
	}
	n, ok := t.prefixName()
	if !ok || t.at(n) != ':' {
		if !ok && n > 0 {
			return nil, t.malformed(n, notUTF8)
		}
		return nil, t.expected(what)
	}
	name := string(t.token(n))
	begin, known := t.prefixes[name]
	if !known {
		return nil, t.malformed(0, fmt.Sprintf("prefix %.80s: is not declared", name))
	}
	t.take(n + 1)
	local, ok := t.local()
	return quad.IRI(begin + local), ok
}

// prefixName is the length of the prefix ahead, without its colon. A prefix may be
// empty; it does not end with a full stop.
func (t *turtle) prefixName() (n int, ok bool) {
	for {
		r, size := t.rune(n)
		switch {
		case r == utf8.RuneError && size == 1:
			return n, false
		case size == 0, r != '.' && !isNameRune(r):
			return n, n == 0 || t.at(n-1) != '.'
		case n == 0 && (r == '.' || r < utf8.RuneSelf && class[byte(r)]&isAlpha == 0 || r >= utf8.RuneSelf && !labelRune(r, true)):
			return 0, false
		}
		n += size
	}
}

// local reads what stands behind the colon, which may be nothing. Full stops at its
// end are not its.
func (t *turtle) local() (string, bool) {
	n, reason := t.localEnd()
	if reason != "" {
		return "", t.malformed(n, reason)
	}
	token := string(t.token(n))
	t.take(n)
	if !strings.Contains(token, `\`) {
		return token, true
	}
	var plain strings.Builder
	for i := 0; i < len(token); i++ {
		if token[i] == '\\' {
			i++ // what is escaped is one byte
		}
		plain.WriteByte(token[i])
	}
	return plain.String(), true
}

func (t *turtle) localEnd() (n int, reason string) {
	end := 0 // of what does not end with a full stop
	for {
		r, size := t.rune(n)
		switch {
		case size == 0:
			return end, ""
		case r == utf8.RuneError && size == 1:
			return n, notUTF8
		case r == '%':
			if class[t.at(n+1)]&isHex == 0 || class[t.at(n+2)]&isHex == 0 {
				return n, "% in a name needs two hexadecimal digits"
			}
			size = len("%20")
		case r == '\\':
			if b := t.at(n + 1); b == 0 || strings.IndexByte(`_~.-!$&'()*+,;=/?#@%`, b) < 0 {
				return n, `unknown escape: in a name \ stands before one of _~.-!$&'()*+,;=/?#@%`
			}
			size = len(`\~`)
		case r == '.':
			if n == 0 {
				return 0, ""
			}
			n++
			continue
		case r != ':' && !isNameRune(r), n == 0 && (r == '-' || r >= utf8.RuneSelf && !labelRune(r, true)):
			return end, ""
		}
		n += size
		end = n
	}
}

// iriRef reads an IRI in angle brackets, and resolves it.
func (t *turtle) iriRef() (quad.IRI, bool) {
	n := 1
	for b := t.at(n); class[b]&inIRI != 0 || b == '\\' || b >= utf8.RuneSelf; b = t.at(n) {
		n++
	}
	t.has(n) // what ends it: the scanner names it
	end, plain, reason := scanIRI(t.buf[t.start:min(t.start+n+1, t.end)], 0)
	if reason != "" {
		return "", t.malformed(end, reason)
	}
	iri := t.token(end)[1 : end-1]
	if !plain {
		t.work = appendUnescaped(t.work[:0], iri)
		iri = t.work
	}
	resolved := quad.IRI(iri)
	if !hasScheme(iri) {
		if t.base == nil {
			return "", t.malformed(0, fmt.Sprintf("relative IRI <%.80s>: give a base IRI to resolve it against", iri))
		}
		whole, ok := t.base.resolve(nil, iri)
		if !ok {
			return "", t.malformed(0, fmt.Sprintf("<%.80s> is neither an absolute IRI nor a relative one", iri))
		}
		resolved = quad.IRI(whole)
	}
	t.take(end)
	return resolved, true
}

// label reads a blank node's label.
func (t *turtle) label() (quad.Value, bool) {
	n := 1
	for r, size := t.rune(n); size > 0 && (r == ':' && n == 1 || r == '.' || isNameRune(r)); r, size = t.rune(n) {
		n += size
	}
	end, reason := scanLabel(t.token(n), 0)
	if reason != "" {
		return nil, t.malformed(end, reason)
	}
	label := string(t.token(end)[2:])
	t.take(end)
	if rest, ok := strings.CutPrefix(label, anonymousLabel); ok {
		label = anonymousLabel + "u." + rest
	}
	return quad.BNode(label), true
}
