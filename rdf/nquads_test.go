package rdf_test

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"math"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/google/go-cmp/cmp"

	"claimgraph/rdf"
)

// collect gives all quads and all errors.
func collect(quads iter.Seq2[quad.Quad, error]) (all []quad.Quad, err error) {
	for q, e := range quads {
		if e != nil {
			err = errors.Join(err, e)
		} else {
			all = append(all, q)
		}
	}
	return all, err
}

// write is N-Quads of the quads of text, or the errors.
func rewrite(f rdf.NQuads, text string) string {
	var out []byte
	quads, err := collect(f.Read(strings.NewReader(text)))
	for _, q := range quads {
		out = rdf.AppendQuad(out, q)
	}
	if err != nil {
		out = append(out, err.Error()...)
	}
	return string(out)
}

func TestRead(t *testing.T) {
	movies := rdf.NQuads{Base: "http://movies.example/"}
	tests := []struct {
		name, text, want string
		reader           rdf.NQuads
	}{
		{name: "nothing", text: "", want: ""},
		{name: "comments and blank lines", text: "# one\n\n \t \n  # <a:s> <a:p> <a:o> .", want: ""},
		{name: "no last line break", text: "<a:s> <a:p> <a:o> .", want: "<a:s> <a:p> <a:o> .\n"},
		{name: "CR LF counts as one line break", text: "<a:s> <a:p> <a:o> .\r\n\r\nx", want: "<a:s> <a:p> <a:o> .\nline 3, column 1: expected a subject (IRI or blank node), found 'x'"},
		{name: "CR alone", text: "# c\r<a:s> <a:p> <a:o> .\rx\r\r", want: "<a:s> <a:p> <a:o> .\nline 3, column 1: expected a subject (IRI or blank node), found 'x'"},
		{name: "label", text: "<a:s> <a:p> _:o _:g.", want: "<a:s> <a:p> _:o _:g .\n"},
		{name: "label with dots", text: "_:a.b <a:p> _:c...", want: "line 1, column 17: expected the end of the line, found '.'"},
		{name: "label beyond ASCII", text: "_:é·1 <a:p> _:日本.", want: "_:é·1 <a:p> _:日本 .\n"},
		{name: "label with colon", text: "_:a:b <a:p> <a:o> .", want: "line 1, column 4: expected a predicate (IRI), found ':'"},
		{name: "string datatype is plain", text: `<a:s> <a:p> "x"^^<http://www.w3.org/2001/XMLSchema#string> .`, want: "<a:s> <a:p> \"x\" .\n"},
		{name: "string datatype in disguise", text: `<a:s> <a:p> "\u0078"^^<http://www.w3.org/2001/XMLSchema\u0023string> .`, want: "<a:s> <a:p> \"x\" .\n"},
		{name: "lexical form stays", text: `<a:s> <a:p> "+05"^^<http://www.w3.org/2001/XMLSchema#integer> .`, want: "<a:s> <a:p> \"+05\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"},
		{name: "language stays", text: `<a:s> <a:p> "x"@EN-gb.`, want: "<a:s> <a:p> \"x\"@EN-gb .\n"},
		{name: "spaces before language and datatype", text: "<a:s> <a:p> \"x\" @en .\n<a:s> <a:p> \"x\"\t^^ <a:t> .\n<a:s> <a:p> \"x\" ^^<a:t> .\n<a:s> <a:p> \"x\" .",
			want: "<a:s> <a:p> \"x\"@en .\n<a:s> <a:p> \"x\"^^<a:t> .\n<a:s> <a:p> \"x\"^^<a:t> .\n<a:s> <a:p> \"x\" .\n"},
		{name: "datatype as long after resolution as before", reader: rdf.NQuads{Base: "a:"}, text: `<a:s> <a:p> "x"^^<./b> .`, want: "<a:s> <a:p> \"x\"^^<a:b> .\n"},
		{name: "escapes", text: `<a:\u00e9> <a:p> "\u0041\'\t\U0001F600\u0007" .`, want: "<a:é> <a:p> \"A'\\t😀\\u0007\" .\n"},
		{name: "two on a line", text: "<a:s> <a:p> <a:o> . <a:s> <a:p> <a:o> .", want: "line 1, column 21: expected the end of the line, found '<'"},
		{name: "column counts characters", text: "<a:éé> <a:p> \"x .", want: "line 1, column 14: the string is not closed: \" is missing"},
		{name: "the rest goes on", text: "<a:s> <a:p> .\n<a:s> <a:p> <a:o> .\n<a:s> \"p\" <a:o> .\n",
			want: "<a:s> <a:p> <a:o> .\nline 1, column 13: expected an object (IRI, blank node or literal), found '.'\nline 3, column 7: expected a predicate (IRI), found '\"'"},
		{name: "not UTF-8", text: "<a:s> <a:p> \"\xff\" .\n# \xe9", want: "line 1, column 14: not UTF-8: save the file as UTF-8\nline 2, column 3: not UTF-8: save the file as UTF-8"},
		{name: "byte order mark", text: "\uFEFF<a:s> <a:p> <a:o> .", want: "line 1, column 1: byte order mark: save the file as UTF-8 without it"},
		{name: "beyond Unicode", text: `<a:s> <a:p> "\UFFFFFFFF" .`, want: `line 1, column 14: escape beyond U+10FFFF, the last character of Unicode`},
		{name: "surrogate", text: `<a:s> <a:p> "\uD83D\uDE00" .`, want: `line 1, column 14: escape of half a surrogate pair: write the character itself or one \UXXXXXXXX`},
		{name: "escaped space in an IRI", text: `<a:\u0020s> <a:p> <a:o> .`, want: `line 1, column 4: ' ' in an IRI, as an escape: percent-encode it`},
		{name: "relative", text: "</en/x> <a:p> <a:o> .", want: "line 1, column 1: relative IRI </en/x>: give a base IRI to resolve it against"},
		{name: "relative datatype", text: `<a:s> <a:p> "x"^^<t> .`, want: "line 1, column 18: relative IRI <t>: give a base IRI to resolve it against"},
		{name: "base", reader: movies, text: `</en/x> <type> "x"^^<../t> <#g> .`, want: "<http://movies.example/en/x> <http://movies.example/type> \"x\"^^<http://movies.example/t> <http://movies.example/#g> .\n"},
		{name: "base and escapes", reader: movies, text: `<\u002fx> <a:p> "\u0041"^^<t> .`, want: "<http://movies.example/x> <a:p> \"A\"^^<http://movies.example/t> .\n"},
		{name: "neither absolute nor relative", reader: movies, text: `<1:x> <a:p> <a:o> .`, want: "line 1, column 1: <1:x> is neither an absolute IRI nor a relative one"},
		{name: "base that is none", reader: rdf.NQuads{Base: "x"}, text: "<a:s> <a:p> <a:o> .", want: `base IRI "x": not an absolute IRI such as http://example.org/`},
		{name: "triples", reader: rdf.NQuads{Triples: true}, text: "<a:s> <a:p> <a:o> <a:g> .", want: "line 1, column 19: expected the full stop that ends the statement (N-Triples has no graph labels), found '<'"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, rewrite(test.reader, test.text)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestReadLongLines(t *testing.T) {
	const statement = "<a:s> <a:p> <a:o> .\n"
	for _, size := range []int{30, 1 << 10, 300 << 10} {
		text := statement + "#" + strings.Repeat("x", size) + "\r\n" + statement + strings.Repeat("y", size)
		got := rewrite(rdf.NQuads{MaxLineBytes: 20}, text)
		want := statement + statement +
			"line 2: longer than 20 bytes: skipped; break up the literal or raise the limit\n" +
			"line 4: longer than 20 bytes: skipped; break up the literal or raise the limit"
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d bytes: %s", size, diff)
		}
	}
	long := `<a:s> <a:p> "` + strings.Repeat("é", 1<<20) + "\" .\n"
	if got := rewrite(rdf.NQuads{}, long+statement); got != long+statement {
		t.Error("a line of 2 MiB is not read as it stands")
	}
}

// A stream that breaks off must not pass the beginning of a line off as a line.
func TestReadBrokenStream(t *testing.T) {
	broken := errors.New("disk on fire")
	text := "<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:o2> ."
	r := io.MultiReader(strings.NewReader(text), iotest.ErrReader(broken))
	quads, err := collect(rdf.ReadNQuads(r))
	if len(quads) != 1 || !errors.Is(err, broken) || err.Error() != "line 2: disk on fire" {
		t.Errorf("got %v, %v", quads, err)
	}
}

// Lines come out the same in whatever pieces the stream comes in.
func TestReadInPieces(t *testing.T) {
	text := "<a:s> <a:p> \"é\" .\r\n#\r\r\n\n<a:s> <a:p> <a:o> <a:g> .\rx"
	want := rewrite(rdf.NQuads{}, text)
	got, err := collect(rdf.ReadNQuads(iotest.OneByteReader(strings.NewReader(text))))
	if len(got) != 2 || err == nil || !strings.HasSuffix(want, err.Error()) {
		t.Errorf("got %v, %v; want %s", got, err, want)
	}
}

func TestReadStops(t *testing.T) {
	for range rdf.ReadNQuads(strings.NewReader("x\ny\n")) {
		break
	}
	for range rdf.ReadNTriples(strings.NewReader("<a:s> <a:p> <a:o> .\n<a:s> <a:p> <a:o> .\n")) {
		break
	}
}

func TestStatements(t *testing.T) {
	text := "# one\n</s> <a:p> \"\\u0041\"@en .\n"
	for st, err := range (rdf.NQuads{Base: "http://a/"}).Statements(strings.NewReader(text)) {
		got := string(bytes.Join(st.Terms[:], []byte("|")))
		if err != nil || st.Line != 2 || got != `<http://a/s>|<a:p>|"A"@en|` {
			t.Errorf("got line %d: %s, %v", st.Line, got, err)
		}
	}
}

func TestAppendTerm(t *testing.T) {
	when := time.Date(2025, 1, 27, 12, 0, 0, 5000, time.FixedZone("", 3600))
	tests := []struct {
		value quad.Value
		want  string
	}{
		{nil, ``},
		{quad.IRI("http://a/é"), `<http://a/é>`},
		{quad.BNode("b"), `_:b`},
		{quad.String("a\"\\\n\r\t\b\f\x00\x7f\ufffeé"), `"a\"\\\n\r\t\b\f\u0000\u007F\uFFFEé"`},
		{quad.LangString{Value: "x", Lang: "en-GB"}, `"x"@en-GB`},
		{quad.TypedString{Value: "x", Type: "http://www.w3.org/2001/XMLSchema#string"}, `"x"`},
		{quad.TypedString{Value: "01", Type: "a:t"}, `"01"^^<a:t>`},
		{quad.Int(-5), `"-5"^^<http://www.w3.org/2001/XMLSchema#integer>`},
		{quad.Float(1.5), `"1.5E0"^^<http://www.w3.org/2001/XMLSchema#double>`},
		{quad.Float(-1e-30), `"-1.0E-30"^^<http://www.w3.org/2001/XMLSchema#double>`},
		{quad.Float(math.Inf(-1)), `"-INF"^^<http://www.w3.org/2001/XMLSchema#double>`},
		{quad.Float(math.NaN()), `"NaN"^^<http://www.w3.org/2001/XMLSchema#double>`},
		{quad.Bool(true), `"true"^^<http://www.w3.org/2001/XMLSchema#boolean>`},
		{quad.Time(when), `"2025-01-27T11:00:00.000005Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>`},
		// What no term can hold stays within the term.
		{quad.IRI("a:> <b"), `<a:\u003E\u0020\u003Cb>`},
		{quad.BNode("b . "), `_:b\u0020.\u0020`},
		{quad.LangString{Value: "x"}, `"x"@`},
		{quad.TypedString{Value: "x"}, `"x"^^<>`},
		{quad.LangString{Value: "x", Lang: "en\n."}, `"x"@en\u000A\u002E`},
		{quad.TypedString{Value: "x", Type: "a:\xff>"}, `"x"^^<a:\uDCFF\u003E>`},
		{quad.String("\xe9"), `"\uDCE9"`},
	}
	for _, test := range tests {
		if got := string(rdf.AppendTerm(nil, test.value)); got != test.want {
			t.Errorf("%#v: got %s, want %s", test.value, got, test.want)
		}
	}
}

func TestParseTerm(t *testing.T) {
	tests := []struct {
		term string
		want quad.Value
	}{
		{`<a:b>`, quad.IRI("a:b")},
		{`<b>`, quad.IRI("b")},
		{`<\u0062>`, quad.IRI("b")},
		{`_:b.c`, quad.BNode("b.c")},
		{`"é\n"`, quad.String("é\n")},
		{`"\u0041"`, quad.String("A")},
		{`"x"@en`, quad.LangString{Value: "x", Lang: "en"}},
		{`"x\\"^^<a:t>`, quad.TypedString{Value: `x\`, Type: "a:t"}},
		{`"x"^^<http://www.w3.org/2001/XMLSchema#string>`, quad.String("x")},
	}
	for _, test := range tests {
		if got, err := rdf.ParseTerm(test.term); err != nil || got != test.want {
			t.Errorf("%s: got %#v, %v", test.term, got, err)
		}
	}
	for _, bad := range []string{``, ` <a:b>`, `<a:b> `, `<a:b`, `_:`, `_:b.`, `_x`, `"x`, `"x"@`, `"x"@1`, `"x"^`, `"x"^^`, `"x"^^t`, `"x"en`, `x`, `<a:b><a:c>`, "\"\n\""} {
		if got, err := rdf.ParseTerm(bad); err == nil {
			t.Errorf("%s: got %#v, want an error", bad, got)
		}
	}
	_, err := rdf.ParseTerm(`"x"@1`)
	if want := `term "\"x\"@1": byte 4: malformed language tag: write letters, then - and letters or digits, as in en-GB`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestWriteRefuses(t *testing.T) {
	s, p, o := quad.IRI("a:s"), quad.IRI("a:p"), quad.String("o")
	bad := []quad.Quad{
		{},
		{Subject: s, Predicate: p},
		{Subject: o, Predicate: p, Object: o},
		{Subject: s, Predicate: quad.BNode("b"), Object: o},
		{Subject: s, Predicate: p, Object: o, Label: o},
		{Subject: quad.IRI("s"), Predicate: p, Object: o},
		{Subject: quad.IRI("a:s> <a:p> <a:o> .\n<a:t"), Predicate: p, Object: o},
		{Subject: quad.BNode(""), Predicate: p, Object: o},
		{Subject: quad.BNode("b."), Predicate: p, Object: o},
		{Subject: s, Predicate: p, Object: quad.BNode("b.")},
		{Subject: s, Predicate: p, Object: quad.BNode("b> .\n#")},
		{Subject: s, Predicate: p, Object: quad.String("\xff")},
		{Subject: s, Predicate: p, Object: quad.LangString{Value: "x", Lang: "en us"}},
		{Subject: s, Predicate: p, Object: quad.TypedString{Value: "x", Type: "t"}},
	}
	good := quad.Quad{Subject: s, Predicate: p, Object: o}
	for _, q := range bad {
		var out bytes.Buffer
		err := rdf.WriteNQuads(&out, func(yield func(quad.Quad, error) bool) {
			_ = yield(good, nil) && yield(q, nil)
		})
		if err == nil || !strings.HasPrefix(err.Error(), "quad 2: ") || out.String() != "<a:s> <a:p> \"o\" .\n" {
			t.Errorf("%#v: got %v and %s", q, err, out.String())
		}
		if n := bytes.Count(rdf.AppendQuad(nil, q), []byte("\n")); n != 1 {
			t.Errorf("%#v: is written as %d lines", q, n)
		}
	}
}

func TestWriteErrors(t *testing.T) {
	broken := errors.New("broken")
	good := quad.Quad{Subject: quad.IRI("a:s"), Predicate: quad.IRI("a:p"), Object: quad.String(strings.Repeat("o", 1<<10))}
	err := rdf.WriteNQuads(io.Discard, func(yield func(quad.Quad, error) bool) { yield(quad.Quad{}, broken) })
	if !errors.Is(err, broken) {
		t.Errorf("error of the stream: got %v", err)
	}
	r, w := io.Pipe()
	r.CloseWithError(broken)
	err = rdf.WriteNQuads(w, func(yield func(quad.Quad, error) bool) {
		for yield(good, nil) {
		}
	})
	if !errors.Is(err, broken) {
		t.Errorf("error of the writer: got %v", err)
	}
}
