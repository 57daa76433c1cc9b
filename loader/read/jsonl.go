package read

// Articles as JSON lines, one object a line:
//
//	{"id": "…", "text": "…", "title"?, "url"?, "published"?: RFC 3339,
//	 "publisher"?, "byline"?, "language"?}
//
// Members of other names are passed over, lines of white space too. A line
// that is no article is an error that names it and costs nothing else.

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"claimgraph/kg"
)

func (w *walk) jsonLines(name string, in *decoded) bool {
	lines := lines{Reader: in.Reader, max: w.MaxArticleBytes}
	for {
		line, err := lines.next()
		switch {
		case err == io.EOF:
			return true
		case errors.Is(err, ErrTooLong):
			if !w.fail(name, lines.number, err) {
				return false
			}
			continue
		case err != nil:
			return w.fail(name, lines.number, err)
		}
		if !w.jsonLine(name, lines.number, line) {
			return false
		}
	}
}

func (w *walk) jsonLine(name string, number int, line []byte) bool {
	if len(bytes.TrimSpace(line)) == 0 {
		return true
	}
	article, err := ParseArticle(line)
	if err != nil {
		return w.yield(Input{}, &Error{Name: name, Line: number, Err: err, Path: w.from, Raw: bytes.Clone(line)})
	}
	return w.yield(Input{Name: name, Line: number, Article: article, Replaced: invalidBytes(line)}, nil)
}

type articleLine struct {
	ID        *string `json:"id"`
	Text      *string `json:"text"`
	Title     string  `json:"title"`
	URL       string  `json:"url"`
	Published *moment `json:"published"`
	Publisher string  `json:"publisher"`
	Byline    string  `json:"byline"`
	Language  string  `json:"language"`

	V     any `json:"v"`     // of what extract prints
	Name  any `json:"name"`  // of a dead letter
	Error any `json:"error"` // of a dead letter
}

// What claimgraph writes as JSON lines itself, and is easily loaded for articles.
var (
	ErrClaim  = errors.New("a line that claimgraph extract printed, not an article")
	ErrLetter = errors.New("a dead letter, not an article")
)

// moment is a point of time as RFC 3339 writes it, or a day, which begins in UTC.
type moment time.Time

// UnmarshalJSON implements json.Unmarshaler.
func (t *moment) UnmarshalJSON(b []byte) error {
	var text string
	if err := json.Unmarshal(b, &text); err != nil {
		return &time.ParseError{Value: string(b)} // a number, an object
	}
	if day, err := time.Parse(time.DateOnly, text); err == nil {
		*t = moment(day)
		return nil
	}
	at, err := time.Parse(time.RFC3339, text)
	*t = moment(at)
	return err
}

// ParseArticle reads one JSON line.
func ParseArticle(line []byte) (kg.Article, error) {
	var a articleLine
	if err := json.Unmarshal(line, &a); err != nil {
		return kg.Article{}, fmt.Errorf("%w: %w", ErrArticle, jsonReason(err))
	}
	switch {
	case a.Text == nil && a.V != nil:
		return kg.Article{}, ErrClaim
	case a.ID == nil && a.Name != nil && a.Error != nil:
		return kg.Article{}, ErrLetter
	case a.ID == nil || *a.ID == "":
		return kg.Article{}, fmt.Errorf("%w: missing \"id\"", ErrArticle)
	case a.Text == nil || *a.Text == "":
		return kg.Article{}, fmt.Errorf("%w: missing \"text\"", ErrArticle)
	}
	article := kg.Article{Key: *a.ID, Text: *a.Text, Title: a.Title, URL: a.URL, Publisher: a.Publisher, Byline: a.Byline, Language: a.Language}
	if a.Published != nil {
		article.Published = time.Time(*a.Published)
	}
	return article, nil
}

// jsonReason says what is wrong without Go's names for it.
func jsonReason(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var date *time.ParseError
	switch {
	case errors.As(err, &date):
		return fmt.Errorf("\"published\" is %q, not a date and time of RFC 3339 such as 2025-01-27T00:00:00Z or 2025-01-27", date.Value)
	case errors.As(err, &kind) && kind.Field != "":
		return fmt.Errorf("%q is a JSON %s, not a string", kind.Field, kind.Value)
	case errors.As(err, &kind):
		return fmt.Errorf("a JSON %s, not an object", kind.Value)
	case errors.As(err, &syntax):
		return fmt.Errorf("column %d: %w", syntax.Offset, err)
	}
	return err
}

// lines gives lines of bounded length.
type lines struct {
	*bufio.Reader
	max    int
	number int // of the line that next gave, from 1
	buf    []byte
}

// next is the next line without its break, valid until the call after. A
// longer one is passed over without being held, with ErrTooLong.
func (l *lines) next() ([]byte, error) {
	l.number++
	l.buf = l.buf[:0]
	long := false
	for {
		part, err := l.ReadSlice('\n')
		if long = long || len(l.buf)+len(part) > l.max+len("\n"); !long {
			l.buf = append(l.buf, part...)
		}
		switch {
		case err == bufio.ErrBufferFull:
			continue
		case err == io.EOF && len(l.buf) == 0 && !long:
			return nil, io.EOF
		case err != nil && err != io.EOF:
			return nil, err // what came of the line is not whole
		case long:
			return nil, fmt.Errorf("%w: a line has at most %d bytes", ErrTooLong, l.max)
		}
		return bytes.TrimSuffix(l.buf, []byte("\n")), nil
	}
}
