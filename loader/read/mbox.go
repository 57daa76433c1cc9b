package read

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
)

// A mailbox (mbox, RFC 4155) is what its mails are. Each follows a line "From …", before which
// an empty one stands; a line of text that begins so has ">" before it. The key of a mail is its Message-ID,
// else the file and its number. How many mails have no text is one line.

// mboxLine begins a mail: who sent it, and a time.
var mboxLine = regexp.MustCompile(`^From \S+ .*\d\d:\d\d`)

// mboxQuoted is a line of text that would begin a mail.
var mboxQuoted = regexp.MustCompile(`^>+From `)

// isMbox says whether a text begins as a mailbox does.
func isMbox(head []byte) bool {
	line, rest, _ := bytes.Cut(head, []byte("\n"))
	return mboxLine.Match(line) && looksLikeMail(rest)
}

func (w *walk) mbox(name string, in *decoded) bool {
	lines := lines{Reader: in.Reader, max: w.MaxArticleBytes}
	box := mailbox{walk: w, name: name}
	empty := true // the line before
	for {
		line, err := lines.next()
		switch {
		case err == io.EOF:
			return box.end() && box.tell()
		case errors.Is(err, ErrTooLong):
			box.tooLong = true
		case err != nil:
			return box.end() && box.tell() && w.fail(name, 0, err)
		case empty && mboxLine.Match(line):
			if !box.end() {
				return false
			}
			box.number++
		default:
			box.add(line)
		}
		empty = len(bytes.TrimSpace(line)) == 0
	}
}

// mailbox is a mailbox that is read.
type mailbox struct {
	*walk
	name     string
	number   int // of the mail that is open, from 1
	mail     []byte
	tooLong  bool
	textless int
}

func (b *mailbox) add(line []byte) {
	if mboxQuoted.Match(line) {
		line = line[1:]
	}
	if b.tooLong = b.tooLong || len(b.mail)+len(line) > b.MaxArticleBytes; !b.tooLong {
		b.mail = append(append(b.mail, line...), '\n')
	}
}

// end yields what is in the mail that is open.
func (b *mailbox) end() bool {
	content, tooLong := b.mail, b.tooLong
	b.mail, b.tooLong = b.mail[:0], false
	inside := fmt.Sprintf("%s: message %d", b.name, b.number)
	switch {
	case tooLong:
		return b.fail(inside, 0, fmt.Errorf("%w: an article has at most %d bytes", ErrTooLong, b.MaxArticleBytes))
	case len(bytes.TrimSpace(content)) == 0:
		return true
	}
	articles, err := mailArticles(content, 0)
	if err != nil && !errors.Is(err, ErrNoText) {
		return b.fail(inside, 0, err)
	}
	read := false
	for i, a := range articles {
		if strings.TrimSpace(a.Text) == "" {
			continue
		}
		place := inside
		if i > 0 {
			place = fmt.Sprintf("%s: message %d", inside, i)
		}
		a.Key = firstOf(a.Key, keyOf(place))
		if read = true; !b.article(place, 0, a) {
			return false
		}
	}
	if !read {
		b.textless++
	}
	return true
}

// tell says how many mails have no text.
func (b *mailbox) tell() bool {
	return b.textless == 0 || b.fail(b.name, 0, fmt.Errorf("%d of %s: %w", b.textless, countOf(b.number, "message"), ErrNoText))
}
