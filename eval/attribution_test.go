package eval_test

import (
	"fmt"
	"strings"
	"testing"

	"claimgraph/eval"
	"claimgraph/kg"
	"claimgraph/loader/syntax"
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

// TestUnits reads "The bridge, she said, fell. It was old.": the second and the
// last unit are nobody's, the parts of the first are hers.
func TestUnits(t *testing.T) {
	const conllu = `# newdoc id = GUM_news_bridge
# text = The bridge, she said, fell.
1	The	the	DET	DT	_	2	det	_	Discourse=ROOT:1:0
2	bridge	bridge	NOUN	NN	_	7	nsubj	_	SpaceAfter=No
3	,	,	PUNCT	,	_	7	punct	_	_
4	she	she	PRON	PRP	_	5	nsubj	_	Discourse=attribution-positive:2->1:0:sem
5	said	say	VERB	VBD	_	7	parataxis	_	SpaceAfter=No
6	,	,	PUNCT	,	_	7	punct	_	_
7	fell	fall	VERB	VBD	_	0	root	_	Discourse=same-unit_m:3->1:0:_|SpaceAfter=No
8	.	.	PUNCT	.	_	7	punct	_	_

# text = It was old.
1	It	it	PRON	PRP	_	3	nsubj	_	Discourse=joint-list_m:4->1:0:_
2	was	be	AUX	VBD	_	3	cop	_	_
3	old	old	ADJ	JJ	_	0	root	_	SpaceAfter=No
4	.	.	PUNCT	.	_	3	punct	_	_

`
	for d, err := range syntax.ReadCoNLLU(strings.NewReader(conllu)) {
		if err != nil {
			t.Fatal(err)
		}
		units := eval.Units(&d)
		if got, want := fmt.Sprint(units), "[{{0 12} ROOT -1} {{12 22} attribution-positive 0} {{22 28} same-unit_m 0} {{28 39} joint-list_m 0}]"; got != want {
			t.Errorf("units %s, want %s", got, want)
		}
		by, open := eval.Attributions(units)
		if fmt.Sprint(by, open) != "[1 -1 1 -1] [false false true true]" {
			t.Errorf("by %v, open %v", by, open)
		}
	}
}
