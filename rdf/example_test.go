package rdf_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/cayleygraph/quad"

	"claimgraph/rdf"
)

func ExampleReadNQuads() {
	text := `<urn:deepseek> <urn:founded> "2023" <urn:article> .
<urn:deepseek> <urn:founded> 2023 .
<urn:deepseek> <urn:name> "DeepSeek"@en .`
	for q, err := range rdf.ReadNQuads(strings.NewReader(text)) {
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(q.Object, q.Label)
	}
	// Output:
	// "2023" <urn:article>
	// line 2, column 30: expected an object (IRI, blank node or literal), found '2'
	// "DeepSeek"@en <nil>
}

func ExampleNQuads_Statements() {
	movies := rdf.NQuads{Base: "http://movies.example/"}
	for st, err := range movies.Statements(strings.NewReader(`</en/die_hard> <name> "Die\u0020Hard" .`)) {
		fmt.Printf("%d %s %v\n", st.Line, st.Terms[:3], err)
	}
	// Output:
	// 1 [<http://movies.example/en/die_hard> <http://movies.example/name> "Die Hard"] <nil>
}

func ExampleWriteNQuads() {
	quads := func(yield func(quad.Quad, error) bool) {
		yield(quad.Quad{Subject: quad.IRI("urn:h800"), Predicate: quad.IRI("urn:cores"), Object: quad.Int(16896)}, nil)
	}
	if err := rdf.WriteNQuads(os.Stdout, quads); err != nil {
		fmt.Println(err)
	}
	// Output:
	// <urn:h800> <urn:cores> "16896"^^<http://www.w3.org/2001/XMLSchema#integer> .
}

func ExampleParseTerm() {
	v, err := rdf.ParseTerm(`"a less advanced \"chip\""@en`)
	fmt.Println(v.Native(), err)
	_, err = rdf.ParseTerm(`<urn:a b>`)
	fmt.Println(err)
	// Output:
	// a less advanced "chip" <nil>
	// term "<urn:a b>": byte 6: ' ' in an IRI: percent-encode it, or close the IRI with >
}
