package read

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// columns are the places of the columns that matter, -1 for those that are not
// there.
type columns struct{ iri, label, aliases, kind, sameAs, country, count int }

func columnsOf(header []string) (columns, error) {
	at := func(name string) int {
		return slices.IndexFunc(header, func(h string) bool { return strings.EqualFold(strings.TrimSpace(h), name) })
	}
	c := columns{at("iri"), at("label"), at("aliases"), at("kind"), at("sameAs"), at("country"), len(header)}
	if c.iri < 0 || c.label < 0 {
		return c, fmt.Errorf("%w: the first line names the columns, with commas between them, iri and label among them; here it is %.60q",
			ErrEntry, strings.Join(header, ","))
	}
	return c, nil
}

// csvEntries reads CSV (RFC 4180).
func csvEntries(in io.Reader) iter.Seq2[*placed, error] {
	return func(yield func(*placed, error) bool) {
		bound := &recordReader{Reader: in, line: 1}
		r := csv.NewReader(bound)
		r.FieldsPerRecord, r.ReuseRecord = -1, true
		header, err := r.Read()
		if err != nil {
			yield(&placed{}, csvError(err))
			return
		}
		c, err := columnsOf(header)
		if err != nil {
			yield(&placed{}, err)
			return
		}
		for {
			bound.record, bound.line = r.InputOffset(), bound.line+1
			record, err := r.Read()
			if err == io.EOF {
				return
			}
			p := &placed{line: lineOf(r, record, err)}
			bound.line = max(bound.line, p.line)
			if err == nil {
				err = c.fill(p, record)
			}
			if !yield(p, csvError(err)) || p.line == 0 {
				return
			}
		}
	}
}

// lineOf is the line where a record, or the mistake in it, begins; 0 for an
// error that ends the file.
func lineOf(r *csv.Reader, record []string, err error) int {
	var syntax *csv.ParseError
	switch {
	case errors.As(err, &syntax):
		return syntax.StartLine
	case err != nil || len(record) == 0:
		return 0
	}
	line, _ := r.FieldPos(0)
	return line
}

// csvError says in words what is wrong with a line.
func csvError(err error) error {
	var syntax *csv.ParseError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("%w: column %d: %w", ErrEntry, syntax.Column, syntax.Err)
	case err == io.EOF:
		return ErrEmpty
	}
	return err
}

func (c *columns) fill(p *placed, record []string) (err error) {
	if len(record) != c.count {
		return fmt.Errorf("%w: %d fields, the first line has %d", ErrEntry, len(record), c.count)
	}
	field := func(at int) string {
		if at < 0 {
			return ""
		}
		return strings.TrimSpace(record[at])
	}
	p.IRI, p.Label, p.Country = field(c.iri), field(c.label), field(c.country)
	p.Aliases, p.SameAs = several(field(c.aliases)), several(field(c.sameAs))
	p.Kind, err = kindOf(field(c.kind))
	return err
}

// several are the parts of a field with | between them.
func several(field string) (parts []string) {
	for part := range strings.SplitSeq(field, "|") {
		if part = strings.TrimSpace(part); part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	return parts
}

// recordReader fails where a record goes on for too long.
type recordReader struct {
	io.Reader
	read, record int64 // bytes given, and of them before the record that is read
	line         int   // where that record begins, or a line before it
}

func (r *recordReader) Read(p []byte) (int, error) {
	if r.read-r.record > maxRecordBytes {
		return 0, fmt.Errorf("%w: more than %d bytes in the record that begins about line %d: is a quotation mark not closed? nothing of this file was loaded",
			ErrEntry, maxRecordBytes, r.line)
	}
	n, err := r.Reader.Read(p)
	r.read += int64(n)
	return n, err
}
