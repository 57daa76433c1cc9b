package read

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Other articles of a page. Whole ones follow, on pages that go on without an end and in columns of short
// notes, the one that the heading stands over: they stand beside it, with a heading of the same kind.
// Others the page only leads to, by a list of their headlines, each a link, with a line or two on each.

const (
	fewestStory   = 400 // letters of paragraphs of an article beside which others are left out
	fewestCards   = 3   // items of a list that leads to others
	fewestTitle   = 20  // letters of a headline in it, on the average
	longestTeaser = 300 // letters of what is said on an article that is led to
	longestCard   = 550 // letters of that and of its headline
)

// stories takes out the articles that stand beside the heading's.
func (c *clutter) stories(body, heading *html.Node) {
	if heading == nil || !isHeading(heading) {
		return
	}
	for n := heading; n != nil && n != body; n = n.Parent {
		found, enough := false, c.paragraphs(n) >= fewestStory
		for s := n.Parent.FirstChild; s != nil; s = s.NextSibling {
			if s != n && s.DataAtom == n.DataAtom && s.Type == html.ElementNode && hasLike(s, heading) && isStory(s, heading) {
				found, c.out[s] = true, enough && c.paragraphs(s) > 0
			}
		}
		if found {
			return
		}
	}
}

// isStory says whether an element with such a heading is an article and no section of one: it says so, or the headings are links.
func isStory(n, heading *html.Node) bool {
	return n.DataAtom == atom.Article || find(n, atom.Article) != nil || find(heading, atom.A) != nil
}

// hasLike says whether a heading of the same kind stands in or is an element.
func hasLike(n, heading *html.Node) bool {
	like := func(d *html.Node) bool {
		return d.Type == html.ElementNode && d.DataAtom == heading.DataAtom && attribute(d, "class") == attribute(heading, "class")
	}
	if like(n) {
		return true
	}
	for d := range n.Descendants() {
		if like(d) {
			return true
		}
	}
	return false
}

// cards takes out the lists below a node that lead to other articles, with the lines over them.
func (c *clutter) cards(n *html.Node) {
	if c.letters[n] == 0 {
		return
	}
	if list := c.cardsIn(n); len(list) >= fewestCards {
		for _, card := range list {
			c.out[card] = true
		}
		c.over(list[0])
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.Type == html.ElementNode && !c.out[child] {
			c.cards(child)
		}
	}
}

// cardsIn are the elements in a node that each lead to another article, nil where their headlines are short:
// such are menus and lists of names.
func (c *clutter) cardsIn(n *html.Node) []*html.Node {
	var list []*html.Node
	letters, total, linked := 0, 0, 0
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if headline := c.headline(child); headline > 0 && c.leadsWithin(child) {
			list, letters = append(list, child), letters+headline
			total, linked = total+c.letters[child], linked+c.linked[child]
		}
	}
	if letters < fewestTitle*len(list) || 4*total >= c.total && c.total-c.linkedTotal-(total-linked) < fewestBeside {
		return nil
	}
	return list
}

// headline counts the letters of the headline by which an element leads to another article, 0 where it does not.
func (c *clutter) headline(n *html.Node) int {
	letters := c.letters[n]
	if letters == 0 || n.DataAtom == atom.P || c.around[n] || letters > longestCard {
		return 0
	}
	if 10*c.linked[n] >= 9*letters && blockElements[n.DataAtom] {
		return letters
	}
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			if 10*c.linked[d] >= 9*c.letters[d] && letters-c.letters[d] <= longestTeaser {
				return c.letters[d]
			}
			return 0
		}
	}
	return 0
}

// leadsWithin says whether the first link below a node stays on the site. An article may list what others have.
func (c *clutter) leadsWithin(n *html.Node) bool {
	link := n
	if n.DataAtom != atom.A {
		link = find(n, atom.A)
	}
	if link == nil {
		return false
	}
	u, err := url.Parse(attribute(link, "href"))
	return err == nil && (u.Host == "" && u.Path != "" || c.address == nil || strings.TrimPrefix(u.Hostname(), "www.") == strings.TrimPrefix(c.address.Hostname(), "www."))
}

// over takes out the lines that stand over a list.
func (c *clutter) over(n *html.Node) {
	for s := n.PrevSibling; ; s = s.PrevSibling {
		if s == nil {
			if n = n.Parent; n == nil || n.DataAtom != atom.Ul && n.DataAtom != atom.Ol && n.DataAtom != atom.Div {
				return
			}
			s = n
			continue
		}
		if s.Type == html.TextNode && lettersIn(s.Data) > 0 {
			return
		}
		if c.letters[s] == 0 {
			continue
		}
		if c.letters[s] <= longestLabel && !c.around[s] && s.DataAtom != atom.P && !endsSentence(visibleText(s)) {
			c.out[s] = true
		}
		return
	}
}
