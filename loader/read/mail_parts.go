package read

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"strings"

	"claimgraph/kg"
)

// The parts of a mail. Parts that follow each other are one text; of alternatives
// it is the plain one, unless that but says that there is HTML. Attachments are
// passed over, as are mails that a report of non-delivery gives back.

const (
	deepestParts = 8   // of parts within parts, and of mails within mails
	mostParts    = 200 // that are looked at
	stubShare    = 4   // a plain text so many times shorter than the HTML is a stub
)

// mailParts goes through the parts of a mail.
type mailParts struct {
	depth int          // of mails that are open
	held  []kg.Article // mails in it
	parts int

	saved       bool // a browser saved it: its first HTML is a page
	page        []byte
	pageAddress string
}

// partText is the text of a part.
type partText struct {
	text   string
	marked bool // it was HTML
}

func (m *mailParts) read(h header, body io.Reader, depth int) (partText, error) {
	if m.parts++; depth > deepestParts || m.parts > mostParts {
		return partText{}, fmt.Errorf("too many parts")
	}
	kind, params, _ := mime.ParseMediaType(h.Get("Content-Type"))
	if !strings.Contains(kind, "/") {
		kind = "text/plain"
	}
	disposition, place, _ := mime.ParseMediaType(h.Get("Content-Disposition"))
	attached := disposition == "attachment" || place["filename"] != ""
	switch {
	case strings.HasPrefix(kind, "multipart/"):
		return m.multipart(kind, multipart.NewReader(body, params["boundary"]), depth)
	case kind == "message/rfc822":
		return partText{}, m.hold(h, body)
	case attached:
		return partText{}, nil
	case kind == "text/plain":
		b, err := undone(h, body)
		return partText{text: mailPlain(string(utf8Text(b, h.Get("Content-Type"))), params)}, err
	case kind == "text/html" && m.saved:
		return partText{}, m.keepPage(h, body)
	case kind == "text/html":
		b, err := undone(h, body)
		text, malformed := mailMarked(string(utf8Text(b, h.Get("Content-Type"))))
		return partText{text: text, marked: true}, errors.Join(err, malformed)
	}
	return partText{}, nil
}

func (m *mailParts) multipart(kind string, parts *multipart.Reader, depth int) (partText, error) {
	var texts []partText
	for {
		part, err := parts.NextRawPart()
		if err != nil {
			if err == io.EOF || len(texts) > 0 { // the end may be missing
				err = nil
			}
			return joinedParts(kind, texts), err
		}
		if kind == "multipart/digest" && part.Header.Get("Content-Type") == "" {
			part.Header.Set("Content-Type", "message/rfc822")
		}
		if kind == "multipart/report" && len(texts) > 0 {
			continue
		}
		text, err := m.read(part.Header, part, depth+1)
		if text.text != "" {
			texts = append(texts, text)
		}
		if err != nil {
			return joinedParts(kind, texts), err
		}
	}
}

// joinedParts is the text of parts that have one.
func joinedParts(kind string, texts []partText) partText {
	if len(texts) == 0 {
		return partText{}
	}
	switch kind {
	case "multipart/alternative":
		best := texts[0]
		for _, t := range texts[1:] {
			if best.marked && !t.marked || !best.marked && t.marked && len(t.text) > stubShare*len(best.text) {
				best = t
			}
		}
		return best
	case "multipart/related": // the others are for the first
		return texts[0]
	}
	var all []string
	for _, t := range texts {
		all = append(all, t.text)
	}
	return partText{text: strings.Join(all, "\n\n"), marked: texts[0].marked}
}

// hold reads a mail that is a part.
func (m *mailParts) hold(h header, body io.Reader) error {
	if m.depth >= deepestParts || len(m.held) >= mostParts {
		return nil
	}
	b, err := undone(h, body)
	if err != nil {
		return err
	}
	articles, err := mailArticles(b, m.depth+1)
	if err != nil {
		return nil // the mail around it is whole
	}
	m.held = append(m.held, articles...)
	return nil
}

// keepPage keeps the first page, in UTF-8.
func (m *mailParts) keepPage(h header, body io.Reader) error {
	if m.page != nil {
		return nil
	}
	b, err := undone(h, body)
	m.page, m.pageAddress = utf8Text(b, h.Get("Content-Type")), h.Get("Content-Location")
	return err
}

// undone undoes the transfer encoding of a part, damaged or not.
func undone(h header, body io.Reader) ([]byte, error) {
	b, err := io.ReadAll(body)
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		b = unquoted(b)
	case "base64":
		b = unbased(b)
	}
	return b, err
}

// unquoted undoes quoted-printable; an equals sign that begins nothing stays.
func unquoted(b []byte) []byte {
	var out []byte
	for len(b) > 0 {
		at := bytes.IndexByte(b, '=')
		if at < 0 {
			return append(out, b...)
		}
		out, b = append(out, b[:at]...), b[at+1:]
		line, rest, ended := bytes.Cut(b, []byte("\n"))
		switch {
		case ended && len(bytes.TrimSpace(line)) == 0:
			b = rest
		case len(b) >= 2 && hexDigit(b[0]) >= 0 && hexDigit(b[1]) >= 0:
			out, b = append(out, byte(hexDigit(b[0])<<4|hexDigit(b[1]))), b[2:]
		default:
			out = append(out, '=')
		}
	}
	return out
}

func hexDigit(c byte) int { return strings.IndexByte("0123456789abcdef", c|0x20) }

// unbased undoes base64 as far as it goes; what is no sign of it is passed over.
func unbased(b []byte) []byte {
	signs := bytes.Map(func(r rune) rune {
		if r == '+' || r == '/' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, b)
	signs = signs[:len(signs)-len(signs)%4+[4]int{0, 0, 2, 3}[len(signs)%4]]
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(signs)))
	n, _ := base64.RawStdEncoding.Decode(out, signs) // every sign is one of base64
	return out[:n]
}
