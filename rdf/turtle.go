package rdf

import (
	"fmt"
	"io"
	"iter"
	"strings"
	"unicode/utf8"

	"github.com/cayleygraph/quad"
)

// Turtle (https://www.w3.org/TR/turtle/) and TriG (https://www.w3.org/TR/trig/) of
// RDF 1.1 are read by recursive descent over a window of the stream: a triple is
// given as soon as its object has been read, so that a document of any length takes
// the memory of its longest token, its prefixes and its nesting.
//
// An error ends the document: behind it nobody can tell where the next statement
// begins, and what prefixes stand for may have been lost.
//
// Blank nodes that have no label are named "anon.1", "anon.2" … in the order in
// which they begin; a label of the document that begins with "anon." becomes
// "anon.u.…", so that the two never meet.

// Turtle says how Turtle and TriG are read. The zero value reads Turtle strictly.
type Turtle struct {
	// Base is the absolute IRI that relative IRIs are resolved against before the
	// document names one of its own. Without it they are errors.
	Base string
	// Graphs reads TriG.
	Graphs bool
	// MaxTokenBytes is the length of the longest literal; 0 is 16 MiB.
	MaxTokenBytes int
}

// ReadTurtle reads Turtle whose IRIs are absolute, or relative to its own base.
func ReadTurtle(r io.Reader) iter.Seq2[quad.Quad, error] { return Turtle{}.Read(r) }

// ReadTriG reads TriG whose IRIs are absolute, or relative to its own base.
func ReadTriG(r io.Reader) iter.Seq2[quad.Quad, error] { return Turtle{Graphs: true}.Read(r) }

// Read gives the quads of r, as NQuads.Read does. A *SyntaxError is the last thing
// that it gives.
func (f Turtle) Read(r io.Reader) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		t := turtle{window: newWindow(r, f.MaxTokenBytes), graphs: f.Graphs, prefixes: map[string]string{}, yield: yield}
		if f.Base != "" {
			b, err := newBase(f.Base)
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			t.base = b
		}
		if !t.document() && !t.stopped {
			yield(quad.Quad{}, t.failure())
		}
	}
}

// turtle reads one document. Its methods say whether to go on; where they say no,
// either whoever iterates has stopped, or reason says what is wrong at the window's
// place.
type turtle struct {
	*window
	graphs   bool
	base     *base
	prefixes map[string]string
	graph    quad.Value // of the block that is open
	anonymous,
	depth int
	yield   func(quad.Quad, error) bool
	stopped bool
	reason  string
	work    []byte // reused from token to token
}

func (t *turtle) emit(s, p, o quad.Value) bool {
	t.stopped = !t.yield(quad.Quad{Subject: s, Predicate: p, Object: o, Label: t.graph}, nil)
	return !t.stopped
}

func (t *turtle) failure() error {
	if err := t.fault(); err != nil {
		return err
	}
	return &SyntaxError{Line: t.line, Column: t.column, Reason: t.reason}
}

// malformed notes what is wrong n bytes ahead. It is always false.
func (t *turtle) malformed(n int, reason string) bool {
	t.take(n)
	t.reason = reason
	return false
}

// expected says what was expected and what is there instead. It is always false.
func (t *turtle) expected(what string) bool {
	found := "the end of the document"
	if r, size := t.rune(0); size > 0 {
		switch {
		case r == utf8.RuneError && size == 1:
			return t.malformed(0, notUTF8)
		case r == '\uFEFF' && t.line == 1 && t.column == 1:
			return t.malformed(0, "byte order mark: save the file as UTF-8 without it")
		}
		found = fmt.Sprintf("%q", r)
	}
	return t.malformed(0, "expected "+what+", found "+found)
}

// next goes past white space and comments. It is the byte that is there then, 0 at
// the end or where a comment is not UTF-8, which the next term finds.
func (t *turtle) next() byte {
	for {
		switch b := t.at(0); b {
		case ' ', '\t', '\n', '\r':
			t.take(1)
		case '#':
			if !t.comment() {
				return 0
			}
		default:
			return b
		}
	}
}

func (t *turtle) comment() bool {
	for {
		r, size := t.rune(0)
		if size == 0 || r == '\n' || r == '\r' {
			return true
		}
		if r == utf8.RuneError && size == 1 {
			return false
		}
		t.take(size)
	}
}

// symbol takes a sign that has to be there.
func (t *turtle) symbol(b byte, what string) bool {
	if t.next() != b {
		return t.expected(what)
	}
	t.take(1)
	return true
}

func (t *turtle) document() bool {
	for {
		t.next()
		if !t.has(0) {
			return t.fault() == nil
		}
		if !t.statement() {
			return false
		}
	}
}

func (t *turtle) statement() bool {
	if t.at(0) == '@' {
		return t.directive()
	}
	switch word := t.keyword(); {
	case word == "PREFIX":
		t.take(len(word))
		return t.prefix()
	case word == "BASE":
		t.take(len(word))
		return t.baseIRI()
	case word == "GRAPH" && t.graphs:
		t.take(len(word))
		return t.namedGraph()
	}
	if t.graphs {
		return t.block()
	}
	return t.triples() && t.symbol('.', endOfTriples)
}

const endOfTriples = "the full stop that ends the statement, or ; or ,"

// keyword is the word ahead in capitals, unless it is the prefix of a name.
func (t *turtle) keyword() string {
	n := 0
	for class[t.at(n)]&isAlpha != 0 && n <= len("PREFIX") {
		n++
	}
	if r, size := t.rune(n); size > 0 && (r == ':' || r == '.' && t.at(n+1) == ':' || isNameRune(r)) {
		return ""
	}
	return strings.ToUpper(string(t.token(n)))
}

// directive reads @prefix and @base, which end with a full stop.
func (t *turtle) directive() bool {
	switch {
	case t.starts("@prefix") && !isNameByte(t.at(len("@prefix"))):
		t.take(len("@prefix"))
		return t.prefix() && t.symbol('.', "the full stop that ends @prefix")
	case t.starts("@base") && !isNameByte(t.at(len("@base"))):
		t.take(len("@base"))
		return t.baseIRI() && t.symbol('.', "the full stop that ends @base")
	}
	return t.malformed(0, "after @ comes prefix or base")
}

func (t *turtle) prefix() bool {
	t.next()
	n, ok := t.prefixName()
	if !ok || t.at(n) != ':' {
		return t.expected("a prefix and its colon")
	}
	name := string(t.token(n))
	t.take(n + 1)
	if t.next() != '<' {
		return t.expected("the IRI that the prefix stands for")
	}
	iri, ok := t.iriRef()
	t.prefixes[name] = string(iri)
	return ok
}

func (t *turtle) baseIRI() bool {
	if t.next() != '<' {
		return t.expected("the base IRI")
	}
	line, column := t.line, t.column
	iri, ok := t.iriRef()
	if !ok {
		return false
	}
	b, err := newBase(string(iri))
	if err != nil {
		t.line, t.column = line, column
		return t.malformed(0, err.Error())
	}
	t.base = b
	return true
}

// block is what TriG's documents consist of: triples of the default graph, or a
// graph in braces with or without a label.
func (t *turtle) block() bool {
	switch t.at(0) {
	case '{':
		return t.wrapped(nil)
	case '(':
		return t.triples() && t.symbol('.', endOfTriples)
	case '[':
		if !t.isAnonymous() {
			return t.triples() && t.symbol('.', endOfTriples)
		}
	}
	term, ok := t.node("a subject or the label of a graph")
	if !ok {
		return false
	}
	if t.next() == '{' {
		return t.wrapped(term)
	}
	return t.predicates(term) && t.symbol('.', endOfTriples)
}

func (t *turtle) namedGraph() bool {
	if t.next() == '[' && !t.isAnonymous() {
		return t.malformed(0, "a graph's label is an IRI or a blank node without properties")
	}
	label, ok := t.node("the label of a graph (IRI or blank node)")
	return ok && t.wrapped(label)
}

// wrapped reads the triples of a graph; the last may do without a full stop.
func (t *turtle) wrapped(label quad.Value) bool {
	if !t.symbol('{', "{") {
		return false
	}
	t.graph = label
	for t.next() != '}' {
		if !t.triples() {
			return false
		}
		if t.next() == '.' {
			t.take(1)
		} else if t.at(0) != '}' {
			return t.expected("the full stop that ends the statement, or the graph's }")
		}
	}
	t.take(1)
	t.graph = nil
	return true
}
