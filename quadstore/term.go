package quadstore

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/cayleygraph/quad"
)

// A term is written as a kind byte and its bytes:
//
//	b label                     blank node
//	i iri                       IRI, so that the IRIs with a prefix are a range of keys
//	l language 0 text           string with a language
//	s text                      plain string (xsd:string)
//	t datatype-iri 0 lexical    typed string
//
// Neither a language nor a datatype IRI may hold a 0 byte; text may.
const (
	kindBlank  = 'b'
	kindIRI    = 'i'
	kindLang   = 'l'
	kindString = 's'
	kindTyped  = 't'
)

const xsd = "http://www.w3.org/2001/XMLSchema#"

// appendTerm appends the bytes of v. Native values are written as the typed
// strings that RDF 1.1 knows, so that equal terms have equal bytes.
func appendTerm(b []byte, v quad.Value) ([]byte, error) {
	switch v := v.(type) {
	case quad.IRI:
		if v == "" {
			return b, fmt.Errorf("%w: empty IRI", ErrTerm)
		}
		return append(append(b, kindIRI), v...), nil
	case quad.BNode:
		if v == "" {
			return b, fmt.Errorf("%w: blank node without a label", ErrTerm)
		}
		return append(append(b, kindBlank), v...), nil
	case quad.String:
		return append(append(b, kindString), v...), nil
	case quad.LangString:
		return appendLang(b, v)
	case quad.TypedString:
		return appendTyped(b, string(v.Type), string(v.Value))
	case quad.Int:
		return appendTyped(b, xsd+"integer", strconv.FormatInt(int64(v), 10))
	case quad.Float:
		return appendTyped(b, xsd+"double", formatDouble(float64(v)))
	case quad.Bool:
		return appendTyped(b, xsd+"boolean", strconv.FormatBool(bool(v)))
	case quad.Time:
		return appendTyped(b, xsd+"dateTime", time.Time(v).Format(time.RFC3339Nano))
	}
	return b, fmt.Errorf("%w: %T", ErrTerm, v)
}

func appendLang(b []byte, v quad.LangString) ([]byte, error) {
	if v.Lang == "" || strings.IndexByte(v.Lang, 0) >= 0 {
		return b, fmt.Errorf("%w: string with language %q", ErrTerm, v.Lang)
	}
	b = append(append(b, kindLang), v.Lang...)
	return append(append(b, 0), v.Value...), nil
}

func appendTyped(b []byte, datatype, lexical string) ([]byte, error) {
	if datatype == "" || datatype == xsd+"string" {
		return append(append(b, kindString), lexical...), nil
	}
	if strings.IndexByte(datatype, 0) >= 0 {
		return b, fmt.Errorf("%w: string with datatype %q", ErrTerm, datatype)
	}
	b = append(append(b, kindTyped), datatype...)
	return append(append(b, 0), lexical...), nil
}

// formatDouble writes x as XML Schema does, whose infinities are INF and -INF.
func formatDouble(x float64) string {
	s := strconv.FormatFloat(x, 'E', -1, 64)
	return strings.TrimPrefix(strings.Replace(s, "Inf", "INF", 1), "+")
}

// parseTerm is the inverse of appendTerm. The result does not share b.
func parseTerm(b []byte) (quad.Value, error) {
	if len(b) == 0 {
		return nil, fmt.Errorf("%w: term without a kind", ErrCorruption)
	}
	body := b[1:]
	switch b[0] {
	case kindIRI:
		return quad.IRI(body), nil
	case kindBlank:
		return quad.BNode(body), nil
	case kindString:
		return quad.String(body), nil
	}
	before, after, found := bytes.Cut(body, []byte{0})
	switch {
	case found && b[0] == kindLang:
		return quad.LangString{Value: quad.String(after), Lang: string(before)}, nil
	case found && b[0] == kindTyped:
		return quad.TypedString{Value: quad.String(after), Type: quad.IRI(before)}, nil
	}
	return nil, fmt.Errorf("%w: term of kind %q", ErrCorruption, b[0])
}

// literalText is the text of a string term, without language or datatype.
func literalText(term []byte) (string, bool) {
	if len(term) == 0 {
		return "", false
	}
	switch term[0] {
	case kindString:
		return string(term[1:]), true
	case kindLang:
		_, text, found := bytes.Cut(term[1:], []byte{0})
		return string(text), found
	}
	return "", false
}
