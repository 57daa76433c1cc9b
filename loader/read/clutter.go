package read

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What stands among the text of a page and is none of it: captions, buttons for
// sharing, boxes that ask for an address of mail, lists of other articles, comments,
// who the author is, what cookies are for. It is told by words of its class or id,
// and by headings such as "Related stories" over links. What holds a good part of the
// page's letters is never clutter, whatever it is called: sites name the box around everything
// after what stands in one corner of it. Only comments may have any share of them.

// clutterWords are words of classes and ids. A word of two parts is two words that
// follow each other.
var clutterWords = map[string]bool{
	"newsletter": true, "subscribe": true, "subscription": true, "signup": true,
	"share": true, "sharing": true, "sharer": true, "social": true, "socials": true, "sharedaddy": true, "addtoany": true, "shariff": true, "heateor": true, "sharebar": true,
	"related": true, "recommended": true, "recommendations": true, "recirc": true, "trending": true, "readmore": true, "outbrain": true, "taboola": true,
	"read more": true, "most read": true, "more stories": true, "also like": true, "view more": true, "see also": true,
	"respond": true,
	"cookie":  true, "consent": true, "gdpr": true, "borlabs": true,
	"breadcrumb": true, "breadcrumbs": true, "pagination": true, "sidebar": true, "widget": true, "footer widget": true,
	"author bio": true, "author box": true, "author info": true, "author description": true, "about author": true, "post author": true, "author card": true,
	"contributor bio": true, "contrib bio": true, "writer bio": true, "reporter bio": true, "short bio": true, "staff bio": true, "contributor about": true, "about contributor": true,
	"caption": true, "captions": true, "imagecaption": true, "cptn": true, "video caption": true, "video title": true, "video headline": true, "video inner": true, "video player": true, "credit": true, "copyright": true, "disclaimer": true,
	"rating": true, "ratings": true, "tags": true, "taglist": true, "postmetadata": true, "post meta": true, "entry meta": true,
	"promo": true, "promotion": true, "advert": true, "advertisement": true, "sponsor": true, "sponsored": true, "banner": true,
	"print only": true, "toolbar": true, "cta": true, "vc cta": true, "cta3": true, "popup": true, "modal": true, "menu": true,
	"sr only": true, "screen reader": true, "visually hidden": true, "visuallyhidden": true,
}

// clutterHeadings are what stands over or before links to other articles.
var clutterHeadings = regexp.MustCompile(`(?i)^(?:related(?: (?:stories|articles|content|posts|news|coverage|links|reading|topics))?|read (?:more|also|next)|also read|see also|more (?:on this (?:story|topic)|stories|from|like this|coverage)|` +
	`(?:you (?:may|might) (?:also )?(?:like|be interested)|recommended|most read|most popular|trending|don'?t miss|further reading|watch|listen|click here|sign up|subscribe)\b|` +
	`(?:mehr zum thema|lesen sie (?:auch|hier|mehr)|lesen sie auch|auch interessant|weiterlesen|zum weiterlesen|zum thema|weitere (?:artikel|beiträge|informationen|infos|links)|schon gelesen|siehe auch|weiterführende links|das könnte sie)|` +
	`(?:lire aussi|à lire aussi|lee también|lea también|puedes ver|te puede interesar|leggi anche|leia também|veja também|lees ook)\b)`)

// clutterLabels are whole lines that stand over advertisements, on buttons and beside pictures.
var clutterLabels = regexp.MustCompile(`(?i)^(?:-* ?(?:advertisements?|advertising|anzeige|werbung|publicité|publicidad) ?-*|(?:story|article) continues (?:below|after)\b.{0,40}|continue reading(?: the main story| below)?|skip (?:advertisement|ad)|` +
	`scroll (?:down )?to continue(?: reading)?|sponsored(?: content)?|supported by|listen to (?:this )?(?:article|story)|listen|share(?: this)?(?: article| story)?|print(?: this)?(?: article| story| page)?|save(?: article)?|` +
	`(?:\d+ |view |show |hide )?comments?(?: \(\d+\))?|(?:hide|toggle) caption|enlarge(?: this)?(?: image)?|image (?:source|caption)|media caption|getty images|copy link|email(?: this)?(?: article| story)?|next (?:article|story|page)|back to top|view author archive|(?:e-?mail|contact) the author|follow on twitter)[.:]?$`)

// clutter are the elements below a node that hold none of its text.
type clutter struct {
	letters     map[*html.Node]int // that are shown below an element
	linked      map[*html.Node]int // of those, in links
	total       int
	linkedTotal int
	out         map[*html.Node]bool
	around      map[*html.Node]bool // what the heading stands in
	address     *url.URL            // of the page, nil where that is not known
}

func clutterOf(body, heading *html.Node, address *url.URL) *clutter {
	c := &clutter{address: address, letters: map[*html.Node]int{}, linked: map[*html.Node]int{}, out: map[*html.Node]bool{}, around: map[*html.Node]bool{}}
	for n := heading; n != nil; n = n.Parent {
		c.around[n] = true
	}
	c.count(body, false)
	c.total, c.linkedTotal = c.letters[body], c.linked[body]
	c.stories(body, heading)
	c.cards(body)
	c.walk(body)
	return c
}

// count counts letters. The tree is not deeper than deepestHTML.
func (c *clutter) count(n *html.Node, link bool) (letters, linked int) {
	switch {
	case n.Type == html.TextNode:
		letters = lettersIn(n.Data)
		if link {
			linked = letters
		}
		return letters, linked
	case n.Type == html.ElementNode && (hiddenElements[n.DataAtom] || isHidden(n)):
		return 0, 0
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		l, k := c.count(child, link || n.DataAtom == atom.A)
		letters, linked = letters+l, linked+k
	}
	if n.Type == html.ElementNode {
		c.letters[n], c.linked[n] = letters, linked
	}
	return letters, linked
}

func lettersIn(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

func (c *clutter) walk(n *html.Node) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.Type != html.ElementNode || c.out[child] {
			continue
		}
		if c.is(child) || c.labels(child) {
			c.out[child] = true
			continue
		}
		if c.leads(child) {
			c.strike(child)
			continue
		}
		c.walk(child)
	}
}

// is says whether an element is clutter by what it is or is called.
func (c *clutter) is(n *html.Node) bool {
	if c.letters[n] == 0 || c.around[n] {
		return false
	}
	switch n.DataAtom {
	case atom.Figcaption:
		return true
	case atom.Article, atom.Main, atom.Body, atom.H1, atom.Table:
		return false
	case atom.Footer:
		if len(c.around) > 0 && !within(n, atom.Article, atom.Main, atom.Blockquote) && c.total-c.letters[n] > fewestBehind {
			return true
		}
	}
	if saysComments(n) {
		rest := c.total - c.linkedTotal - (c.letters[n] - c.linked[n])
		if len(c.around) > 0 && rest > fewestBeside && !saysText(n) { // there is a heading, and it stands elsewhere
			return true
		}
		return 4*c.letters[n] < c.total
	}
	if len(c.around) > 0 && asksConsent(n) && c.total-c.letters[n] > fewestBehind {
		return true
	}
	return 4*c.letters[n] < c.total && c.called(n) && !saysText(n) && c.paragraphs(n) < mostParagraphs
}

// within says whether a node stands in one of some elements.
func within(n *html.Node, atoms ...atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if slices.Contains(atoms, p.DataAtom) {
			return true
		}
	}
	return false
}

// mostParagraphs are letters of paragraphs, without links, that clutter has at most. Only comments
// have more: they may be most of a page.
const (
	mostParagraphs = 500
	fewestBeside   = 1000 // letters outside of links that stand beside comments that are most of a page
	fewestBehind   = 200  // letters behind what asks for consent
)

// asksConsent says whether an element lies over the page and asks for something first.
func asksConsent(n *html.Node) bool {
	if role := attribute(n, "role"); role == "dialog" || role == "alertdialog" || attribute(n, "aria-modal") == "true" {
		return true
	}
	words := classWords(n)
	for i, word := range words {
		if i > 0 && modifiers[words[i-1]] {
			continue
		}
		cookies := (word == "cookie" || word == "cookies") && i+1 < len(words) && cookieBoxes[words[i+1]] // not those that are baked
		if cookies || consentWords[word] {
			return true
		}
	}
	return false
}

// consentWords are words of classes and ids of what asks for consent.
var consentWords = map[string]bool{"consent": true, "gdpr": true, "cookiebanner": true, "cookieconsent": true, "cookiebot": true, "onetrust": true, "didomi": true, "borlabs": true}

// cookieBoxes are words behind "cookie" on what asks for consent to them.
var cookieBoxes = map[string]bool{"banner": true, "bar": true, "notice": true, "policy": true, "popup": true, "overlay": true, "law": true, "info": true, "message": true, "notification": true, "consent": true,
	"alert": true, "modal": true, "container": true, "wrapper": true, "disclaimer": true, "settings": true, "warning": true, "text": true}

// paragraphs counts the letters of paragraphs below a node that are not in links.
func (c *clutter) paragraphs(n *html.Node) int {
	if n.DataAtom == atom.P {
		return c.letters[n] - c.linked[n]
	}
	letters := 0
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if c.letters[child] > 0 {
			letters += c.paragraphs(child)
		}
	}
	return letters
}

// commentWords are words of classes and ids of readers' comments.
var commentWords = map[string]bool{"comments": true, "commentlist": true, "disqus": true, "comment list": true, "comment thread": true, "comment section": true, "comment body": true}

// commentStates are words behind "comments" on what may be commented on: "comments-open".
var commentStates = map[string]bool{"open": true, "closed": true, "off": true, "on": true, "enabled": true, "disabled": true, "allowed": true}

func saysComments(n *html.Node) bool {
	words := classWords(n)
	for i, word := range words {
		if i > 0 && modifiers[words[i-1]] || i+1 < len(words) && commentStates[words[i+1]] {
			continue
		}
		if commentWords[word] || i > 0 && commentWords[words[i-1]+" "+word] {
			return true
		}
	}
	return false
}

// called says whether class or id has a word for clutter.
func (c *clutter) called(n *html.Node) bool {
	words := classWords(n)
	for i, word := range words {
		if word == "hentry" || word == "entry" && i == 0 && len(words) == 1 {
			return false // an entry's class lists its tags
		}
		if i > 0 && modifiers[words[i-1]] {
			continue
		}
		if clutterWords[word] || i > 0 && clutterWords[words[i-1]+" "+word] {
			return true
		}
	}
	return false
}

// modifiers are words before what an element only has beside it: "has-sidebar", "no-sidebar".
var modifiers = map[string]bool{"has": true, "with": true, "no": true, "without": true}

// labels says whether an element is such a line.
func (c *clutter) labels(n *html.Node) bool {
	if c.letters[n] == 0 || c.letters[n] > longestLabel || !blockElements[n.DataAtom] || n.DataAtom == atom.H1 || hasBlocks(n) {
		return false
	}
	return clutterLabels.MatchString(visibleText(n))
}

const longestLabel = 60 // letters

// leads says whether an element is a line that leads to other articles, or stands
// over them.
func (c *clutter) leads(n *html.Node) bool {
	if c.letters[n] == 0 || c.letters[n] > 200 || !blockElements[n.DataAtom] || hasBlocks(n) {
		return false
	}
	text := visibleText(n)
	if !clutterHeadings.MatchString(text) {
		return false
	}
	if 2*c.linked[n] > c.letters[n] {
		return true
	}
	next := c.next(n)
	return c.letters[n] < 50 && next != nil && 3*c.linked[next] > 2*c.letters[next]
}

// strike takes out a line and the links that follow it.
func (c *clutter) strike(n *html.Node) {
	c.out[n] = true
	for next := c.next(n); next != nil && c.linked[next] > 0 && 3*c.linked[next] > 2*c.letters[next]; next = c.next(next) {
		c.out[next] = true
	}
}

// next is the next sibling with letters in it.
func (c *clutter) next(n *html.Node) *html.Node {
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type == html.ElementNode && c.letters[s] > 0 {
			return s
		}
		if s.Type == html.TextNode && lettersIn(s.Data) > 0 {
			return nil
		}
	}
	return nil
}

func hasBlocks(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && blockElements[d.DataAtom] {
			return true
		}
	}
	return false
}

// classWords are the words of an element's class and id, in small letters: those of
// "PostMeta" are post and meta.
func classWords(n *html.Node) []string {
	said := attribute(n, "class") + " " + attribute(n, "id")
	if len(said) > mostClass {
		said = said[:mostClass]
	}
	var words []string
	start := -1
	for i, r := range said {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if start >= 0 && (!letter || unicode.IsUpper(r) && !unicode.IsUpper(rune(said[i-1]))) {
			words, start = append(words, strings.ToLower(said[start:i])), -1
		}
		if letter && start < 0 {
			start = i
		}
	}
	if start >= 0 {
		words = append(words, strings.ToLower(said[start:]))
	}
	return words
}

const mostClass = 500 // bytes of class and id that are looked at
