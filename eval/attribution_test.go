package eval_test

import (
	"fmt"
	"os"
	"testing"

	"claimgraph/eval"
	"claimgraph/kg"
	"claimgraph/loader"
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

// TestAttribution prints how many of CaRB's contexts ("C: authorities said") are
// found with the right source, each sentence read as an article of its own.
func TestAttribution(t *testing.T) {
	text, err := os.ReadFile("../../shared/data/carb/said.tsv")
	if err != nil {
		t.Skip(err)
	}
	l, err := loader.New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	said := eval.ReadSaid(string(text))
	found := 0
	read := map[string][]kg.Claim{}
	for i := range said {
		s := &said[i]
		if _, done := read[s.Sentence]; !done {
			read[s.Sentence] = l.Analyse(kg.Article{Key: fmt.Sprint(i), Text: s.Sentence}).Claims
		}
		if s.Attributed(read[s.Sentence]) {
			found++
			continue
		}
		if testing.Verbose() {
			t.Logf("missed: %v in %s", s.Source, s.Sentence)
		}
	}
	t.Logf("%d of %d contexts: %.3f", found, len(said), float64(found)/float64(max(1, len(said))))
}
