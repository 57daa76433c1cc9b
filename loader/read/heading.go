package read

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Which of a page's headings is its title: each gets points for how much it is like what
// the page says it is called, for its level, and for what it is called itself.

func isHeading(n *html.Node) bool {
	return n.Type == html.ElementNode && n.Namespace == "" && (n.DataAtom == atom.H1 || n.DataAtom == atom.H2 || n.DataAtom == atom.H3 || attribute(n, "itemprop") == "headline" && n.DataAtom != atom.Meta)
}

// score says how well a heading is the title of the page; leastScore is enough.
func (t *title) score(n *html.Node) int {
	text := visibleText(n)
	letters := joined(text)
	if letters == "" || utf8.RuneCountInString(text) > 400 || t.isSite(text) || leadsHome(n) {
		return 0
	}
	score := 0
	for _, s := range t.stated {
		score = max(score, s.likeness(text, letters))
	}
	if n.DataAtom == atom.H1 {
		score++
	}
	score += calledHeadline(n)
	for p := n.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.A {
			score-- // leads to an article, maybe this one
		}
		if p.DataAtom == atom.Nav || p.DataAtom == atom.Aside || p.DataAtom == atom.Footer || p.DataAtom == atom.Form {
			score -= 3
			break
		}
	}
	return score
}

// likeness is 5 where a heading is all that is said, 4 for a part that is most of it,
// 2 for a first or last part, for what has it all and more, and for most of its words.
func (s statement) likeness(heading, letters string) int {
	most := 2*len(letters) >= len(s.whole)
	switch {
	case letters == s.whole:
		return 5
	case most && (slices.Contains(s.ends, letters) || slices.Contains(s.parts, letters)):
		return 4
	case len(letters) > 8 && slices.Contains(s.ends, letters):
		return 2
	case len(letters) > 12 && most && strings.Contains(s.whole, letters):
		return 2
	case len(s.whole) > 12 && strings.Contains(letters, s.whole):
		return 2
	}
	if words := strings.Fields(strings.ToLower(heading)); len(words) > 3 && 3*s.shared(words) >= 2*len(words) {
		return 2
	}
	return 0
}

// nearly says whether a text is what is said but for one word of five.
func (s statement) nearly(text string) bool {
	words := strings.Fields(strings.ToLower(text))
	shared := 5 * s.shared(words)
	return len(words) > 3 && shared >= 4*len(words) && shared >= 4*len(strings.Fields(s.said))
}

// shared counts the words that are in what is said.
func (s statement) shared(words []string) int {
	said, count := strings.Fields(strings.ToLower(s.said)), 0
	for _, word := range words {
		if slices.Contains(said, word) {
			count++
		}
	}
	return count
}

// calledHeadline says what class and itemprop make of a heading.
func calledHeadline(n *html.Node) int {
	if attribute(n, "itemprop") == "headline" {
		return 2
	}
	words := classWords(n)
	for i, word := range words {
		switch {
		case slices.Contains([]string{"site", "blog", "brand", "logo", "widget", "section", "breadcrumb", "aural", "hidden", "sr", "screen"}, word):
			return -2
		case kickerWords[word]:
			return -2
		case word == "headline" || word == "title" && i > 0 && slices.Contains([]string{"entry", "post", "article", "page", "story", "news"}, words[i-1]):
			return 1
		}
	}
	return 0
}

// kickerWords are words of classes of the line over a heading.
var kickerWords = map[string]bool{"kicker": true, "strapline": true, "roofline": true, "overline": true, "topline": true, "eyebrow": true, "fly": true, "flytitle": true, "dachzeile": true,
	"spitzmarke": true, "pretitle": true, "overtitle": true, "antetitulo": true, "surtitre": true, "chapeau": true}

// leadsHome says whether all of a heading is a link to the site's first page.
func leadsHome(n *html.Node) bool {
	links := 0
	for d := range n.Descendants() {
		if d.DataAtom != atom.A {
			continue
		}
		u, err := url.Parse(attribute(d, "href"))
		if err != nil || strings.Trim(u.Path, "/") != "" || u.Path == "" && u.Host == "" || lettersIn(textOf(d)) < lettersIn(textOf(n)) {
			return false
		}
		links++
	}
	return links > 0
}

// sole is the only heading of the first level that may be one of an article, where it
// is no mere name; nil where there is none or several.
func (t *title) sole(root *html.Node) *html.Node {
	var sole *html.Node
	text, seen := "", 0
	for n := range root.Descendants() {
		if n.DataAtom != atom.H1 || n.Type != html.ElementNode {
			continue
		}
		if seen++; seen > mostHeadings {
			return nil
		}
		said := visibleText(n)
		if said == "" || said == text || t.score(n) < 1 {
			continue
		}
		if sole != nil {
			return nil
		}
		sole, text = n, said
	}
	words := strings.Fields(strings.ToLower(text))
	if len(words) > 3 {
		return sole
	}
	for _, s := range t.stated {
		if len(words) > 1 && s.shared(words) > 0 {
			return sole
		}
	}
	return nil
}
