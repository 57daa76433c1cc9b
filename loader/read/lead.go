package read

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What stands over or in the text of a page and was left out by the reading view: the
// lead, which is called so, is what the page says it is about (<meta name="description">,
// often cut short), or follows the heading; and paragraphs between others.

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
	next := t.within[heading].to
	for _, n := range t.elements {
		p := t.within[n]
		if n != heading && p.from >= first && p.to <= last && p.from < p.to && t.isLeftOut(n, heading != nil && p.from == next) {
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

// isLeftOut says whether an element is a paragraph that belongs to the text. first says whether it
// is what follows the heading.
func (t *mainText) isLeftOut(n *html.Node, first bool) bool {
	letters := t.clutter.letters[n]
	if letters < fewestLead || 3*t.clutter.linked[n] > letters || t.hasKept(n) {
		return false
	}
	switch n.DataAtom {
	case atom.P, atom.H2, atom.H3, atom.H4, atom.Div, atom.Span, atom.Strong, atom.Figcaption:
	default:
		return false
	}
	about := t.isAbout(n)
	lead := about || t.isLead(n) || first && letters >= fewestLetters && !hasBlocks(n)
	if !lead && (n.DataAtom != atom.P && n.DataAtom != atom.H2 || letters < fewestLetters || !endsSentence(visibleText(n))) {
		return false
	}
	if n.DataAtom != atom.P && hasBlocks(n) && !lead {
		return false
	}
	for p := n; p != nil; p = p.Parent {
		if about && t.clutter.letters[p] <= 2*letters && p.Type == html.ElementNode && !hiddenElements[p.DataAtom] && !isHidden(p) {
			continue // whatever it is called
		}
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

// isAbout says whether an element is what the page says it is about, which may be cut short.
func (t *mainText) isAbout(n *html.Node) bool {
	if t.clutter.letters[n] > longestLead || hasBlocks(n) {
		return false
	}
	text := joined(visibleText(n))
	return slices.ContainsFunc(t.about, func(a description) bool { return text == a.letters || a.cut && strings.HasPrefix(text, a.letters) })
}

const longestLead = 1000 // letters

// description is what a page says it is about, as joined, and whether that was cut short.
type description struct {
	letters string
	cut     bool
}

func descriptions(about []string) []description {
	var list []description
	for _, s := range about {
		kept := strings.TrimRight(s, ".… []")
		cut := strings.HasSuffix(s, "…") || strings.HasSuffix(s, "...") || strings.HasSuffix(s, "]")
		if cut {
			kept = kept[:max(strings.LastIndexByte(kept, ' '), 0)] // the last word may be cut, too
		}
		if letters := joined(kept); len(letters) >= fewestLead {
			list = append(list, description{letters, cut && len(letters) >= fewestLetters})
		}
	}
	return list
}
