package read

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"claimgraph/kg"
)

// stream reads one file, or the standard input, and closes it.
func (w *walk) stream(name string, stored io.ReadCloser) bool {
	defer stored.Close()
	keep := &replay{Reader: stored}
	in, err := decode(name, counted{keep, w.Progress})
	if err != nil {
		return w.fail(name, 0, err)
	}
	kind, err := sniff(in.head, in.name)
	if err != nil {
		return w.fail(name, 0, err)
	}
	switch kind {
	case nQuads, turtle, triG, jsonLD:
		return w.quads(kind, name, keep)
	case zipArchive:
		if in.gzip {
			return w.fail(name, 0, fmt.Errorf("%w: a zip file that gzip has packed once more", ErrUnsupported))
		}
		return w.zip(name, keep)
	}
	keep.forget()
	return w.document(kind, name, in)
}

// document reads what is read from its beginning to its end.
func (w *walk) document(kind format, name string, in *decoded) bool {
	switch kind {
	case jsonLines:
		return w.jsonLines(name, in)
	case jsonDocument:
		return w.jsonDocument(name, in)
	case htmlPage:
		return w.html(name, in)
	case markdownText:
		return w.markdown(name, in)
	case newsFeed:
		return w.feed(name, in)
	case mailMessage:
		return w.mail(name, in)
	case mailFolder:
		return w.mbox(name, in)
	case commaTable:
		return w.table(name, in, ',')
	case tabTable:
		return w.table(name, in, '\t')
	case webArchive:
		return w.warc(name, in)
	case pdfDocument:
		return w.pdf(name, in)
	}
	return w.plainText(name, in)
}

func (w *walk) plainText(name string, in io.Reader) bool {
	b, err := w.whole(in)
	if err != nil {
		return w.fail(name, 0, err)
	}
	if at := bytes.IndexByte(b, 0); at >= 0 {
		return w.fail(name, 0, fmt.Errorf("%w: a NUL at byte %d", ErrBinary, at))
	}
	text, replaced := validText(oldText(b))
	return w.yield(Input{Name: name, Article: kg.Article{Key: keyOf(name), Text: text}, Replaced: replaced}, nil)
}

// keyOf is the path as given. Bytes of it that are not UTF-8 are written %E9,
// so that two such names stay two.
func keyOf(name string) string {
	if utf8.ValidString(name) {
		return name
	}
	var key strings.Builder
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && size == 1 {
			fmt.Fprintf(&key, "%%%02X", name[i])
		} else {
			key.WriteString(name[i : i+size])
		}
		i += size
	}
	return key.String()
}

// replay keeps what it reads until it is told to forget, so that the stored
// bytes of a file whose format had to be looked at can be read from the start.
type replay struct {
	io.Reader
	kept      []byte
	forgetful bool
}

func (r *replay) Read(p []byte) (int, error) {
	n, err := r.Reader.Read(p)
	if !r.forgetful {
		r.kept = append(r.kept, p[:n]...)
	}
	return n, err
}

func (r *replay) forget() { r.kept, r.forgetful = nil, true }

// fromStart is all of the stored bytes.
func (r *replay) fromStart() io.Reader {
	start := bytes.NewReader(r.kept)
	r.forget()
	return io.MultiReader(start, r.Reader)
}
