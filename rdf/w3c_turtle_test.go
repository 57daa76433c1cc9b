package rdf_test

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
)

// TestW3CTurtleSuites runs every test of the suites for Turtle and TriG: what is to
// be read gives the graph of the manifest's result, but for the names of blank
// nodes; what is not to be read is a *SyntaxError with a line.
func TestW3CTurtleSuites(t *testing.T) {
	for _, suite := range []struct {
		folder string
		graphs bool
		tests  int
	}{{"rdf-turtle", false, 313}, {"rdf-trig", true, 356}} {
		folder := filepath.Join("testdata", "w3c", suite.folder)
		tests := readTurtleManifest(t, filepath.Join(folder, "manifest.ttl"))
		if len(tests) != suite.tests {
			t.Errorf("%s: %d tests read from the manifest, want %d", folder, len(tests), suite.tests)
		}
		for _, test := range tests {
			t.Run(suite.folder+"/"+test.name, func(t *testing.T) {
				reader := rdf.Turtle{Base: "https://w3c.github.io/rdf-tests/rdf/rdf11/" + suite.folder + "/" + test.action, Graphs: suite.graphs}
				checkTurtle(t, reader, test, folder)
			})
		}
	}
}

// readTurtleManifest reads a manifest with the reader that it tests: were that to
// lose something, there would be fewer tests than there are to be.
func readTurtleManifest(t *testing.T, path string) (tests []w3cTest) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const at, mf = "http://base.example/", "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
	quads, err := gather(rdf.Turtle{Base: at}.Read(bytes.NewReader(text)))
	if err != nil {
		t.Fatal(err)
	}
	said := map[quad.Value]*w3cTest{}
	for _, q := range quads {
		if said[q.Subject] == nil {
			said[q.Subject] = &w3cTest{}
		}
		test, value := said[q.Subject], strings.TrimPrefix(strings.Trim(quad.ToString(q.Object), `<>"`), at)
		switch q.Predicate {
		case quad.IRI("http://www.w3.org/1999/02/22-rdf-syntax-ns#type"):
			_, test.kind, _ = strings.Cut(value, "rdftest#Test")
		case quad.IRI(mf + "name"):
			test.name = value
		case quad.IRI(mf + "action"):
			test.action = value
		case quad.IRI(mf + "result"):
			test.result = value
		}
	}
	for _, test := range said {
		if test.kind != "" {
			tests = append(tests, *test)
		}
	}
	slices.SortFunc(tests, func(a, b w3cTest) int { return strings.Compare(a.name, b.name) })
	return tests
}

func checkTurtle(t *testing.T, reader rdf.Turtle, test w3cTest, folder string) {
	text, err := os.ReadFile(filepath.Join(folder, test.action))
	if err != nil {
		t.Fatal(err)
	}
	got, err := gather(reader.Read(bytes.NewReader(text)))
	kind := strings.TrimPrefix(strings.TrimPrefix(test.kind, "Turtle"), "Trig")
	switch {
	case kind == "NegativeSyntax" || kind == "NegativeEval":
		if err == nil {
			t.Errorf("no error in\n%s", text)
		}
		return
	case err != nil:
		t.Fatalf("%v in\n%s", err, text)
	case kind == "PositiveSyntax":
		return
	case kind != "Eval":
		t.Fatalf("unknown kind of test: %s", test.kind)
	}
	result, err := os.ReadFile(filepath.Join(folder, test.result))
	if err != nil {
		t.Fatal(err)
	}
	want, err := gather(rdf.ReadNQuads(bytes.NewReader(result)))
	if err != nil {
		t.Fatal(err)
	}
	if !isomorphic(got, want) {
		t.Errorf("%s\ngot\n%swant\n%s", text, lines(got), lines(want))
	}
}

func gather(quads iter.Seq2[quad.Quad, error]) (all []quad.Quad, err error) {
	for q, err := range quads {
		if err != nil {
			return all, err
		}
		all = append(all, q)
	}
	return all, nil
}

func lines(quads []quad.Quad) string {
	var b []byte
	for _, q := range quads {
		b = rdf.AppendQuad(b, q)
	}
	return string(b)
}

// isomorphic says whether two graphs are one but for the names of blank nodes. It
// names them by what is said of them, as often as there are nodes, then compares.
// Nodes that nothing tells apart are interchangeable in these suites.
func isomorphic(a, b []quad.Quad) bool { return slices.Equal(named(a), named(b)) }

func named(quads []quad.Quad) []string {
	names := map[quad.Value]string{}
	look := func(v, self quad.Value) string {
		switch {
		case v == nil:
			return "-"
		case v == self:
			return "_:self"
		}
		if _, blank := v.(quad.BNode); blank {
			return "_:" + names[v]
		}
		return string(rdf.AppendTerm(nil, v))
	}
	describe := func(self quad.Value) []string {
		set := map[string]bool{}
		for _, q := range quads {
			if self == nil || q.Subject == self || q.Object == self || q.Label == self {
				set[fmt.Sprint(look(q.Subject, self), look(q.Predicate, self), look(q.Object, self), look(q.Label, self))] = true
			}
		}
		var list []string
		for s := range set {
			list = append(list, s)
		}
		slices.Sort(list)
		return list
	}
	for range 1 + len(quads) {
		next := map[quad.Value]string{}
		for _, q := range quads {
			for _, v := range []quad.Value{q.Subject, q.Object, q.Label} {
				if b, blank := v.(quad.BNode); blank && next[b] == "" {
					next[b] = fmt.Sprintf("%x", hash(strings.Join(describe(b), "\n")))
				}
			}
		}
		names = next
	}
	return describe(nil)
}

func hash(s string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(s))
	return h.Sum64()
}
