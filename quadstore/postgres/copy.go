package postgres

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"iter"
)

// Rows are copied as PostgreSQL's binary format has them: a mark, then for each row
// the number of its columns, and for each column its length and its bytes; -1 is the
// length of NULL, and the number of columns at the end.

const (
	sqlCopyTerms = `COPY terms (id, term, head) FROM STDIN WITH (FORMAT binary)`
	sqlCopyQuads = `COPY quads (s, p, o, g) FROM STDIN WITH (FORMAT binary)`

	copyBuffer = 256 << 10
)

const copyMark = "PGCOPY\n\xff\r\n\x00" + "\x00\x00\x00\x00" + "\x00\x00\x00\x00"

// copy sends rows, each appended to a buffer, as the server takes them.
func (w *writing) copy(ctx context.Context, sql string, rows iter.Seq[func([]byte) []byte]) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	from, to := io.Pipe()
	sent := make(chan error, 1)
	go func() {
		err := send(to, rows)
		to.CloseWithError(err)
		sent <- err
	}()
	_, err := w.conn.PgConn().CopyFrom(ctx, from, sql)
	from.CloseWithError(errStopped) // ends a sender whom nobody reads any more
	if failed := <-sent; err == nil && failed != nil {
		err = failed
	}
	return classify(err)
}

var errStopped = errors.New("the copy has ended")

func send(to io.Writer, rows iter.Seq[func([]byte) []byte]) error {
	buffer := append(make([]byte, 0, copyBuffer+1<<10), copyMark...)
	for row := range rows {
		if buffer = row(buffer); len(buffer) >= copyBuffer {
			if _, err := to.Write(buffer); err != nil {
				return err
			}
			buffer = buffer[:0]
		}
	}
	_, err := to.Write(append(buffer, 0xff, 0xff))
	return err
}

func quadRows(quads [][4]uint64) iter.Seq[func([]byte) []byte] {
	return func(yield func(func([]byte) []byte) bool) {
		for _, q := range quads {
			if !yield(func(b []byte) []byte {
				b = append(b, 0, 4)
				for _, id := range q {
					b = appendNumber(b, int64(id))
				}
				return b
			}) {
				return
			}
		}
	}
}

func termRows(terms []freshTerm) iter.Seq[func([]byte) []byte] {
	return func(yield func(func([]byte) []byte) bool) {
		for _, t := range terms {
			if !yield(func(b []byte) []byte {
				b = appendBytes(appendNumber(append(b, 0, 3), t.id), t.term)
				return appendBytes(b, head(t.term))
			}) {
				return
			}
		}
	}
}

func appendNumber(b []byte, n int64) []byte {
	return binary.BigEndian.AppendUint64(append(b, 0, 0, 0, 8), uint64(n))
}

func appendBytes(b, column []byte) []byte {
	if column == nil {
		return append(b, 0xff, 0xff, 0xff, 0xff)
	}
	return append(binary.BigEndian.AppendUint32(b, uint32(len(column))), column...)
}
