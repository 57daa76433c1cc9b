package read

import (
	"encoding/json"
	"html"
	"slices"
	"strings"
	"time"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Schema.org's JSON-LD in a page: objects, alone, in lists or under "@graph". What
// an object of an article's type says counts; a page may hold several, of which the
// first with a headline is the page's. Names of people may stand in another object of
// the same script, to which "@id" points.

// schemaArticle is what JSON-LD says of the page's article.
type schemaArticle struct {
	headline, about, publisher, language, body string
	authors                                    []string
	published                                  time.Time
}

// mostSchema bounds the objects that are looked at, and how deep they nest.
const (
	mostSchema    = 10_000
	deepestSchema = 32
)

func schemaOf(root *xhtml.Node) schemaArticle {
	var page schemaArticle // what is said of a page that has no article
	for n := range root.Descendants() {
		if n.DataAtom != atom.Script || !strings.Contains(strings.ToLower(attribute(n, "type")), "ld+json") {
			continue
		}
		said := firstJSON(withoutComment(textOf(n)))
		if said == nil {
			continue
		}
		g := schemaGraph{byID: map[string]map[string]any{}}
		g.gather(said, 0)
		for _, object := range g.articles {
			if a := g.article(object); a.headline != "" || a.body != "" {
				return a
			}
		}
		for _, object := range g.pages {
			if a := g.article(object); page.published.IsZero() && len(page.authors) == 0 {
				page = schemaArticle{authors: a.authors, published: a.published, language: a.language}
			}
		}
	}
	return page
}

// firstJSON is the first value of a script, nil where there is none. Many texts in it have line breaks that JSON
// forbids, and many scripts a bracket too much.
func firstJSON(script string) (said any) {
	if json.NewDecoder(strings.NewReader(script)).Decode(&said) == nil {
		return said
	}
	script = strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, script)
	if json.NewDecoder(strings.NewReader(script)).Decode(&said) == nil {
		return said
	}
	return nil
}

// withoutComment takes off what hides a script from old browsers.
func withoutComment(s string) string {
	s = strings.TrimSpace(s)
	for _, around := range [...][2]string{{"<!--", "-->"}, {"//<![CDATA[", "//]]>"}, {"<![CDATA[", "]]>"}, {"/*<![CDATA[*/", "/*]]>*/"}} {
		if inner, ok := strings.CutPrefix(s, around[0]); ok {
			return strings.TrimSuffix(strings.TrimSpace(inner), around[1])
		}
	}
	return strings.TrimSuffix(s, ";")
}

// schemaGraph are the objects of one script.
type schemaGraph struct {
	byID     map[string]map[string]any
	articles []map[string]any
	pages    []map[string]any
	seen     int
}

func (g *schemaGraph) gather(said any, depth int) {
	if g.seen++; g.seen > mostSchema || depth > deepestSchema {
		return
	}
	switch v := said.(type) {
	case []any:
		for _, item := range v {
			g.gather(item, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 && g.byID[id] == nil {
			g.byID[id] = v
		}
		switch {
		case isArticleType(v["@type"]):
			g.articles = append(g.articles, v)
		case slices.Contains(texts(v["@type"]), "WebPage"):
			g.pages = append(g.pages, v)
		}
		for _, member := range [...]string{"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher"} {
			if inner, ok := v[member]; ok {
				g.gather(inner, depth+1)
			}
		}
	}
}

// isArticleType says whether a type is schema.org's Article or a kind of it.
func isArticleType(said any) bool {
	for _, t := range texts(said) {
		t = strings.TrimPrefix(strings.TrimPrefix(t, "https://schema.org/"), "http://schema.org/")
		if strings.HasSuffix(t, "Article") || strings.HasSuffix(t, "BlogPosting") || t == "Report" || t == "NewsArticle" {
			return true
		}
	}
	return false
}

func (g *schemaGraph) article(o map[string]any) schemaArticle {
	text := func(member string) string { return unescaped(first(texts(o[member]))) }
	a := schemaArticle{
		headline: oneLine(firstOf(text("headline"), text("name"))), about: oneLine(text("description")), language: oneLine(text("inLanguage")),
		body: strings.TrimSpace(first(texts(o["articleBody"]))), publisher: oneLine(first(g.names(o["publisher"]))),
		published: instant(text("datePublished")),
	}
	if a.published.IsZero() {
		a.published = instant(text("dateCreated"))
	}
	names := g.names(o["author"])
	if len(names) == 0 {
		names = g.names(o["creator"])
	}
	a.authors = namesOf(names, a.publisher)
	return a
}

// names are those of people or organisations, given as text, as objects or by
// where they stand.
func (g *schemaGraph) names(said any) []string {
	switch v := said.(type) {
	case string:
		return []string{unescaped(v)}
	case []any:
		var list []string
		for _, item := range v {
			if _, isList := item.([]any); !isList {
				list = append(list, g.names(item)...)
			}
		}
		return list
	case map[string]any:
		if names := texts(v["name"]); len(names) > 0 {
			return []string{unescaped(names[0])}
		}
		if id, ok := v["@id"].(string); ok {
			if names := texts(g.byID[id]["name"]); len(names) > 0 {
				return []string{unescaped(names[0])}
			}
		}
	}
	return nil
}

// texts are one text or a list of them.
func texts(said any) []string {
	switch v := said.(type) {
	case string:
		return []string{v}
	case []any:
		var list []string
		for _, item := range v {
			if s, ok := item.(string); ok {
				list = append(list, s)
			}
		}
		return list
	}
	return nil
}

// unescaped undoes references to characters, which JSON does not need and many
// pages have.
func unescaped(s string) string { return html.UnescapeString(s) }
