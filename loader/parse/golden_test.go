package parse

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"claimgraph/loader/syntax"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGolden compares trees byte for byte. It holds for the assembler and for
// the tag purego alike: both must give the same trees on every CPU.
func TestGolden(t *testing.T) {
	source, err := os.ReadFile(filepath.Join("testdata", "golden.txt"))
	if err != nil {
		t.Fatal(err)
	}
	text, sentences := document(string(source))
	var got []byte
	for _, tree := range newParser(t).Trees(text, sentences) {
		got = syntax.AppendCoNLLU(got, text, &tree)
	}
	path := filepath.Join("testdata", "golden.conllu")
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("the trees differ from %s; -update after a change of model", path)
	}
}
