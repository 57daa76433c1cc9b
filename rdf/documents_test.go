package rdf_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
	knakk "github.com/knakk/rdf"
	"github.com/piprate/json-gold/ld"
)

var prefixes = []rdf.Prefix{
	{Name: "ex", IRI: "http://example/"}, {Name: "xsd", IRI: "http://www.w3.org/2001/XMLSchema#"}, {Name: "rdfs", IRI: "http://www.w3.org/2000/01/rdf-schema#"},
}

// awkward are quads that a careless writer gets wrong.
const awkward = `<http://example/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://example/T> <http://example/g> .
<http://example/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "a type that is text" <http://example/g> .
<http://example/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> _:b <http://example/g> .
<http://example/a> <http://example/p> "GRAPH <x> {\n}\n\" ' \\ \t . ; , <b> & </script>" <http://example/g> .
<http://example/a> <http://example/p> "}\n"@en-GB <http://example/g> .
<http://example/a> <http://example/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> <http://example/g> .
<http://example/a> <http://example/p> "01.50"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://example/g> .
<http://example/a> <http://example/p> "nested ^^<http://example/no> quote\"^^<http://example/no>" <http://example/g> .
<http://example/a> <http://example/q> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> <http://example/g> .
<http://example/a> <http://example/q> "x\u0001\u007F😀"^^<http://example/-t> <http://example/g> .
<http://example/a> <http://example/p> <http://example/> <http://example/g> .
<http://example/-a> <http://example/p.> <http://example/a/b> <http://example/h> .
<http://example/a> <http://example/p> <http://example/1> <http://example/h> .
<http://example/a%20b> <http://example/é> _:b <http://example/h> .
_:b <http://example/p> "" _:g .
<http://example/a> <http://example/p> <urn:x:y> .
<http://example/z> <http://example/p> <http://example/a> .
<http://example/a> <http://example/p> "again" <http://example/g> .
`

// datasets are the quads to be written, by name: awkward ones, and the results of
// W3C's suites where those are at hand.
func datasets(t *testing.T) map[string][]quad.Quad {
	t.Helper()
	sets := map[string]string{"awkward": awkward}
	for _, pattern := range []string{"testdata/w3c/*/*.nq", "testdata/w3c/*/*.nt", "../../shared/data/rdf_tests/rdf/rdf11/*/*.nq", "../../shared/data/rdf_tests/rdf/rdf11/*/*.nt"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			sets[file] = string(text)
		}
	}
	read := map[string][]quad.Quad{}
	for name, text := range sets {
		var quads []quad.Quad
		for q, err := range rdf.ReadNQuads(strings.NewReader(text)) {
			if err != nil {
				quads = nil // one of W3C's negative tests
				break
			}
			quads = append(quads, q)
		}
		if len(quads) > 0 {
			read[name] = quads
		}
	}
	return read
}

func stream(quads []quad.Quad) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for _, q := range quads {
			if !yield(q, nil) {
				return
			}
		}
	}
}

func sortedLines(quads iter.Seq2[quad.Quad, error]) (string, error) {
	set := map[string]bool{}
	for q, err := range quads {
		if err != nil {
			return "", err
		}
		set[string(rdf.AppendQuad(nil, q))] = true
	}
	return strings.Join(slices.Sorted(maps.Keys(set)), ""), nil
}

// What is written as JSON-LD is read by json-gold as the same quads.
func TestJSONLDRoundTrip(t *testing.T) {
	for name, quads := range datasets(t) {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := rdf.WriteJSONLD(&b, stream(quads)); err != nil {
				t.Fatal(err)
			}
			var document any
			if err := json.Unmarshal(b.Bytes(), &document); err != nil {
				t.Fatalf("%v\n%s", err, b.Bytes())
			}
			options := ld.NewJsonLdOptions("")
			options.Format = "application/n-quads"
			options.ProduceGeneralizedRdf = false
			got, err := ld.NewJsonLdProcessor().ToRDF(document, options)
			if err != nil {
				t.Fatalf("%v\n%s", err, b.Bytes())
			}
			foldLanguages(quads)
			compare(t, quads, rdf.ReadNQuads(strings.NewReader(got.(string))), b.Bytes())
		})
	}
}

// foldLanguages writes tags as JSON-LD 1.1 lets readers write them.
func foldLanguages(quads []quad.Quad) {
	for i, q := range quads {
		if text, ok := q.Object.(quad.LangString); ok {
			text.Lang = strings.ToLower(text.Lang)
			quads[i].Object = text
		}
	}
}

func compare(t *testing.T, want []quad.Quad, got iter.Seq2[quad.Quad, error], document []byte) {
	t.Helper()
	w, _ := sortedLines(stream(want))
	g, err := sortedLines(got)
	if err != nil {
		t.Fatalf("%v\n%s", err, document)
	}
	if canonicalBlank(g) != canonicalBlank(w) {
		t.Errorf("written:\n%s\nwant:\n%s\ngot:\n%s", document, w, g)
	}
}

// canonicalBlank forgets the names of blank nodes, which readers give anew.
func canonicalBlank(lines string) string {
	var kept []string
	for line := range strings.Lines(lines) {
		fields := strings.Split(line, " ")
		for i, f := range fields {
			if strings.HasPrefix(f, "_:") {
				fields[i] = "_:b"
			}
		}
		kept = append(kept, strings.Join(fields, " "))
	}
	slices.Sort(kept)
	return strings.Join(kept, "")
}

// What is written as TriG is read as the same quads: each block by knakk/rdf, which
// knows Turtle.
func TestTriGRoundTrip(t *testing.T) {
	for name, quads := range datasets(t) {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := rdf.WriteTriG(&b, prefixes, stream(quads)); err != nil {
				t.Fatal(err)
			}
			got, err := readTriG(b.String())
			if err != nil {
				t.Fatalf("%v\n%s", err, b.String())
			}
			compare(t, quads, stream(got), b.Bytes())
		})
	}
}

func readTriG(document string) (quads []quad.Quad, err error) {
	head, block := "", ""
	var label quad.Value
	end := func() error {
		decoder := knakk.NewTripleDecoder(strings.NewReader(head+block), knakk.Turtle)
		triples, err := decoder.DecodeAll()
		for _, triple := range triples {
			var q quad.Quad
			for line, err := range rdf.ReadNQuads(strings.NewReader(triple.Serialize(knakk.NTriples))) {
				if q = line; err != nil {
					return err
				}
			}
			q.Label = label
			quads = append(quads, q)
		}
		block, label = "", nil
		return err
	}
	for line := range strings.Lines(document) {
		switch name, opens := strings.CutPrefix(line, "GRAPH "); {
		case strings.HasPrefix(line, "@prefix"):
			head += line
		case opens:
			if err := end(); err != nil {
				return nil, err
			}
			if label, err = rdf.ParseTerm(strings.TrimSuffix(name, " {\n")); err != nil {
				return nil, err
			}
		case line == "}\n":
			if err := end(); err != nil {
				return nil, err
			}
		default:
			block += line
		}
	}
	return quads, end()
}

// A writer says what it cannot write, and what ended its stream.
func TestDocumentsOfBadQuads(t *testing.T) {
	broken := errors.New("broken")
	bad := func(yield func(quad.Quad, error) bool) {
		_ = yield(quad.Quad{Subject: quad.IRI("http://a/b"), Predicate: quad.IRI("http://a/p"), Object: quad.IRI("relative")}, nil)
	}
	ends := func(yield func(quad.Quad, error) bool) { _ = yield(quad.Quad{}, broken) }
	for name, write := range map[string]func(*bytes.Buffer, iter.Seq2[quad.Quad, error]) error{
		"trig":   func(b *bytes.Buffer, quads iter.Seq2[quad.Quad, error]) error { return rdf.WriteTriG(b, nil, quads) },
		"jsonld": func(b *bytes.Buffer, quads iter.Seq2[quad.Quad, error]) error { return rdf.WriteJSONLD(b, quads) },
	} {
		if err := write(&bytes.Buffer{}, bad); err == nil || !strings.Contains(err.Error(), "quad 1: ") {
			t.Errorf("%s: %v", name, err)
		}
		if err := write(&bytes.Buffer{}, ends); !errors.Is(err, broken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
