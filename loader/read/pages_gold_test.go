package read

import (
	"crypto/sha256"
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"
)

// labelledPage is an entry of the collection that -pages names: what its makers
// say of a page. What they do not say is empty.
type labelledPage struct {
	address, file          string
	title, date, site      string
	authors, with, without []string
}

// heldOut says whether a page is of the half that is scored and never looked
// at. The name of its file decides, so that no one chose.
func (p labelledPage) heldOut() bool { return sha256.Sum256([]byte(p.file))[0]&1 == 1 }

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
		p := labelledPage{address: literal(entry.Key)}
		for _, e := range value.Elts {
			if field, ok := e.(*ast.KeyValueExpr); ok {
				p.set(field)
			}
		}
		if p.file != "" {
			list = append(list, p)
		}
		return false
	})
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
