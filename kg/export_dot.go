package kg

import (
	"bufio"
	"fmt"
	"io"
	"strings"
)

// dotWriter writes a digraph in Graphviz's DOT. Every name is a quoted string, in
// which a quote and a backslash are escaped: labels know escapes of their own (\N is
// the node's name), which no article should reach.
type dotWriter struct{ *bufio.Writer }

func newDOTWriter(w io.Writer) dotWriter {
	d := dotWriter{bufio.NewWriter(w)}
	fmt.Fprint(d, "digraph claimgraph {\n  node [shape=box];\n") // what fails is told by Flush
	return d
}

func (d dotWriter) node(n exportedNode) error {
	shape := ""
	switch n.kind {
	case "Quantity", "Time", "Text", "Boolean":
		shape = ", shape=plaintext"
	}
	_, err := fmt.Fprintf(d, "  %s [label=%s, kind=%s%s];\n", dotQuote(n.id), dotQuote(n.label), dotQuote(n.kind), shape)
	return err
}

func (d dotWriter) edge(e *exportedEdge) error {
	fmt.Fprintf(d, "  %s -> %s [label=%s, status=%s", dotQuote(e.from.id), dotQuote(e.to.id), dotQuote(e.name), dotQuote(string(e.status)))
	if e.confidence != nil {
		fmt.Fprintf(d, ", confidence=%s", decimal(*e.confidence))
	}
	if e.status == Contested {
		fmt.Fprint(d, ", style=dashed")
	}
	_, err := fmt.Fprint(d, "];\n")
	return err
}

func (d dotWriter) end() error {
	fmt.Fprint(d, "}\n")
	return d.Flush()
}

// dotQuote writes a string so that Graphviz shows it as it is; it takes no NUL.
func dotQuote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\r", "", "\x00", "\uFFFD").Replace(s) + `"`
}
