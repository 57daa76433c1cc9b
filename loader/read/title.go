package read

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The title of a page is the heading that readers see over its text. Which of
// several headings that is, is told by what the page says of itself: the heading that
// is all or a part of that, else the one that is called a headline, else the only one
// of the first level. A kicker within a heading ("After the flood" over "Dam fails") is no
// part of it where the rest is what the page says.
//
// Without such a heading it is what the page says, often with the site's name: "Dam fails | The
// Courier". A last or first part that is the name, by what the page or the address
// says of it, is taken off.

// titleMarks set parts of a title off from each other.
var titleMarks = regexp.MustCompile(`\s+[|│\-–—‒·•»«›:/~]{1,2}\s+|\s*[|│»›]\s*|:\s+`)

// siteMarks set the name of a site off from a title that no heading repeats.
var siteMarks = regexp.MustCompile(`\s+[|│\-–—•»]\s+|\s*[|│»]\s*`)

// sectionMarks set the name of a section off from a title. A colon may be the title's own.
var sectionMarks = regexp.MustCompile(`\s+[|│\-–—•»›/]\s+|\s*[|│»›!]\s+`)

// titleOf is the title, and the heading that it was read from, nil where that is none.
func titleOf(root *html.Node, said self, address *url.URL) (string, *html.Node) {
	t := title{said: said, address: address}
	for _, s := range said.titles {
		t.stated = append(t.stated, t.statement(s))
	}
	sole := t.sole(root)
	var best *html.Node
	most, seen := 0, 0
	for n := range root.Descendants() {
		if !isHeading(n) {
			continue
		}
		if seen++; seen > mostHeadings {
			break
		}
		score := t.score(n)
		if n == sole {
			score += 2
		}
		if score > most {
			best, most = n, score
		}
	}
	if most >= leastScore {
		return t.withoutKicker(best), best
	}
	for _, s := range said.titles {
		if title := withoutLastPart(t.withoutSite(s)); title != "" && !t.isSite(title) {
			return title, nil
		}
	}
	return first(said.titles), nil
}

const (
	mostHeadings = 200 // that are looked at
	leastScore   = 3   // of a heading that is the title
)

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

type title struct {
	said    self
	address *url.URL
	stated  []statement
}

// statement is a title that the page says it has, without the site's name.
type statement struct {
	said  string
	whole string   // as joined
	ends  []string // what stands before and behind each mark, as joined
	parts []string // what stands between two marks
}

func (t *title) statement(s string) statement {
	s = t.withoutSite(s)
	made := statement{said: s, whole: joined(s)}
	marks := titleMarks.FindAllStringIndex(s, mostMarks)
	for i, m := range marks {
		made.ends = append(made.ends, joined(s[:m[0]]), joined(s[m[1]:]))
		if i > 0 {
			made.parts = append(made.parts, joined(s[marks[i-1][1]:m[0]]))
		}
	}
	return made
}

const mostMarks = 8 // in a title

func isHeading(n *html.Node) bool {
	return n.Type == html.ElementNode && n.Namespace == "" && (n.DataAtom == atom.H1 || n.DataAtom == atom.H2 || attribute(n, "itemprop") == "headline" && n.DataAtom != atom.Meta)
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
		case word == "headline" || word == "title" && i > 0 && slices.Contains([]string{"entry", "post", "article", "page", "story", "news"}, words[i-1]):
			return 1
		}
	}
	return 0
}

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

// withoutKicker is the text of a heading. What stands at its beginning or end in
// elements of its own is taken off where the rest is what the page says, and so is
// the name of a section before all that the page says.
func (t *title) withoutKicker(heading *html.Node) string {
	text := visibleText(heading)
	whole := joined(text)
	pieces := piecesOf(heading)
	for i := 1; i < len(pieces); i++ {
		for _, rest := range [...][]string{pieces[i:], pieces[:i]} {
			rest := strings.Trim(oneLine(strings.Join(rest, " ")), ":-–—|/ ")
			if letters := joined(rest); letters != whole && 2*len(letters) > len(whole) && t.isStated(letters) {
				return rest
			}
		}
	}
	for _, s := range t.stated {
		if s.whole != whole {
			continue
		}
		if strings.Count(text, " ") < strings.Count(s.said, " ") {
			return s.said // elements that stand beside each other without a space
		}
		return text
	}
	for _, m := range sectionMarks.FindAllStringIndex(text, mostMarks) {
		rest := joined(text[m[1]:])
		if slices.ContainsFunc(t.stated, func(s statement) bool { return s.whole == rest }) {
			return text[m[1]:]
		}
	}
	return text
}

// stresses are elements that stand in a heading as part of it.
var stresses = map[atom.Atom]bool{atom.Em: true, atom.I: true, atom.B: true, atom.Strong: true, atom.Q: true, atom.Cite: true, atom.Mark: true, atom.A: true}

// piecesOf are the texts of a heading, cut where an element begins or ends.
func piecesOf(heading *html.Node) []string {
	pieces := []string{""}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			pieces[len(pieces)-1] += n.Data
			return
		case n.Type != html.ElementNode || hiddenElements[n.DataAtom] || isHidden(n):
			return
		}
		cuts := n != heading && !stresses[n.DataAtom] && len(pieces) < mostPieces
		if cuts {
			pieces = append(pieces, "")
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child)
		}
		if cuts {
			pieces = append(pieces, "")
		}
	}
	walk(heading)
	return pieces
}

const mostPieces = 20 // of a heading

func (t *title) isStated(letters string) bool {
	for _, s := range t.stated {
		if letters != "" && (s.whole == letters || slices.Contains(s.ends, letters)) {
			return true
		}
	}
	return false
}

// withoutSite takes the site's name off a title.
func (t *title) withoutSite(title string) string {
	for {
		marks := titleMarks.FindAllStringIndex(title, -1)
		if len(marks) == 0 {
			return title
		}
		first, last := marks[0], marks[len(marks)-1]
		switch {
		case t.isSite(title[last[1]:]):
			title = title[:last[0]]
		case t.isSite(title[:first[0]]):
			title = title[first[1]:]
		default:
			return title
		}
	}
}

// withoutLastPart takes a few words off the end of a longer title that no heading
// repeats: a site's name, though nothing else says so.
func withoutLastPart(title string) string {
	marks := siteMarks.FindAllStringIndex(title, mostMarks)
	if len(marks) == 0 {
		return title
	}
	last := marks[len(marks)-1]
	if kept := title[:last[0]]; strings.Count(kept, " ") >= 3 && strings.Count(title[last[1]:], " ") <= 3 {
		return kept
	}
	return title
}

// isSite says whether a part of a title is the name of the site.
func (t *title) isSite(part string) bool {
	name := joined(part)
	if name == "" {
		return false
	}
	if name == joined(t.said.site) {
		return true
	}
	if t.address == nil {
		return false
	}
	host := strings.TrimPrefix(t.address.Hostname(), "www.")
	own := joined(strings.Split(host, ".")[0])
	return len(name) > 3 && strings.Contains(joined(host), name) || name == joined(host) ||
		len(own) > 2 && strings.HasPrefix(name, own) && len(name) < 2*len(own) // "Courier Online"
}

// joined is a name as addresses write it.
func joined(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
