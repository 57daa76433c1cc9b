package read

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"

	"claimgraph/kg"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An HTML page is one article: its main text, found as browsers' reading views
// find it, without menus, advertisements and comments. Title, publisher, date
// and language come from what the page says of itself (schema.org's JSON-LD,
// Open Graph, Dublin Core, <meta>, <html lang>), the address from
// <link rel="canonical"> or og:url.
//
// It is parsed as a browser with scripts does: <noscript> is shown to nobody, and what it
// leaves open cannot swallow the page.

// ErrNoText is a page or document without prose.
var ErrNoText = errors.New("no text in it")

// deepestHTML bounds how deep elements nest: the tree is walked recursively.
const deepestHTML = 512

func (w *walk) html(name string, in *decoded) bool {
	b, err := w.whole(in)
	if err != nil {
		return w.fail(name, 0, err)
	}
	article, err := page(utf8Text(b, ""), nil)
	if err != nil {
		return w.fail(name, 0, err)
	}
	article.Key = keyOf(name)
	return w.article(name, 0, article)
}

// page reads a page in UTF-8. address is where it was found, nil where that is
// not known.
func page(b []byte, address *url.URL) (kg.Article, error) {
	root, err := html.ParseWithOptions(bytes.NewReader(b), html.ParseOptionEnableScripting(true))
	if err != nil {
		return kg.Article{}, fmt.Errorf("%w (%w)", ErrUnsupported, err)
	}
	if tooDeep(root, deepestHTML) {
		return kg.Article{}, fmt.Errorf("%w: elements nest deeper than %d", ErrUnsupported, deepestHTML)
	}
	said := saidOfItself(root)
	if address == nil {
		address = said.address
	}
	titles := newTitle(said, address)
	if said.site == "" || siteName.MatchString(said.site) {
		said.site = firstOf(titles.siteInTitle(), said.site)
	}
	article := kg.Article{Language: said.language, Publisher: said.site, Published: said.published}
	if address != nil {
		article.URL = address.String()
	}
	title, heading := titles.read(root)
	article.Title = title
	var end *html.Node
	body := find(root, atom.Body)
	if isWall(body, first(said.titles)) {
		return kg.Article{}, ErrWall
	}
	if body != nil {
		article.Text, end = textOfPage(root, body, heading, address, said)
	}
	if article.Text == "" {
		return kg.Article{}, ErrNoText
	}
	if len(said.authors) == 0 {
		said.authors = printedNames(root, heading, end, said.site)
	}
	article.Byline = strings.Join(said.authors, ", ")
	if article.Published.IsZero() {
		article.Published = printedDate(root, heading, end, said.language)
	}
	if article.Published.IsZero() {
		article.Published = dateOfAddress(address)
	}
	return article, nil
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return strings.TrimSpace(a.Val)
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func find(root *html.Node, a atom.Atom) *html.Node {
	for n := range root.Descendants() {
		if n.DataAtom == a {
			return n
		}
	}
	return nil
}

// tooDeep says whether nodes nest deeper than levels, without recursion.
func tooDeep(root *html.Node, levels int) bool {
	depth := 0
	for n := root; n != nil; {
		if n.FirstChild != nil {
			if depth++; depth > levels {
				return true
			}
			n = n.FirstChild
			continue
		}
		for n != nil && n.NextSibling == nil {
			n, depth = n.Parent, depth-1
		}
		if n != nil {
			n = n.NextSibling
		}
	}
	return false
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func firstOf(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
