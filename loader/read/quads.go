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
	walk *walk
	file *os.File
}

// IRI names the load: the label of the quads that have none.
func (q *Quads) IRI() string { return kg.LoadIRI(q.Sum) }

// Skolem is what the IRIs of the file's blank nodes begin with.
func (q *Quads) Skolem() string { return string(kg.SkolemIRI(q.Sum, "")) }

// ErrReserved is a quad that says something in claimgraph's own names.
var ErrReserved = errors.New("names that begin with " + kg.Reserved + " are claimgraph's own")

// Statements reads the file from its start. Relative IRIs are resolved against
// base, errors where it is "". An *Error with a line costs that line; any
// other ends the file.
func (q *Quads) Statements(base string) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		text, err := q.text(q.walk.Progress)
		if err != nil {
			yield(quad.Quad{}, &Error{Name: q.Name, Err: err})
			return
		}
		n := 0
		for s, err := range (rdf.NQuads{Base: base}).Read(text) {
			if err == nil {
				n++
			}
			if err == nil && isReserved(s) {
				yield(quad.Quad{}, &Error{Name: q.Name, Err: fmt.Errorf("line %d: %w", q.lineOf(n, base), ErrReserved)})
				return
			}
			if !yield(s, q.named(err)) {
				return
			}
		}
	}
}

// named says in which file an error stands; package rdf has said on which line.
func (q *Quads) named(err error) error {
	var syntax *rdf.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return &Error{Name: q.Name, Line: syntax.Line, Err: syntaxReason(syntax)}
	case err != nil:
		return &Error{Name: q.Name, Err: err}
	}
	return nil
}

// lineOf is the line of the nth good statement. Reading again once is cheaper
// than carrying the line along with every quad.
func (q *Quads) lineOf(n int, base string) int {
	text, err := q.text(nil)
	if err != nil {
		return 0
	}
	for s, err := range (rdf.NQuads{Base: base}).Statements(text) {
		if err != nil {
			continue
		}
		if n--; n == 0 {
			return s.Line
		}
	}
	return 0
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
func (w *walk) quads(name string, stored *replay) bool {
	f, isFile := stored.Reader.(*os.File)
	if info, err := statOf(f, isFile); err != nil || !info.Mode().IsRegular() {
		return w.spooled(name, stored)
	}
	return w.hashed(name, stored.fromStart(), f)
}

func statOf(f *os.File, isFile bool) (os.FileInfo, error) {
	if !isFile {
		return nil, os.ErrInvalid
	}
	return f.Stat()
}

func (w *walk) hashed(name string, all io.Reader, f *os.File) bool {
	h := sha256.New()
	size, err := io.Copy(h, all)
	if err != nil {
		return w.fail(name, 0, reason(err))
	}
	return w.yield(Input{Name: name, Quads: &Quads{Name: name, Sum: [sha256.Size]byte(h.Sum(nil)), Size: size, walk: w, file: f}}, nil)
}

func (w *walk) spooled(name string, stored *replay) bool {
	f, err := os.CreateTemp("", "claimgraph-quads-*")
	if err != nil {
		return w.fail(name, 0, err)
	}
	_ = os.Remove(f.Name()) // a killed process leaves nothing; where that fails, it goes at the end
	defer os.Remove(f.Name())
	defer f.Close()
	return w.hashed(name, io.TeeReader(stored.fromStart(), f), f)
}
