package eval_test

import (
	"fmt"
	"strings"
	"testing"

	"claimgraph/eval"
)

func TestFactScores(t *testing.T) {
	for _, by := range []struct {
		want  string
		tally *eval.FactTally
	}{
		{"relations/overlap.txt", eval.NewFactTally(eval.SpansOverlap)},
		{"relations/exact.txt", eval.NewFactTally(eval.SameSpan)},
	} {
		found := map[string][]eval.SpanFact{}
		for _, d := range decoded[struct {
			DocumentID string
			Facts      []eval.SpanFact
		}](t, "relations/found.jsonl") {
			found[d.DocumentID] = d.Facts
		}
		for d, err := range eval.ReadFactDocuments(testFile(t, "relations/gold.jsonl"), 3) {
			if err != nil {
				t.Fatal(err)
			}
			by.tally.Add(&d, found[d.ID])
		}
		var got strings.Builder
		for _, p := range append(by.tally.ByProperty(), eval.PropertyCounts{Name: "ALL", FactCounts: by.tally.Total()}) {
			s := p.Score()
			fmt.Fprintf(&got, "%-24s tp=%-5d fp=%-5d fn=%-5d P=%.3f R=%.3f F1=%.3f\n", p.Name, p.TP, p.FP, p.FN, s.Precision(), s.Recall(), s.F1())
		}
		want, _, _ := strings.Cut(testText(t, by.want), "  (span_")
		if strings.TrimSpace(got.String()) != want {
			t.Errorf("got\n%s\nwant\n%s", got.String(), want)
		}
	}
}
