package rdf_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"claimgraph/rdf"
)

// w3cTest is an entry of a manifest.
type w3cTest struct{ name, kind, action, result string }

// readManifest reads the tests of a manifest. It knows only the Turtle that W3C's
// manifests of these suites are written in: one block of lines a test.
func readManifest(t *testing.T, path string) []w3cTest {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var tests []w3cTest
	field := func(block []byte, pattern string) string {
		if m := regexp.MustCompile(pattern).FindSubmatch(block); m != nil {
			return string(m[1])
		}
		return ""
	}
	for _, block := range regexp.MustCompile(`(?m)^[<:][^\n]*rdft:Test(?:[^\n]*\n)+?\s*\.\n`).FindAll(text, -1) {
		tests = append(tests, w3cTest{
			name:   field(block, `mf:name\s+"([^"]+)"`),
			kind:   field(block, `rdft:Test(\w+)`),
			action: field(block, `mf:action\s+<([^>]+)>`),
			result: field(block, `mf:result\s+<([^>]+)>`),
		})
	}
	return tests
}

func TestW3CSuites(t *testing.T) {
	suites := []struct {
		folder string
		reader rdf.NQuads
		tests  int
	}{
		{"rdf-n-quads", rdf.NQuads{}, 87},
		{"rdf-n-triples", rdf.NQuads{Triples: true}, 70},
	}
	for _, suite := range suites {
		folder := filepath.Join("testdata", "w3c", suite.folder)
		tests := readManifest(t, filepath.Join(folder, "manifest.ttl"))
		if len(tests) != suite.tests {
			t.Errorf("%s: %d tests read from the manifest, want %d", folder, len(tests), suite.tests)
		}
		for _, test := range tests {
			t.Run(suite.folder+"/"+test.name, func(t *testing.T) {
				checkSyntax(t, suite.reader, test, filepath.Join(folder, test.action))
			})
		}
	}
}

func checkSyntax(t *testing.T, reader rdf.NQuads, test w3cTest, path string) {
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, err = collect(reader.Read(bytes.NewReader(text)))
	switch test.kind {
	case "NQuadsPositiveSyntax", "NTriplesPositiveSyntax":
		if err != nil {
			t.Errorf("%v in\n%s", err, text)
		}
	case "NQuadsNegativeSyntax", "NTriplesNegativeSyntax":
		if err == nil {
			t.Errorf("no error in\n%s", text)
		}
	default:
		t.Errorf("unknown kind of test: %s", test.kind)
	}
}

func TestW3CCanonicalization(t *testing.T) {
	leftOut := regexp.MustCompile(`langtagged_string|base direction|triple-term`) // see doc.go
	folder := filepath.Join("testdata", "w3c", "rdf-n-quads-c14n")
	for _, test := range readManifest(t, filepath.Join(folder, "manifest.ttl")) {
		t.Run(test.name, func(t *testing.T) {
			if leftOut.MatchString(test.name) {
				t.Skip("deviation listed in doc.go")
			}
			text, err := os.ReadFile(filepath.Join(folder, test.action))
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(filepath.Join(folder, test.result))
			if err != nil {
				t.Fatal(err)
			}
			var got bytes.Buffer
			if err := rdf.WriteNQuads(&got, rdf.ReadNQuads(bytes.NewReader(text))); err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("got\n%swant\n%s", got.String(), want)
			}
		})
	}
}
