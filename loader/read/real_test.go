package read

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/rdf"
)

// realSamples are the files in testdata/real, as programs in the wild make them.
func realSamples(t testing.TB) (files []string) {
	err := filepath.WalkDir("testdata/real", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && filepath.Base(path) != "README.md" {
			files = append(files, filepath.ToSlash(path))
		}
		return err
	})
	if err != nil || len(files) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	return files
}

// TestRealFiles holds what is read of each file in testdata/real, in a file of the
// same name in testdata/read.
func TestRealFiles(t *testing.T) {
	goldens := map[string]bool{}
	for _, path := range realSamples(t) {
		inside := strings.TrimPrefix(path, "testdata/real/")
		golden := "testdata/read/" + inside + ".txt"
		goldens[golden] = true
		t.Run(inside, func(t *testing.T) { compareGolden(t, golden, whatIsRead(path)) })
	}
	err := filepath.WalkDir("testdata/read", func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && !goldens[filepath.ToSlash(path)] {
			t.Errorf("%s: of no sample", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func compareGolden(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("differs from %s (go test ./loader/read -run RealFiles -update):\n%s", golden, got)
	}
}

// whatIsRead is what a file gives, for people to read.
func whatIsRead(path string) string {
	var got strings.Builder
	relative := func(s string) string { return strings.ReplaceAll(s, "testdata/real/", "") }
	for in, err := range (Reader{}).Inputs(path) {
		switch {
		case err != nil:
			fmt.Fprintf(&got, "error: %s\n\n", relative(err.Error()))
		case in.Quads != nil:
			for q, err := range in.Quads.Statements("") {
				if err != nil {
					fmt.Fprintf(&got, "error: %s\n", relative(err.Error()))
					continue
				}
				got.Write(rdf.AppendQuad(nil, q))
			}
		default:
			got.WriteString(relative(articleForPeople(in)))
		}
	}
	return got.String()
}

func articleForPeople(in Input) string {
	var b strings.Builder
	a := in.Article
	line := func(what, said string) {
		if said != "" {
			fmt.Fprintf(&b, "%-10s %s\n", what, said)
		}
	}
	line("key", a.Key)
	line("title", a.Title)
	line("byline", a.Byline)
	line("publisher", a.Publisher)
	line("published", publishedForPeople(a))
	line("language", a.Language)
	line("url", a.URL)
	if in.Replaced > 0 {
		line("not UTF-8", fmt.Sprintf("%d bytes", in.Replaced))
	}
	fmt.Fprintf(&b, "\n%s\n\n", indented(a.Text))
	return b.String()
}

func publishedForPeople(a kg.Article) string {
	if a.Published.IsZero() {
		return ""
	}
	return a.Published.Format(time.RFC3339)
}

// FuzzParsers feeds what real files are made of to what takes them apart, without files
// around it: none may stop the program.
func FuzzParsers(f *testing.F) {
	for _, path := range realSamples(f) {
		b, err := os.ReadFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for kind, extension := range []string{".eml", ".rss", ".md", ".mhtml"} {
			if filepath.Ext(path) == extension {
				f.Add(byte(kind), b)
			}
		}
		if archive, err := zip.NewReader(bytes.NewReader(b), int64(len(b))); err == nil {
			if body, err := (&walk{Reader: Reader{MaxArticleBytes: 1 << 16}}).part(archive, documentPart); err == nil {
				f.Add(byte(4), body)
			}
		}
	}
	f.Add(byte(5), []byte("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"))
	f.Fuzz(func(t *testing.T, kind byte, content []byte) {
		switch kind % 6 {
		case 0, 3:
			articles, _ := mailArticles(content, 0)
			for _, a := range articles {
				if strings.ContainsAny(a.Title+a.Byline, "\r\n") {
					t.Fatalf("%q", a)
				}
			}
		case 1:
			wholeItems(content)
		case 2:
			_, _ = markdown(content)
		case 4:
			document := officeText{layouts: layoutRows(content)}
			_ = document.read(content)
		case 5:
			if answer, err := readAnswer(bytes.NewReader(content)); err == nil {
				body, _ := io.ReadAll(answer.body)
				if b, err := answer.unpacked(body, 1<<12); err == nil && len(b) > max(1<<12, len(body)) {
					t.Fatalf("%d bytes", len(b))
				}
			}
		}
	})
}
