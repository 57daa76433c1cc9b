package read

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimgraph/loader/fetch"
	"claimgraph/rdf"
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
				for q, err := range in.Quads.Statements("") {
					if err != nil {
						fmt.Fprintf(&got, "    error: %v\n", err)
						continue
					}
					fmt.Fprintf(&got, "    %s", rdf.AppendQuad(nil, q))
				}
			default:
				a := in.Article
				published := ""
				if !a.Published.IsZero() {
					published = a.Published.Format(time.RFC3339)
				}
				fmt.Fprintf(&got, "key %s, line %d, url %s\ntitle %s, byline %s, publisher %s, published %s, language %s\n%s\n",
					strings.TrimPrefix(a.Key, "testdata/formats/"), in.Line, a.URL, a.Title, a.Byline, a.Publisher, published, a.Language, indented(a.Text))
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

// TestWeb: an address is a page or a feed, its key the address as given.
func TestWeb(t *testing.T) {
	sample := func(name string) []byte {
		b, err := os.ReadFile("testdata/formats/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	at, _ := url.Parse("https://courier.example/new")
	r := Reader{Fetch: func(address string) (*fetch.Page, error) {
		switch address {
		case "https://courier.example/old":
			return &fetch.Page{Address: at, ContentType: "text/html", Body: sample("courier.html")}, nil
		case "https://courier.example/feed":
			return &fetch.Page{Address: at, ContentType: "text/html", Body: sample("news.atom")}, nil
		case "https://courier.example/feed.json":
			return &fetch.Page{Address: at, ContentType: "application/feed+json", Body: []byte(`{"version":"https://jsonfeed.org/version/1.1","title":"The Vale Courier","items":[{"id":"1","url":"https://courier.example/dam","content_text":"The dam gave way."}]}`)}, nil
		case "https://courier.example/logo":
			return &fetch.Page{Address: at, ContentType: "image/png", Body: []byte("\x89PNG")}, nil
		}
		return nil, fetch.ErrRobots
	}}
	compare(t, list(r, "https://courier.example/old", "https://courier.example/feed", "https://courier.example/feed.json", "https://courier.example/logo", "https://courier.example/x"), []string{
		`https://courier.example/old:0 "https://courier.example/old" "The earth dam above Elsby gave way`,
		`https://courier.example/feed: item 1:0 "https://courier.example/dam" "The dam above Elsby gave way."`,
		`https://courier.example/feed.json: item 1:0 "https://courier.example/dam" "The dam gave way."`,
		"error https://courier.example/logo: image/png: not a format that can be read",
		"error https://courier.example/x: the site's robots.txt asks programs to stay away",
	})
}
