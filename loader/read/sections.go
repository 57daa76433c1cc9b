package read

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The element that holds the article, and the sections of it, by what they are called.

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

// join takes sections that the reading view left out of a text whose other sections, beside them and
// called the same, it has found.
func (t *mainText) join() {
	before := make([]int, len(t.texts)+1) // letters of the text before a piece
	for i, n := range t.texts {
		before[i+1] = before[i]
		if t.kept[i] {
			before[i+1] += lettersIn(n.Data)
		}
	}
	keptIn := func(n *html.Node) int { p := t.within[n]; return before[p.to] - before[p.from] }
	for _, parent := range t.elements {
		if keptIn(parent) == 0 || t.clutter.out[parent] {
			continue
		}
		kept, letters := map[string]int{}, map[string]int{}
		for child := parent.FirstChild; child != nil; child = child.NextSibling {
			if isSection(child) {
				kept[attribute(child, "class")] += keptIn(child)
				letters[attribute(child, "class")] += t.clutter.letters[child]
			}
		}
		for child := parent.FirstChild; child != nil; child = child.NextSibling {
			if class := attribute(child, "class"); isSection(child) && 3*kept[class] >= letters[class] && keptIn(child) == 0 && t.isSectionLeftOut(child) {
				t.keep(child)
			}
		}
	}
}

func isSection(n *html.Node) bool {
	return n.DataAtom == atom.Section || n.DataAtom == atom.Div
}

func (t *mainText) isSectionLeftOut(n *html.Node) bool {
	return t.clutter.letters[n] > 0 && !t.clutter.out[n] && 5*t.clutter.linked[n] <= t.clutter.letters[n] && t.lettersOfParagraphs(n) >= 2*fewestLetters
}
