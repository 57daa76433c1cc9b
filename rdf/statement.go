package rdf

import (
	"fmt"
	"unicode/utf8"
)

// Statement is one line of N-Quads in canonical form. Its bytes are valid until
// the next statement is asked for.
type Statement struct {
	Line  int       // in the stream, from 1
	Terms [4][]byte // subject, predicate, object, label; no label: the default graph
}

// parser reads one line at a time. Its methods return nil when the line is
// malformed, and then reason says why and pos is the place. A term that is already
// canonical is returned as a part of the line, the others are rewritten.
type parser struct {
	base     *base
	relative bool // relative IRIs are taken as they are
	triples  bool // there are no graph labels
	line     []byte
	pos      int
	reason   string
	rewriter []byte // reused from line to line: the rewritten terms
	work     []byte // reused from term to term: an unescaped token
	tail     []byte // reused from term to term: a rewritten datatype
}

// statement reads a line without its line break. ok is false for a line that holds
// no statement.
func (p *parser) statement(line []byte, st *Statement) (ok bool, err error) {
	p.line, p.pos, p.reason, p.rewriter = line, 0, "", p.rewriter[:0]
	if p.space(); p.blank() {
		return false, p.comment(st.Line)
	}
	if !p.terms(&st.Terms) || !p.stop() {
		return false, p.fail(st.Line)
	}
	return true, p.comment(st.Line)
}

func (p *parser) terms(t *[4][]byte) bool {
	if t[0] = p.node("a subject (IRI or blank node)"); t[0] == nil {
		return false
	}
	if t[1] = p.predicate(); t[1] == nil {
		return false
	}
	if t[2] = p.object(); t[2] == nil {
		return false
	}
	t[3] = nil
	if p.peek() == '.' || p.triples {
		return true
	}
	t[3] = p.node("a graph label (IRI or blank node) or the full stop that ends the statement")
	return t[3] != nil
}

func (p *parser) predicate() []byte {
	if p.peek() != '<' {
		return p.expected("a predicate (IRI)")
	}
	return p.iri()
}

func (p *parser) node(what string) []byte {
	switch p.peek() {
	case '<':
		return p.iri()
	case '_':
		return p.label()
	}
	return p.expected(what)
}

func (p *parser) object() []byte {
	if p.peek() == '"' {
		return p.literal()
	}
	return p.node("an object (IRI, blank node or literal)")
}

// stop takes the full stop, and sees to it that nothing but a comment follows.
func (p *parser) stop() bool {
	if p.peek() != '.' {
		what := "the full stop that ends the statement"
		if p.triples {
			what += " (N-Triples has no graph labels)"
		}
		return p.expected(what) != nil
	}
	p.pos++
	p.space()
	return p.blank() || p.expected("the end of the line") != nil
}

// comment checks what is left of the line.
func (p *parser) comment(line int) error {
	for p.pos < len(p.line) {
		r, size := utf8.DecodeRune(p.line[p.pos:])
		if r == utf8.RuneError && size == 1 {
			p.reason = notUTF8
			return p.fail(line)
		}
		p.pos += size
	}
	return nil
}

func (p *parser) iri() []byte {
	end, plain, reason := scanIRI(p.line, p.pos)
	if reason != "" {
		return p.malformed(end, reason)
	}
	token := p.line[p.pos:end]
	iri := token[1 : len(token)-1]
	if !plain {
		p.work = appendUnescaped(p.work[:0], iri)
		iri = p.work
	}
	absolute := p.relative || hasScheme(iri)
	if plain && absolute {
		p.pos = end
		return token
	}
	from := len(p.rewriter)
	if !p.rewriteIRI(iri, absolute) {
		return nil
	}
	p.pos = end
	return p.rewriter[from:]
}

// rewriteIRI appends an IRI that is absolute or to be resolved.
func (p *parser) rewriteIRI(iri []byte, absolute bool) (ok bool) {
	p.rewriter = append(p.rewriter, '<')
	switch {
	case absolute:
		p.rewriter = append(p.rewriter, iri...)
	case p.base == nil:
		p.malformed(p.pos, fmt.Sprintf("relative IRI <%.80s>: give a base IRI to resolve it against", iri))
		return false
	default:
		p.rewriter, ok = p.base.resolve(p.rewriter, iri)
		if !ok {
			p.malformed(p.pos, fmt.Sprintf("<%.80s> is neither an absolute IRI nor a relative one", iri))
			return false
		}
	}
	p.rewriter = append(p.rewriter, '>')
	return true
}

func (p *parser) label() []byte {
	end, reason := scanLabel(p.line, p.pos)
	if reason != "" {
		return p.malformed(end, reason)
	}
	token := p.line[p.pos:end]
	p.pos = end
	return token
}

// literal reads a string and its language or datatype. It stays a part of the line
// if both stay as they are, and side by side; otherwise it is rewritten.
func (p *parser) literal() []byte {
	start := p.pos
	end, canonical, reason := scanString(p.line, start)
	if reason != "" {
		return p.malformed(end, reason)
	}
	p.pos = end
	suffix, inPlace := p.suffix()
	switch {
	case suffix == nil:
		return nil
	case string(suffix) == xsdStringSuffix:
		suffix = nil
	case canonical && inPlace:
		return p.line[start:p.pos]
	}
	if canonical && len(suffix) == 0 {
		return p.line[start:end]
	}
	from := len(p.rewriter)
	if canonical {
		p.rewriter = append(p.rewriter, p.line[start:end]...)
	} else {
		p.work = appendUnescaped(p.work[:0], p.line[start+1:end-1])
		p.rewriter = appendString(p.rewriter, p.work)
	}
	p.rewriter = append(p.rewriter, suffix...)
	return p.rewriter[from:]
}

const xsdStringSuffix = "^^<http://www.w3.org/2001/XMLSchema#string>"

// suffix reads @language, ^^<datatype> or nothing: then it is empty, not nil.
// inPlace says that these bytes of the line follow the string at once: the grammar
// allows spaces there.
func (p *parser) suffix() (suffix []byte, inPlace bool) {
	end := p.pos
	p.space()
	switch rest := p.line[p.pos:]; {
	case len(rest) > 0 && rest[0] == '@':
		length, reason := scanLanguage(rest, 0)
		p.pos += length
		if reason != "" {
			return p.malformed(p.pos, reason), false
		}
		return rest[:length], p.pos-length == end
	case len(rest) > 1 && rest[0] == '^' && rest[1] == '^':
		return p.datatype(end)
	}
	p.pos = end
	return p.line[end:end], true
}

// datatype reads ^^<datatype>; the string before it ends at end.
func (p *parser) datatype(end int) (suffix []byte, inPlace bool) {
	p.pos += len("^^")
	if p.peek() != '<' {
		return p.expected("a datatype (IRI) after ^^"), false
	}
	inPlace = p.pos == end+len("^^")
	rewritten := len(p.rewriter)
	iri := p.iri()
	if iri == nil {
		return nil, false
	}
	if inPlace && len(p.rewriter) == rewritten {
		return p.line[end:p.pos], true
	}
	p.tail = append(append(p.tail[:0], "^^"...), iri...)
	return p.tail, false
}

// peek is the byte that begins the next term, 0 at the end of the line.
func (p *parser) peek() byte {
	p.space()
	if p.pos == len(p.line) {
		return 0
	}
	return p.line[p.pos]
}

func (p *parser) space() {
	for p.pos < len(p.line) && (p.line[p.pos] == ' ' || p.line[p.pos] == '\t') {
		p.pos++
	}
}

// blank says whether a comment or nothing is left of the line.
func (p *parser) blank() bool { return p.pos == len(p.line) || p.line[p.pos] == '#' }

// malformed is always nil, for its callers to return.
func (p *parser) malformed(pos int, reason string) []byte {
	p.pos, p.reason = pos, reason
	return nil
}

// expected says what was expected and what is there instead. It is always nil.
func (p *parser) expected(what string) []byte {
	found := "the end of the line"
	if p.pos < len(p.line) {
		r, size := utf8.DecodeRune(p.line[p.pos:])
		switch {
		case r == utf8.RuneError && size == 1:
			return p.malformed(p.pos, notUTF8)
		case r == '\uFEFF' && p.pos == 0:
			return p.malformed(p.pos, "byte order mark: save the file as UTF-8 without it")
		}
		found = fmt.Sprintf("%q", r)
	}
	return p.malformed(p.pos, "expected "+what+", found "+found)
}

func (p *parser) fail(line int) error {
	return &SyntaxError{Line: line, Column: p.column(), Reason: p.reason}
}

func (p *parser) column() int { return utf8.RuneCount(p.line[:p.pos]) + 1 }
