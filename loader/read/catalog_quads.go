package read

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

const addressCountry = quad.IRI("http://schema.org/addressCountry")

// quadEntries reads N-Quads.
func quadEntries(in io.Reader) iter.Seq2[*placed, error] {
	return func(yield func(*placed, error) bool) {
		var open *placed
		for s, err := range (rdf.NQuads{}).Statements(in) {
			var syntax *rdf.SyntaxError
			switch {
			case errors.As(err, &syntax):
				if !yield(&placed{line: syntax.Line}, fmt.Errorf("%w: %w", ErrEntry, syntaxReason(syntax))) {
					return
				}
				continue
			case err != nil:
				yield(&placed{}, err)
				return
			}
			subject, predicate, object := termOf(s.Terms[0]), termOf(s.Terms[1]), termOf(s.Terms[2])
			iri, named := subject.(quad.IRI)
			if !named {
				continue // a blank node is no name
			}
			if open == nil || open.IRI != string(iri) {
				if open != nil && !yield(open, nil) {
					return
				}
				open = &placed{line: s.Line, Entry: kg.Entry{IRI: string(iri), Kind: kg.Other}}
			}
			open.learn(predicate, object)
		}
		if open != nil {
			yield(open, nil)
		}
	}
}

// termOf is the value of a term that was read.
func termOf(canonical []byte) quad.Value {
	v, err := rdf.ParseTerm(string(canonical))
	if err != nil {
		return nil // cannot be: it was read
	}
	return v
}

// learn adds what one statement says of an entry. The least of several labels
// is the label.
func (p *placed) learn(predicate, object quad.Value) {
	switch predicate {
	case kg.Label, kg.PrefLabel, kg.SchemaName:
		text := english(object)
		if p.Label != "" && text != "" && text < p.Label {
			text, p.Label = p.Label, text
		}
		if p.Label == "" {
			p.Label = text
		} else {
			p.addAlias(text)
		}
	case kg.AltLabel:
		p.addAlias(english(object))
	case kg.Type:
		if iri, ok := object.(quad.IRI); ok {
			if k, known := kg.KindNamed(string(iri)); known {
				p.Kind = k
			}
		}
	case kg.SameAs:
		if iri, ok := object.(quad.IRI); ok && !slices.Contains(p.SameAs, string(iri)) {
			p.SameAs = append(p.SameAs, string(iri))
		}
	case addressCountry:
		p.Country = english(object)
	}
}

func (p *placed) addAlias(text string) {
	if text != "" && text != p.Label && !slices.Contains(p.Aliases, text) {
		p.Aliases = append(p.Aliases, text)
	}
}

// english is a text that is English or of no language, "" for others.
func english(v quad.Value) string {
	switch v := v.(type) {
	case quad.String:
		return string(v)
	case quad.LangString:
		if primary, _, _ := strings.Cut(strings.ToLower(v.Lang), "-"); primary == "en" {
			return string(v.Value)
		}
	}
	return ""
}
