package main

import (
	"bytes"
	"errors"
	"io"
	"iter"

	"claimgraph/kg"
	"claimgraph/quadstore"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

// TriG and JSON-LD have the quads of one graph and one subject together. They are
// sorted as N-Quads are, in the same bounded memory, by lines that begin with the
// graph:
//
//	<graph> <subject> <predicate> object
//
// No term but the object holds a space, so that a line is taken apart again
// without a parser.

func appendGraphLine(dst []byte, q quad.Quad) []byte {
	for _, v := range [...]quad.Value{q.Label, q.Subject, q.Predicate} {
		dst = append(rdf.AppendTerm(dst, v), ' ')
	}
	return append(rdf.AppendTerm(dst, q.Object), '\n')
}

func parseGraphLine(line []byte) (quad.Quad, error) {
	var terms [4]quad.Value
	rest := bytes.TrimSuffix(line, []byte("\n"))
	for i := range terms {
		var term []byte
		if term = rest; i < 3 {
			term, rest, _ = bytes.Cut(rest, []byte(" "))
		}
		if len(term) == 0 {
			continue
		}
		var err error
		if terms[i], err = rdf.ParseTerm(string(term)); err != nil {
			return quad.Quad{}, err
		}
	}
	return quad.Quad{Subject: terms[1], Predicate: terms[2], Object: terms[3], Label: terms[0]}, nil
}

// writeDocument writes quads as TriG or JSON-LD.
func writeDocument(out io.Writer, format kg.ExportFormat, snap quadstore.Snapshot, quads ids) error {
	return sorting(snap, quads, appendGraphLine, func(s *sorter) error {
		return kg.WriteQuads(out, format, s.quads())
	})
}

var errStopped = errors.New("stopped")

// quads are the sorted lines, taken apart.
func (s *sorter) quads() iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		err := s.write(lineSink(func(line []byte) error {
			q, err := parseGraphLine(line)
			if !yield(q, err) || err != nil {
				return errStopped
			}
			return nil
		}))
		if err != nil && !errors.Is(err, errStopped) {
			yield(quad.Quad{}, err)
		}
	}
}

// lineSink takes what a sorter writes, which is a line at a time.
type lineSink func(line []byte) error

func (w lineSink) Write(line []byte) (int, error) { return len(line), w(line) }
