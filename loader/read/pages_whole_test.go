package read

import (
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"
)

// Real pages with all of their main text, as other readers' makers have it: the pages
// of Mozilla's Readability as its ports in Go carry them (test-pages, each a folder of
// source.html, expected.html and expected-metadata.json; MIT), and those of GoOse
// (sites and crawler_test.go; Apache 2.0). What is expected is what their readers
// give, looked through by people; see eval/README.md for what that means.
var wholePages = flag.String("pages-whole", "", "`folder` of a module of go-readability or GoOse: measures the reader of HTML on its pages")

func TestWholePages(t *testing.T) {
	if *wholePages == "" {
		t.Skip("-pages-whole names no collection of pages")
	}
	var halves [2]wholeScore
	for _, p := range pagesWithText(t, *wholePages) {
		b, err := os.ReadFile(p.source)
		if err != nil || *pagesLanguage == "English" && !isEnglish(p.text) {
			continue
		}
		start := time.Now()
		article, err := page(utf8Text(b, ""), nil)
		took := time.Since(start)
		half, tell := &halves[0], func(format string, args ...any) { t.Logf(p.name+": "+format, args...) }
		if (labelledPage{file: p.name}).heldOut() {
			half, tell = &halves[1], func(string, ...any) {}
		}
		half.took, half.longest = half.took+took, max(half.longest, took)
		if half.pages++; err != nil {
			tell("%v", err)
		}
		half.title(p.title, article.Title, tell)
		half.text(p.text, article.Text, tell)
	}
	t.Logf("development: %s", halves[0])
	t.Logf("held out: %s", halves[1])
	t.Logf("all: %s", halves[0].and(halves[1]))
}

// pageWithText is a page, and what its makers say of it.
type pageWithText struct{ name, source, title, text string }

func pagesWithText(t *testing.T, folder string) []pageWithText {
	if _, err := os.Stat(filepath.Join(folder, "test-pages")); err == nil {
		return readabilityPages(t, filepath.Join(folder, "test-pages"))
	}
	return goosePages(t, folder)
}

func readabilityPages(t *testing.T, folder string) []pageWithText {
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var list []pageWithText
	for _, e := range entries {
		at := filepath.Join(folder, e.Name())
		var said struct{ Title string }
		metadata, _ := os.ReadFile(filepath.Join(at, "expected-metadata.json"))
		text, err := os.ReadFile(filepath.Join(at, "expected.html"))
		if err != nil || json.Unmarshal(metadata, &said) != nil {
			continue
		}
		expected, err := fragment(string(text))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, pageWithText{e.Name(), filepath.Join(at, "source.html"), said.Title, expected})
	}
	return list
}

// goosePages are those of which GoOse's tests have a title and a text.
func goosePages(t *testing.T, folder string) []pageWithText {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(folder, "crawler_test.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var list []pageWithText
	ast.Inspect(file, func(n ast.Node) bool {
		value, ok := n.(*ast.CompositeLit)
		if !ok {
			return true
		}
		p := pageWithText{}
		for _, e := range value.Elts {
			field, ok := e.(*ast.KeyValueExpr)
			if !ok {
				continue
			}
			switch fmt.Sprint(field.Key) {
			case "Domain":
				p.name = literal(field.Value)
			case "Title":
				p.title = literal(field.Value)
			case "CleanedText":
				p.text = literal(field.Value)
			}
		}
		if p.source = filepath.Join(folder, "sites", p.name+".html"); p.name != "" && p.title != "" {
			list = append(list, p)
		}
		return true
	})
	return list
}

// wholeScore counts. Precision, recall and F are of words, and summed over pages.
type wholeScore struct {
	pages, titles, sameTitle, texts int
	precision, recall, f            float64
	wellF, wellRecall               int // pages of which F is 0.9 or more, and recall 0.95
	took, longest                   time.Duration
}

func (s wholeScore) String() string {
	n := float64(max(s.texts, 1))
	return fmt.Sprintf("%d pages: title %d of %d; text of %d: precision %.3f, recall %.3f, F %.3f; F of 0.9 on %d, recall of 0.95 on %d; %.1f ms a page, at most %.1f",
		s.pages, s.sameTitle, s.titles, s.texts, s.precision/n, s.recall/n, s.f/n, s.wellF, s.wellRecall,
		float64(s.took.Microseconds())/1000/float64(max(s.pages, 1)), float64(s.longest.Microseconds())/1000)
}

func (s wholeScore) and(t wholeScore) wholeScore {
	return wholeScore{
		pages: s.pages + t.pages, titles: s.titles + t.titles, sameTitle: s.sameTitle + t.sameTitle, texts: s.texts + t.texts,
		precision: s.precision + t.precision, recall: s.recall + t.recall, f: s.f + t.f, wellF: s.wellF + t.wellF, wellRecall: s.wellRecall + t.wellRecall,
		took: s.took + t.took, longest: max(s.longest, t.longest),
	}
}

func (s *wholeScore) title(want, got string, tell func(string, ...any)) {
	if want == "" {
		return
	}
	if s.titles++; sameHeadline(got, want) {
		s.sameTitle++
	} else {
		tell("title %q, want %q", got, want)
	}
}

func (s *wholeScore) text(want, got string, tell func(string, ...any)) {
	wanted := wordList(want)
	if len(wanted) == 0 {
		return
	}
	found := wordList(got)
	count := map[string]int{}
	for _, w := range wanted {
		count[w]++
	}
	same := 0
	for _, w := range found {
		if count[w] > 0 {
			count[w]--
			same++
		}
	}
	precision, recall := float64(same)/float64(max(len(found), 1)), float64(same)/float64(len(wanted))
	f := 2 * float64(same) / float64(len(found)+len(wanted))
	s.texts, s.precision, s.recall, s.f = s.texts+1, s.precision+precision, s.recall+recall, s.f+f
	if f >= 0.9 {
		s.wellF++
	}
	if recall >= 0.95 {
		s.wellRecall++
	}
	if f < 0.9 || recall < 0.95 {
		tell("precision %.3f, recall %.3f, F %.3f of %d words", precision, recall, f, len(wanted))
	}
}

func wordList(s string) []string {
	return strings.FieldsFunc(strings.ToLower(unbroken.Replace(s)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) })
}

// isEnglish says whether one word of forty is "the".
func isEnglish(text string) bool {
	words, the := wordList(text), 0
	for _, w := range words {
		if w == "the" {
			the++
		}
	}
	return 40*the > len(words)
}
