package rdf

import (
	"fmt"
	"io"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// AppendTerm appends a term in canonical N-Quads, and nothing for nil. quad.Int,
// Float, Bool and Time become literals with their full XSD datatype. The result
// stays within its term whatever v holds; see Validate for values that N-Quads
// cannot say. A value of a type that is not quad's own must be a
// quad.TypedStringer; nothing is appended for any other.
func AppendTerm(dst []byte, v quad.Value) []byte {
	switch v := v.(type) {
	case quad.IRI:
		return appendIRI(dst, string(v))
	case quad.BNode:
		return appendToken(append(dst, "_:"...), string(v), inLabel)
	case quad.String:
		return appendString(dst, string(v))
	case quad.LangString:
		dst = appendString(dst, string(v.Value))
		return appendToken(append(dst, '@'), v.Lang, inLanguage)
	case quad.TypedString:
		return appendTyped(dst, string(v.Value), string(v.Type))
	case quad.Int:
		return appendTyped(dst, strconv.FormatInt(int64(v), 10), xsd+"integer")
	case quad.Float:
		return appendTyped(dst, formatDouble(float64(v)), xsd+"double")
	case quad.Bool:
		return appendTyped(dst, strconv.FormatBool(bool(v)), xsd+"boolean")
	case quad.Time:
		return appendTyped(dst, time.Time(v).UTC().Format(time.RFC3339Nano), xsd+"dateTime")
	case quad.TypedStringer:
		return AppendTerm(dst, v.TypedString())
	}
	return dst
}

const xsd = "http://www.w3.org/2001/XMLSchema#"

func appendIRI(dst []byte, iri string) []byte {
	return append(appendToken(append(dst, '<'), iri, inIRI), '>')
}

func appendTyped(dst []byte, lexical, datatype string) []byte {
	dst = appendString(dst, lexical)
	if datatype == xsd+"string" {
		return dst
	}
	return appendIRI(append(dst, "^^"...), datatype)
}

// formatDouble is the canonical form of XSD 1.1, section 3.3.5: 1.5E0, INF, NaN.
func formatDouble(f float64) string {
	switch {
	case math.IsInf(f, 1):
		return "INF"
	case math.IsInf(f, -1):
		return "-INF"
	case math.IsNaN(f):
		return "NaN"
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'E', -1, 64), "E")
	if !strings.Contains(mantissa, ".") {
		mantissa += ".0"
	}
	n, _ := strconv.Atoi(exponent) // of Go's own making
	return mantissa + "E" + strconv.Itoa(n)
}

// AppendQuad appends a statement: its line, with the line break.
func AppendQuad(dst []byte, q quad.Quad) []byte {
	dst = append(AppendTerm(dst, q.Subject), ' ')
	dst = append(AppendTerm(dst, q.Predicate), ' ')
	dst = append(AppendTerm(dst, q.Object), ' ')
	if q.Label != nil {
		dst = append(AppendTerm(dst, q.Label), ' ')
	}
	return append(dst, ".\n"...)
}

// Validate says why a quad is no statement of N-Quads: a missing term, a literal
// where none may stand, a relative IRI, a character that an IRI or label cannot
// hold, text that is not UTF-8. It asks the reader.
func Validate(q quad.Quad) error {
	var p parser
	return p.validate(AppendQuad(nil, q))
}

func (p *parser) validate(line []byte) error {
	var st Statement
	if _, err := p.statement(line[:len(line)-1], &st); err != nil {
		return fmt.Errorf("not a statement of N-Quads: column %d of %.200q: %s", p.column(), line, p.reason)
	}
	return nil
}

const writeBufferBytes = 64 << 10

// WriteNQuads writes quads in the order they come. It ends at the first error: of
// the stream, of w, or a quad that is no statement (see Validate), which it names
// by its number, from 1. What came before it is written.
func WriteNQuads(w io.Writer, quads iter.Seq2[quad.Quad, error]) error {
	var p parser
	var buf []byte
	var failure error
	number := 0
	for q, err := range quads {
		if failure = err; err != nil {
			break
		}
		number++
		from := len(buf)
		buf = AppendQuad(buf, q)
		if err := p.validate(buf[from:]); err != nil {
			buf, failure = buf[:from], fmt.Errorf("quad %d: %w", number, err)
			break
		}
		if len(buf) < writeBufferBytes {
			continue
		}
		if _, err := w.Write(buf); err != nil {
			return err
		}
		buf = buf[:0]
	}
	if _, err := w.Write(buf); err != nil {
		return err
	}
	return failure
}
