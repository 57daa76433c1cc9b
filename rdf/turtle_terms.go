package rdf

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// The literals of Turtle: strings in four kinds of quotation marks, numbers and
// truth values as they stand.

// literal reads a string and its language or datatype.
func (t *turtle) literal() (quad.Value, bool) {
	text, ok := t.str()
	if !ok {
		return nil, false
	}
	// The grammar allows white space before both.
	switch t.next() {
	case '@':
		return t.language(text)
	case '^':
		if t.at(1) != '^' {
			return nil, t.expected("^^ and a datatype")
		}
		t.take(2)
		datatype, ok := t.iri("a datatype (IRI) after ^^")
		if !ok {
			return nil, false
		}
		if datatype == quad.IRI(xsd+"string") {
			return text, true
		}
		return quad.TypedString{Value: text, Type: datatype.(quad.IRI)}, true
	}
	return text, true
}

func (t *turtle) language(text quad.String) (quad.Value, bool) {
	n := 1
	for class[t.at(n)]&inLanguage != 0 {
		n++
	}
	end, reason := scanLanguage(t.token(n), 0)
	if reason != "" {
		return nil, t.malformed(end, reason)
	}
	tag := string(t.token(end)[1:])
	t.take(end)
	return quad.LangString{Value: text, Lang: tag}, true
}

// str reads a string in its quotation marks: one of a kind on one line, or three
// with line breaks and single marks between them.
func (t *turtle) str() (quad.String, bool) {
	mark := string(t.token(1))
	long := t.starts(strings.Repeat(mark, 3))
	if long {
		mark = strings.Repeat(mark, 3)
	}
	t.work = t.work[:0]
	done := len(mark) // bytes of the window that are in work
	i := done
	for {
		r, size := t.rune(i)
		switch {
		case size == 0:
			return "", t.malformed(0, "the string is not closed: "+mark+" is missing")
		case r == utf8.RuneError && size == 1:
			return "", t.malformed(i, notUTF8)
		case r == rune(mark[0]) && (!long || t.at(i+1) == mark[0] && t.at(i+2) == mark[0]):
			text := quad.String(append(t.work, t.token(i)[done:]...))
			t.take(i + len(mark))
			return text, true
		case !long && (r == '\n' || r == '\r'):
			return "", t.malformed(i, `line break in a string: write \n or \r, or three quotation marks around it`)
		case r == '\\':
			t.work = append(t.work, t.token(i)[done:]...)
			if i = t.escape(i); i < 0 {
				return "", false
			}
			done = i
			continue
		}
		i += size
	}
}

// escape appends what the escape i bytes ahead stands for and is where it ends,
// -1 where it is none.
func (t *turtle) escape(i int) int {
	const longest = len(`\U0010FFFF`)
	t.has(i + longest - 1)
	ahead := t.buf[t.start+i : min(t.start+i+longest, t.end)]
	end, _, reason := scanEscape(ahead, 0)
	if reason != "" {
		t.malformed(i, reason)
		return -1
	}
	t.work = appendUnescaped(t.work, ahead[:end])
	return i + end
}

// number reads an integer, a decimal or a double. A full stop that no digit or
// exponent follows ends the statement.
func (t *turtle) number() (quad.Value, bool) {
	i := 0
	if b := t.at(0); b == '+' || b == '-' {
		i++
	}
	whole := t.digits(i)
	end, datatype := whole, "integer"
	if t.at(end) == '.' {
		if fraction := t.digits(end + 1); fraction > end+1 {
			end, datatype = fraction, "decimal"
		} else if whole > i && t.exponent(end+1) > end+1 {
			end++
		}
	}
	if end == i {
		return nil, t.malformed(0, "a number needs a digit")
	}
	if exponent := t.exponent(end); exponent > end {
		end, datatype = exponent, "double"
	}
	if r, size := t.rune(end); size > 0 && (isNameRune(r) || r == ':') {
		return nil, t.malformed(end, fmt.Sprintf("%q right after a number", r))
	}
	v := quad.TypedString{Value: quad.String(t.token(end)), Type: quad.IRI(xsd + datatype)}
	t.take(end)
	return v, true
}

// digits is where digits end that begin i bytes ahead.
func (t *turtle) digits(i int) int {
	for b := t.at(i); '0' <= b && b <= '9'; b = t.at(i) {
		i++
	}
	return i
}

// exponent is where an exponent ends that begins i bytes ahead; i where there is none.
func (t *turtle) exponent(i int) int {
	if b := t.at(i); b != 'e' && b != 'E' {
		return i
	}
	first := i + 1
	if b := t.at(first); b == '+' || b == '-' {
		first++
	}
	if end := t.digits(first); end > first {
		return end
	}
	return i
}

func (t *turtle) boolean() (quad.Value, bool) {
	for _, word := range [...]string{"true", "false"} {
		r, size := t.rune(len(word))
		if t.starts(word) && (size == 0 || r != ':' && !isNameRune(r) && (r != '.' || !t.dotted(len(word)))) {
			t.take(len(word))
			return quad.TypedString{Value: quad.String(word), Type: xsd + "boolean"}, true
		}
	}
	return nil, false
}
