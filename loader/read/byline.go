package read

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The byline of a page is the names of who wrote it, set apart by commas, in the
// order of the page: as schema.org's JSON-LD or <meta> give them, else as they
// stand near the heading, in what is marked as theirs (rel="author",
// itemprop="author", a class such as byline). What stands around names ("By",
// titles, times, addresses of mail) is taken off. Without a name there is no byline:
// agencies are names, "Staff" is none.

// What comes before and behind names, sets them apart, and is none.
var (
	bylineStart = regexp.MustCompile(`(?i)^(?:(?:post |article |story )?(?:author|autorin|autor|auteur|interview|text|redaktion|quelle|source|words|photos?)s?\b\s*:?|` +
		`(?:(?:article|story|report|text|words|written|posted|published|publié|reviewed|reported|analysis|opinion|submitted|contributed|interview|veröffentlicht|publiziert|geschrieben|verfasst|erstellt|beitrag|artikel|publicado|scritto)\s+)?(?:by|from|von|par|por|di|door|av)\b\s*:?|autor/in:)\s*`)
	bylineEnd   = regexp.MustCompile(`(?i)\s*(?:\||•|·|»|\s[–—-]\s|\s(?:on|am|le|el|il|under|at|in)\s.*|\b(?:updated|published|posted|follow|publié|veröffentlicht|publiziert|shares?|mehr|alle artikel|more)\b|\(|\[|(?:^|\s)\d).*$`)
	bylineMail  = regexp.MustCompile(`\S*(?:@|\[at\])\S+`)
	bylineAnd   = regexp.MustCompile(`(?i)\s*(?:,|;|/|&|\bund\b|\band\b|\bet\b|\by\b|\s\+\s)\s*`)
	bylineTitle = regexp.MustCompile(`(?i)\b(?:reporter|editor|correspondent|staff|writer|journalist|columnist|contributor|bureau|chief|producer|redakteur(?:in)?|korrespondent(?:in)?|press office|team|admin|administrator|redaktion|redacci[oó]n|webmaster|root|user|guest|unknown|anonymous|no author|agencies|edit)\b`)
	siteName    = regexp.MustCompile(`^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}$`)
)

const longestName = 60 // letters

// namesOf are the names of people in what is said of authors.
func namesOf(said []string, site string) []string {
	var names []string
	for _, s := range said {
		if strings.Contains(s, "://") || strings.Contains(s, "www.") {
			continue
		}
		s = withoutPublisher(strings.TrimSpace(bylineMail.ReplaceAllString(oneLine(s), " ")), site)
		if at := strings.Index(s, " By "); at >= 0 && at < longestName/2 {
			s = s[at+1:] // behind a logo's name
		}
		s = bylineStart.ReplaceAllString(bylineStart.ReplaceAllString(s, ""), "")
		s = bylineEnd.ReplaceAllString(s, "")
		for _, name := range bylineAnd.Split(s, mostNames) {
			name = withoutStop(strings.Trim(bylineStart.ReplaceAllString(name, ""), " ,:;-–—|\""))
			if isName(name, site) && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	return names[:min(len(names), mostNames)]
}

const mostNames = 50

// bylineOf is what a document says of who wrote it.
func bylineOf(said ...string) string { return strings.Join(namesOf(said, ""), ", ") }

// withoutPublisher takes off the publisher's name behind a sign.
func withoutPublisher(s, site string) string {
	if rest, ok := strings.CutSuffix(s, site); ok && site != "" {
		rest = strings.TrimSpace(rest)
		if names := strings.TrimRight(rest, ".,|/–—-"); names != rest {
			return names
		}
	}
	return s
}

// withoutStop takes off a full stop, unless that ends an initial or "Jr.".
func withoutStop(s string) string {
	if stem, ok := strings.CutSuffix(s, "."); ok && len(stem)-strings.LastIndex(stem, " ") > 3 {
		return stem
	}
	return s
}

// isName says whether a text can be the name of who wrote something.
func isName(s, site string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	switch {
	case utf8.RuneCountInString(s) > longestName || utf8.RuneCountInString(s) < 2 || strings.Count(s, " ") > 5:
		return false
	case strings.ContainsAny(s, "{}<>=?!") || siteName.MatchString(s):
		return false
	}
	return unicode.IsLetter(first) && joined(s) != joined(site) && !bylineTitle.MatchString(s)
}

// bylineClasses are words of classes that mark a byline, the surest first.
var bylineClasses = [...]string{"byline", "author", "authors", "autor", "autoren", "autorenzeile", "writer", "contributor", "fn", "authorname"}

// printedNames are the names in what the page marks as its byline. What is marked
// before the end of its text goes before what comes later; comments and lists of
// other articles have bylines, too, and are not looked at.
func printedNames(root, heading, end *html.Node, site string) []string {
	w := bylineWalk{site: site, end: end, around: map[*html.Node]bool{}, best: 2 * notMarked}
	for _, n := range [...]*html.Node{heading, end} {
		for ; n != nil; n = n.Parent {
			w.around[n] = true
		}
	}
	w.walk(root)
	return w.names
}

type bylineWalk struct {
	site   string
	end    *html.Node
	around map[*html.Node]bool // what the article stands in
	after  bool                // the end has come
	best   int
	names  []string
}

var bylineElsewhere = []string{"comment", "comments", "commentlist", "related", "teaser", "sidebar", "widget", "slider", "footer", "nav", "menu"}

func (w *bylineWalk) walk(n *html.Node) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.Type != html.ElementNode || !w.around[child] && w.elsewhere(child) {
			continue
		}
		w.look(child)
		w.after = w.after || child == w.end
		w.walk(child)
	}
}

func (w *bylineWalk) elsewhere(n *html.Node) bool {
	if n.DataAtom == atom.Aside || n.DataAtom == atom.Nav || n.DataAtom == atom.Head {
		return true
	}
	words := classWords(n)
	return slices.ContainsFunc(bylineElsewhere, func(word string) bool { return slices.Contains(words, word) })
}

func (w *bylineWalk) look(n *html.Node) {
	rank := bylineRank(n)
	if rank == notMarked {
		if w.after || !saysBy(n) {
			return
		}
		rank--
	}
	if w.after {
		rank += notMarked
	}
	if rank >= w.best {
		return
	}
	text := visibleText(n)
	if len(text) > 4*longestName {
		return
	}
	names := namesOf(linkedNames(n), w.site)
	if len(names) == 0 {
		names = namesOf([]string{text}, w.site)
	}
	if len(names) > 0 {
		w.names, w.best = names, rank
	}
}

// linkedNames are the texts of what is marked once more within a byline, else of its links.
func linkedNames(n *html.Node) []string {
	var marked, links []string
	for d := range n.Descendants() {
		switch {
		case d.Type != html.ElementNode:
		case attribute(d, "itemprop") == "name" || attribute(d, "rel") == "author" || slices.Contains(classWords(d), "fn"):
			marked = append(marked, firstOf(visibleText(d), attribute(d, "content")))
		case d.DataAtom == atom.A:
			links = append(links, visibleText(d))
		}
	}
	if len(marked) > 0 {
		return marked
	}
	return links
}

// by is how a line begins that is a byline though nothing marks it.
var by = regexp.MustCompile(`^(?:(?:Written by|By|BY|Von|Par|Por) \p{Lu}|(?:by|By|BY):)`)

// saysBy says whether an element is a short line that begins so.
func saysBy(n *html.Node) bool {
	seen := 0
	for d := range n.Descendants() {
		first := strings.TrimSpace(d.Data)
		switch seen++; {
		case seen > mostBefore:
			return false
		case d.Type == html.ElementNode && hiddenElements[d.DataAtom]:
			return false
		case d.Type == html.TextNode && first != "":
			return (by.MatchString(first) || first == "By" || first == "BY") && len(visibleText(n)) < 2*longestName
		}
	}
	return false
}

const mostBefore = 10 // nodes before the first text of an element

const notMarked = len(bylineClasses) + 3

// authorPath is in the address of a page on who wrote something.
var authorPath = regexp.MustCompile(`(?i)/(?:authors?|autor(?:en|es)?|by|bylines?|contributors?|columnists?|reporters?|journalists?|experts?|profiles?)/[^/]`)

// bylineRank says how surely an element is a byline: 0 most, notMarked not at all.
func bylineRank(n *html.Node) int {
	if attribute(n, "rel") == "author" || attribute(n, "itemprop") == "author" {
		return 0
	}
	if n.DataAtom == atom.A && authorPath.MatchString(attribute(n, "href")) {
		return len(bylineClasses) + 1
	}
	words := classWords(n)
	for i, class := range bylineClasses {
		if n.DataAtom != atom.Body && slices.Contains(words, class) {
			return i + 1
		}
	}
	return notMarked
}
