package eval_test

import (
	"fmt"
	"testing"

	"claimgraph/eval"
	"claimgraph/kg"
)

func TestReadSaid(t *testing.T) {
	said := eval.ReadSaid("Ann said it left .\tleft\tit\tC: Ann said\nAnn slept .\tslept\tAnn\n")
	if len(said) != 1 || fmt.Sprint(said[0].Source) != "[ann said]" {
		t.Fatalf("read %+v", said)
	}
	by := func(name string) []kg.Claim {
		return []kg.Claim{{Subject: kg.Argument{Text: "it"}, Attribution: &kg.Attribution{Text: name}}}
	}
	if !said[0].Attributed(by("Ann")) || said[0].Attributed(by("Bob")) || said[0].Attributed(by("")) || said[0].Attributed(nil) {
		t.Error("only what Ann said is Ann's")
	}
}

// TestAttribution prints how many of CaRB's contexts are found with the right
// source; -v shows those missed.
func TestAttribution(t *testing.T) {
	printRows(t, eval.Attribution)
}
