package kg

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// csvWriter writes a list of edges as CSV (RFC 4180) with the columns that Gephi
// looks for: Source, Target, Type, Id and Label. It is UTF-8 without a byte order mark,
// which Gephi would take for a part of the first column's name. A spreadsheet takes a cell
// that begins with = + - @, as these are or in their full width, for a formula and would run
// what an article says; such a cell gets an apostrophe in front, which makes it text.
type csvWriter struct{ *csv.Writer }

func newCSVWriter(w io.Writer) csvWriter {
	c := csvWriter{csv.NewWriter(w)}
	_ = c.Write([]string{ // what fails is told by the next Write, or the end
		"Source", "Target", "Type", "Id", "Label", "Source label", "Source kind", "Target label", "Target kind", "Predicate",
		"Status", "Confidence", "Sources", "Valid from", "Valid to", "Article", "Attributed to", "Evidence",
	})
	return c
}

func (c csvWriter) node(exportedNode) error { return nil }

func (c csvWriter) edge(e *exportedEdge) error {
	article, agent := "", ""
	if e.claim != nil {
		article = e.claim.Article.IRI
		if a := e.claim.Attribution; a != nil {
			agent = a.Text
		}
	}
	cells := []string{
		e.from.id, e.to.id, "Directed", e.id, e.name, e.from.label, e.from.kind, e.to.label, e.to.kind, e.predicate,
		string(e.status), confidenceText(e.confidence), strconv.Itoa(e.sources), e.validFrom, e.validTo, article, agent, e.evidence(),
	}
	for i := range cells {
		cells[i] = harmless(cells[i])
	}
	return c.Write(cells)
}

func (c csvWriter) end() error {
	c.Flush()
	return c.Error()
}

// harmless keeps a spreadsheet from running a cell. Some look beyond white space
// in front.
func harmless(cell string) string {
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(cell))
	if strings.ContainsRune("=+-@＝＋－＠", first) {
		return "'" + cell
	}
	return cell
}
