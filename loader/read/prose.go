package read

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The text of HTML, as a person would copy it: blocks (paragraphs, headings,
// items of lists, rows of tables) are set apart by an empty line, runs of white
// space are one space, except in <pre>. What is not shown is left out. The text
// is built once and never altered afterwards; offsets count in it.

// prose is the text below some nodes.
func prose(nodes ...*html.Node) string {
	var p proseWriter
	for _, n := range nodes {
		p.write(n)
	}
	return strings.TrimSpace(p.text.String())
}

// visibleText is the text below a node in one line, "" where that is too long for one.
func visibleText(n *html.Node) string {
	p := proseWriter{most: longestLine}
	p.write(n)
	if p.text.Len() > longestLine {
		return ""
	}
	return oneLine(p.text.String())
}

const longestLine = 10_000 // bytes; elements nest, and each is asked

// proseWriter holds back white space until a word follows it.
type proseWriter struct {
	text    strings.Builder
	waiting string              // "", " ", "\n", "\t" or "\n\n"
	pre     int                 // how many <pre> are open
	kept    map[*html.Node]bool // which pieces of text are written; all, where nil
	most    int                 // of bytes, after which nothing is written; 0 for no end
}

var hiddenElements = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true, atom.Svg: true, atom.Math: true,
	atom.Iframe: true, atom.Object: true, atom.Audio: true, atom.Video: true, atom.Canvas: true, atom.Select: true, atom.Textarea: true,
	atom.Button: true, atom.Input: true,
}

var blockElements = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Dd: true, atom.Details: true,
	atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true, atom.Footer: true,
	atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Header: true,
	atom.Hr: true, atom.Li: true, atom.Main: true, atom.Nav: true, atom.Ol: true, atom.P: true, atom.Pre: true, atom.Section: true,
	atom.Summary: true, atom.Table: true, atom.Tr: true, atom.Ul: true, atom.Caption: true, atom.Center: true,
}

func (p *proseWriter) write(n *html.Node) {
	switch {
	case p.most > 0 && p.text.Len() > p.most:
		return
	case n.Type == html.TextNode && p.kept != nil && !p.kept[n]:
		p.space(spaceOf(n.Data))
		return
	case n.Type == html.TextNode:
		p.words(n.Data)
		return
	case n.Type == html.ElementNode && (hiddenElements[n.DataAtom] || isHidden(n)):
		return
	case n.Type == html.ElementNode && n.DataAtom == atom.Br:
		p.space("\n")
		return
	case n.Type == html.ElementNode && (n.DataAtom == atom.Td || n.DataAtom == atom.Th):
		p.space("\t")
	}
	block := n.Type == html.ElementNode && blockElements[n.DataAtom]
	if block {
		p.space("\n\n")
	}
	if n.DataAtom == atom.Pre {
		p.pre++
		defer func() { p.pre-- }()
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		p.write(child)
	}
	if block {
		p.space("\n\n")
	}
}

var undisplayed = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)

// isHidden says whether an element is not shown. Pages that are hidden until they
// are whole are read, and so is an article that waits behind a script.
func isHidden(n *html.Node) bool {
	if n.DataAtom == atom.Body {
		return false
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "aria-hidden" && a.Val == "true" || a.Key == "style" && undisplayed.MatchString(a.Val) {
			return !saysText(n)
		}
	}
	return false
}

// space waits with the widest of the white space that comes together; two line
// breaks are a new block.
func (p *proseWriter) space(s string) {
	if s == "\n" && p.waiting == "\n" {
		s = "\n\n"
	}
	if width(s) > width(p.waiting) {
		p.waiting = s
	}
}

// spaceOf is the white space in a text that is not written.
func spaceOf(s string) string {
	if strings.ContainsFunc(s, isSpace) {
		return " "
	}
	return ""
}

// width orders white space: nothing, a space, a tab, a line break, an empty line.
func width(s string) int {
	switch s {
	case "":
		return 0
	case " ":
		return 1
	case "\t":
		return 2
	}
	return 2 + len(s)
}

func (p *proseWriter) words(s string) {
	s = unbroken.Replace(s)
	if p.pre > 0 {
		p.flush()
		p.text.WriteString(s)
		return
	}
	for s != "" {
		word := strings.IndexFunc(s, isSpace)
		if word < 0 {
			word = len(s)
		}
		if word > 0 {
			p.flush()
			p.text.WriteString(s[:word])
		}
		rest := strings.TrimLeftFunc(s[word:], isSpace)
		if len(rest) < len(s)-word {
			p.space(" ")
		}
		s = rest
	}
}

// unbroken takes out where a word may be broken, which is not seen.
var unbroken = strings.NewReplacer("\u00ad", "", "\u200b", "", "\ufeff", "")

// isSpace is white space that HTML collapses, and the space that does not break.
func isSpace(r rune) bool { return r == '\u00a0' || r < 0x80 && unicode.IsSpace(r) }

func (p *proseWriter) flush() {
	if p.text.Len() > 0 {
		p.text.WriteString(p.waiting)
	}
	p.waiting = ""
}
