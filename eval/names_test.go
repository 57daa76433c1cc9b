package eval_test

import (
	"fmt"
	"strings"
	"testing"

	"claimgraph/eval"
)

func TestNameScores(t *testing.T) {
	type line struct {
		Entities []struct {
			Start, End int
			Type       string
		}
	}
	found := decoded[line](t, "names/found.jsonl")
	var tally eval.NameTally
	n := 0
	for s, err := range (eval.Columns{Word: 0, Tag: -1}).Read(testFile(t, "names/gold.conll")) {
		if err != nil {
			t.Fatal(err)
		}
		var names []eval.NamedSpan
		for _, e := range found[n].Entities {
			names = append(names, eval.NamedSpan{Start: e.Start, End: e.End, Kind: e.Type})
		}
		tally.Add(s.Names, names, []string{"PER", "ORG", "LOC"})
		n++
	}
	want := testText(t, "names/want.txt")
	for name, s := range map[string]eval.Score{
		"LOC": *tally.ByKind["LOC"], "ORG": *tally.ByKind["ORG"], "PER": *tally.ByKind["PER"],
		"EXACT": tally.Exact(), "UNLABELLED": tally.Spans,
	} {
		line := fmt.Sprintf("%-18s P %6.2f R %6.2f F1 %6.2f", name, 100*s.Precision(), 100*s.Recall(), 100*s.F1())
		if !strings.Contains(want, line) {
			t.Errorf("got %s, want\n%s", line, want)
		}
	}
}
