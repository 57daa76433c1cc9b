package rdf

import (
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/cayleygraph/quad"
)

// NQuads says how N-Quads are read. The zero value reads them strictly.
type NQuads struct {
	// Base is the absolute IRI that relative IRIs are resolved against. Without a
	// base they are errors.
	Base string
	// Triples reads N-Triples: a graph label is an error.
	Triples bool
	// MaxLineBytes is the length of the longest line that is read, without its line
	// break; 0 is 16 MiB. A longer line is a SyntaxError and is never held in memory
	// whole.
	MaxLineBytes int
}

const defaultMaxLineBytes = 16 << 20

// SyntaxError is a line that is no statement. It costs that line only.
type SyntaxError struct {
	Line   int // from 1
	Column int // in characters, from 1; 0 when the whole line is meant
	Reason string
}

func (e *SyntaxError) Error() string {
	if e.Column == 0 {
		return fmt.Sprintf("line %d: %s", e.Line, e.Reason)
	}
	return fmt.Sprintf("line %d, column %d: %s", e.Line, e.Column, e.Reason)
}

// ReadNQuads reads N-Quads whose IRIs are all absolute.
func ReadNQuads(r io.Reader) iter.Seq2[quad.Quad, error] { return NQuads{}.Read(r) }

// ReadNTriples reads N-Triples whose IRIs are all absolute.
func ReadNTriples(r io.Reader) iter.Seq2[quad.Quad, error] { return NQuads{Triples: true}.Read(r) }

// Read gives the quads of r. Literals come as quad.String, quad.LangString and
// quad.TypedString with their lexical forms as written, never as quad.Int and the
// like. A nil label is the default graph.
func (f NQuads) Read(r io.Reader) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		var known recent
		for st, err := range f.Statements(r) {
			var q quad.Quad
			if err == nil {
				q = quad.Quad{
					Subject:   known.value(st.Terms[0]),
					Predicate: known.value(st.Terms[1]),
					Object:    known.value(st.Terms[2]),
					Label:     known.value(st.Terms[3]),
				}
			}
			if !yield(q, err) {
				return
			}
		}
	}
}

// Statements gives the same statements as Read, as canonical bytes: AppendTerm of
// a quad's subject is Terms[0], and so on. It allocates nothing per statement and
// takes half the time of Read. With an error comes no statement.
func (f NQuads) Statements(r io.Reader) iter.Seq2[*Statement, error] {
	return func(yield func(*Statement, error) bool) {
		p := parser{triples: f.Triples}
		if f.Base != "" {
			b, err := newBase(f.Base)
			if err != nil {
				yield(nil, err)
				return
			}
			p.base = b
		}
		f.statements(&p, r, yield)
	}
}

func (f NQuads) statements(p *parser, r io.Reader, yield func(*Statement, error) bool) {
	in := newLines(r, f.MaxLineBytes)
	var st Statement
	for {
		line, err := in.next()
		if err == io.EOF {
			return
		}
		ok := false
		if err == nil {
			st.Line = in.number
			ok, err = p.statement(line, &st)
		}
		if err != nil && (!yield(nil, err) || !isSyntax(err)) || ok && !yield(&st, nil) {
			return
		}
	}
}

func isSyntax(err error) bool {
	_, ok := errors.AsType[*SyntaxError](err)
	return ok
}
