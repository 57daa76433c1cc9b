package read

import (
	"fmt"
	"io"
	"strings"

	"claimgraph/kg"
)

// whole reads all of an input that is one document.
func (w *walk) whole(in io.Reader) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(in, int64(w.MaxArticleBytes)+1))
	if err == nil && len(b) > w.MaxArticleBytes {
		err = fmt.Errorf("%w: an article has at most %d bytes", ErrTooLong, w.MaxArticleBytes)
	}
	return b, err
}

// article yields an article whose texts may hold bytes that are not UTF-8.
func (w *walk) article(name string, line int, a kg.Article) bool {
	if strings.TrimSpace(a.Text) == "" {
		return w.fail(name, line, ErrNoText)
	}
	a, replaced := valid(a)
	return w.yield(Input{Name: name, Line: line, Article: a, Replaced: replaced}, nil)
}

// valid is an article in UTF-8, with how many bytes of its text were not.
func valid(a kg.Article) (kg.Article, int) {
	text, replaced := validText([]byte(a.Text))
	a.Text = text
	a.Title, a.Publisher = strings.ToValidUTF8(a.Title, "\ufffd"), strings.ToValidUTF8(a.Publisher, "\ufffd")
	a.Byline = strings.ToValidUTF8(a.Byline, "\ufffd")
	a.Key, a.URL = keyOf(a.Key), keyOf(a.URL)
	return a, replaced
}
