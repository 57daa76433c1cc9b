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

// The main text of a page is found in steps. Clutter is taken out (clutter.go). What is
// left goes to a reading view, which finds the densest text. Where that is little beside an
// element that says of itself that it holds the article, that one is taken, and sections
// that the reading view left out are joined to the others (sections.go). What stands before
// the heading is left out, and leads and paragraphs that were left out between the heading
// and the end of the text are put back (lead.go). Where JSON-LD has the text and the page
// does not, JSON-LD's is taken.
//
// The reading view works on a copy of the page and changes it. The text is written from the page
// itself, of the pieces of text that were kept: a piece of the copy is the next one in the page with the
// same letters within the element around it, which bears a number in both.

const (
	numberAttribute = "data-claimgraph"
	mostElements    = 200_000   // of a page whose main text is sought; one with more gives all of its text
	fewestWhole     = 1000      // letters of a text that is not looked for in scripts, too
	mostWork        = 128 << 20 // for the reading view, which looks at a text once for every element around it
)

// mainText is a page whose main text is sought.
type mainText struct {
	elements []*html.Node         // by number
	within   map[*html.Node]place // of an element
	texts    []*html.Node         // pieces of text that are shown, in the order of the page
	gaps     []gap                // what stands before each of them
	kept     []bool               // which of them are in the main text
	clutter  *clutter
	about    []description
	gap      gap // that has come, and no text behind it yet
	work     int // bytes of text, each counted in every element that it is in
}

// gap is what sets a piece of text off from the one before.
type gap byte

const (
	noGap gap = iota
	spaceGap
	lineGap // a <br>
)

// place is where an element stands: its number, and which pieces of text are in it.
type place struct{ number, from, to int }

// textOfPage is the main text, "" where there is none, and the element in which its
// last piece stands. heading is what the title was read from, nil where that is not known.
func textOfPage(root, body, heading *html.Node, address *url.URL, said self) (text string, last *html.Node) {
	t := mainText{within: map[*html.Node]place{}, about: descriptions(said.about)}
	if t.put(root, 0); len(t.elements) > mostElements {
		return prose(body), nil
	}
	t.kept = make([]bool, len(t.texts))
	t.clutter = clutterOf(body, heading, address)
	if t.work > mostWork {
		t.keep(body)
	} else {
		t.view(root, address)
	}
	if marked, letters := t.marked(); 2*t.keptLetters() < letters {
		clear(t.kept)
		t.keep(marked)
	}
	t.join()
	t.behead(heading)
	t.fill(heading)
	t.trim(said.authors)
	text = t.prose(body)
	if whole := saidBody(said.body); 2*lettersIn(text) < lettersIn(whole) {
		text = whole
	}
	if letters := lettersIn(text); letters < fewestWhole {
		if whole := stateBody(root, said, text); 2*letters < lettersIn(whole) {
			text = whole
		}
	}
	if end := t.last(); end >= 0 {
		last = t.texts[end].Parent
	}
	if text == "" && 2*t.clutter.linked[body] < t.clutter.letters[body] {
		text = prose(body) // a few lines; what is mostly links is a menu
	}
	return text, last
}

// put gives elements and pieces of text their places.
func (t *mainText) put(n *html.Node, depth int) {
	p := place{number: len(t.elements), from: len(t.texts)}
	switch {
	case len(t.elements) > mostElements:
		return
	case n.Type == html.TextNode:
		if strings.TrimSpace(n.Data) != "" {
			t.texts, t.gaps, t.gap = append(t.texts, n), append(t.gaps, t.gap), noGap
			t.work += depth * len(n.Data)
		} else {
			t.gap = max(t.gap, spaceGap)
		}
		return
	case n.Type == html.ElementNode:
		t.elements = append(t.elements, n)
		if n.DataAtom == atom.Br {
			t.gap = lineGap
		}
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
		if hiddenElements[n.DataAtom] && n.DataAtom != atom.Head {
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

// behead leaves out the heading, and the little that stands before it: where the reader is in the
// site, what leads past menus, and links.
func (t *mainText) behead(heading *html.Node) {
	p, known := t.within[heading]
	if !known {
		return
	}
	before, all, sentences := 0, t.keptLetters(), false
	for _, b := range t.blocks() {
		text := t.textIn(b)
		if b.from >= p.from {
			break
		}
		if t.isLinked(b) {
			clear(t.kept[b.from:b.to])
			continue
		}
		before += lettersIn(text)
		sentences = sentences || lettersIn(text) >= fewestLetters
	}
	if 10*before < all || 4*before < all && !sentences {
		clear(t.kept[:p.to])
	}
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
