package rdf

import (
	"encoding/binary"
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"
)

// ParseTerm reads one term, alone in s: the inverse of AppendTerm. It takes any
// form that N-Quads allows, not the canonical one alone, and relative IRIs too:
// whether those may stand is a question to a document, not to a term. The value
// may share s's memory.
func ParseTerm(s string) (quad.Value, error) {
	if isCanonical(s) {
		return decode(s), nil
	}
	p := parser{relative: true, line: []byte(s)}
	var term []byte
	if s != "" && s[0] != ' ' && s[0] != '\t' {
		term = p.object()
	} else {
		term = p.expected("a term")
	}
	if term != nil && p.pos < len(s) {
		term = p.expected("the end of the term")
	}
	if term == nil {
		return nil, fmt.Errorf("term %.80q: byte %d: %s", s, p.pos, p.reason)
	}
	return decode(string(term)), nil
}

// isCanonical says whether s is one term as AppendTerm writes it. It is false for a
// few strings that hold \u escapes but are canonical all the same.
func isCanonical(s string) bool {
	if s == "" {
		return false
	}
	end, canonical, reason := 0, true, "not a term"
	switch s[0] {
	case '<':
		end, canonical, reason = scanIRI(s, 0)
	case '_':
		end, reason = scanLabel(s, 0)
	case '"':
		end, canonical, reason = scanString(s, 0)
		if reason == "" && end < len(s) {
			return canonical && isCanonicalSuffix(s[end:])
		}
	}
	return canonical && reason == "" && end == len(s)
}

func isCanonicalSuffix(s string) bool {
	switch {
	case s[0] == '@':
		end, reason := scanLanguage(s, 0)
		return reason == "" && end == len(s)
	case strings.HasPrefix(s, "^^<") && s != xsdStringSuffix:
		end, plain, reason := scanIRI(s, len("^^"))
		return plain && reason == "" && end == len(s)
	}
	return false
}

// decode is the value of a canonical term, of which it keeps parts.
func decode(term string) quad.Value {
	switch term[0] {
	case '<':
		return quad.IRI(term[1 : len(term)-1])
	case '_':
		return quad.BNode(term[2:])
	}
	quote := strings.LastIndexByte(term, '"')
	lexical, suffix := term[1:quote], term[quote+1:]
	if strings.IndexByte(lexical, '\\') >= 0 {
		lexical = string(appendUnescaped(nil, lexical))
	}
	switch {
	case suffix == "":
		return quad.String(lexical)
	case suffix[0] == '@':
		return quad.LangString{Value: quad.String(lexical), Lang: suffix[1:]}
	}
	return quad.TypedString{Value: quad.String(lexical), Type: quad.IRI(suffix[3 : len(suffix)-1])}
}

// recent holds the values of terms read lately. Files repeat their subjects and
// predicates over and over; a repeated term costs no memory and no garbage. A term
// has one place, which the next term with the same hash takes over.
type recent [1 << recentBits]struct {
	term  string
	value quad.Value
}

const (
	recentBits     = 10
	recentMaxBytes = 256 // longer terms are seldom repeated, and would be kept
)

func (c *recent) value(term []byte) quad.Value {
	if len(term) == 0 {
		return nil
	}
	if len(term) > recentMaxBytes {
		return decode(string(term))
	}
	known := &c[recentHash(term)]
	if known.term != string(term) {
		known.term = string(term)
		known.value = decode(known.term)
	}
	return known.value
}

// recentHash mixes the term's length and its ends, where terms differ most.
func recentHash(term []byte) uint64 {
	h := uint64(len(term))
	if len(term) >= 16 {
		h += binary.LittleEndian.Uint64(term[len(term)-16:])
		h = h*0x9E3779B97F4A7C15 + binary.LittleEndian.Uint64(term[len(term)-8:])
	} else {
		for _, b := range term {
			h = h*31 + uint64(b)
		}
	}
	return h * 0x9E3779B97F4A7C15 >> (64 - recentBits)
}
