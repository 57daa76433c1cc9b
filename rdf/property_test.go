package rdf_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"
	"pgregory.net/rapid"

	"claimgraph/rdf"
)

// Arbitrary terms of RDF 1.1, as Read gives them.

func iris() *rapid.Generator[quad.Value] {
	return rapid.Custom(func(t *rapid.T) quad.Value {
		return quad.IRI(rapid.StringMatching(`[a-z][a-z0-9+.-]{0,4}:[!#-;=?-\[\]_a-z~é日😀\x{fffe}]{0,20}`).Draw(t, "iri"))
	})
}

func labels() *rapid.Generator[quad.Value] {
	return rapid.Custom(func(t *rapid.T) quad.Value {
		return quad.BNode(rapid.StringMatching(`[A-Za-z0-9_é日]([-.A-Za-z0-9_·é]{0,5}[-A-Za-z0-9_·])?`).Draw(t, "label"))
	})
}

func literals() *rapid.Generator[quad.Value] {
	return rapid.Custom(func(t *rapid.T) quad.Value {
		value := quad.String(rapid.OneOf(rapid.String(), rapid.StringMatching(`[\x00-\x{10ffff}"\\\n]{0,8}`)).Draw(t, "string"))
		switch rapid.IntRange(0, 2).Draw(t, "kind") {
		case 0:
			return value
		case 1:
			return quad.LangString{Value: value, Lang: rapid.StringMatching(`[a-zA-Z]{1,9}(-[a-zA-Z0-9]{1,9}){0,2}`).Draw(t, "language")}
		}
		return quad.TypedString{Value: value, Type: iris().Draw(t, "datatype").(quad.IRI)}
	})
}

func quads() *rapid.Generator[quad.Quad] {
	return rapid.Custom(func(t *rapid.T) quad.Quad {
		nodes := rapid.OneOf(iris(), labels())
		return quad.Quad{
			Subject:   nodes.Draw(t, "subject"),
			Predicate: iris().Draw(t, "predicate"),
			Object:    rapid.OneOf(nodes, literals()).Draw(t, "object"),
			Label:     rapid.OneOf(nodes, rapid.Just(quad.Value(nil))).Draw(t, "label"),
		}
	})
}

func TestReadWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(quads(), 0, 5).Draw(t, "quads")
		var text bytes.Buffer
		err := rdf.WriteNQuads(&text, func(yield func(quad.Quad, error) bool) {
			for _, q := range want {
				if !yield(q, nil) {
					return
				}
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		got, err := collect(rdf.ReadNQuads(bytes.NewReader(text.Bytes())))
		if err != nil || len(got) != len(want) {
			t.Fatalf("%s: %d quads read, %v", text.String(), len(got), err)
		}
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("%s: got %#v, want %#v", text.String(), got[i], want[i])
			}
		}
	})
}

func TestParseTermOfAppended(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.OneOf(iris(), labels(), literals()).Draw(t, "term")
		term := string(rdf.AppendTerm(nil, want))
		if got, err := rdf.ParseTerm(term); err != nil || got != want {
			t.Fatalf("%s: got %#v, %v; want %#v", term, got, err, want)
		}
	})
}

// Whatever a value holds, it is one line, and the lines around it stay.
func TestNoInjection(t *testing.T) {
	bytes := rapid.StringMatching(`[ <>"\\._:@^#\n\ra-c\x{80}]{0,12}`)
	rapid.Check(t, func(t *rapid.T) {
		value := func(name string) quad.Value {
			s := bytes.Draw(t, name)
			return rapid.SampledFrom([]quad.Value{
				quad.IRI(s), quad.BNode(s), quad.String(s + "\xff"), quad.LangString{Value: "x", Lang: s}, quad.TypedString{Value: "x", Type: quad.IRI(s)}, nil,
			}).Draw(t, name)
		}
		q := quad.Quad{Subject: value("subject"), Predicate: value("predicate"), Object: value("object"), Label: value("label")}
		const other = "<a:s> <a:p> <a:o> .\n"
		text := other + string(rdf.AppendQuad(nil, q)) + other
		got, err := collect(rdf.ReadNQuads(strings.NewReader(text)))
		if want := 2 + boolInt(rdf.Validate(q) == nil); len(got) != want || (err == nil) != (want == 3) {
			t.Fatalf("%s: %d quads, %v", text, len(got), err)
		}
	})
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// FuzzRead: reading never panics; what was read is written in a form that reads
// and writes the same; Statements and Read agree.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"<a:s> <a:p> <a:o> <a:g> . # c\r\n", "_:a<b>\"c\\u0041\\n\"@en-GB.\n", "<a:s> <a:p> \"x\"^^<t> .\r<s> <../p> <//h> .",
		`<a:s> <a:p> "\UFFFFFFFF" .`, "<a:\\u00e9> <a:p> \"\xff\" .\n\n#\xfe", "_:a.b <a:p> _:c. ", "\"\ufffe\\uFFFE\"",
	} {
		f.Add(seed, "http://a/b/../c?d")
		f.Add(seed, "")
	}
	f.Fuzz(func(t *testing.T, text, base string) {
		reader := rdf.NQuads{Base: base, MaxLineBytes: 1 << 10}
		read, _ := collect(reader.Read(strings.NewReader(text)))
		var once []byte
		for _, q := range read {
			once = rdf.AppendQuad(once, q)
		}
		again, err := collect(rdf.ReadNQuads(bytes.NewReader(once)))
		if err != nil {
			t.Fatalf("%q: written as %q: %v", text, once, err)
		}
		var twice []byte
		for _, q := range again {
			twice = rdf.AppendQuad(twice, q)
		}
		if !bytes.Equal(once, twice) {
			t.Fatalf("%q: written as %q, then as %q", text, once, twice)
		}
		if statements := joinStatements(reader, text); !bytes.Equal(once, statements) {
			t.Fatalf("%q: quads are %q, statements are %q", text, once, statements)
		}
	})
}

func joinStatements(reader rdf.NQuads, text string) (out []byte) {
	for st, err := range reader.Statements(strings.NewReader(text)) {
		if err != nil {
			continue
		}
		for _, term := range st.Terms {
			if term != nil {
				out = append(append(out, term...), ' ')
			}
		}
		out = append(out, ".\n"...)
	}
	return out
}

func FuzzParseTerm(f *testing.F) {
	for _, seed := range []string{`<a:b>`, `_:b`, `"x"@en`, `"x"^^<a:t>`, `"\u0041\\"`, "\"x\" @en", `<\u0062>`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := rdf.ParseTerm(s)
		if err != nil {
			return
		}
		canonical := string(rdf.AppendTerm(nil, v))
		if again, err := rdf.ParseTerm(canonical); err != nil || again != v {
			t.Fatalf("%q is %#v, written as %q, which is %#v, %v", s, v, canonical, again, err)
		}
	})
}
