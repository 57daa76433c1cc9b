package extract

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader/detect"
	"claimgraph/loader/link"
	"claimgraph/loader/syntax"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestPhenomena reads sentences from real articles (Wikinews, CC BY 2.5, with
// the trees of UD English GUM, one file for each phenomenon of news text) and
// holds what is read from them against the text file beside them.
func TestPhenomena(t *testing.T) {
	files, err := filepath.Glob("testdata/*.conllu")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	r := newReader(t)
	for _, file := range files {
		golden := strings.TrimSuffix(file, ".conllu") + ".txt"
		got := readFile(t, r, file)
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: got\n%s\nwant\n%s", golden, got, want)
		}
	}
}

func newReader(t testing.TB) *Reader {
	r, err := New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// readFile tells each sentence of a file and the claims in it.
func readFile(t *testing.T, r *Reader, file string) string {
	var b strings.Builder
	for _, in := range inputs(t, file) {
		fmt.Fprintf(&b, "> %s\n", in.Text.String)
		claims := r.Claims(in)
		check(t, in, claims)
		if again := r.Claims(in); !reflect.DeepEqual(claims, again) {
			t.Errorf("%s: two readings differ", in.IRI)
		}
		for i := range claims {
			fmt.Fprintln(&b, Describe(&claims[i]))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func inputs(t testing.TB, file string) []Input {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var list []Input
	for doc, err := range syntax.ReadCoNLLU(f) {
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		list = append(list, understand(&doc))
	}
	return list
}

// understand runs the stages between trees and claims.
func understand(doc *syntax.Document) Input {
	published := time.Date(2021, 6, 15, 0, 0, 0, 0, time.UTC)
	in := Input{IRI: "urn:claimgraph:article:" + doc.ID, Model: "gold trees", Text: doc.Text, Trees: doc.Trees, Published: published}
	in.Mentions = detect.Mentions(doc.Text, doc.Trees, published)
	in.Entities = link.Entities(doc.Text, doc.Trees, in.Mentions)
	return in
}

// check holds what every claim promises.
func check(t testing.TB, in Input, claims []kg.Claim) {
	seen := map[string]bool{}
	points := []rune(in.Text.String)
	quotes := func(at kg.Span, text string) bool {
		return at.Start >= 0 && at.Start <= at.End && at.End <= len(points) && string(points[at.Start:at.End]) == text
	}
	for i := range claims {
		c := &claims[i]
		if seen[c.ID] {
			t.Errorf("%s twice", c.ID)
		}
		seen[c.ID] = true
		if c.Evidence.Text == "" || len(c.Rules) == 0 || c.Confidence <= 0 || c.Confidence > 1 || c.Subject.Entity < 1 || c.Subject.Entity > len(in.Entities) {
			t.Errorf("incomplete: %+v", c)
		}
		for _, q := range [...]struct {
			kg.Span
			text string
		}{{c.Evidence.Span, c.Evidence.Text}, {c.Subject.Span, c.Subject.Text}, {c.Object.Span, c.Object.Text}, {c.Predicate.Span, c.Predicate.Text}} {
			if !quotes(q.Span, q.text) {
				t.Errorf("%v is not %q", q.Span, q.text)
			}
		}
		for a := c.Attribution; a != nil; a = a.Via {
			if !quotes(a.Span, a.Text) {
				t.Errorf("%v is not %q", a.Span, a.Text)
			}
		}
		kinds := 0
		for _, is := range [...]bool{c.Object.Entity > 0, c.Object.Value != nil, c.Object.Claim != ""} {
			if is {
				kinds++
			}
		}
		if kinds != 1 {
			t.Errorf("object of %s is %d things", Describe(c), kinds)
		}
	}
}
