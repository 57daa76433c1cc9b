package rdf_test

import (
	"bytes"
	"strings"
	"testing"

	"claimgraph/rdf"
)

func TestReadJSONLD(t *testing.T) {
	for _, c := range []struct{ in, want, wrong string }{
		{`{"@context":{"@vocab":"http://x/"},"@id":"http://x/a","name":["b",{"@value":"c","@language":"en"}],"n":5,"knows":{"@id":"_:q"}}`,
			`<http://x/a> <http://x/knows> _:b0 .
<http://x/a> <http://x/n> "5"^^<http://www.w3.org/2001/XMLSchema#integer> .
<http://x/a> <http://x/name> "b" .
<http://x/a> <http://x/name> "c"@en .
`, ""},
		{`[{"@id":"http://x/g","@graph":[{"@id":"http://x/a","@type":["http://x/T"]}]}]`,
			"<http://x/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://x/T> <http://x/g> .\n", ""},
		{`{"@context":{"@base":"http://y/"},"@id":"a","http://x/p":"b"}`, "<http://y/a> <http://x/p> \"b\" .\n", ""},
		{`{"@context":"https://schema.org","@type":"Person","name":"Ada"}`, "", "https://schema.org: contexts are not fetched: put it into the document"},
		{`{"@id":"a","http://x/p":"b"}`, "", "relative IRI <a>: give a base IRI to resolve it against"},
		{`{"@id":`, "", "unexpected EOF"},
		{`{"@context":{"@vocab":5}}`, "", "invalid vocab mapping"},
		{"[" + strings.Repeat(" ", 2000) + "]", "", "longer than 1000 bytes"},
	} {
		quads, err := gather(rdf.JSONLD{MaxBytes: 1000}.Read(strings.NewReader(c.in)))
		if (err == nil) != (c.wrong == "") || err != nil && !strings.Contains(err.Error(), c.wrong) {
			t.Errorf("%.80s: error %v, want %s", c.in, err, c.wrong)
		}
		if c.want != "" && lines(quads) != c.want {
			t.Errorf("%.80s: got\n%swant\n%s", c.in, lines(quads), c.want)
		}
	}
}

// TestJSONLDOrder: blank nodes are named alike whenever a document is read.
func TestJSONLDOrder(t *testing.T) {
	const document = `{"@context":{"@vocab":"http://x/"},"a":{"b":{"c":"1"},"d":{"c":"2"}},"@graph":[{"e":{"f":"3"}},{"g":[{"h":"4"},{"@list":[{"i":"5"},6]}]}],"j":{"k":"7"}}`
	first := ""
	for range 50 {
		quads, err := gather(rdf.JSONLD{}.Read(strings.NewReader(document)))
		if err != nil {
			t.Fatal(err)
		}
		if first == "" {
			first = lines(quads)
		}
		if lines(quads) != first {
			t.Fatalf("first\n%sthen\n%s", first, lines(quads))
		}
	}
}

// TestJSONLDOwn: what is written as JSON-LD is read as the same graph.
func TestJSONLDOwn(t *testing.T) {
	for name, quads := range datasets(t) {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			if err := rdf.WriteJSONLD(&b, stream(quads)); err != nil {
				t.Fatal(err)
			}
			foldLanguages(quads)
			compare(t, quads, rdf.JSONLD{}.Read(bytes.NewReader(b.Bytes())), b.Bytes())
		})
	}
}

// FuzzJSONLD: whatever comes, it is read as valid quads or refused.
func FuzzJSONLD(f *testing.F) {
	for _, s := range []string{`{"@id":"http://x/a","@type":["http://x/T"]}`, `[{"@id":"http://x/g","@graph":[{"http://x/p":[{"@list":[1,true,null]}]}]}]`,
		`{"@context":{"p":{"@id":"http://x/p","@container":"@language"}},"p":{"en":"x"}}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		for q, err := range (rdf.JSONLD{Base: "http://base.example/", MaxBytes: 1 << 16}).Read(strings.NewReader(in)) {
			if err == nil && rdf.Validate(q) != nil {
				t.Fatalf("%v is not valid", q)
			}
		}
	})
}
