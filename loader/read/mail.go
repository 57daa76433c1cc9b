package read

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"claimgraph/kg"

	"golang.org/x/net/html/charset"
)

// A mail (RFC 5322, RFC 2045) is one article: its plain text, or its HTML where
// there is none; attachments are passed over. The subject is the title, the
// sender the publisher, and with a name the byline.

const (
	deepestParts = 8   // of parts within parts
	mostParts    = 200 // that are looked at
)

func (w *walk) mail(name string, in *decoded) bool {
	b, err := w.whole(in)
	if err != nil {
		return w.fail(name, 0, err)
	}
	message, err := mail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		return w.fail(name, 0, fmt.Errorf("%w: a mail: %w", ErrUnsupported, err))
	}
	article := kg.Article{Key: keyOf(name), Title: headerText(message.Header.Get("Subject"))}
	if from, err := mail.ParseAddress(message.Header.Get("From")); err == nil {
		article.Publisher = firstOf(from.Name, from.Address)
		article.Byline = from.Name
	}
	if date, err := message.Header.Date(); err == nil {
		article.Published = date.UTC()
	}
	var body mailBody
	if err := body.read(message.Header, message.Body, 0); err != nil && body.plain == "" && body.marked == "" {
		return w.fail(name, 0, fmt.Errorf("%w: a mail: %w", ErrUnsupported, err))
	}
	article.Text = strings.ReplaceAll(strings.TrimSpace(body.plain), "\r\n", "\n")
	if article.Text == "" {
		if article.Text, err = fragment(body.marked); err != nil {
			return w.fail(name, 0, err)
		}
	}
	return w.article(name, 0, article)
}

func headerText(s string) string {
	decoder := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if decoded, err := decoder.DecodeHeader(s); err == nil {
		s = decoded
	}
	return oneLine(s)
}

// mailBody is the first text of each kind.
type mailBody struct {
	plain, marked string
	parts         int
}

type header interface{ Get(string) string }

func (m *mailBody) read(h header, body io.Reader, depth int) error {
	if m.parts++; depth > deepestParts || m.parts > mostParts {
		return fmt.Errorf("too many parts")
	}
	kind, params, err := mime.ParseMediaType(firstOf(h.Get("Content-Type"), "text/plain"))
	if err != nil {
		kind = "text/plain"
	}
	if disposition, _, _ := mime.ParseMediaType(h.Get("Content-Disposition")); disposition == "attachment" {
		return nil
	}
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		return m.readParts(multipart.NewReader(body, params["boundary"]), depth)
	case kind == "text/plain" && m.plain == "":
		m.plain, err = textPart(h, body)
	case kind == "text/html" && m.marked == "":
		m.marked, err = textPart(h, body)
	}
	return err
}

func (m *mailBody) readParts(parts *multipart.Reader, depth int) error {
	for {
		part, err := parts.NextRawPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if err := m.read(part.Header, part, depth+1); err != nil {
			return err
		}
	}
}

func textPart(h header, body io.Reader) (string, error) {
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	b, err := io.ReadAll(body)
	return string(utf8Text(b, h.Get("Content-Type"))), err
}

// looksLikeMail says whether the text begins with the headers of a mail.
func looksLikeMail(head []byte) bool {
	headers, _, whole := bytes.Cut(bytes.ReplaceAll(head, []byte("\r\n"), []byte("\n")), []byte("\n\n"))
	if !whole {
		return false
	}
	message, err := mail.ReadMessage(bytes.NewReader(append(headers, "\n\n"...)))
	return err == nil && message.Header.Get("From") != "" &&
		(message.Header.Get("Message-Id") != "" || message.Header.Get("Date") != "" && message.Header.Get("Subject") != "")
}
