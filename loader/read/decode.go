package read

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// headBytes is how much of a file is looked at to tell its format.
const headBytes = 64 << 10

// decoded is a file's text after decompression and decoding, with the start
// of it at hand.
type decoded struct {
	*bufio.Reader
	head []byte
	name string // without .gz
	gzip bool
}

// decode looks into a file's stored bytes.
func decode(name string, stored io.Reader) (*decoded, error) {
	in := bufio.NewReaderSize(stored, headBytes)
	d := &decoded{Reader: in, name: name}
	if magic, _ := in.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		plain, err := unzip(in)
		if err != nil {
			return nil, err
		}
		d.Reader, d.gzip = bufio.NewReaderSize(plain, headBytes), true
		d.name = strings.TrimSuffix(name, ".gz")
	}
	if err := d.dropMark(); err != nil {
		return nil, err
	}
	head, err := d.Peek(headBytes)
	d.head = head
	if len(head) > 0 || err == io.EOF {
		return d, nil // an error further on is met again when it is read
	}
	return nil, err
}

// dropMark takes off a byte order mark, and decodes UTF-16 where it says so.
func (d *decoded) dropMark() error {
	mark, err := d.Peek(3)
	switch {
	case bytes.Equal(mark, []byte("\ufeff")):
		_, err = d.Discard(3)
		return err
	case bytes.HasPrefix(mark, []byte{0xfe, 0xff}), bytes.HasPrefix(mark, []byte{0xff, 0xfe}):
		utf16 := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()
		d.Reader = bufio.NewReaderSize(utf16.Reader(d.Reader), headBytes)
		return nil
	case err != nil && err != io.EOF:
		return err
	}
	return nil
}

// unzip reads gzip and says in words what is wrong with it.
func unzip(stored io.Reader) (io.Reader, error) {
	z, err := gzip.NewReader(stored)
	if err != nil {
		return nil, gzipError(err)
	}
	return gunzip{z}, nil
}

type gunzip struct{ *gzip.Reader }

func (g gunzip) Read(p []byte) (int, error) {
	n, err := g.Reader.Read(p)
	return n, gzipError(err)
}

func gzipError(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case err == nil, err == io.EOF:
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return ErrTruncated
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, gzip.ErrHeader), errors.As(err, &corrupt):
		return fmt.Errorf("%w (%w)", ErrDamaged, err)
	}
	return err
}

// counted tells progress of every piece that is read.
type counted struct {
	io.Reader
	progress func(bytes int)
}

func (c counted) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if c.progress != nil {
		c.progress(n)
	}
	return n, err
}

// validText turns bytes that are not UTF-8 into U+FFFD and counts them.
func validText(b []byte) (text string, replaced int) {
	if utf8.Valid(b) {
		return string(b), 0
	}
	return string([]rune(string(b))), invalidBytes(b)
}

func invalidBytes(b []byte) int {
	n := 0
	for len(b) > 0 {
		r, size := utf8.DecodeRune(b)
		if r == utf8.RuneError && size == 1 {
			n++
		}
		b = b[size:]
	}
	return n
}
