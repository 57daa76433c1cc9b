package read

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgraph/kg"
	"claimgraph/rdf"

	"github.com/google/go-cmp/cmp"
)

// entriesOf reads a catalogue and writes down what came, one line each.
func entriesOf(t testing.TB, content string) (got []string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "catalog")
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := Reader{}.Catalog(file)
	if err != nil {
		t.Fatal(err)
	}
	for e, err := range c.Entries() {
		if err != nil {
			got = append(got, "error "+strings.TrimPrefix(err.Error(), file+": "))
			continue
		}
		got = append(got, fmt.Sprintf("%s %q %q %s %q %q", strings.TrimPrefix(e.IRI, "http://www.wikidata.org/entity/"), e.Label, e.Aliases, e.Kind, e.SameAs, e.Country))
	}
	return got
}

func TestCatalogFiles(t *testing.T) {
	const header = "iri,label,aliases,kind,sameAs,country\n"
	for name, test := range map[string]struct {
		content string
		want    []string
	}{
		"all columns": {header + "Q64,Berlin,\"Berlin, Germany| Spree-Athen \",place,https://a.example/b|Q2,Germany\n",
			[]string{`Q64 "Berlin" ["Berlin, Germany" "Spree-Athen"] Place ["https://a.example/b" "http://www.wikidata.org/entity/Q2"] "Germany"`}},
		"another order, mark, CR LF, unknown columns": {"\ufeffLabel,note,IRI\r\nBerlin,x,Q64\r\n", []string{`Q64 "Berlin" [] Other [] ""`}},
		"gzipped":      {gzipped(header + "Q64,Berlin,,,,\n"), []string{`Q64 "Berlin" [] Other [] ""`}},
		"UTF-16":       {utf16le(header + "Q64,Köln,,,,\n"), []string{`Q64 "Köln" [] Other [] ""`}},
		"line breaks":  {header + "Q64,\"Ber\nlin\",,,,\nQ1,A,,,,,\n", []string{`Q64 "Ber\nlin" [] Other [] ""`, "error line 4: not an entry of a catalogue: 7 fields, the first line has 6"}},
		"no label":     {header + "Q64,,,,,\nQ1,Universe,,,,\n", []string{"error line 2: not an entry of a catalogue: http://www.wikidata.org/entity/Q64 has no label", `Q1 "Universe" [] Other [] ""`}},
		"no IRI":       {header + "berlin,Berlin,,,,\n", []string{`error line 2: not an entry of a catalogue: "berlin" is no absolute IRI`}},
		"claimgraph's": {header + "urn:claimgraph:entity:1,Berlin,,,,\n", []string{`error line 2: not an entry of a catalogue: "urn:claimgraph:entity:1": names that begin with urn:claimgraph: are claimgraph's own`}},
		"no kind":      {header + "Q64,Berlin,,Town,,\n", []string{`error line 2: not an entry of a catalogue: "Town" is no kind: want one of [Person Organization Place Product Event Work Group Law Concept Other], or nothing`}},
		"a bare quote": {header + "Q64,\"Ber\"lin,,,,\nQ1,Universe,,,,\n", []string{`error line 2: not an entry of a catalogue: column 9: extraneous or missing " in quoted-field`, `Q1 "Universe" [] Other [] ""`}},
		"not UTF-8":    {header + "Q64,Berl\xffn,,,,\n", []string{`error line 2: not an entry of a catalogue: "Berl\xffn" is not UTF-8`}},
		"long name":    {header + "Q64," + strings.Repeat("x", maxNameBytes+1) + ",,,,\n", []string{"error line 2: not an entry of a catalogue: a name of more than 1000 bytes"}},
		"open quote": {header + "Q64,\"Berlin,,,,\n" + strings.Repeat("Q1,Universe,,,,\n", 200_000),
			[]string{"error not an entry of a catalogue: more than 1048576 bytes in the record that begins about line 2: is a quotation mark not closed? nothing of this file was loaded"}},
		"a cell of 10 MB": {header + "Q64,Berlin,,,,\nQ1,A,,,,\nQ2," + strings.Repeat("x", 10<<20) + ",,,,\n",
			[]string{`Q64 "Berlin" [] Other [] ""`, `Q1 "A" [] Other [] ""`,
				"error not an entry of a catalogue: more than 1048576 bytes in the record that begins about line 4: is a quotation mark not closed? nothing of this file was loaded"}},
		"no header": {"Q64,Berlin\n", []string{`error not an entry of a catalogue: the first line names the columns, with commas between them, iri and label among them; here it is "Q64,Berlin"`}},
		"empty":     {"", []string{"error file is empty"}},
		"cut off":   {gzipped(header + "Q64,Berlin,,,,\n")[:40], []string{"error " + ErrTruncated.Error()}},
		"N-Quads": {`# a comment
<http://a.example/1> <http://www.w3.org/2000/01/rdf-schema#label> "Berlin"@en .
<http://a.example/1> <http://www.w3.org/2000/01/rdf-schema#label> "Berlín"@es .
<http://a.example/1> <http://www.w3.org/2004/02/skos/core#altLabel> "Spree-Athen" .
<http://a.example/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://schema.org/Place> .
<http://a.example/1> <http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q64> <http://a.example/graph> .
<http://a.example/1> <http://schema.org/addressCountry> "Germany" .

<http://a.example/2> <http://www.w3.org/2004/02/skos/core#altLabel> "no label" .
<http://a.example/3> <http://www.w3.org/2000/01/rdf-schema#label> "Ber
<http://a.example/3> <http://www.w3.org/2000/01/rdf-schema#label> "Köln" .
`, []string{`http://a.example/1 "Berlin" ["Spree-Athen"] Place ["http://www.wikidata.org/entity/Q64"] "Germany"`,
			"error line 10: not an entry of a catalogue: column 67: the string is not closed: \" is missing",
			"error line 9: not an entry of a catalogue: http://a.example/2 has no label",
			`http://a.example/3 "Köln" [] Other [] ""`}},
	} {
		if diff := cmp.Diff(test.want, entriesOf(t, test.content)); diff != "" {
			t.Errorf("%s: want - got +\n%s", name, diff)
		}
	}
	if _, err := (Reader{}).Catalog("missing.csv"); !errors.Is(err, os.ErrNotExist) {
		t.Error("a missing file: ", err)
	}
	if _, err := (Reader{}).Catalog(t.TempDir()); !errors.Is(err, ErrNotRegular) {
		t.Error("a folder: ", err)
	}
}

// Whatever stands in a catalogue, its entries are quads that a store takes, with
// names that lead to them.
func FuzzCatalog(f *testing.F) {
	f.Add("iri,label,aliases,kind,sameAs,country\nQ64,Berlin,B|C,Place,Q1,Germany\n")
	f.Add("label,iri\n\"a\"\"b\",http://a.example/\n\"open")
	f.Add("<http://a/> <http://www.w3.org/2000/01/rdf-schema#label> \"x\" .\n")
	f.Add("iri,label\nQ1,\x00\u200b\xff\r\nQ2,the\n")
	f.Fuzz(func(t *testing.T, content string) {
		file := filepath.Join(t.TempDir(), "catalog")
		if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := Reader{}.Catalog(file)
		if err != nil {
			t.Fatal(err)
		}
		entries, names := 0, 0
		for q, err := range c.Quads(&entries) {
			var named *Error
			switch {
			case err != nil && !errors.As(err, &named):
				t.Fatalf("%v does not say where", err)
			case err != nil:
				continue
			}
			if err := rdf.Validate(q); err != nil {
				t.Fatalf("%v is no quad: %v", q, err)
			}
			if q.Predicate == kg.CatalogName {
				names++
				if n, ok := kg.ParseName(q.Object); !ok || n.Key == "" || n.IRI() != q.Object {
					t.Fatalf("%v is no name", q.Object)
				}
			}
		}
		if names != entries {
			t.Fatalf("%d names of labels in %d entries", names, entries)
		}
	})
}
