package eval_test

import (
	"fmt"
	"strings"
	"testing"

	"claimgraph/eval"
)

func TestCaRBScores(t *testing.T) {
	gold, err := eval.ReadCaRB(testFile(t, "propositions/gold.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	type line struct {
		Sentence string
		eval.Tuple
	}
	var system eval.TupleSet
	for _, l := range decoded[line](t, "propositions/system.jsonl") {
		system.AddSystem(l.Sentence, l.Tuple)
	}
	c := eval.ScoreCaRB(gold, system.List)
	best, all := c.Best(), c.All()
	got := fmt.Sprintf("AUC %.3f | best P %.3f R %.3f F1 %.3f (conf >= %v) | last P %.3f R %.3f F1 %.3f",
		c.AUC(), best.Precision, best.Recall, best.F1(), best.Confidence, all.Precision, all.Recall, all.F1())
	if want := testText(t, "propositions/want.txt"); !strings.HasPrefix(want, got) {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
