package main

import (
	"bufio"
	"bytes"
	"container/heap"
	"errors"
	"io"
	"os"
	"slices"

	"claimgraph/quadstore"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

// Lines are sorted by their bytes, as LC_ALL=C sort does, in bounded memory:
// runs of runBytes are sorted and, when there is more than one, kept in files
// and merged.
const (
	runBytes      = 256 << 20
	termsAtOnce   = 4096
	bytesPerSlice = 24 // what a slice costs beside its bytes
)

// writeSorted writes quads as sorted lines of N-Quads, each once.
func writeSorted(out io.Writer, snap quadstore.Snapshot, quads ids) error {
	return sorting(snap, quads, rdf.AppendQuad, func(s *sorter) error { return s.write(out) })
}

// sorting sorts a line for each quad, and has done use them.
func sorting(snap quadstore.Snapshot, quads ids, line func([]byte, quad.Quad) []byte, done func(*sorter) error) (err error) {
	s := sorter{limit: runBytes}
	defer func() { err = errors.Join(err, s.close()) }()
	for batch, err := range batches(quads, termsAtOnce) {
		if err != nil {
			return err
		}
		terms, err := snap.Terms(batch)
		if err != nil {
			return err
		}
		for ; len(terms) > 0; terms = terms[4:] {
			q := quad.Quad{Subject: terms[0], Predicate: terms[1], Object: terms[2], Label: terms[3]}
			if err := s.add(line(nil, q)); err != nil {
				return err
			}
		}
	}
	return done(&s)
}

// batches flattens quads into lists of at most n quads' ids.
func batches(quads ids, n int) func(func([]uint64, error) bool) {
	return func(yield func([]uint64, error) bool) {
		var batch []uint64
		for q, err := range quads {
			if err != nil {
				yield(nil, err)
				return
			}
			if batch = append(batch, q[:]...); len(batch) == 4*n {
				if !yield(batch, nil) {
					return
				}
				batch = batch[:0]
			}
		}
		if len(batch) > 0 {
			yield(batch, nil)
		}
	}
}

// sorter sorts lines that end with a line break.
type sorter struct {
	limit int
	lines [][]byte
	bytes int
	runs  []*os.File
}

func (s *sorter) add(line []byte) error {
	s.lines = append(s.lines, line)
	if s.bytes += len(line) + bytesPerSlice; s.bytes < s.limit {
		return nil
	}
	return s.spill()
}

// spill writes the lines at hand to a file of their own.
func (s *sorter) spill() error {
	f, err := os.CreateTemp("", "claimgraph-sort-*")
	if err != nil {
		return err
	}
	_ = os.Remove(f.Name()) // nobody finds it, and a killed process leaves nothing; where that fails, close removes it
	s.runs = append(s.runs, f)
	w := bufio.NewWriter(f)
	if err := s.writeLines(w); err != nil {
		return err
	}
	if err := w.Flush(); err != nil {
		return err
	}
	s.lines, s.bytes = s.lines[:0], 0
	_, err = f.Seek(0, io.SeekStart)
	return err
}

func (s *sorter) writeLines(w io.Writer) error {
	slices.SortFunc(s.lines, bytes.Compare)
	s.lines = slices.CompactFunc(s.lines, bytes.Equal)
	for _, line := range s.lines {
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}

// write writes all lines in order, each once.
func (s *sorter) write(w io.Writer) error {
	if len(s.runs) == 0 {
		return s.writeLines(w)
	}
	if err := s.spill(); err != nil {
		return err
	}
	return merge(w, s.runs)
}

func (s *sorter) close() error {
	var err error
	for _, f := range s.runs {
		err = errors.Join(err, f.Close())
		if gone := os.Remove(f.Name()); !errors.Is(gone, os.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	return err
}

func merge(w io.Writer, files []*os.File) error {
	var h runHeap
	for _, f := range files {
		r := &sortedRun{Reader: bufio.NewReaderSize(f, 1<<20)}
		if more, err := r.next(); err != nil {
			return err
		} else if more {
			h = append(h, r)
		}
	}
	heap.Init(&h)
	var last []byte
	for len(h) > 0 {
		if line := h[0].line; !bytes.Equal(line, last) {
			if _, err := w.Write(line); err != nil {
				return err
			}
			last = append(last[:0], line...)
		}
		more, err := h[0].next()
		switch {
		case err != nil:
			return err
		case more:
			heap.Fix(&h, 0)
		default:
			heap.Pop(&h)
		}
	}
	return nil
}

// sortedRun is one sorted file with its next line.
type sortedRun struct {
	*bufio.Reader
	line []byte
}

func (r *sortedRun) next() (bool, error) {
	line, err := r.ReadBytes('\n')
	if err == io.EOF {
		return false, nil
	}
	r.line = line
	return err == nil, err
}

type runHeap []*sortedRun

func (h runHeap) Len() int           { return len(h) }
func (h runHeap) Less(i, j int) bool { return bytes.Compare(h[i].line, h[j].line) < 0 }
func (h runHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *runHeap) Push(x any)        { *h = append(*h, x.(*sortedRun)) }
func (h *runHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}
