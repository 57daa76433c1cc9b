package kg

import (
	"encoding/csv"
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

// nasty is what no format may take for its own syntax.
const nasty = "=1+1\"\\N <&> ]]> \x01\n} , ;"

func nastyEdge() *exportedEdge {
	confidence := 0.5
	return &exportedEdge{
		id: "id", from: exportedNode{nasty, nasty, "Text"}, to: exportedNode{"http://a/b", "-5", "Other"},
		name: nasty, predicate: "http://a/p", status: Supported, confidence: &confidence, sources: 1,
	}
}

func written(t *testing.T, b *strings.Builder, out graphWriter) string {
	t.Helper()
	e := nastyEdge()
	for _, step := range []error{out.node(e.from), out.node(e.to), out.edge(e), out.end()} {
		if step != nil {
			t.Fatal(step)
		}
	}
	return b.String()
}

// GraphML is well-formed XML that declares its keys and gives back the texts.
func TestGraphMLEscapes(t *testing.T) {
	var b strings.Builder
	text := written(t, &b, newGraphMLWriter(&b))
	var document struct {
		Keys []struct {
			ID string `xml:"id,attr"`
		} `xml:"key"`
		Graph struct {
			Directed string `xml:"edgedefault,attr"`
			Nodes    []struct {
				ID   string `xml:"id,attr"`
				Data []struct {
					Key  string `xml:"key,attr"`
					Text string `xml:",chardata"`
				} `xml:"data"`
			} `xml:"node"`
			Edges []struct {
				Source string `xml:"source,attr"`
				Target string `xml:"target,attr"`
				Data   []struct {
					Key string `xml:"key,attr"`
				} `xml:"data"`
			} `xml:"edge"`
		} `xml:"graph"`
	}
	if err := xml.Unmarshal([]byte(text), &document); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	want := strings.ReplaceAll(nasty, "\x01", "\uFFFD")
	g := document.Graph
	if len(g.Nodes) != 2 || len(g.Edges) != 1 || g.Directed != "directed" || g.Nodes[0].ID != want || g.Nodes[0].Data[0].Text != want || g.Edges[0].Source != want {
		t.Errorf("read back: %+v", g)
	}
	// yEd reads its own elements only, Gephi the attribute.
	for _, want := range []string{`for="node" attr.name="label"`, `for="edge" attr.name="label"`, `for="node" yfiles.type="nodegraphics"`, `for="edge" yfiles.type="edgegraphics"`,
		"<y:NodeLabel>-5</y:NodeLabel>", "<y:EdgeLabel>=1+1", `xmlns:y="http://www.yworks.com/xml/graphml"`} {
		if !strings.Contains(text, want) {
			t.Errorf("lacks %s", want)
		}
	}
	declared := map[string]bool{}
	for _, k := range document.Keys {
		declared[k.ID] = true
	}
	for _, d := range g.Edges[0].Data {
		if !declared[d.Key] {
			t.Errorf("key %s is not declared", d.Key)
		}
	}
}

// No cell of a table begins as a formula does, and all else is as it was.
func TestCSVIsHarmless(t *testing.T) {
	var b strings.Builder
	rows, err := csv.NewReader(strings.NewReader(written(t, &b, newCSVWriter(&b)))).ReadAll()
	if err != nil || len(rows) != 2 || len(rows[0]) != len(rows[1]) {
		t.Fatal(err, rows)
	}
	for i, cell := range rows[1] {
		if strings.ContainsAny(cell[:min(1, len(cell))], "=+-@") {
			t.Errorf("%s: %q", rows[0][i], cell)
		}
	}
	if rows[1][0] != "'"+nasty || rows[1][7] != "'-5" || rows[1][1] != "http://a/b" {
		t.Errorf("cells: %q", rows[1])
	}
	for cell, want := range map[string]string{"": "", "a=b": "a=b", "@x": "'@x", "\t=x": "'\t=x", "+1": "'+1", "5": "5", "＝1": "'＝1", "\u00a0=1": "'\u00a0=1", "−5": "−5"} {
		if got := harmless(cell); got != want {
			t.Errorf("%q became %q", cell, got)
		}
	}
}

// A string of DOT ends where it should: quotes and backslashes inside are escaped.
func TestDOTQuotes(t *testing.T) {
	var b strings.Builder
	text := written(t, &b, newDOTWriter(&b))
	if got := dotQuote(`a\"b` + "\n"); got != `"a\\\"b\n"` {
		t.Error(got)
	}
	inside, escaped := false, false
	for _, r := range text {
		switch {
		case escaped:
			escaped = false
		case inside && r == '\\':
			escaped = true
		case r == '"':
			inside = !inside
		case inside && r == '\n':
			t.Fatalf("a string runs over a line:\n%s", text)
		}
	}
	if inside || !strings.HasSuffix(text, "];\n}\n") {
		t.Errorf("not closed:\n%s", text)
	}
}

// What cannot be written is told, at the latest at the end.
func TestWritersTellErrors(t *testing.T) {
	for name, out := range map[string]graphWriter{"graphml": newGraphMLWriter(full{}), "csv": newCSVWriter(full{}), "dot": newDOTWriter(full{}), "svg": newSVGWriter(full{})} {
		_ = out.edge(nastyEdge())
		if err := out.end(); err != io.ErrShortWrite {
			t.Errorf("%s: %v", name, err)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
