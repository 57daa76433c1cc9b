package rdf

import (
	"bytes"
	"fmt"
	"io"
)

// lines cuts a stream into lines, which end with LF, CR or CR LF.
//
// Not bufio.Scanner: a line that is too long must cost that line alone, and a
// stream that breaks off in a line must not pass the line's beginning off as a
// line. A buffer of its own rather than bufio.Reader, for a CR ends a line too.
type lines struct {
	r       io.Reader
	max     int
	number  int    // of the line given last, from 1
	buf     []byte // buf[start:end] is read and not yet given
	start   int
	end     int
	afterCR bool // an LF now belongs to the line break before
	err     error
}

const firstBufferBytes = 128 << 10

func newLines(r io.Reader, maxBytes int) *lines {
	if maxBytes <= 0 {
		maxBytes = defaultMaxLineBytes
	}
	return &lines{r: r, max: maxBytes, buf: make([]byte, firstBufferBytes)}
}

// next gives a line without its line break, valid until the following call. The
// error is io.EOF, a SyntaxError for a line that is too long, or what the stream
// said.
func (l *lines) next() ([]byte, error) {
	l.number++
	for searched := 0; ; {
		if i := l.lineBreak(searched); i >= 0 {
			return l.take(i)
		}
		searched = l.end - l.start
		if searched > l.max {
			return l.skip()
		}
		if l.err != nil {
			return l.last()
		}
		l.fill()
	}
}

// lineBreak is where the line at the buffer's start ends, -1 if not in the buffer;
// its first bytes were searched before.
func (l *lines) lineBreak(searched int) int {
	if l.afterCR && l.start < l.end {
		l.afterCR = false
		if l.buf[l.start] == '\n' {
			l.start++
		}
	}
	rest := l.buf[l.start+searched : l.end]
	at := bytes.IndexByte(rest, '\n')
	if at >= 0 {
		rest = rest[:at]
	}
	if cr := bytes.IndexByte(rest, '\r'); cr >= 0 {
		at = cr
	}
	if at < 0 {
		return -1
	}
	return searched + at
}

// take gives the next size bytes and drops the line break after them.
func (l *lines) take(size int) ([]byte, error) {
	line := l.buf[l.start : l.start+size]
	l.afterCR = l.buf[l.start+size] == '\r'
	l.start += size + 1
	if size > l.max {
		return nil, l.tooLong()
	}
	return line, nil
}

// last gives what stands after the last line break, if the stream ended well.
func (l *lines) last() ([]byte, error) {
	if l.err != io.EOF {
		return nil, fmt.Errorf("line %d: %w", l.number, l.err)
	}
	if l.start == l.end {
		return nil, io.EOF
	}
	line := l.buf[l.start:l.end]
	l.start = l.end
	return line, nil
}

// skip drops a line that is longer than the buffer has room for.
func (l *lines) skip() ([]byte, error) {
	for l.err == nil {
		l.start = l.end
		l.fill()
		if i := l.lineBreak(0); i >= 0 {
			l.start += i
			_, _ = l.take(0)
			break
		}
	}
	if l.err != nil {
		l.start = l.end
	}
	return nil, l.tooLong()
}

func (l *lines) tooLong() error {
	return &SyntaxError{Line: l.number, Reason: fmt.Sprintf("longer than %d bytes: skipped; break up the literal or raise the limit", l.max)}
}

// fill reads more, once, behind what is in the buffer. It never makes room for
// much more than the longest line.
func (l *lines) fill() {
	if l.start > 0 {
		l.end = copy(l.buf, l.buf[l.start:l.end])
		l.start = 0
	}
	if l.end == len(l.buf) {
		l.buf = append(l.buf, make([]byte, len(l.buf))...)
	}
	n, err := io.ReadAtLeast(l.r, l.buf[l.end:], 1)
	l.end += n
	l.err = err
}
