package quadstore

import (
	"bufio"
	"bytes"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// A run is a temporary file of records in ascending order of their keys: length
// of key, key, length of value, value; lengths as unsigned varints of
// encoding/binary. Runs are merged into sorted tables and thrown away; they are
// never synced, because an interrupted load begins anew.
type record struct{ key, value []byte }

type runWriter struct {
	file vfs.File
	out  *bufio.Writer
	err  error
}

const runBuffer = 256 << 10 // bytes

func (db *DB) createRun(path string) (*runWriter, error) {
	file, err := db.fs.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, classify(err))
	}
	return &runWriter{file: file, out: bufio.NewWriterSize(file, runBuffer)}, nil
}

// add appends a record; the first error is close's.
func (w *runWriter) add(key, value []byte) {
	if w.err != nil {
		return
	}
	b := binary.AppendUvarint(w.out.AvailableBuffer(), uint64(len(key)))
	b = append(b, key...)
	b = binary.AppendUvarint(b, uint64(len(value)))
	if _, w.err = w.out.Write(b); w.err == nil {
		_, w.err = w.out.Write(value)
	}
}

func (w *runWriter) close() error {
	return classify(errors.Join(w.err, w.out.Flush(), w.file.Close()))
}

type runReader struct {
	record
	number int // which of the merged runs
	file   vfs.File
	in     *bufio.Reader
}

func (db *DB) openRun(path string, number int) (*runReader, error) {
	file, err := db.fs.Open(path, vfs.SequentialReadsOption)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, classify(err))
	}
	return &runReader{number: number, file: file, in: bufio.NewReaderSize(file, runBuffer)}, nil
}

// next reads a record; io.EOF after the last one.
func (r *runReader) next() (err error) {
	if r.key, err = r.part(r.key); err != nil {
		return err
	}
	if r.value, err = r.part(r.value); err != nil {
		return errors.Join(io.ErrUnexpectedEOF, err)
	}
	return nil
}

func (r *runReader) part(b []byte) ([]byte, error) {
	size, err := binary.ReadUvarint(r.in)
	if err != nil {
		return b, err
	}
	if uint64(cap(b)) < size {
		b = make([]byte, size)
	}
	b = b[:size]
	_, err = io.ReadFull(r.in, b)
	return b, err
}

// runHeap has the run with the lowest key on top, the earlier run where keys
// are equal.
type runHeap []*runReader

func (h runHeap) Len() int      { return len(h) }
func (h runHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h runHeap) Less(i, j int) bool {
	if c := bytes.Compare(h[i].key, h[j].key); c != 0 {
		return c < 0
	}
	return h[i].number < h[j].number
}
func (h *runHeap) Push(x any) { *h = append(*h, x.(*runReader)) }
func (h *runHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	*h = old[:len(old)-1]
	return last
}

// merge yields the records of all runs in ascending order, equal keys in the
// order of runs. A record is good until the next one.
func (db *DB) merge(paths []string) iter.Seq2[*runReader, error] {
	return func(yield func(*runReader, error) bool) {
		readers, err := db.openRuns(paths)
		defer func() {
			for _, r := range readers {
				r.file.Close()
			}
		}()
		if err == nil {
			err = mergeReaders(readers, yield)
		}
		if err != nil {
			yield(nil, classify(err))
		}
	}
}

func (db *DB) openRuns(paths []string) (readers []*runReader, err error) {
	for i, path := range paths {
		r, err := db.openRun(path, i)
		if err != nil {
			return readers, err
		}
		readers = append(readers, r)
	}
	return readers, nil
}

func mergeReaders(readers []*runReader, yield func(*runReader, error) bool) error {
	var h runHeap
	for _, r := range readers {
		if err := r.next(); err == nil {
			h = append(h, r)
		} else if err != io.EOF {
			return err
		}
	}
	heap.Init(&h)
	for len(h) > 0 {
		if !yield(h[0], nil) {
			return nil
		}
		switch err := h[0].next(); err {
		case nil:
			heap.Fix(&h, 0)
		case io.EOF:
			heap.Pop(&h)
		default:
			return err
		}
	}
	return nil
}
