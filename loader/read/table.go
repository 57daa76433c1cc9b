package read

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"claimgraph/kg"
)

// A table (CSV as in RFC 4180, or TSV) is one article a row. What its first row has
// most of, commas, semicolons, tabs or bars, sets its cells apart; Excel writes what its
// user's country has, and may say so in a line "sep=;" before. The first row
// names the columns; those that are read have the names of JSON lines (id,
// text, title, url, published, publisher, byline, language), or are mapped to them by
// Reader.Columns. Without an id the url is the key, else the file and the row's
// number, so that rows may be added at the end.

// ErrTable is a table whose columns cannot be told.
var ErrTable = errors.New("not a table of articles")

// articleColumns are what a column may be.
var articleColumns = [...]string{"id", "text", "title", "url", "published", "publisher", "byline", "language"}

// Columns says which column of a table is which part of an article, by the
// names that JSON lines have: "text" → "Body". Others are read by their own names.
type Columns map[string]string

// ParseColumns reads "text=Body,title=Headline".
func ParseColumns(pairs []string) (Columns, error) {
	columns := Columns{}
	for _, pair := range pairs {
		part, column, ok := strings.Cut(pair, "=")
		if part = strings.ToLower(strings.TrimSpace(part)); !ok || !isArticleColumn(part) {
			return nil, fmt.Errorf("%q: want PART=COLUMN, where PART is one of %s", pair, strings.Join(articleColumns[:], ", "))
		}
		columns[part] = strings.TrimSpace(column)
	}
	return columns, nil
}

func isArticleColumn(s string) bool {
	for _, c := range articleColumns {
		if s == c {
			return true
		}
	}
	return false
}

func (w *walk) table(name string, in *decoded, comma rune) bool {
	comma, err := separator(in, comma)
	if err != nil {
		return w.fail(name, 1, err)
	}
	in.decodeOld()
	bound := &bounded{Reader: in, max: w.MaxArticleBytes + headBytes, says: "a row has at most %d bytes; is a quotation mark not closed?"}
	rows := csv.NewReader(bound)
	rows.Comma, rows.FieldsPerRecord, rows.LazyQuotes, rows.ReuseRecord = comma, -1, comma == '\t', true
	head, err := rows.Read()
	if err != nil {
		return w.fail(name, 1, fmt.Errorf("%w: %w", ErrTable, csvReason(err)))
	}
	places, err := w.places(head)
	if err != nil {
		return w.fail(name, 1, err)
	}
	for number := 1; ; number++ {
		bound.read = 0
		row, err := rows.Read()
		if err == io.EOF {
			return true
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			if !w.fail(name, wrong.Line, csvReason(err)) {
				return false
			}
			continue
		}
		if err != nil {
			return w.fail(name, 0, err)
		}
		line, _ := rows.FieldPos(0)
		if !w.row(name, line, number, places, row) {
			return false
		}
	}
}

// separators are what may set cells apart.
const separators = ",;\t|"

// separator is what sets the cells of a table apart; usual is what the file's name says. It takes off
// the line in which Excel says it.
func separator(in *decoded, usual rune) (rune, error) {
	if said, found := bytes.CutPrefix(in.head, []byte("sep=")); found && len(said) > 0 && strings.IndexByte(separators, said[0]) >= 0 {
		_, err := in.ReadSlice('\n')
		return rune(said[0]), err
	}
	count := map[byte]int{}
	quoted := false
	for _, b := range in.head {
		if b == '"' {
			quoted = !quoted
		}
		if b == '\n' && !quoted {
			break
		}
		if !quoted {
			count[b]++
		}
	}
	most := usual
	for _, b := range []byte(separators) {
		if count[b] > count[byte(most)] {
			most = rune(b)
		}
	}
	return most, nil
}

// places finds the columns of the parts of an article, -1 where there is none.
func (w *walk) places(head []string) (map[string]int, error) {
	places := map[string]int{}
	for _, part := range articleColumns {
		wanted, mapped := w.Columns[part]
		places[part] = -1
		for i, column := range head {
			column = strings.TrimSpace(column)
			if mapped && column == wanted || !mapped && strings.EqualFold(column, part) {
				places[part] = i
				break
			}
		}
		if mapped && places[part] < 0 {
			return nil, fmt.Errorf("%w: no column is named %q; there are %s", ErrTable, wanted, quoted(head))
		}
	}
	if places["text"] < 0 {
		return nil, fmt.Errorf("%w: no column is named \"text\"; there are %s", ErrTable, quoted(head))
	}
	return places, nil
}

func quoted(names []string) string {
	const most = 20
	var list []string
	for i, n := range names {
		if i == most {
			list = append(list, "…")
			break
		}
		list = append(list, fmt.Sprintf("%.40q", n))
	}
	return strings.Join(list, ", ")
}

func (w *walk) row(name string, line, number int, places map[string]int, row []string) bool {
	cell := func(part string) string {
		if at := places[part]; at >= 0 && at < len(row) {
			return row[at]
		}
		return ""
	}
	text := cell("text")
	switch {
	case len(text) > w.MaxArticleBytes:
		return w.fail(name, line, fmt.Errorf("%w: an article has at most %d bytes", ErrTooLong, w.MaxArticleBytes))
	case strings.TrimSpace(text) == "":
		return w.fail(name, line, fmt.Errorf("%w: its text is empty", ErrArticle))
	}
	published := instant(cell("published"))
	if said := cell("published"); published.IsZero() && len(said) <= longestCell {
		published = dateIn(said, "")
	}
	if said := strings.TrimSpace(cell("published")); said != "" && published.IsZero() {
		return w.fail(name, line, fmt.Errorf("%w: published is %.40q, not a date such as 2025-01-27 or 2025-01-27T00:00:00Z", ErrArticle, said))
	}
	return w.article(name, line, kg.Article{
		Key: firstOf(cell("id"), cell("url"), fmt.Sprintf("%s#%d", name, number)), URL: cell("url"), Title: oneLine(cell("title")),
		Publisher: cell("publisher"), Byline: oneLine(cell("byline")), Published: published, Language: cell("language"), Text: text,
	})
}

const longestCell = 40 // bytes of a date

func csvReason(err error) error {
	var wrong *csv.ParseError
	switch {
	case err == io.EOF:
		return ErrEmpty
	case errors.As(err, &wrong):
		return fmt.Errorf("column %d: %w", wrong.Column, wrong.Err)
	}
	return err
}

// bounded ends a row or an object that does not end: one quotation mark too many makes
// a row of all the rest.
type bounded struct {
	io.Reader
	max, read int
	says      string // of the bound
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.read > b.max {
		return 0, fmt.Errorf("%w: "+b.says, ErrTooLong, b.max)
	}
	n, err := b.Reader.Read(p)
	b.read += n
	return n, err
}
