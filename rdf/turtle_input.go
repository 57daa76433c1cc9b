package rdf

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"
)

// window is the part of a stream that is being looked at. Tokens of Turtle have no
// end that a line break would mark, so that any byte ahead can be looked at; what is
// read is kept until it is taken, and a token is bounded by max.
type window struct {
	r          io.Reader
	max        int
	buf        []byte // buf[start:end] is read and not yet taken
	start, end int
	err        error
	line       int // of the next byte, from 1
	column     int // of the next byte, from 1, in characters
}

const windowBytes = 64 << 10

func newWindow(r io.Reader, maxBytes int) *window {
	if maxBytes <= 0 {
		maxBytes = defaultMaxLineBytes
	}
	return &window{r: r, max: maxBytes, buf: make([]byte, windowBytes), line: 1, column: 1}
}

// has says whether there is a byte i places ahead, and reads on until there is.
func (w *window) has(i int) bool {
	for w.start+i >= w.end {
		if w.err != nil || i > w.max {
			return false
		}
		w.fill()
	}
	return true
}

func (w *window) fill() {
	if w.start > 0 {
		w.end = copy(w.buf, w.buf[w.start:w.end])
		w.start = 0
	}
	if w.end == len(w.buf) {
		w.buf = append(w.buf, make([]byte, len(w.buf))...)
	}
	n, err := io.ReadAtLeast(w.r, w.buf[w.end:], 1)
	w.end += n
	w.err = err
}

// at is the byte i places ahead, 0 behind the end. A NUL is in no token.
func (w *window) at(i int) byte {
	if !w.has(i) {
		return 0
	}
	return w.buf[w.start+i]
}

// rune is the character i places ahead; its size is 0 behind the end, and 1 with
// utf8.RuneError for a byte that is not UTF-8.
func (w *window) rune(i int) (rune, int) {
	if !w.has(i) {
		return 0, 0
	}
	if b := w.buf[w.start+i]; b < utf8.RuneSelf {
		return rune(b), 1
	}
	for more := 1; more < utf8.UTFMax && w.has(i+more); more++ {
	}
	return utf8.DecodeRune(w.buf[w.start+i : w.end])
}

// starts says whether the text ahead begins so.
func (w *window) starts(s string) bool {
	return w.has(len(s)-1) && string(w.buf[w.start:w.start+len(s)]) == s
}

// token are the next n bytes, which were looked at; valid until more is read.
func (w *window) token(n int) []byte { return w.buf[w.start : w.start+n] }

// take goes past n bytes that were looked at.
func (w *window) take(n int) {
	taken := w.token(n)
	if bytes.IndexByte(taken, '\n') < 0 && bytes.IndexByte(taken, '\r') < 0 {
		w.column += utf8.RuneCount(taken)
		w.start += n
		return
	}
	for i, b := range taken {
		switch {
		case b == '\n', b == '\r' && w.at(i+1) != '\n':
			w.line, w.column = w.line+1, 1
		case b&0xC0 != 0x80 && b != '\r':
			w.column++
		}
	}
	w.start += n
}

// fault is why no byte is there: the end of the stream is none.
func (w *window) fault() error {
	switch {
	case w.err != nil && w.err != io.EOF:
		return fmt.Errorf("line %d: %w", w.line, w.err)
	case w.end-w.start > w.max:
		return &SyntaxError{Line: w.line, Reason: fmt.Sprintf("a token longer than %d bytes", w.max)}
	}
	return nil
}
