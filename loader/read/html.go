package read

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"claimgraph/kg"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// An HTML page is one article: its main text, found as browsers' reading views
// find it, without menus, advertisements and comments. Title, publisher, date
// and language come from what the page says of itself (schema.org's JSON-LD,
// Open Graph, Dublin Core, <meta>, <html lang>), the address from
// <link rel="canonical"> or og:url.

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
	root, err := html.ParseWithOptions(bytes.NewReader(b), html.ParseOptionEnableScripting(false))
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
	body := find(root, atom.Body)
	var whole string
	if body != nil {
		whole = prose(body)
	}
	parser := readability.NewParser()
	parser.MaxElemsToParse = 200_000
	found, err := parser.ParseDocument(root, address)
	article := kg.Article{Title: said.title, Language: said.language}
	if address != nil {
		article.URL = address.String()
	}
	if err == nil && found.Node != nil {
		article.Text = prose(found.Node)
		article.Publisher = oneLine(found.SiteName())
		article.Title = ownTitle(firstOf(oneLine(found.Title()), article.Title), root, article.Publisher, address)
		article.Language = firstOf(found.Language(), article.Language)
		if published, err := found.PublishedTime(); err == nil {
			article.Published = published.UTC()
		}
	}
	if article.Published.IsZero() {
		article.Published = said.published
	}
	if article.Text == "" {
		article.Text = whole // a page that has nothing but its text
	}
	if article.Text == "" {
		return kg.Article{}, ErrNoText
	}
	return article, nil
}

// self is what a page says of itself where the reading view does not look.
type self struct {
	title, language string
	address         *url.URL
	published       time.Time
}

func saidOfItself(root *html.Node) self {
	var s self
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			s.language = attribute(n, "lang")
		case atom.Title:
			if s.title == "" && n.Parent != nil && n.Parent.DataAtom == atom.Head {
				s.title = oneLine(textOf(n))
			}
		case atom.Link:
			if strings.EqualFold(attribute(n, "rel"), "canonical") {
				s.see(attribute(n, "href"))
			}
		case atom.Meta:
			if attribute(n, "property") == "og:url" {
				s.see(attribute(n, "content"))
			}
		case atom.Time:
			if s.published.IsZero() {
				s.published = instant(attribute(n, "datetime"))
			}
		}
	}
	return s
}

// see takes the first whole address of the web.
func (s *self) see(address string) {
	u, err := url.Parse(strings.TrimSpace(address))
	if s.address == nil && err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		u.Fragment = ""
		s.address = u
	}
}

// instant reads a date and time of RFC 3339, or a date.
func instant(s string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05Z0700", "2006-01-02"} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
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
