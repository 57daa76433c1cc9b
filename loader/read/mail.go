package read

import (
	"bytes"
	"fmt"
	"mime"
	"net/mail"
	"net/url"
	"strings"
	"time"

	"claimgraph/kg"

	"golang.org/x/net/html/charset"
)

// A mail (RFC 5322, RFC 2045) is one article: its text (mail_parts.go) without what it
// answers and without signature (mail_text.go). The subject is the title, the sender the
// publisher, and with a name the byline. Mails in it, forwarded or of a digest, are
// articles of their own, as those of a mailbox are (mbox.go). A page that a browser saved as one file
// (MHTML) has the form of a mail, and is read as a page.

func (w *walk) mail(name string, in *decoded) bool {
	b, err := w.whole(in)
	if err != nil {
		return w.fail(name, 0, err)
	}
	articles, err := mailArticles(b, 0)
	if err != nil {
		return w.fail(name, 0, err)
	}
	read := false
	for i, a := range articles {
		if strings.TrimSpace(a.Text) == "" {
			continue
		}
		inside := name
		if i == 0 {
			a.Key = keyOf(name)
		} else {
			inside = fmt.Sprintf("%s: message %d", name, i)
			a.Key = firstOf(a.Key, keyOf(inside))
		}
		if read = true; !w.article(inside, 0, a) {
			return false
		}
	}
	return read || w.fail(name, 0, ErrNoText)
}

// mailArticles are a mail, whose text may be empty, and the mails in it. Their keys are
// their Message-IDs.
func mailArticles(b []byte, depth int) ([]kg.Article, error) {
	message, err := mail.ReadMessage(bytes.NewReader(b))
	if err != nil {
		return nil, fmt.Errorf("%w: a mail: %w", ErrUnsupported, err)
	}
	parts := mailParts{depth: depth, saved: isSavedPage(message.Header)}
	text, err := parts.read(message.Header, message.Body, 0)
	if parts.page != nil {
		article, err := parts.savedPage(message.Header)
		return []kg.Article{article}, err
	}
	if err != nil && text.text == "" && len(parts.held) == 0 {
		return nil, fmt.Errorf("%w: a mail: %w", ErrUnsupported, err)
	}
	article := mailHead(message.Header)
	article.Text = text.text
	return append([]kg.Article{article}, parts.held...), nil
}

// mailHead is what the headers say.
func mailHead(h mail.Header) kg.Article {
	article := kg.Article{
		Key: strings.Trim(oneLine(h.Get("Message-Id")), "<> "), Title: headerText(h.Get("Subject")),
		Language: tag(oneLine(h.Get("Content-Language"))), Published: mailDate(h),
	}
	var names []string
	for _, sender := range senders(h.Get("From")) {
		article.Publisher = firstOf(article.Publisher, sender.Name, sender.Address)
		if sender.Name != "" {
			names = append(names, sender.Name)
		}
	}
	article.Byline = strings.Join(names, ", ")
	return article
}

func mailDate(h mail.Header) time.Time {
	if date, err := h.Date(); err == nil {
		return date.UTC()
	}
	return dateIn(oneLine(h.Get("Date")), "")
}

// senders are who sent a mail, as far as that can be told.
func senders(from string) []*mail.Address {
	parser := mail.AddressParser{WordDecoder: &mime.WordDecoder{CharsetReader: charset.NewReaderLabel}}
	list, err := parser.ParseList(from)
	if err != nil {
		name, _, _ := strings.Cut(headerText(from), "<")
		list = []*mail.Address{{Name: strings.Trim(name, `" `)}}
	}
	for _, sender := range list {
		sender.Name = oneLine(sender.Name)
	}
	return list
}

func headerText(s string) string {
	decoder := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	if decoded, err := decoder.DecodeHeader(s); err == nil {
		s = decoded
	}
	return oneLine(s)
}

// isSavedPage says whether a browser saved a page as this mail.
func isSavedPage(h mail.Header) bool {
	return h.Get("Snapshot-Content-Location") != "" || strings.HasPrefix(h.Get("From"), "<Saved by ") || strings.HasPrefix(h.Get("From"), `"Saved by `)
}

// savedPage is the page that a browser saved.
func (m *mailParts) savedPage(h mail.Header) (kg.Article, error) {
	address, err := url.Parse(firstOf(h.Get("Snapshot-Content-Location"), m.pageAddress))
	if err != nil || address.Host == "" {
		address = nil
	}
	return page(m.page, address)
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

type header interface{ Get(string) string }
