package rdf_test

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"claimgraph/rdf"
)

// TestTurtle shows what is read, and where it is said to be wrong.
func TestTurtle(t *testing.T) {
	const head = "@prefix : <http://x/> .\n"
	for _, c := range []struct{ in, want, wrong string }{
		{":a :b 1, 1.0, 1e0, -.5, 1.E3, true .", `<http://x/a> <http://x/b> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
<http://x/a> <http://x/b> "1.0"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<http://x/a> <http://x/b> "1e0"^^<http://www.w3.org/2001/XMLSchema#double> .
<http://x/a> <http://x/b> "-.5"^^<http://www.w3.org/2001/XMLSchema#decimal> .
<http://x/a> <http://x/b> "1.E3"^^<http://www.w3.org/2001/XMLSchema#double> .
<http://x/a> <http://x/b> "true"^^<http://www.w3.org/2001/XMLSchema#boolean> .
`, ""},
		{":a :b 1.", `<http://x/a> <http://x/b> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .` + "\n", ""},
		{":a.b :b :c..", "", `line 2, column 12: expected a subject (IRI, blank node or collection), found '.'`},
		{":a :b \"x\"@en-GB,'y'^^:t,'''it's\n\"''' .", `<http://x/a> <http://x/b> "x"@en-GB .
<http://x/a> <http://x/b> "y"^^<http://x/t> .
<http://x/a> <http://x/b> "it's\n\"" .
`, ""},
		{"[] a :b . _:anon.1 a :c .", `_:anon.1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://x/b> .
_:anon.u.1 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://x/c> .
`, ""},
		{":true :a.b :false, :a\\,b.\n:x :y :a%20b. ", `<http://x/true> <http://x/a.b> <http://x/false> .
<http://x/true> <http://x/a.b> <http://x/a,b> .
<http://x/x> <http://x/y> <http://x/a%20b> .
`, ""},
		{":a :b :c", "", "line 2, column 9: expected the full stop that ends the statement, or ; or ,, found the end of the document"},
		{":a :b <c> .", "", "line 2, column 7: relative IRI <c>: give a base IRI to resolve it against"},
		{":a x:b :c .", "", "line 2, column 4: prefix x: is not declared"},
		{":a :b \"é\n\" .", "", `line 2, column 9: line break in a string: write \n or \r, or three quotation marks around it`},
		{":a :b \"\"\"x\r\ny\nz", "", `line 2, column 7: the string is not closed: """ is missing`},
		{":g { :a :b :c }", "", "line 2, column 4: expected a predicate (IRI or a), found '{'"},
		{":a :b \"\xff\" .", "", "line 2, column 8: not UTF-8: save the file as UTF-8"},
		{"# \xff\n", "", "line 2, column 3: not UTF-8: save the file as UTF-8"},
		{":a :b " + strings.Repeat("[ :p ", 2000), "", "line 2, column 5007: brackets nest deeper than 1000"},
	} {
		in := head + c.in
		for name, r := range map[string]io.Reader{"whole": strings.NewReader(in), "bytewise": iotest.OneByteReader(strings.NewReader(in))} {
			quads, err := gather(rdf.ReadTurtle(r))
			switch {
			case err == nil && c.wrong != "" || err != nil && (c.wrong == "" || !strings.HasPrefix(err.Error(), c.wrong)):
				t.Errorf("%.80q (%s): error %v, want %s", c.in, name, err, c.wrong)
			case c.want != "" && lines(quads) != c.want:
				t.Errorf("%.80q (%s): got\n%swant\n%s", c.in, name, lines(quads), c.want)
			}
		}
	}
}

// TestTurtleStream: what is wrong with the stream is no end of the document, and a
// token has a bound.
func TestTurtleStream(t *testing.T) {
	broken := errors.New("cable cut")
	_, err := gather(rdf.ReadTurtle(io.MultiReader(strings.NewReader("<http://x/a> <http://x/b> <http://x/c> .\n"), iotest.ErrReader(broken))))
	if !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
	long := io.MultiReader(strings.NewReader("<http://x/a> <http://x/b> '''"), io.LimitReader(letters{}, 100<<20))
	_, err = gather(rdf.Turtle{MaxTokenBytes: 1 << 20}.Read(long))
	if err == nil || err.Error() != "line 1: a token longer than 1048576 bytes" {
		t.Errorf("error %v", err)
	}
	n := 0
	for range rdf.ReadTurtle(strings.NewReader("<http://x/a> <http://x/b> 1, 2, 3 .")) {
		if n++; n == 2 {
			break
		}
	}
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

// FuzzTurtle: what is read as TriG is valid, is the same when written as TriG and
// read again, and does not depend on how the stream is cut.
func FuzzTurtle(f *testing.F) {
	for _, s := range []string{"@prefix : <http://x/> . :a :b 1.5, 'x'@en, [ :c ( 1 true ) ] .", "<http://x/g> { <http://x/a> a <http://x/b> }",
		"PREFIX x: <http://x/> GRAPH [] { x:a%20 x:\\~ \"\"\"a\"\"\" . }", "@base <http://x/y/> . <../z> <#a> _:anon.1 ."} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, in string) {
		quads, err := gather(rdf.Turtle{Graphs: true, Base: "http://base.example/"}.Read(strings.NewReader(in)))
		slowly, slowErr := gather(rdf.Turtle{Graphs: true, Base: "http://base.example/"}.Read(iotest.HalfReader(strings.NewReader(in))))
		if (err == nil) != (slowErr == nil) || lines(quads) != lines(slowly) {
			t.Fatalf("%v and %v for one document", err, slowErr)
		}
		var written strings.Builder
		if err := rdf.WriteTriG(&written, []rdf.Prefix{{Name: "x", IRI: "http://x/"}}, stream(quads)); err != nil {
			t.Fatalf("what was read is not valid: %v", err)
		}
		again, err := gather(rdf.ReadTriG(strings.NewReader(written.String())))
		if err != nil {
			t.Fatalf("%v in what was written:\n%s", err, written.String())
		}
		if len(quads) < 100 && !isomorphic(again, quads) {
			t.Fatalf("got\n%swant\n%s", lines(again), lines(quads))
		}
	})
}
