package read

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestFormats holds what is read of each sample in testdata/formats.
func TestFormats(t *testing.T) {
	const golden = "testdata/formats.golden"
	r := Reader{Columns: Columns{"text": "body"}}
	var got strings.Builder
	samples, err := filepath.Glob("testdata/formats/*")
	if err != nil || len(samples) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	for _, path := range samples {
		if r.Columns = nil; filepath.Ext(path) == ".tsv" {
			r.Columns = Columns{"text": "body"}
		} else if filepath.Ext(path) == ".csv" {
			r.Columns = Columns{"title": "Headline"}
		}
		fmt.Fprintf(&got, "## %s\n", filepath.Base(path))
		for in, err := range r.Inputs(path) {
			switch {
			case err != nil:
				fmt.Fprintf(&got, "error: %s\n", strings.ReplaceAll(err.Error(), "testdata/formats/", ""))
			case in.Quads != nil:
				fmt.Fprintf(&got, "quads: %s\n", strings.TrimPrefix(in.Name, "testdata/formats/"))
			default:
				a := in.Article
				published := ""
				if !a.Published.IsZero() {
					published = a.Published.Format(time.RFC3339)
				}
				fmt.Fprintf(&got, "key %s, line %d, url %s\ntitle %s, publisher %s, published %s, language %s\n%s\n",
					strings.TrimPrefix(a.Key, "testdata/formats/"), in.Line, a.URL, a.Title, a.Publisher, published, a.Language, indented(a.Text))
			}
		}
		got.WriteString("\n")
	}
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("differs from %s (go test ./loader/read -update):\n%s", golden, got.String())
	}
}

func indented(s string) string { return "    " + strings.ReplaceAll(s, "\n", "\n    ") }

// TestZipBombs: archives that unpack to more than may be held cost an error.
func TestZipBombs(t *testing.T) {
	var inner bytes.Buffer
	z := zip.NewWriter(&inner)
	f, _ := z.Create("zeros.txt")
	for range 64 {
		f.Write(bytes.Repeat([]byte("a"), 1<<20))
	}
	z.Close()
	nested := inner.Bytes()
	for range deepestArchive {
		var outer bytes.Buffer
		z := zip.NewWriter(&outer)
		f, _ := z.Create("in.zip")
		f.Write(nested)
		z.Close()
		nested = outer.Bytes()
	}
	compare(t, list(Reader{Stdin: bytes.NewReader(inner.Bytes())}, Stdin), []string{"error -/zeros.txt: too long: an article has at most 16777216 bytes"})
	compare(t, list(Reader{Stdin: bytes.NewReader(nested)}, Stdin), []string{"error -/in.zip/in.zip/in.zip: not a format that can be read: archives nest deeper than 3"})
}

// TestDeepPages: a page whose elements nest without end is refused.
func TestDeepPages(t *testing.T) {
	deep := "<html>" + strings.Repeat("<div>", 100_000) + "x"
	got := list(Reader{Stdin: strings.NewReader(deep)}, Stdin)
	if len(got) != 1 || !strings.HasPrefix(got[0], "error -: not a format that can be read") {
		t.Errorf("%.200q", got)
	}
}
