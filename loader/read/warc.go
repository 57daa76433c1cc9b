package read

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/textproto"
	"net/url"
	"path"
	"strconv"
	"strings"

	"claimgraph/kg"
)

// A web archive (WARC 1.0 and 1.1, ISO 28500) is one article for each page that
// a server answered with: records of type "response" (with status 200), "resource" and
// "conversion" that hold HTML, PDF or plain text. The key is the address. Other
// records, and pages without prose, are passed over: of most crawls these are
// menus and forms. An archive without any page is one error. A record that is too long is passed over without being held.

// ErrWARC is a record of a web archive that is not well-formed.
var ErrWARC = errors.New("not a WARC record")

func (w *walk) warc(name string, in *decoded) bool {
	archive := webArchiveFile{walk: w}
	for number := 1; ; number++ {
		record, err := nextRecord(in.Reader)
		if err == io.EOF {
			return archive.pages > 0 || w.fail(name, 0, archive.nothing(number-1))
		}
		inside := fmt.Sprintf("%s: record %d", name, number)
		if err != nil {
			return w.fail(inside, 0, err) // where the next begins is not known
		}
		if !archive.record(inside, record) {
			return false
		}
		if _, err := io.Copy(io.Discard, record.body); err != nil {
			return w.fail(inside, 0, err)
		}
	}
}

// webArchiveFile is a web archive that is read.
type webArchiveFile struct {
	*walk
	pages, revisits int
}

// nothing says why nothing was read of an archive.
func (a *webArchiveFile) nothing(records int) error {
	if a.revisits > 0 {
		return fmt.Errorf("%w: %d of %s but say that a page is as another archive has it: load that one", ErrNoText, a.revisits, countOf(records, "record"))
	}
	return fmt.Errorf("%w: none of %s is a page with prose", ErrNoText, countOf(records, "record"))
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

func (a *webArchiveFile) record(name string, r *warcRecord) bool {
	address, err := url.Parse(strings.Trim(r.Get("WARC-Target-URI"), "<>"))
	if err != nil || address.Scheme != "http" && address.Scheme != "https" {
		return true
	}
	answer := httpAnswer{status: http.StatusOK, MIMEHeader: r.MIMEHeader, body: r.body}
	switch r.Get("WARC-Type") {
	case "resource", "conversion":
	case "response":
		if answer, err = readAnswer(r.body); err != nil {
			return a.fail(name, 0, fmt.Errorf("%w (%w)", ErrWARC, err))
		}
	case "revisit":
		a.revisits++
		return true
	default:
		return true
	}
	article, err := a.page(answer, address)
	switch {
	case errors.Is(err, ErrTooLong):
		return a.fail(name, 0, err)
	case err != nil: // no page; what is wrong with the file is met when the rest of the record is read
		return true
	}
	if article.Published.IsZero() {
		article.Published = instant(r.Get("WARC-Date"))
	}
	a.pages++
	return a.article(name, 0, article)
}

// page is what a server answered with, as an article.
func (a *webArchiveFile) page(answer httpAnswer, address *url.URL) (kg.Article, error) {
	kind, _, err := mime.ParseMediaType(answer.Get("Content-Type"))
	isPDF := kind == "application/pdf"
	if answer.status != http.StatusOK || err == nil && !isPDF && !isText(kind) || path.Base(address.Path) == "robots.txt" {
		return kg.Article{}, ErrUnsupported
	}
	b, err := a.whole(answer.body)
	if err == nil {
		b, err = answer.unpacked(b, a.MaxArticleBytes)
	}
	if err != nil {
		return kg.Article{}, err
	}
	if isPDF {
		article, err := a.laidOut(b)
		article.Key, article.URL = address.String(), address.String()
		return article, err
	}
	article, err := webPage(b, answer.Get("Content-Type"), address)
	if err == nil && strings.TrimSpace(article.Text) == "" {
		err = ErrNoText
	}
	return article, err
}
