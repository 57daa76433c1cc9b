package read

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The text of a heading without the lines over and under its title that stand in it.

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
			if letters := joined(rest); letters != whole && t.isTitle(rest, letters, whole) {
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

// isTitle says whether a part of a heading is what the page says it is called: all of that, or
// the end of it that is most of the heading.
func (t *title) isTitle(part, letters, whole string) bool {
	if 2*len(letters) > len(whole) && t.isStated(letters) {
		return true
	}
	return strings.Count(part, " ") > 1 && slices.ContainsFunc(t.stated, func(s statement) bool {
		return s.whole == letters || s.whole != whole && s.nearly(part)
	})
}

func (t *title) isStated(letters string) bool {
	for _, s := range t.stated {
		if letters != "" && (s.whole == letters || slices.Contains(s.ends, letters)) {
			return true
		}
	}
	return false
}
