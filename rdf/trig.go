package rdf

import (
	"bytes"
	"fmt"
	"io"
	"iter"

	"github.com/cayleygraph/quad"
)

// TriG (https://www.w3.org/TR/trig/) is written so that people can read it and
// line tools still can: a graph's block begins with a line "GRAPH <iri> {" and ends
// with a line "}", each subject and each predicate has a line of its own, and what
// repeats is left out:
//
//	@prefix schema: <http://schema.org/> .
//	GRAPH <http://news.example/a> {
//	<http://news.example/a>
//	  a schema:NewsArticle ;
//	  schema:headline "Chips" .
//	}
//
// Quads may come in any order; those of one graph and subject should stand side
// by side, for a block is opened anew whenever the graph changes. The default
// graph has no block. An IRI is shortened by a prefix only where what is left is
// letters, digits, _ and -, which need no escapes; literals are N-Quads' own.

// Prefix is a name for the beginning of IRIs.
type Prefix struct{ Name, IRI string }

// WriteTriG writes quads as TriG with some prefixes. It ends at the first error, as
// WriteNQuads does; a document that ends so is not closed and reads as an error.
func WriteTriG(w io.Writer, prefixes []Prefix, quads iter.Seq2[quad.Quad, error]) error {
	t := trig{out: newOut(w), prefixes: prefixes}
	for _, p := range prefixes {
		t.buf = fmt.Appendf(t.buf, "@prefix %s: %s .\n", p.Name, appendIRI(nil, p.IRI))
	}
	for q, err := range quads {
		if err == nil {
			err = t.write(q)
		}
		if err != nil {
			return err
		}
	}
	t.close()
	return t.flush()
}

type trig struct {
	out
	prefixes []Prefix
	open     bool      // a statement is
	now      canonical // the last quad
	graph    bool      // a block is open
}

func (t *trig) write(q quad.Quad) error {
	terms, err := t.terms(q)
	if err != nil {
		return err
	}
	switch {
	case !t.open || !bytes.Equal(terms[3], t.now[3]):
		t.close()
		if t.graph = len(terms[3]) > 0; t.graph {
			t.buf = append(append(append(t.buf, "GRAPH "...), terms[3]...), " {\n"...)
		}
		t.subject(terms)
	case !bytes.Equal(terms[0], t.now[0]):
		t.buf = append(t.buf, " .\n"...)
		t.subject(terms)
	case !bytes.Equal(terms[1], t.now[1]):
		t.buf = append(t.buf, " ;\n  "...)
		t.predicate(terms)
	default:
		t.buf = t.term(append(t.buf, ", "...), terms[2])
	}
	t.open = true
	t.now.set(terms)
	return t.flushFull()
}

func (t *trig) subject(terms *canonical) {
	t.buf = append(t.term(t.buf, terms[0]), "\n  "...)
	t.predicate(terms)
}

func (t *trig) predicate(terms *canonical) {
	if string(terms[1]) == "<"+rdfType+">" {
		t.buf = append(t.buf, 'a')
	} else {
		t.buf = t.term(t.buf, terms[1])
	}
	t.buf = t.term(append(t.buf, ' '), terms[2])
}

const rdfType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

// close ends the statement and the block that are open.
func (t *trig) close() {
	if t.open {
		t.buf = append(t.buf, " .\n"...)
	}
	if t.graph {
		t.buf = append(t.buf, "}\n"...)
	}
	t.open, t.graph = false, false
}

// term shortens an IRI, or a literal's datatype.
func (t *trig) term(dst, term []byte) []byte {
	iri := term
	if term[0] == '"' {
		at := bytes.LastIndex(term, []byte(`"^^<`))
		if at < 0 || term[len(term)-1] != '>' {
			return append(dst, term...)
		}
		dst, iri = append(dst, term[:at+3]...), term[at+3:]
	}
	if iri[0] == '<' {
		for _, p := range t.prefixes {
			if rest, ok := bytes.CutPrefix(iri[1:len(iri)-1], []byte(p.IRI)); ok && isLocal(rest) {
				return append(append(append(dst, p.Name...), ':'), rest...)
			}
		}
	}
	return append(dst, iri...)
}

// isLocal says whether what is left of an IRI can stand behind a prefix as it is.
func isLocal(s []byte) bool {
	for i, b := range s {
		if class[b]&isAlnum == 0 && b != '_' && (b != '-' || i == 0) {
			return false
		}
	}
	return len(s) > 0
}

// canonical are the terms of a quad as AppendTerm writes them.
type canonical [4][]byte

// set copies terms.
func (c *canonical) set(terms *canonical) {
	for i := range c {
		c[i] = append(c[i][:0], terms[i]...)
	}
}

// out gathers what is written and checks what is to be.
type out struct {
	w      io.Writer
	buf    []byte
	parser parser
	line   []byte
	st     Statement
	number int
}

func newOut(w io.Writer) out { return out{w: w, buf: make([]byte, 0, writeBufferBytes)} }

// terms are a quad's canonical terms, valid until the next call; an error that names
// its number where it is no statement (Validate).
func (o *out) terms(q quad.Quad) (*canonical, error) {
	o.number++
	o.line = AppendQuad(o.line[:0], q)
	if _, err := o.parser.statement(o.line[:len(o.line)-1], &o.st); err != nil {
		return nil, fmt.Errorf("quad %d: %w", o.number, o.parser.validate(o.line))
	}
	return (*canonical)(&o.st.Terms), nil
}

func (o *out) flushFull() error {
	if len(o.buf) < writeBufferBytes {
		return nil
	}
	return o.flush()
}

func (o *out) flush() error {
	_, err := o.w.Write(o.buf)
	o.buf = o.buf[:0]
	return err
}
