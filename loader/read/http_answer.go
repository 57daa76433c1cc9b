package read

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"net/url"
	"strconv"
	"strings"

	"claimgraph/kg"

	"github.com/andybalholm/brotli"
)

// What servers answered with, as crawlers keep it: the head as it came, and the body
// as it came, or as a browser had unpacked it already. So a body that is not in the
// coding that its head names is taken as it stands.

// httpAnswer is an answer whose body stands next in the file.
type httpAnswer struct {
	status int
	textproto.MIMEHeader
	body io.Reader
}

const longestHTTPHead = 1 << 20

// readAnswer reads the head of an answer. Lines of it that are no headers are passed over.
func readAnswer(in io.Reader) (httpAnswer, error) {
	lines := bufio.NewReaderSize(in, headBytes)
	answer := httpAnswer{MIMEHeader: textproto.MIMEHeader{}, body: lines}
	first, err := boundedLine(lines)
	version, rest, _ := strings.Cut(first, " ")
	status, _, _ := strings.Cut(strings.TrimSpace(rest), " ")
	if answer.status, _ = strconv.Atoi(status); err != nil || !strings.HasPrefix(version, "HTTP/") {
		return answer, fmt.Errorf("no answer of a server: it begins with %.40q", first)
	}
	for read := 0; read < longestHTTPHead; {
		line, err := boundedLine(lines)
		if line == "" || err == io.EOF {
			return answer, nil
		}
		if err != nil {
			return answer, err
		}
		read += len(line)
		if name, value, ok := strings.Cut(line, ":"); ok {
			answer.Add(textproto.TrimString(name), strings.TrimSpace(value))
		}
	}
	return answer, fmt.Errorf("its head has more than %d bytes", longestHTTPHead)
}

// unpacked undoes the codings of a body, none of which may make it longer than most bytes.
func (a *httpAnswer) unpacked(b []byte, most int) ([]byte, error) {
	codings := strings.Split(strings.Join(append(a.Values("Content-Encoding"), a.Values("Transfer-Encoding")...), ","), ",")
	for i := len(codings) - 1; i >= 0; i-- {
		plain, known := decoder(strings.ToLower(strings.TrimSpace(codings[i])), b)
		if !known {
			return nil, fmt.Errorf("coding %.20q: %w", codings[i], ErrUnsupported)
		}
		if plain == nil {
			continue
		}
		undone, _ := io.ReadAll(io.LimitReader(plain, int64(most)+1)) // of what was cut off, what is there
		switch {
		case len(undone) > most:
			return nil, fmt.Errorf("%w: an article has at most %d bytes", ErrTooLong, most)
		case len(undone) > 0:
			b = undone
		}
	}
	return b, nil
}

// decoder reads what a coding has packed; nil where b is not packed by it.
func decoder(coding string, b []byte) (plain io.Reader, known bool) {
	switch coding {
	case "", "identity":
		return nil, true
	case "chunked":
		return httputil.NewChunkedReader(bytes.NewReader(b)), true
	case "br":
		return brotli.NewReader(bytes.NewReader(b)), true
	case "gzip", "x-gzip":
		if z, err := gzip.NewReader(bytes.NewReader(b)); err == nil {
			return z, true
		}
		return nil, true
	case "deflate": // some send it without the head that belongs there
		if z, err := zlib.NewReader(bytes.NewReader(b)); err == nil {
			return z, true
		}
		return flate.NewReader(bytes.NewReader(b)), true
	}
	return nil, false
}

func isText(kind string) bool {
	return kind == "application/xhtml+xml" || kind == "text/plain" || strings.HasPrefix(kind, "text/html")
}

// webPage is a page or plain text, as an article.
func webPage(b []byte, contentType string, address *url.URL) (kg.Article, error) {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		kind, _, _ = mime.ParseMediaType(http.DetectContentType(b))
	}
	if !isText(kind) {
		return kg.Article{}, fmt.Errorf("%s: %w", kind, ErrUnsupported)
	}
	b = utf8Text(b, contentType)
	if kind != "text/plain" {
		article, err := page(b, address)
		article.Key, article.URL = address.String(), firstOf(article.URL, address.String())
		return article, err
	}
	if len(bytes.TrimSpace(b)) == 0 {
		return kg.Article{}, ErrNoText
	}
	return kg.Article{Key: address.String(), URL: address.String(), Text: string(b)}, nil
}
