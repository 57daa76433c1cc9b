package eval_test

import (
	"fmt"
	"testing"

	"claimgraph/eval"
	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// In "Ann married Bo. She …" Ann is mentioned twice: at 0 and at 16.
func TestFactsOf(t *testing.T) {
	ann := kg.Argument{Span: kg.Span{Start: 0, End: 3}, Entity: 1}
	bo := kg.Argument{Span: kg.Span{Start: 12, End: 14}}
	for _, x := range []struct{ name, iri, polarity, want string }{
		{"spouse", "http://www.wikidata.org/prop/direct/P26", "affirmed", "[{25 {0 3} {12 14}} {25 {12 14} {0 3}} {25 {16 19} {12 14}} {25 {12 14} {16 19}}]"},
		{"any_name", "http://www.wikidata.org/prop/direct/P40", "affirmed", "[{34 {12 14} {0 3}} {34 {12 14} {16 19}}]"},
		{"ceo_of", "urn:claimgraph:predicate:ceo_of", "affirmed", "[{4 {12 14} {0 3}} {4 {12 14} {16 19}}]"},
		{"spouse", "", "negated", "[]"},
		{"trained_on", "urn:claimgraph:predicate:trained_on", "affirmed", "[]"},
	} {
		facts := eval.FactsOf(&eval.Reading{
			Text:     syntax.NewText("Ann married Bo. She left."),
			Mentions: []syntax.Mention{{Span: syntax.Span{Start: 0, End: 3}}, {Span: syntax.Span{Start: 16, End: 19}}},
			Entities: []syntax.Entity{{Mentions: []int{0, 1}}}, Referring: [][]int{{0, 1}},
			Claims: []kg.Claim{{
				Subject: ann, Object: bo, Predicate: kg.PredicateUse{Name: x.name, IRI: x.iri},
				Polarity: kg.Polarity(x.polarity), Modality: kg.Reported,
			}},
		})
		if got := fmt.Sprint(facts); got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
}
