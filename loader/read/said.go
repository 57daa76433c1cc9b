package read

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What a page says of itself: in schema.org's JSON-LD (said_schema.go), in <meta>
// (Open Graph, Dublin Core, what news sites have beside them), in <title>, in
// <html lang> and <link rel="canonical">. Of each the first that says it counts,
// in this order.

// self is what a page says of itself, empty where it does not.
type self struct {
	titles    []string // Open Graph's, then the others', then <title>
	language  string
	site      string
	authors   []string
	address   *url.URL
	published time.Time
	about     []string // what it is about in a sentence or two, often the line under its heading
	body      string   // the text, where JSON-LD has it
}

// metaDates, metaAuthors, metaTitles and metaAbout are names and properties of <meta>, the
// ones that are to be trusted most first.
var (
	metaDates = [...]string{"article:published_time", "og:published_time", "datepublished", "article:published", "parsely-pub-date", "sailthru.date",
		"dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "citation_publication_date", "publish-date", "publish_date",
		"publication_date", "pubdate", "originalpublicationdate", "date", "article.published", "cxenseparse:recs:publishtime", "og:article:published_time", "datecreated"}
	metaAuthors = [...]string{"author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator", "dcterms.creator", "citation_author", "og:article:author"}
	metaTitles  = [...]string{"og:title", "twitter:title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title"}
	metaAbout   = [...]string{"og:description", "description", "twitter:description", "dc.description", "sailthru.description"}
)

func saidOfItself(root *html.Node) self {
	var s self
	meta := map[string][]string{} // by name, in the order of the page
	title := ""
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			s.language = firstOf(s.language, attribute(n, "lang"))
		case atom.Title:
			if title == "" && n.Namespace == "" {
				title = oneLine(textOf(n))
			}
		case atom.Link:
			if strings.EqualFold(attribute(n, "rel"), "canonical") {
				s.see(attribute(n, "href"))
			}
		case atom.Meta:
			if content := oneLine(attribute(n, "content")); content != "" {
				name := strings.ToLower(firstOf(attribute(n, "property"), attribute(n, "name"), attribute(n, "itemprop")))
				meta[name] = append(meta[name], content)
			}
		}
	}
	schema := schemaOf(root)
	s.see(first(meta["og:url"]))
	for _, name := range metaTitles {
		s.titles = append(s.titles, meta[name]...)
	}
	s.titles = withoutEmpty(append(s.titles, schema.headline, title))
	for i, title := range s.titles {
		s.titles[i] = oneLine(unescaped(title)) // many are escaped twice
	}
	for _, name := range metaAbout {
		s.about = append(s.about, meta[name]...)
	}
	s.about = withoutEmpty(append(s.about, schema.about))
	s.language = firstOf(tag(s.language), tag(schema.language), tag(first(meta["og:locale"])))
	s.site = firstOf(s.name(first(meta["og:site_name"])), s.name(schema.publisher), s.name(first(meta["application-name"])), s.name(first(meta["apple-mobile-web-app-title"])))
	s.authors = schema.authors
	for _, name := range metaAuthors {
		if len(s.authors) == 0 {
			s.authors = namesOf(meta[name], s.site)
		}
	}
	s.published = schema.published
	for _, name := range metaDates {
		for _, said := range meta[name] {
			if s.published.IsZero() {
				s.published = instant(said)
			}
		}
	}
	s.body = schema.body
	return s
}

// name is a site's name, without what makes it an address, "" for the title of the page.
func (s *self) name(said string) string {
	said = strings.TrimSuffix(strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(said, "https://"), "http://"), "www."), "/")
	if (len(strings.Fields(said)) > 4 || utf8.RuneCountInString(said) > longestSite) && slices.Contains(s.titles, said) {
		return ""
	}
	return said
}

const longestSite = 25 // letters, in languages that set no spaces

// see takes the first whole address of the web.
func (s *self) see(address string) {
	u, err := url.Parse(strings.TrimSpace(address))
	if s.address == nil && err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" {
		u.Fragment = ""
		s.address = u
	}
}

// languageTag is what BCP 47 and the forms before it have for a language.
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$`)

// tag is a language's tag, "" for what is none, such as "English".
func tag(s string) string {
	if s = strings.ReplaceAll(s, "_", "-"); languageTag.MatchString(s) {
		return s
	}
	return ""
}

func first(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return list[0]
}

func withoutEmpty(list []string) []string {
	var kept []string
	for _, s := range list {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return kept
}
