package loader_test

import (
	"strings"
	"testing"

	"claimgraph/kg"
	"claimgraph/loader"
)

// TestDifferences: what a claim says, and how surely it is read to two digits, is told; which
// rules read it is not.
func TestDifferences(t *testing.T) {
	claim := func(id, predicate string, confidence float64, rules ...string) kg.Claim {
		return kg.Claim{ID: id, Predicate: kg.PredicateUse{IRI: predicate}, Confidence: confidence, Rules: rules}
	}
	r := loader.Reread{
		Before: &kg.Reading{Claims: []kg.Claim{claim("gone", "p", 0.5), claim("same", "p", 0.5, "a"), claim("surer", "p", 0.5), claim("other", "p", 0.5)}},
		After:  &kg.Reading{Claims: []kg.Claim{claim("new", "p", 0.5), claim("same", "p", 0.504, "b"), claim("surer", "p", 0.6), claim("other", "q", 0.5)}},
	}
	var got []string
	for _, d := range r.Differences() {
		switch {
		case d.After == nil:
			got = append(got, "-"+d.Before.ID)
		case d.Before == nil:
			got = append(got, "+"+d.After.ID)
		default:
			got = append(got, "~"+d.Before.ID)
		}
	}
	if s := strings.Join(got, " "); s != "-gone ~surer ~other +new" {
		t.Errorf("got %s", s)
	}
}
