package read

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The main text of a page is found in four steps. Clutter is taken out (clutter.go).
// What is left goes to a reading view, which finds the densest text. Where that is
// little beside an element that says of itself that it holds the article, that one is
// taken; where JSON-LD has the text and the page does not, JSON-LD's. At last,
// paragraphs that the reading view left out between the heading and the end of its
// text are put back: the lead over the picture, the first lines over an advertisement.
//
// The reading view works on a copy of the page and changes it. The text is written from the page
// itself, of the pieces of text that were kept: a piece of the copy is the next one in the page with the
// same letters within the element around it, which bears a number in both.

const (
	numberAttribute = "data-claimgraph"
	mostElements    = 200_000   // of a page whose main text is sought; one with more gives all of its text
	mostWork        = 128 << 20 // for the reading view, which looks at a text once for every element around it
)

// mainText is a page whose main text is sought.
type mainText struct {
	elements []*html.Node         // by number
	within   map[*html.Node]place // of an element
	texts    []*html.Node         // pieces of text that are shown, in the order of the page
	kept     []bool               // which of them are in the main text
	clutter  *clutter
	work     int // bytes of text, each counted in every element that it is in
}

// place is where an element stands: its number, and which pieces of text are in it.
type place struct{ number, from, to int }

// textOfPage is the main text, "" where there is none, and the element in which its
// last piece stands. heading is what the title was read from, nil where that is not known.
func textOfPage(root, body, heading *html.Node, address *url.URL, said string) (text string, last *html.Node) {
	t := mainText{within: map[*html.Node]place{}}
	if t.put(root, 0); len(t.elements) > mostElements {
		return prose(body), nil
	}
	t.kept = make([]bool, len(t.texts))
	t.clutter = clutterOf(body)
	if t.work > mostWork {
		t.keep(body)
	} else {
		t.view(root, address)
	}
	if marked, letters := t.marked(); 2*t.keptLetters() < letters {
		clear(t.kept)
		t.keep(marked)
	}
	t.fill(heading)
	text = t.prose(body)
	if said = saidBody(said); 2*lettersIn(text) < lettersIn(said) {
		text = said
	}
	if end := t.last(); end >= 0 {
		last = t.texts[end].Parent
	}
	return firstOf(text, prose(body)), last
}

// put gives elements and pieces of text their places.
func (t *mainText) put(n *html.Node, depth int) {
	p := place{number: len(t.elements), from: len(t.texts)}
	switch {
	case len(t.elements) > mostElements:
		return
	case n.Type == html.TextNode:
		if strings.TrimSpace(n.Data) != "" {
			t.texts = append(t.texts, n)
			t.work += depth * len(n.Data)
		}
		return
	case n.Type == html.ElementNode:
		t.elements = append(t.elements, n)
		if hiddenElements[n.DataAtom] || isHidden(n) {
			t.within[n] = place{p.number, p.from, p.from}
			return
		}
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		t.put(child, depth+1)
	}
	p.to = len(t.texts)
	t.within[n] = p
}

// prose is the text of the pieces that are kept.
func (t *mainText) prose(body *html.Node) string {
	kept := map[*html.Node]bool{}
	for i, n := range t.texts {
		if t.kept[i] {
			kept[n] = true
		}
	}
	p := proseWriter{kept: kept}
	p.write(body)
	return strings.TrimSpace(p.text.String())
}

// view keeps what the reading view shows.
func (t *mainText) view(root *html.Node, address *url.URL) {
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	found, err := parser.ParseAndMutate(t.copy(root), address)
	if err != nil || found.Node == nil {
		return
	}
	places := map[string][]int{} // of pieces by their letters
	for i, n := range t.texts {
		text := oneLine(n.Data)
		places[text] = append(places[text], i)
	}
	next := 0
	var walk func(n *html.Node, around place)
	walk = func(n *html.Node, around place) {
		if n.Type == html.TextNode {
			list := places[oneLine(n.Data)]
			if i, _ := slices.BinarySearch(list, max(next, around.from)); i < len(list) && list[i] < around.to {
				t.kept[list[i]] = true
				next = list[i] + 1
			}
			return
		}
		if number, err := strconv.Atoi(attribute(n, numberAttribute)); err == nil && n.Type == html.ElementNode {
			around = t.within[t.elements[number]]
			if next > around.to {
				next = around.from // a part that was moved to the front
			}
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			walk(child, around)
		}
	}
	walk(found.Node, place{to: len(t.texts)})
}

// copy is a copy of the tree with numbers and without clutter.
func (t *mainText) copy(n *html.Node) *html.Node {
	c := &html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Namespace: n.Namespace, Attr: n.Attr}
	if n.Type == html.ElementNode {
		c.Attr = append(n.Attr[:len(n.Attr):len(n.Attr)], html.Attribute{Key: numberAttribute, Val: strconv.Itoa(t.within[n].number)})
		if hiddenElements[n.DataAtom] && n.DataAtom != atom.Head && n.DataAtom != atom.Noscript {
			return c
		}
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if !t.clutter.out[child] {
			c.AppendChild(t.copy(child))
		}
	}
	return c
}

// textClasses are classes of what holds the text of an article.
var textClasses = [...]string{"entry content", "post content", "article content", "article body", "article text", "story body", "story text", "story content", "post body", "post entry",
	"content body", "news text", "main text", "body text", "blog content", "single content"}

// marked is the element that says of itself that it holds the article and holds most
// letters of paragraphs, nil where none has any.
func (t *mainText) marked() (best *html.Node, most int) {
	for _, n := range t.elements {
		if !saysText(n) || t.underClutter(n) {
			continue
		}
		if letters := t.lettersOfParagraphs(n); letters > most {
			best, most = n, letters
		}
	}
	return best, most
}

func saysText(n *html.Node) bool {
	if n.DataAtom == atom.Article || n.DataAtom == atom.Main || attribute(n, "role") == "main" || attribute(n, "itemprop") == "articleBody" {
		return true
	}
	words := classWords(n)
	for i := 1; i < len(words); i++ {
		for _, c := range textClasses {
			if words[i-1]+" "+words[i] == c {
				return true
			}
		}
	}
	return false
}

func (t *mainText) underClutter(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if t.clutter.out[n] {
			return true
		}
	}
	return false
}

// lettersOfParagraphs are those of the paragraphs below a node that are no links.
func (t *mainText) lettersOfParagraphs(n *html.Node) int {
	letters := 0
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch {
		case child.Type != html.ElementNode || t.clutter.out[child] || outside[child.DataAtom]:
		case child.DataAtom == atom.P:
			letters += t.clutter.letters[child] - t.clutter.linked[child]
		default:
			letters += t.lettersOfParagraphs(child)
		}
	}
	return letters
}

// outside are elements in which no text of the article stands.
var outside = map[atom.Atom]bool{atom.Aside: true, atom.Nav: true, atom.Footer: true, atom.Form: true, atom.Figure: true, atom.Dialog: true}

// keep takes an element with all that is in it for the text.
func (t *mainText) keep(n *html.Node) {
	p := t.within[n]
	for i := p.from; i < p.to; i++ {
		t.kept[i] = true
	}
	t.drop(n)
}

// drop takes out what is below an element and is no text of it.
func (t *mainText) drop(n *html.Node) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if !outside[child.DataAtom] && child.DataAtom != atom.H1 && !t.clutter.out[child] {
			t.drop(child)
			continue
		}
		p := t.within[child]
		clear(t.kept[p.from:p.to])
	}
}

// keptLetters are how many letters the text has so far.
func (t *mainText) keptLetters() int {
	letters := 0
	for i, n := range t.texts {
		if t.kept[i] {
			letters += lettersIn(n.Data)
		}
	}
	return letters
}

// last is the number of the last piece that is kept, -1 where there is none.
func (t *mainText) last() int {
	for i, kept := range slices.Backward(t.kept) {
		if kept {
			return i
		}
	}
	return -1
}

// fill puts back what was left out between the heading and the end of the text:
// paragraphs of sentences, and what is called a lead.
func (t *mainText) fill(heading *html.Node) {
	first, last := slices.Index(t.kept, true), t.last()
	if first < 0 {
		return
	}
	if p, known := t.within[heading]; known {
		first = min(first, p.to)
	}
	for _, n := range t.elements {
		p := t.within[n]
		if n != heading && p.from >= first && p.to <= last && p.from < p.to && t.isLeftOut(n) {
			t.keep(n)
		}
	}
}

const (
	fewestLetters = 60 // of a paragraph that is put back
	fewestLead    = 30 // of one that is called a lead
)

// leadWords are words of classes of the lines under a heading.
var leadWords = map[string]bool{"lead": true, "lede": true, "intro": true, "introduction": true, "teaser": true, "subtitle": true, "standfirst": true, "chapo": true, "abstract": true,
	"deck": true, "dek": true, "subheadline": true, "subhead": true, "summary": true, "leader": true, "excerpt": true, "bajada": true, "ingress": true, "occhiello": true, "sommario": true}

// isLeftOut says whether an element is a paragraph that belongs to the text.
func (t *mainText) isLeftOut(n *html.Node) bool {
	letters := t.clutter.letters[n]
	if letters < fewestLead || 3*t.clutter.linked[n] > letters || t.hasKept(n) {
		return false
	}
	switch n.DataAtom {
	case atom.P, atom.H2, atom.Div, atom.Span, atom.Strong:
	default:
		return false
	}
	lead := t.isLead(n)
	if !lead && (n.DataAtom != atom.P && n.DataAtom != atom.H2 || letters < fewestLetters || !endsSentence(visibleText(n))) {
		return false
	}
	if n.DataAtom != atom.P && hasBlocks(n) && !lead {
		return false
	}
	for p := n; p != nil; p = p.Parent {
		if outside[p.DataAtom] || t.clutter.out[p] || p.DataAtom == atom.Li || p.DataAtom == atom.A || p.DataAtom == atom.Td {
			return false
		}
		if p.Type == html.ElementNode && (hiddenElements[p.DataAtom] || isHidden(p)) {
			return false
		}
	}
	return true
}

func (t *mainText) isLead(n *html.Node) bool {
	if n.DataAtom == atom.P && n.Parent != nil && t.isLead(n.Parent) {
		return true
	}
	if n.DataAtom == atom.Div && t.clutter.letters[n] > 1000 {
		return false
	}
	for _, word := range classWords(n) {
		if leadWords[word] {
			return true
		}
	}
	return false
}

func (t *mainText) hasKept(n *html.Node) bool {
	p := t.within[n]
	return slices.Contains(t.kept[p.from:p.to], true)
}

// saidBody is the text that JSON-LD has, which may be marked up.
func saidBody(said string) string {
	if strings.Contains(said, "</p>") || strings.Contains(said, "<br") || strings.Contains(said, "&lt;") || strings.Contains(said, "&amp;") || strings.Contains(said, "&nbsp;") {
		if text, err := fragment(said); err == nil {
			return text
		}
	}
	return said
}
