package read

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"

	"claimgraph/kg"
)

// A web archive (WARC 1.0 and 1.1, ISO 28500) is one article for each page that
// a server answered with: records of type "response" (with status 200) and
// "resource" that hold HTML or plain text. The key is the address. Other
// records, and pages without prose, are passed over: of most crawls these are
// menus and forms. A record that is too long is passed over without being held.

// ErrWARC is a record of a web archive that is not well-formed.
var ErrWARC = errors.New("not a WARC record")

func (w *walk) warc(name string, in *decoded) bool {
	for number := 1; ; number++ {
		record, err := nextRecord(in.Reader)
		if err == io.EOF {
			return true
		}
		inside := fmt.Sprintf("%s: record %d", name, number)
		if err != nil {
			return w.fail(inside, 0, err) // where the next begins is not known
		}
		if !w.record(inside, record) {
			return false
		}
		if _, err := io.Copy(io.Discard, record.body); err != nil {
			return w.fail(inside, 0, err)
		}
	}
}

// warcRecord is a record whose body stands next in the file.
type warcRecord struct {
	textproto.MIMEHeader
	body io.Reader
}

func nextRecord(in *bufio.Reader) (*warcRecord, error) {
	for { // records end with empty lines
		b, err := in.Peek(1)
		if err != nil {
			return nil, err
		}
		if b[0] != '\r' && b[0] != '\n' {
			break
		}
		if _, err := in.Discard(1); err != nil {
			return nil, err
		}
	}
	lines := textproto.NewReader(in)
	version, err := boundedLine(in)
	if err != nil || !strings.HasPrefix(version, "WARC/") {
		return nil, ErrWARC
	}
	header, err := lines.ReadMIMEHeader()
	if err != nil {
		return nil, fmt.Errorf("%w (%w)", ErrWARC, err)
	}
	length, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64)
	if err != nil || length < 0 {
		return nil, fmt.Errorf("%w: its Content-Length is %q", ErrWARC, header.Get("Content-Length"))
	}
	return &warcRecord{header, io.LimitReader(in, length)}, nil
}

// boundedLine reads a line that fits into the buffer.
func boundedLine(in *bufio.Reader) (string, error) {
	line, err := in.ReadSlice('\n')
	return strings.TrimSpace(string(line)), err
}

func (w *walk) record(name string, r *warcRecord) bool {
	address, err := url.Parse(strings.Trim(r.Get("WARC-Target-URI"), "<>"))
	if err != nil || address.Scheme != "http" && address.Scheme != "https" {
		return true
	}
	kind, body := r.Get("Content-Type"), r.body
	switch r.Get("WARC-Type") {
	case "resource":
	case "response":
		response, err := http.ReadResponse(bufio.NewReader(r.body), nil)
		if err != nil {
			return w.fail(name, 0, fmt.Errorf("%w (%w)", ErrWARC, err))
		}
		if response.StatusCode != http.StatusOK {
			return true
		}
		kind, body = response.Header.Get("Content-Type"), unpacked(response)
	default:
		return true
	}
	b, err := w.whole(body)
	if err != nil {
		return w.fail(name, 0, err)
	}
	article, err := webPage(b, kind, address)
	if errors.Is(err, ErrNoText) || errors.Is(err, ErrUnsupported) {
		return true
	}
	if err != nil {
		return w.fail(name, 0, err)
	}
	if article.Published.IsZero() {
		article.Published = instant(r.Get("WARC-Date"))
	}
	return w.article(name, 0, article)
}

// unpacked undoes a content coding. Crawlers store pages as they came.
func unpacked(r *http.Response) io.Reader {
	switch strings.ToLower(r.Header.Get("Content-Encoding")) {
	case "gzip", "x-gzip":
		if z, err := gzip.NewReader(r.Body); err == nil {
			return z
		}
	case "deflate":
		if z, err := zlib.NewReader(r.Body); err == nil {
			return z
		}
	}
	return r.Body
}

// webPage is what a server answered with, as an article.
func webPage(b []byte, contentType string, address *url.URL) (kg.Article, error) {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind = http.DetectContentType(b)
	}
	b = utf8Text(b, contentType)
	switch {
	case kind == "text/html", kind == "application/xhtml+xml", strings.HasPrefix(kind, "text/html"):
		article, err := page(b, address)
		article.Key, article.URL = address.String(), firstOf(article.URL, address.String())
		return article, err
	case kind == "text/plain":
		if len(bytes.TrimSpace(b)) == 0 {
			return kg.Article{}, ErrNoText
		}
		return kg.Article{Key: address.String(), URL: address.String(), Text: string(b)}, nil
	}
	return kg.Article{}, fmt.Errorf("%s: %w", kind, ErrUnsupported)
}
