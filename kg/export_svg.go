package kg

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// svgWriter draws a picture as SVG 1.1 that stands alone: no script, no link, nothing
// that is loaded from elsewhere, so that it may be opened, mailed and put into a page. It
// gathers what it is given and draws it at the end (layout.go). What is too much to
// look at is left out, and the picture says how much that is. Labels that are too long for a box
// end with …; a tooltip has them whole, and what says a fact.
type svgWriter struct {
	out   *bufio.Writer
	root  string // the id of the node that the picture is of, "" for that with the most edges
	more  bool   // there is more than the writer was given
	nodes []*laidNode
	edges []*laidEdge
	known map[string]*laidNode
}

// mostDrawn is how many nodes a picture has at most.
const mostDrawn = 200

func newSVGWriter(w io.Writer) *svgWriter {
	return &svgWriter{out: bufio.NewWriter(w), known: map[string]*laidNode{}}
}

func (s *svgWriter) node(n exportedNode) error {
	if s.known[n.id] != nil {
		return nil
	}
	text := shortened(n.label, boxText)
	laid := &laidNode{exportedNode: n, text: text, order: len(s.nodes), width: textWidth(text) + 2*boxPadding}
	s.known[n.id] = laid
	s.nodes = append(s.nodes, laid)
	return nil
}

func (s *svgWriter) edge(e *exportedEdge) error {
	for _, n := range [...]exportedNode{e.from, e.to} {
		if err := s.node(n); err != nil {
			return err
		}
	}
	text := shortened(e.name, edgeText)
	laid := &laidEdge{exportedEdge: e, text: text, from: s.known[e.from.id], to: s.known[e.to.id], labelWidth: textWidth(text) + 2*boxPadding}
	s.edges = append(s.edges, laid)
	laid.from.edges = append(laid.from.edges, laid)
	if laid.to != laid.from {
		laid.to.edges = append(laid.to.edges, laid)
	}
	return nil
}

// The margins of a picture and the widths of its texts, in pixels.
const (
	margin     = 24
	headHeight = 44
	footHeight = 28
	boxText    = 210
	edgeText   = 170
	leastWidth = 480
)

func (s *svgWriter) end() error {
	slices.SortFunc(s.edges, func(a, b *laidEdge) int { return strings.Compare(a.id, b.id) })
	nodes := chosen(s.nodes, s.known[s.root], mostDrawn)
	edges := among(nodes, s.edges)
	wide, high := lay(nodes)
	wide, high = max(wide+2*margin, leastWidth), high+headHeight+footHeight+margin
	s.printf(svgHead, wide, high, wide, high)
	s.element("title", s.title())
	s.element("desc", s.left(len(nodes), len(edges)))
	s.printf("<style>%s</style>\n<rect class=\"paper\" width=\"%d\" height=\"%d\"/>\n", svgStyle, wide, high)
	s.legend(nodes)
	s.printf("<g transform=\"translate(%d %d)\">\n", margin, headHeight)
	for _, e := range edges {
		s.line(e)
	}
	for _, n := range nodes {
		s.box(n)
	}
	s.printf("</g>\n<text class=\"foot\" x=\"%d\" y=\"%d\">", margin, high-12)
	s.escaped(s.left(len(nodes), len(edges)))
	s.printf("</text>\n</svg>\n")
	return s.out.Flush() // tells what failed before
}

// among are the edges whose ends are both drawn; nodes have only those then, in one order.
func among(nodes []*laidNode, edges []*laidEdge) (kept []*laidEdge) {
	drawn := map[*laidNode]bool{}
	for _, n := range nodes {
		drawn[n], n.edges = true, nil
	}
	for _, e := range edges {
		if !drawn[e.from] || !drawn[e.to] {
			continue
		}
		kept = append(kept, e)
		e.from.edges = append(e.from.edges, e)
		if e.to != e.from {
			e.to.edges = append(e.to.edges, e)
		}
	}
	return kept
}

func (s *svgWriter) title() string {
	if root := s.known[s.root]; root != nil {
		return "Facts around " + root.label
	}
	return "Facts"
}

// left says what is drawn, and how much is not.
func (s *svgWriter) left(nodes, edges int) string {
	text := fmt.Sprintf("%d of %d entities and values, %d of %d facts", nodes, len(s.nodes), edges, len(s.edges))
	if nodes == len(s.nodes) {
		text = fmt.Sprintf("%d entities and values, %d facts", nodes, edges)
	} else {
		text += ": what has the fewest facts is left out"
	}
	if s.more {
		text += "; there is more around it than was asked for"
	}
	if slices.ContainsFunc(s.edges, func(e *laidEdge) bool { return e.status == Contested }) {
		text += ". Dashed: contested"
	}
	return text + "."
}

const svgHead = xml.Header + `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img" direction="ltr">
`

const svgStyle = `
text{font:12px sans-serif;fill:#1a1a1a}.paper{fill:#fff}.edge text{font-size:11px;fill:#444;paint-order:stroke;stroke:#fff;stroke-width:3px}.foot{font-size:11px;fill:#555}
.edge path{fill:none;stroke:#888}.edge .tip{fill:#666;stroke:none}.contested path{stroke-dasharray:5 3}
.box{fill:#f2f2f2;stroke:#777}.Person{fill:#fde3c8}.Organization{fill:#d5e6fa}.Place{fill:#d9f0d3}.Product{fill:#ece0f8}
.Event{fill:#fbd9e0}.Work{fill:#fff3bf}.Group{fill:#d2f0ee}.Law{fill:#e8e4d0}.Value{fill:#fff;stroke:#bbb}
`

// class is the style of a kind of node.
func class(kind string) string {
	switch kind {
	case "Quantity", "Time", "Text", "Boolean":
		return "Value"
	}
	return kind
}

// legend names the colours.
func (s *svgWriter) legend(nodes []*laidNode) {
	var kinds []string
	for _, n := range nodes {
		if k := class(n.kind); !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	slices.Sort(kinds)
	x := margin
	for _, k := range kinds {
		s.printf("<rect class=\"box %s\" x=\"%d\" y=\"10\" width=\"12\" height=\"12\"/><text x=\"%d\" y=\"20\">%s</text>\n", k, x, x+17, k)
		x += textWidth(k) + 34
	}
}

func (s *svgWriter) box(n *laidNode) {
	s.printf("<g>")
	s.element("title", n.label+" ("+n.kind+")")
	s.printf("<rect class=\"box %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/><text x=\"%d\" y=\"%d\">",
		class(n.kind), n.x, n.y, n.width, n.height, n.x+boxPadding, n.y+n.height/2+4)
	s.escaped(n.text)
	s.printf("</text></g>\n")
}

// line draws an edge with its name over the row at its right end.
func (s *svgWriter) line(e *laidEdge) {
	style := "edge"
	if e.status == Contested {
		style += " contested"
	}
	s.printf("<g class=\"%s\">", style)
	s.element("title", e.told())
	if e.near.layer == e.far.layer {
		s.bow(e)
	} else {
		s.curve(e)
	}
	s.escaped(e.text)
	s.printf("</text></g>\n")
}

// curve goes from one column to the next. Its tip points at the object: at the far box, or
// back, before the name.
func (s *svgWriter) curve(e *laidEdge) {
	x1, y1, x2, y2 := e.near.x+e.near.width, e.near.y+e.near.height/2, e.far.x, e.farY
	straight, bend := x2-e.labelWidth, curveWidth/2
	s.printf("<path d=\"M%d %dC%d %d %d %d %d %dH%d\"/>", x1, y1, x1+bend, y1, straight-bend, y2, straight, y2, x2)
	if e.to == e.far {
		s.tip(x2, y2, -1)
	} else {
		s.tip(straight-2, y2, 1)
	}
	s.printf("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">", x2-boxPadding, y2-4)
}

// bow goes out of a column and back to it.
func (s *svgWriter) bow(e *laidEdge) {
	x1, x2 := e.near.x+e.near.width, e.far.x+e.far.width
	turn := max(x1, x2) + e.labelWidth
	s.printf("<path d=\"M%d %dH%dC%d %d %d %d %d %dH%d\"/>", x1, e.nearY, turn, turn+curveWidth/3, e.nearY, turn+curveWidth/3, e.farY, turn, e.farY, x2)
	s.tip(x2, e.farY, 1)
	s.printf("<text x=\"%d\" y=\"%d\">", x1+boxPadding, e.nearY-4)
}

// tip is a triangle whose point is at x and that opens to one side.
func (s *svgWriter) tip(x, y, side int) {
	s.printf("<path class=\"tip\" d=\"M%d %dl%d -4v8z\"/>", x, y, 8*side)
}

// told is what a tooltip says of a fact.
func (e *laidEdge) told() string {
	text := e.from.label + " " + e.name + " " + e.to.label + " (" + strings.ToLower(string(e.status))
	if c := confidenceText(e.confidence); c != "" {
		text += ", read " + c
	}
	text += ")"
	if words := e.evidence(); words != "" {
		text += ": “" + words + "”"
	}
	return text
}

func (s *svgWriter) printf(format string, args ...any) {
	fmt.Fprintf(s.out, format, args...) // what fails is told by Flush
}

func (s *svgWriter) element(name, text string) {
	s.printf("<%s>", name)
	s.escaped(text)
	s.printf("</%s>", name)
}

func (s *svgWriter) escaped(text string) { _ = xml.EscapeText(s.out, []byte(oneLine(text))) }

// oneLine is a text on one line, without the marks that turn the direction of what follows.
func oneLine(text string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)), " ")
}

// shortened is as much of a text as a width has room for.
func shortened(text string, most int) string {
	text = oneLine(text)
	if textWidth(text) <= most {
		return text
	}
	room := most - textWidth("…")
	for i, r := range text {
		if room -= runeWidth(r); room < 0 {
			return strings.TrimRight(text[:i], " ") + "…"
		}
	}
	return text
}

// textWidth is about how wide a text is: fonts differ, so boxes are a little wide.
func textWidth(text string) (sum int) {
	for _, r := range text {
		sum += runeWidth(r)
	}
	return sum
}

func runeWidth(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case strings.ContainsRune("iljI.,:;'|! ", r):
		return 4
	case strings.ContainsRune("rtf()[]-", r):
		return 5
	case strings.ContainsRune("mwMW%@—…", r):
		return 11
	}
	if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
		return 13
	}
	if unicode.IsUpper(r) {
		return 9
	}
	return 8
}
