package kg

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
)

// graphMLWriter writes GraphML 1.0 (http://graphml.graphdrawing.org/): the keys are
// declared first, as Gephi and yEd want them, nodes stand before edges, and every
// edge has an id, for two entities may have several. Labels stand twice, where each
// looks for them: Gephi, Cytoscape and NetworkX in the attribute label, yEd in its own
// elements, without which it shows bare squares (a box is as wide as its text; the layout is
// yEd's to make). Characters that XML cannot hold become U+FFFD.
type graphMLWriter struct{ *bufio.Writer }

const graphMLHead = xml.Header + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:y="http://www.yworks.com/xml/graphml" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="kind" for="node" attr.name="kind" attr.type="string"/>
<key id="name" for="edge" attr.name="label" attr.type="string"/>
<key id="predicate" for="edge" attr.name="predicate" attr.type="string"/>
<key id="status" for="edge" attr.name="status" attr.type="string"/>
<key id="confidence" for="edge" attr.name="confidence" attr.type="double"/>
<key id="sources" for="edge" attr.name="sources" attr.type="int"/>
<key id="validFrom" for="edge" attr.name="validFrom" attr.type="string"/>
<key id="validTo" for="edge" attr.name="validTo" attr.type="string"/>
<key id="evidence" for="edge" attr.name="evidence" attr.type="string"/>
<key id="shape" for="node" yfiles.type="nodegraphics"/>
<key id="line" for="edge" yfiles.type="edgegraphics"/>
<graph id="claimgraph" edgedefault="directed">
`

func newGraphMLWriter(w io.Writer) graphMLWriter {
	g := graphMLWriter{bufio.NewWriter(w)}
	fmt.Fprint(g, graphMLHead) // what fails is told by Flush
	return g
}

func (g graphMLWriter) node(n exportedNode) error {
	g.open("node", "id", n.id)
	g.data("label", n.label)
	g.data("kind", n.kind)
	text := shortened(n.label, boxText)
	fmt.Fprintf(g, `<data key="shape"><y:ShapeNode><y:Geometry width="%d" height="%d"/><y:NodeLabel>`, textWidth(text)+2*boxPadding, rowHeight+boxPadding)
	g.text(text)
	fmt.Fprint(g, `</y:NodeLabel><y:Shape type="roundrectangle"/></y:ShapeNode></data>`)
	return g.close("node")
}

func (g graphMLWriter) edge(e *exportedEdge) error {
	g.open("edge", "id", e.id, "source", e.from.id, "target", e.to.id)
	g.data("name", e.name)
	g.data("predicate", e.predicate)
	g.data("status", string(e.status))
	g.data("confidence", confidenceText(e.confidence))
	g.data("sources", strconv.Itoa(e.sources))
	g.data("validFrom", e.validFrom)
	g.data("validTo", e.validTo)
	g.data("evidence", e.evidence())
	line := "line"
	if e.status == Contested {
		line = "dashed"
	}
	fmt.Fprintf(g, `<data key="line"><y:PolyLineEdge><y:LineStyle type="%s"/><y:Arrows source="none" target="standard"/><y:EdgeLabel>`, line)
	g.text(e.name)
	fmt.Fprint(g, `</y:EdgeLabel></y:PolyLineEdge></data>`)
	return g.close("edge")
}

func (g graphMLWriter) end() error {
	fmt.Fprint(g, "</graph>\n</graphml>\n")
	return g.Flush()
}

func (g graphMLWriter) open(name string, attributes ...string) {
	fmt.Fprint(g, "<", name)
	for i := 0; i < len(attributes); i += 2 {
		fmt.Fprint(g, " ", attributes[i], `="`)
		g.text(attributes[i+1])
		fmt.Fprint(g, `"`)
	}
	fmt.Fprint(g, ">")
}

func (g graphMLWriter) data(key, value string) {
	if value == "" {
		return
	}
	fmt.Fprint(g, `<data key="`, key, `">`)
	g.text(value)
	fmt.Fprint(g, "</data>")
}

// text escapes; the first error is kept by the writer and told when it closes.
func (g graphMLWriter) text(s string) { _ = xml.EscapeText(g, []byte(s)) }

// close ends an element, and says what went wrong so far.
func (g graphMLWriter) close(name string) error {
	_, err := fmt.Fprint(g, "</", name, ">\n")
	return err
}

// confidenceText is empty where nobody claims the fact.
func confidenceText(c *float64) string {
	if c == nil {
		return ""
	}
	return decimal(*c)
}

// evidence is the sentence that says it, "" for plain quads.
func (e *exportedEdge) evidence() string {
	if e.claim == nil {
		return ""
	}
	return e.claim.Claim.Evidence.Text
}
