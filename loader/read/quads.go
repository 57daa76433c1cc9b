package read

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"strings"

	"claimgraph/kg"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

// Quads is a file of quads. It is valid until the iteration that yielded it
// goes on.
type Quads struct {
	Name string
	Sum  [sha256.Size]byte // SHA-256 of the bytes as stored, compressed or not
	Size int64             // of the bytes as stored
	kind format
	walk *walk
	file *os.File
}

// IRI names the load: the label of the quads that have none.
func (q *Quads) IRI() string { return kg.LoadIRI(q.Sum) }

// Path is the file or address that holds it: of an archive, where it is in one.
func (q *Quads) Path() string { return q.walk.from }

// Skolem is what the IRIs of the file's blank nodes begin with.
func (q *Quads) Skolem() string { return string(kg.SkolemIRI(q.Sum, "")) }

// ErrReserved is a quad that says something in claimgraph's own names.
var ErrReserved = errors.New("names that begin with " + kg.Reserved + " are claimgraph's own")

// Statements reads the file from its start. Relative IRIs are resolved against
// base, errors where it is "". An *Error with a line costs that line of N-Quads;
// any other, and any of another format, ends the file.
func (q *Quads) Statements(base string) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		text, err := q.text(q.walk.Progress)
		if err != nil {
			yield(quad.Quad{}, &Error{Name: q.Name, Path: q.walk.from, Err: err})
			return
		}
		n := 0
		for s, err := range q.read(text, base) {
			if err == nil {
				n++
			}
			if err == nil && isReserved(s) {
				yield(quad.Quad{}, &Error{Name: q.Name, Path: q.walk.from, Err: fmt.Errorf("%s: %w", q.placeOf(n, base), ErrReserved)})
				return
			}
			if !yield(s, q.named(err)) {
				return
			}
		}
	}
}

func (q *Quads) read(text io.Reader, base string) iter.Seq2[quad.Quad, error] {
	switch q.kind {
	case turtle:
		return rdf.Turtle{Base: base}.Read(text)
	case triG:
		return rdf.Turtle{Base: base, Graphs: true}.Read(text)
	case jsonLD:
		return rdf.JSONLD{Base: base}.Read(text)
	}
	return rdf.NQuads{Base: base}.Read(text)
}

// named says in which file an error stands; package rdf has said on which line. In
// a document a line does not stand for itself: what is wrong with it is wrong with
// the file.
func (q *Quads) named(err error) error {
	var syntax *rdf.SyntaxError
	switch {
	case q.kind == nQuads && errors.As(err, &syntax):
		return &Error{Name: q.Name, Path: q.walk.from, Line: syntax.Line, Err: syntaxReason(syntax)}
	case err != nil:
		return &Error{Name: q.Name, Path: q.walk.from, Err: err}
	}
	return nil
}

// placeOf says where the nth good statement stands. Reading N-Quads again once is
// cheaper than carrying the line along with every quad.
func (q *Quads) placeOf(n int, base string) string {
	if text, err := q.text(nil); err == nil && q.kind == nQuads {
		for s, err := range (rdf.NQuads{Base: base}).Statements(text) {
			if err != nil {
				continue
			}
			if n--; n == 0 {
				return fmt.Sprintf("line %d", s.Line)
			}
		}
	}
	return fmt.Sprintf("statement %d", n)
}

func syntaxReason(e *rdf.SyntaxError) error {
	if e.Column == 0 {
		return errors.New(e.Reason)
	}
	return fmt.Errorf("column %d: %s", e.Column, e.Reason)
}

func isReserved(q quad.Quad) bool {
	return reserved(q.Subject) || reserved(q.Predicate) || reserved(q.Object) || reserved(q.Label)
}

func reserved(v quad.Value) bool {
	iri, ok := v.(quad.IRI)
	return ok && strings.HasPrefix(string(iri), kg.Reserved)
}

// text is the file from its start, decompressed and without byte order mark.
func (q *Quads) text(progress func(int)) (io.Reader, error) {
	return decode(q.Name, counted{io.NewSectionReader(q.file, 0, q.Size), progress})
}

// quads hashes a file of quads, then yields it. The load's name is the hash,
// so the file is read twice; what is no file is kept in one meanwhile.
func (w *walk) quads(kind format, name string, stored *replay) bool {
	f, isFile := stored.Reader.(*os.File)
	if info, err := statOf(f, isFile); err != nil || !info.Mode().IsRegular() {
		return w.spooled(kind, name, stored)
	}
	return w.hashed(kind, name, stored.fromStart(), f)
}

func statOf(f *os.File, isFile bool) (os.FileInfo, error) {
	if !isFile {
		return nil, os.ErrInvalid
	}
	return f.Stat()
}

func (w *walk) hashed(kind format, name string, all io.Reader, f *os.File) bool {
	h := sha256.New()
	size, err := io.Copy(h, all)
	if err != nil {
		return w.fail(name, 0, reason(err))
	}
	return w.yield(Input{Name: name, Quads: &Quads{Name: name, Sum: [sha256.Size]byte(h.Sum(nil)), Size: size, kind: kind, walk: w, file: f}}, nil)
}

func (w *walk) spooled(kind format, name string, stored *replay) bool {
	f, err := os.CreateTemp("", "claimgraph-quads-*")
	if err != nil {
		return w.fail(name, 0, err)
	}
	_ = os.Remove(f.Name()) // a killed process leaves nothing; where that fails, it goes at the end
	defer os.Remove(f.Name())
	defer f.Close()
	return w.hashed(kind, name, io.TeeReader(stored.fromStart(), f), f)
}
