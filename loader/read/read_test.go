package read

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"claimgraph/kg"
)

// list reads paths and writes down what came, one line each.
func list(r Reader, paths ...string) []string {
	var got []string
	for in, err := range r.Inputs(paths...) {
		switch {
		case err != nil:
			got = append(got, "error "+err.Error())
		case in.Quads != nil:
			got = append(got, "quads "+in.Name)
			for q, err := range in.Quads.Statements("") {
				if err != nil {
					got = append(got, "error "+err.Error())
					continue
				}
				got = append(got, fmt.Sprint(q.Subject))
			}
		default:
			got = append(got, fmt.Sprintf("%s:%d %q %q %d", in.Name, in.Line, in.Article.Key, in.Article.Text, in.Replaced))
		}
	}
	return got
}

func gzipped(s string) string {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	io.WriteString(z, s)
	z.Close()
	return b.String()
}

func utf16le(s string) string {
	b := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

// noise is bytes without a pattern.
func noise(n int) string {
	source := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(1 + source.IntN(255))
	}
	return string(b)
}

const (
	lineA = `{"id":"a","text":"One."}` + "\n"
	lineB = `{"id":"b","text":"Two.","title":"T","published":"2025-01-27T00:00:00Z","other":1}` + "\n"
	stmt  = "<http://x/s> <http://x/p> \"o\" .\n"
)

func TestInputs(t *testing.T) {
	cut := func(s string, n int) string { return s[:len(s)-n] }
	for _, c := range []struct {
		name, content string
		want          []string
	}{
		{"a.txt", "Hello.", []string{`a.txt:0 "a.txt" "Hello." 0`}},
		{"a.txt", "Hello.\r\n", []string{`a.txt:0 "a.txt" "Hello.\r\n" 0`}},
		{"a.txt.gz", gzipped("Hello."), []string{`a.txt.gz:0 "a.txt.gz" "Hello." 0`}},
		{"bom.txt", "\ufeffHello.", []string{`bom.txt:0 "bom.txt" "Hello." 0`}},
		{"utf16.txt", utf16le("Zoë said 😀."), []string{`utf16.txt:0 "utf16.txt" "Zoë said 😀." 0`}},
		{"latin1.txt", "Caf\xe9 au lait, \xff\xfe.", []string{`latin1.txt:0 "latin1.txt" "Caf� au lait, ��." 3`}},
		{"damaged.txt", "Café, Zoë, naïve \xff.", []string{`damaged.txt:0 "damaged.txt" "Café, Zoë, naïve �." 1`}},
		{"caf\xe9.txt", "Hello.", []string{"caf\xe9.txt:0 \"caf%E9.txt\" \"Hello.\" 0"}},
		{"empty.txt", "", []string{"error empty.txt: file is empty"}},
		{"space.txt", " \n\n", []string{"error space.txt: file is empty"}},
		{"empty.txt.gz", gzipped(""), []string{"error empty.txt.gz: file is empty"}},
		{"long.txt", strings.Repeat("a", 200), []string{"error long.txt: too long: an article has at most 100 bytes"}},
		{"binary", "ELF\x00\x01", []string{"error binary: not text: a NUL at byte 3"}},
		{"late.txt", strings.Repeat("a", 60) + "\x00", []string{"error late.txt: not text: a NUL at byte 60"}},
		{"noise", noise(90), []string{"error noise: not text: 52 of the first 90 bytes are none"}},
		{"page", "<!DOCTYPE html><p>", []string{"error page: no text in it"}},
		{"a.ttl", "a b c .", []string{"quads a.ttl", "error a.ttl: line 1, column 1: expected a subject (IRI, blank node or collection), found 'a'"}},
		{"a.ttl", stmt + "<http://x/s> a <#o> .\n", []string{"quads a.ttl", "<http://x/s>", "error a.ttl: line 2, column 16: relative IRI <#o>: give a base"}},
		{"a.txt", "# a graph\n@prefix x: <http://x/> . x:g { x:s a x:o }", []string{"quads a.txt", "<http://x/s>"}},
		{"a.ttl", "@prefix x: <http://x/> . x:g { x:s a x:o }", []string{"quads a.ttl", "error a.ttl: line 1, column 30: expected a predicate (IRI or a), found '{'"}},
		{"own.trig", stmt + "GRAPH <urn:claimgraph:curation> { <http://x/s> a <http://x/o> }", []string{"quads own.trig", "<http://x/s>",
			"error own.trig: statement 2: names that begin with urn:claimgraph: are claimgraph's own"}},
		{"a.json", `{"@context":{"@vocab":"http://x/"},"@id":"http://x/s","id":"i","text":"t"}`, []string{"quads a.json", "<http://x/s>", "<http://x/s>"}},
		{"a.jsonld", `{"@context":"https://schema.org","name":"x"}`, []string{"quads a.jsonld", "error a.jsonld: https://schema.org: contexts are not fetched"}},
		{"a.jsonl", `{"@type":"Article","id":"a","text":"One."}`, []string{`a.jsonl:1 "a" "One." 0`}},
		{"cut.txt.gz", cut(gzipped("Hello."), 5), []string{"error cut.txt.gz: gzip data ends in the middle: the file was cut off"}},
		{"bad.gz", "\x1f\x8bnothing of the kind", []string{"error bad.gz: gzip data is damaged (gzip: invalid header)"}},

		{"a.jsonl", lineA + "\n" + lineB, []string{`a.jsonl:1 "a" "One." 0`, `a.jsonl:3 "b" "Two." 0`}},
		{"a.txt", lineA + cut(lineB, 1), []string{`a.txt:1 "a" "One." 0`, `a.txt:2 "b" "Two." 0`}},
		{"a.jsonl.gz", gzipped(lineA + lineB), []string{`a.jsonl.gz:1 "a" "One." 0`, `a.jsonl.gz:2 "b" "Two." 0`}},
		{"cut.jsonl.gz", cut(gzipped(lineA+lineB), 9), []string{`cut.jsonl.gz:1 "a" "One." 0`, `cut.jsonl.gz:2 "b" "Two." 0`,
			"error cut.jsonl.gz: line 3: gzip data ends in the middle: the file was cut off"}},
		{"bad.jsonl", "{\n" + lineA + "[1]\n" + `{"id":"x"}` + "\n" + `{"text":"x"}` + "\n" + `{"id":5,"text":"x"}` + "\n" +
			`{"id":"x","text":"x","published":"May"}` + "\n" + `{"id":"` + strings.Repeat("x", 100) + "\"}\n" + lineA, []string{
			"error bad.jsonl: line 1: not an article: column 1: unexpected end of JSON input",
			`bad.jsonl:2 "a" "One." 0`,
			"error bad.jsonl: line 3: not an article: a JSON array, not an object",
			`error bad.jsonl: line 4: not an article: missing "text"`,
			`error bad.jsonl: line 5: not an article: missing "id"`,
			`error bad.jsonl: line 6: not an article: "id" is a JSON number, not a string`,
			`error bad.jsonl: line 7: not an article: "published" is "May", not a date and time of RFC 3339 such as 2025-01-27T00:00:00Z or 2025-01-27`,
			"error bad.jsonl: line 8: too long: a line has at most 100 bytes",
			`bad.jsonl:9 "a" "One." 0`,
		}},
		{"own.jsonl", `{"v":1,"article":"a","id":"a#c1"}` + "\n" + `{"v":1,"article":"a","mention":{}}` + "\n" + `{"name":"a.jsonl","line":1,"error":"not an article"}`, []string{
			"error own.jsonl: line 1: a line that claimgraph extract printed, not an article", "error own.jsonl: line 2: a line that claimgraph extract printed, not an article",
			"error own.jsonl: line 3: a dead letter, not an article"}},
		{"a.json", "[" + lineA + "," + lineB + `,{"id":"x"}, 5,` + lineA + "]", []string{`a.json: item 1:0 "a" "One." 0`, `a.json: item 2:0 "b" "Two." 0`,
			`error a.json: item 3: not an article: missing "text"`, "error a.json: item 4: not an article: a JSON number, not an object", `a.json: item 5:0 "a" "One." 0`}},
		{"pretty", "{\n \"id\": \"a\",\n \"text\": \"One.\"\n}\n" + lineB, []string{`pretty: item 1:0 "a" "One." 0`, `pretty: item 2:0 "b" "Two." 0`}},
		{"cut.json", "[" + lineA + ", {", []string{`cut.json: item 1:0 "a" "One." 0`, "error cut.json: item 2: not an article: the file ends in the middle"}},
		{"bad.json", "[" + lineA + " x]", []string{`bad.json: item 1:0 "a" "One." 0`, "error bad.json: item 2: not an article: byte 27: expected comma after array element; what follows is not read"}},
		{"cut.json.gz", cut(gzipped("["+lineA+","+lineA+"]"), 9), []string{`cut.json.gz: item 1:0 "a" "One." 0`, `cut.json.gz: item 2:0 "a" "One." 0`, "error cut.json.gz: item 3: gzip data ends in the middle: the file was cut off"}},
		{"quote.csv", "text\n0\"0\nOne.\n", []string{"error quote.csv: line 2: column 2: bare \" in non-quoted-field", `quote.csv:3 "quote.csv#2" "One." 0`}},
		{"bytes.jsonl", `{"id":"a","text":"` + "\xff" + `"}`, []string{`bytes.jsonl:1 "a" "�" 1`}},

		{"a.nq", "# hi\n" + stmt + "nonsense\n" + stmt, []string{"quads a.nq", "<http://x/s>", "error a.nq: line 3: column 1: ", "<http://x/s>"}},
		{"a.nq.gz", gzipped(stmt), []string{"quads a.nq.gz", "<http://x/s>"}},
		{"a.txt", stmt, []string{"quads a.txt", "<http://x/s>"}},
		{"base.nt", "<s> <p> <o> .\n", []string{"quads base.nt", "error base.nt: line 1: column "}},
		{"cut.nq.gz", cut(gzipped(stmt), 6), []string{"quads cut.nq.gz", "<http://x/s>",
			"error cut.nq.gz: line 2: gzip data ends in the middle: the file was cut off"}},
		{"own.nq", stmt + "\n<urn:claimgraph:entity:1> <http://x/p> \"o\" .\n", []string{"quads own.nq", "<http://x/s>",
			"error own.nq: line 3: names that begin with urn:claimgraph: are claimgraph's own"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if err := os.WriteFile(c.name, []byte(c.content), 0o644); err != nil {
				t.Fatal(err)
			}
			compare(t, list(Reader{MaxArticleBytes: 100}, c.name), c.want)
			stdin := Reader{MaxArticleBytes: 100, Stdin: strings.NewReader(c.content)}
			for range stdin.Inputs(Stdin) {
			}
		})
	}
}

// compare lets a wanted line be the start of what came, for reasons that
// another package words.
func compare(t *testing.T, got, want []string) {
	t.Helper()
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Errorf("missing %s", want[i])
		case i >= len(want):
			t.Errorf("beyond what is wanted: %s", got[i])
		case !strings.HasPrefix(got[i], want[i]):
			t.Errorf("got  %s\nwant %s", got[i], want[i])
		}
	}
}

func TestFolder(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"in/b.txt", "in/a/z.txt", "in/.hidden/x.txt", "in/c.txt", "in/store/MANIFEST"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("x"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("../in", "in/loop"); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("nowhere", "in/gone"); err != nil {
		t.Fatal(err)
	}
	compare(t, list(Reader{Skip: "in/store"}, "missing", "in", "https://example.org/", "s3://bucket/a.txt"), []string{
		"error missing: no such file or directory",
		`in/a/z.txt:0 "in/a/z.txt" "x" 0`,
		`in/b.txt:0 "in/b.txt" "x" 0`,
		`in/c.txt:0 "in/c.txt" "x" 0`,
		"error in/gone: no such file or directory",
		"error https://example.org/: addresses on the network are not fetched",
		"error s3://bucket/a.txt: of addresses only those with http and https are fetched",
	})
}

// TestStdinQuads: a stream of quads is named by its bytes like a file.
func TestStdinQuads(t *testing.T) {
	stored := gzipped(stmt)
	for in, err := range (Reader{Stdin: strings.NewReader(stored)}).Inputs(Stdin) {
		if err != nil {
			t.Fatal(err)
		}
		if got, want := in.Quads.IRI(), kg.LoadIRI(sha256.Sum256([]byte(stored))); got != want {
			t.Errorf("load %s, want %s", got, want)
		}
		for range 2 {
			n := 0
			for _, err := range in.Quads.Statements("") {
				if n++; err != nil {
					t.Error(err)
				}
			}
			if n != 1 {
				t.Errorf("%d statements", n)
			}
		}
	}
}

// TestLongLine: a line of a hundred megabytes costs one error and no memory.
func TestLongLine(t *testing.T) {
	long := io.MultiReader(strings.NewReader(`{"id":"`), io.LimitReader(letters{}, 100<<20), strings.NewReader("\"}\n"+lineA))
	var before, after []string
	for in, err := range (Reader{Stdin: long}).Inputs(Stdin) {
		if err != nil {
			before = append(before, err.Error())
			continue
		}
		after = append(after, in.Article.Key)
	}
	compare(t, before, []string{"-: line 1: too long: a line has at most 16777216 bytes"})
	compare(t, after, []string{"a"})
}

type letters struct{}

func (letters) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestProgress(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("a.jsonl.gz", []byte(gzipped(lineA)), 0o644); err != nil {
		t.Fatal(err)
	}
	read := 0
	for range (Reader{Progress: func(n int) { read += n }}).Inputs("a.jsonl.gz") {
	}
	if want := len(gzipped(lineA)); read != want {
		t.Errorf("progress of %d bytes, want %d", read, want)
	}
}

func FuzzInputs(f *testing.F) {
	for _, s := range []string{"Hello", lineA + lineB, stmt, gzipped(stmt), utf16le("x"), "\xff\xfe\x00\xd8", "{\"id\":\"\\ud800\",\"text\":\"\xed\xa0\x80\"}",
		"<html><body><p>Hello", "<rss><channel><item><description>x", "From: a\nDate: b\nSubject: c\n\nx", "WARC/1.0\r\nContent-Length: 1\r\n\r\nx", "PK\x03\x04"} {
		f.Add([]byte(s))
	}
	samples, _ := filepath.Glob("testdata/formats/*")
	for _, path := range samples {
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		for in, err := range (Reader{MaxArticleBytes: 1 << 16, Stdin: bytes.NewReader(content)}).Inputs(Stdin) {
			var named *Error
			if err != nil && (!errors.As(err, &named) || !strings.HasPrefix(named.Name, Stdin)) {
				t.Fatalf("error without a name: %v", err)
			}
			if in.Quads != nil {
				for range in.Quads.Statements("http://base.example/") {
				}
			}
			if !utf8.ValidString(in.Article.Text) || err == nil && in.Quads == nil && in.Article.Text == "" {
				t.Fatalf("text %q", in.Article.Text)
			}
		}
	})
}

// FuzzFormats: whatever stands in a file of any name that is read, it is articles,
// quads or errors that name the file, the same each time, and titles and bylines are one line.
func FuzzFormats(f *testing.F) {
	extensions := []string{".txt", ".jsonl", ".html", ".md", ".rss", ".atom", ".eml", ".csv", ".tsv", ".docx", ".zip", ".warc", ".ttl", ".trig", ".jsonld", ".nq", ".gz",
		".json", ".mbox", ".mhtml", ".xml", ".rdf"}
	samples, _ := filepath.Glob("testdata/formats/*")
	for _, path := range append(samples, realSamples(f)...) {
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		if base := filepath.Base(path); len(b) > 1<<16 || base == "wget.warc.gz" || base == "warc-cut-off.warc.gz" {
			continue // these hold a PDF: FuzzPDF has those
		}
		if at := slices.Index(extensions, filepath.Ext(path)); at >= 0 {
			f.Add(byte(at), b)
		}
	}
	for at, content := range map[byte]string{3: "---\nauthor: [a, [b]]\ntitle: {}\n---\n# x", 2: "<h1>a<p class=byline>By By By</h1><script type=application/ld+json>{\"@type\":[[]],\"author\":[[{}]]}", 7: "id,text\na,\"b", 8: "text\tbyline\nx\t\xff"} {
		f.Add(at, []byte(content))
	}
	f.Fuzz(func(t *testing.T, extension byte, content []byte) {
		if bytes.Contains(content, []byte("%PDF-")) {
			return // FuzzPDF has those
		}
		name := filepath.Join(t.TempDir(), "in"+extensions[int(extension)%len(extensions)])
		if err := os.WriteFile(name, content, 0o644); err != nil {
			t.Fatal(err)
		}
		var runs [2][]string
		for i := range runs {
			for in, err := range (Reader{MaxArticleBytes: 1 << 16}).Inputs(name) {
				runs[i] = append(runs[i], fmt.Sprint(in.Article, err))
				a := in.Article
				if err != nil && !strings.Contains(err.Error(), name) {
					t.Fatalf("error without a name: %v", err)
				}
				if !utf8.ValidString(a.Text+a.Title+a.Byline+a.Publisher+a.Key) || strings.ContainsAny(a.Byline, "\r\n") {
					t.Fatalf("%q", a)
				}
				if in.Quads != nil {
					for range in.Quads.Statements("http://base.example/") {
					}
				}
			}
		}
		if !slices.Equal(runs[0], runs[1]) {
			t.Fatalf("%q and then %q", runs[0], runs[1])
		}
	})
}
