package read

import (
	"bytes"
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// Real pages with what their text must and must not hold, by the makers of
// go-trafilatura (Apache 2.0); see eval/README.md for the command.
var pages = flag.String("pages", "", "`folder` of the module github.com/markusmobius/go-trafilatura: measures the reader of HTML on its pages")

var pagesLanguage = flag.String("pages-language", "", "only pages that say they are in this `language`, such as en")

// labelledPage is an entry of that collection.
type labelledPage struct {
	file, title   string
	with, without []string
}

func TestPages(t *testing.T) {
	if *pages == "" {
		t.Skip("-pages names no collection of pages")
	}
	var count, read, titled, held, clean, wants, has, bans, hasNot int
	for _, p := range labelledPages(t, filepath.Join(*pages, "scripts", "comparison", "data.go")) {
		b, err := os.ReadFile(filepath.Join(*pages, "test-files", "comparison", p.file))
		if err != nil || p.title == "" || *pagesLanguage != "" && !bytes.Contains(b, []byte(`lang="`+*pagesLanguage)) {
			continue
		}
		count++
		article, err := page(utf8Text(b, ""), nil)
		if err != nil {
			t.Logf("%s: %v", p.file, err)
			continue
		}
		read++
		if sameText(article.Title, p.title) {
			titled++
		} else {
			t.Logf("%s: title %q, want %q", p.file, article.Title, p.title)
		}
		text := unspaced(article.Text)
		missing, extra := 0, 0
		for _, s := range p.with {
			if !strings.Contains(text, unspaced(s)) {
				missing++
				t.Logf("%s: without %q", p.file, s)
			}
		}
		for _, s := range p.without {
			if strings.Contains(text, unspaced(s)) {
				extra++
				t.Logf("%s: with %q", p.file, s)
			}
		}
		wants, has, bans, hasNot = wants+len(p.with), has+len(p.with)-missing, bans+len(p.without), hasNot+len(p.without)-extra
		if missing < len(p.with) {
			held++
		}
		if missing == 0 && extra == 0 {
			clean++
		}
	}
	t.Logf("%d pages: %d read, %d with their title, %d with main text, %d with all of the text and nothing else; of %d pieces of text %d are there, of %d pieces of other things %d are not",
		count, read, titled, held, clean, wants, has, bans, hasNot)
}

// unspaced leaves out white space, which sources of pages have anywhere.
func unspaced(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "\u00a0", " ")), "")
}

// sameText allows a page's name after or before its title, as browsers show it.
func sameText(got, want string) bool {
	got, want = strings.ToLower(unspaced(got)), strings.ToLower(unspaced(want))
	return got == want
}

// labelledPages reads the collection's Go file.
func labelledPages(t *testing.T, path string) []labelledPage {
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var list []labelledPage
	ast.Inspect(file, func(n ast.Node) bool {
		entry, ok := n.(*ast.KeyValueExpr)
		if !ok {
			return true
		}
		value, ok := entry.Value.(*ast.CompositeLit)
		if !ok {
			return true
		}
		var p labelledPage
		for _, e := range value.Elts {
			field, ok := e.(*ast.KeyValueExpr)
			name, isName := any(nil), false
			if ok {
				name, isName = field.Key, true
			}
			ident, isIdent := name.(*ast.Ident)
			if !isName || !isIdent {
				return true
			}
			switch ident.Name {
			case "File":
				p.file = literal(field.Value)
			case "Title":
				p.title = literal(field.Value)
			case "With":
				p.with = literals(field.Value)
			case "Without":
				p.without = literals(field.Value)
			}
		}
		list = append(list, p)
		return false
	})
	return list
}

func literal(e ast.Expr) string {
	if basic, ok := e.(*ast.BasicLit); ok {
		s, _ := strconv.Unquote(basic.Value)
		return s
	}
	return ""
}

func literals(e ast.Expr) []string {
	var list []string
	if composite, ok := e.(*ast.CompositeLit); ok {
		for _, item := range composite.Elts {
			list = append(list, literal(item))
		}
	}
	return list
}
