package kg

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// drawn draws a graph whose nodes are numbers, with the first one as its root.
func drawn(t *testing.T, nodes int, edges [][2]int) (string, *svgWriter) {
	t.Helper()
	var b strings.Builder
	s := newSVGWriter(&b)
	s.root = "0"
	at := func(i int) exportedNode { return exportedNode{fmt.Sprint(i), fmt.Sprintf("node %d", i), "Person"} }
	for i := range nodes {
		if err := s.node(at(i)); err != nil {
			t.Fatal(err)
		}
	}
	for i, e := range edges {
		if err := s.edge(&exportedEdge{id: fmt.Sprintf("%06d", i), from: at(e[0]), to: at(e[1]), name: "tied_to", status: Supported}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.end(); err != nil {
		t.Fatal(err)
	}
	return b.String(), s
}

// elements counts a document's elements, and holds that it is well-formed.
func elements(t *testing.T, text string) map[string]int {
	t.Helper()
	count := map[string]int{}
	for d := xml.NewDecoder(strings.NewReader(text)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return count
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if start, ok := token.(xml.StartElement); ok {
			count[start.Name.Local]++
			for _, a := range start.Attr {
				if strings.HasPrefix(a.Name.Local, "on") || a.Name.Local == "href" {
					t.Errorf("an attribute %s", a.Name.Local)
				}
			}
		}
	}
}

// A picture holds what articles say as text, whatever it is.
func TestSVGEscapes(t *testing.T) {
	for _, label := range []string{nasty, "</text><script>alert(1)</script>", "a\u202Egnp.exe", strings.Repeat("wide ", 200), "\xff", "中文中文"} {
		var b strings.Builder
		s := newSVGWriter(&b)
		e := nastyEdge()
		e.from.label, e.name = label, label
		for _, step := range []error{s.node(e.from), s.node(e.to), s.edge(e), s.end()} {
			if step != nil {
				t.Fatal(step)
			}
		}
		count := elements(t, b.String())
		if count["script"]+count["a"]+count["image"]+count["use"]+count["foreignObject"] != 0 || strings.Contains(b.String(), "\u202E") {
			t.Errorf("%q: %v", label, count)
		}
		for _, n := range s.nodes {
			if n.width > boxText+2*boxPadding {
				t.Errorf("%q: a box of %d", label, n.width)
			}
		}
	}
}

// Whatever the graph: no two boxes meet, each edge's name has a row of its own, all is
// within the picture, and the same graph is the same picture.
func TestSVGIsReadable(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		nodes := rapid.IntRange(1, 60).Draw(r, "nodes")
		end := rapid.IntRange(0, nodes-1)
		var edges [][2]int
		for range rapid.IntRange(0, 90).Draw(r, "edges") {
			edges = append(edges, [2]int{end.Draw(r, "from"), end.Draw(r, "to")})
		}
		text, s := drawn(t, nodes, edges)
		if again, _ := drawn(t, nodes, edges); again != text {
			r.Fatal("drawn twice, it differs")
		}
		for i, a := range s.nodes {
			if a.x < 0 || a.y < 0 {
				r.Fatalf("%s is outside: %d, %d", a.label, a.x, a.y)
			}
			for _, b := range s.nodes[i+1:] {
				if a.x < b.x+b.width && b.x < a.x+a.width && a.y < b.y+b.height && b.y < a.y+a.height {
					r.Fatalf("%s and %s meet", a.label, b.label)
				}
			}
		}
		type row struct {
			n     *laidNode
			right bool
			y     int
		}
		taken := map[row]bool{}
		take := func(at row) {
			if taken[at] || at.y < at.n.y || at.y > at.n.y+at.n.height {
				r.Fatalf("a row of %s is not one edge's alone", at.n.label)
			}
			taken[at] = true
		}
		for _, e := range s.edges {
			within := e.near.layer == e.far.layer
			take(row{e.far, within, e.farY})
			if within {
				take(row{e.near, true, e.nearY})
			}
			if e.far.layer-e.near.layer > 1 {
				r.Fatal("an edge leaps over a column")
			}
		}
	})
}

// Beyond its bound a picture keeps what has the most facts and says how much is missing.
func TestSVGSaysWhatItLeavesOut(t *testing.T) {
	var star [][2]int
	for i := 1; i < 300; i++ {
		star = append(star, [2]int{0, i})
	}
	star = append(star, [2]int{250, 251}, [2]int{251, 252})
	text, s := drawn(t, 300, star)
	if !strings.Contains(text, "200 of 300 entities and values, 201 of 301 facts: what has the fewest facts is left out.") {
		t.Error(text[len(text)-200:])
	}
	if count := elements(t, text); count["rect"] != 200+2 { // the paper, and one in the legend
		t.Errorf("%d boxes", count["rect"])
	}
	for _, n := range []string{"node 0", "node 250", "node 251", "node 252"} {
		if !strings.Contains(text, ">"+n+"<") {
			t.Errorf("%s is missing", n)
		}
	}
	if slices.ContainsFunc(s.nodes, func(n *laidNode) bool { return n.height > rowHeight*200 }) {
		t.Error("a box as high as all rows")
	}
	if whole, _ := drawn(t, 3, [][2]int{{0, 1}}); !strings.Contains(whole, ">3 entities and values, 1 facts.<") {
		t.Error(whole)
	}
}
