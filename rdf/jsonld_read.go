package rdf

import (
	"errors"
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/piprate/json-gold/ld"
)

// JSON-LD 1.1 is read whole, by json-gold's expansion and deserialisation: an object
// may be given its context, and a list its graph, by what stands behind them. So a
// document has a bound, and is not for millions of statements.
//
// No context is fetched: one that is named by its address has to be put into the
// document. Terms that no context explains say nothing, as JSON-LD has it.

// JSONLD says how JSON-LD is read. The zero value is fit for use.
type JSONLD struct {
	// Base is the absolute IRI that relative IRIs are resolved against. Without it
	// they are errors, where the document has no base of its own.
	Base string
	// MaxBytes is the length of the longest document; 0 is 64 MiB.
	MaxBytes int
}

const (
	defaultMaxJSONLD = 64 << 20
	noBase           = "http://no-base.invalid/" // a reserved name (RFC 2606)
)

// Read gives the quads of r, sorted; the default graph comes first. Any error is the last thing that it gives.
func (f JSONLD) Read(r io.Reader) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		dataset, err := f.dataset(r)
		if err != nil {
			yield(quad.Quad{}, err)
			return
		}
		for _, name := range slices.SortedFunc(maps.Keys(dataset.Graphs), defaultFirst) {
			if !f.graph(name, dataset.Graphs[name], yield) {
				return
			}
		}
	}
}

// graph gives the quads of a graph in their order as N-Quads: json-gold has none.
func (f JSONLD) graph(name string, quads []*ld.Quad, yield func(quad.Quad, error) bool) bool {
	type written struct {
		line string
		quad quad.Quad
	}
	sorted := make([]written, 0, len(quads))
	for _, q := range quads {
		converted, err := f.quad(q, name)
		if err != nil {
			yield(quad.Quad{}, err)
			return false
		}
		sorted = append(sorted, written{string(AppendQuad(nil, converted)), converted})
	}
	slices.SortFunc(sorted, func(a, b written) int { return strings.Compare(a.line, b.line) })
	for _, w := range sorted {
		if !yield(w.quad, nil) {
			return false
		}
	}
	return true
}

func defaultFirst(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == defaultGraph:
		return -1
	case b == defaultGraph:
		return 1
	}
	return strings.Compare(a, b)
}

// defaultGraph is json-gold's name for it.
const defaultGraph = "@default"

func (f JSONLD) dataset(r io.Reader) (dataset *ld.RDFDataset, err error) {
	most := f.MaxBytes
	if most <= 0 {
		most = defaultMaxJSONLD
	}
	bounded := &io.LimitedReader{R: r, N: int64(most) + 1}
	document, err := ld.DocumentFromReader(bounded)
	if bounded.N <= 0 {
		return nil, fmt.Errorf("longer than %d bytes: JSON-LD is read whole; N-Quads and TriG are read in pieces", most)
	}
	if err != nil {
		return nil, worded(err)
	}
	options := ld.NewJsonLdOptions(noBase)
	if f.Base != "" {
		if _, err := newBase(f.Base); err != nil {
			return nil, err
		}
		options.Base = f.Base
	}
	options.DocumentLoader = noDocuments{}
	defer func() { // json-gold takes some malformed documents for well-formed ones
		if broken := recover(); broken != nil {
			err = fmt.Errorf("not JSON-LD: %v", broken)
		}
	}()
	result, err := ld.NewJsonLdProcessor().ToRDF(document, options)
	if err != nil {
		return nil, worded(err)
	}
	return result.(*ld.RDFDataset), nil
}

// noDocuments refuses to fetch.
type noDocuments struct{}

var errContext = errors.New("contexts are not fetched: put it into the document")

func (noDocuments) LoadDocument(address string) (*ld.RemoteDocument, error) {
	return nil, ld.NewJsonLdError(ld.LoadingDocumentFailed, fmt.Errorf("%s: %w", address, errContext))
}

// worded leaves out json-gold's codes where there is a reason.
func worded(err error) error {
	for {
		var coded *ld.JsonLdError
		if !errors.As(err, &coded) || coded.Details == nil {
			return err
		}
		if inner, ok := coded.Details.(error); ok {
			err = inner
			continue
		}
		return fmt.Errorf("%s: %.200s", coded.Code, fmt.Sprint(coded.Details))
	}
}

func (f JSONLD) quad(q *ld.Quad, graph string) (converted quad.Quad, err error) {
	terms := [...]ld.Node{q.Subject, q.Predicate, q.Object}
	var values [len(terms)]quad.Value
	for i, term := range terms {
		if values[i], err = f.value(term); err != nil {
			return quad.Quad{}, err
		}
	}
	converted = quad.Quad{Subject: values[0], Predicate: values[1], Object: values[2]}
	if graph != defaultGraph {
		if converted.Label, err = f.named(graph); err != nil {
			return quad.Quad{}, err
		}
	}
	return converted, Validate(converted)
}

func (f JSONLD) value(n ld.Node) (quad.Value, error) {
	switch n := n.(type) {
	case ld.Literal:
		switch {
		case n.Language != "":
			return quad.LangString{Value: quad.String(n.Value), Lang: n.Language}, nil
		case n.Datatype == "" || n.Datatype == xsd+"string":
			return quad.String(n.Value), nil
		}
		datatype, err := f.named(n.Datatype)
		iri, _ := datatype.(quad.IRI)
		return quad.TypedString{Value: quad.String(n.Value), Type: iri}, err
	case ld.IRI:
		return f.named(n.Value)
	}
	return f.named(n.GetValue())
}

// named is an IRI, or a blank node by its "_:".
func (f JSONLD) named(name string) (quad.Value, error) {
	if label, ok := strings.CutPrefix(name, "_:"); ok {
		return quad.BNode(label), nil
	}
	if rest, ok := strings.CutPrefix(name, noBase); ok && f.Base == "" {
		return nil, fmt.Errorf("relative IRI <%.80s>: give a base IRI to resolve it against", rest)
	}
	return quad.IRI(name), nil
}
