package eval

import (
	"strings"
	"testing"
	"testing/fstest"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// TestReliability: four claims in two bins, by hand.
func TestReliability(t *testing.T) {
	var r reliability
	r.add(0.95, true)
	r.add(0.95, false)
	r.add(0.5, true)
	r.add(1, true)
	got := map[string]float64{}
	for _, f := range r.figures() {
		got[f.Name] = f.Value
	}
	for name, want := range map[string]float64{"n": 4, "predicted": 0.85, "observed": 0.75, "ECE": (0.9 + 0.5) / 4, "Brier": (0.0025 + 0.9025 + 0.25) / 4} {
		if d := got[name] - want; d > 1e-9 || d < -1e-9 {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
}

// claimOf makes a reading of one claim out of "subject|predicate|object" in a text.
func claimOf(text, claim string) *Reading {
	parts := strings.Split(claim, "|")
	argument := func(s string) kg.Argument {
		at := strings.Index(text, s)
		return kg.Argument{Span: kg.Span{Start: at, End: at + len(s)}, Text: s}
	}
	c := kg.Claim{
		Subject: argument(parts[0]), Object: argument(parts[2]), Polarity: kg.Affirmed, Modality: kg.Asserted, Rules: []string{"open"},
		Predicate: kg.PredicateUse{Name: parts[1], Text: parts[1]}, Evidence: kg.Evidence{Text: text},
	}
	return &Reading{Text: syntax.NewText(text), Claims: []kg.Claim{c}}
}

func TestTupleMarks(t *testing.T) {
	gold := []Tuple{{Rel: "was bought by", Args: []string{"The old mill", "Ann Lee", "in May"}}}
	for claim, want := range map[string]bool{
		"Ann Lee|bought|The old mill":   true, // turned
		"The old mill|bought|Ann Lee":   true,
		"Ann Lee|sold|The old mill":     false,
		"Bob Stone|bought|The old mill": false,
	} {
		r := claimOf("The old mill was bought by Ann Lee in May. Bob Stone", claim)
		if marks := markTuples(gold, r); len(marks) != 1 || marks[0].Right != want {
			t.Errorf("%s: %v, want %v", claim, marks, want)
		}
	}
	r := claimOf("The old mill was bought by Ann Lee", "Ann Lee|bought|The old mill")
	r.Claims[0].Modality = kg.Planned
	if marks := markTuples(gold, r); len(marks) != 0 {
		t.Errorf("a plan was marked: %v", marks)
	}
}

func TestFactMarks(t *testing.T) {
	text := "Ann Lee was born in Oslo. Bob."
	span := func(s string) kg.Span { i := strings.Index(text, s); return kg.Span{Start: i, End: i + len(s)} }
	d := FactDocument{Text: text, Passages: []FactPassage{{
		End: len(text), Exhaustive: []FactProperty{{ID: "12"}}, Facts: []SpanFact{{"12", span("Ann Lee"), span("Oslo")}},
	}}}
	for claim, want := range map[string]string{
		"Ann Lee|place_of_birth|Oslo": "right", "Bob|place_of_birth|Oslo": "wrong", "Ann Lee|residence|Oslo": "unmarked",
	} {
		got := "unmarked"
		if marks := markFacts(&d, claimOf(text, claim), true); len(marks) == 1 {
			got = map[bool]string{true: "right", false: "wrong"}[marks[0].Right]
		}
		if got != want {
			t.Errorf("%s is %s, want %s", claim, got, want)
		}
	}
}

func TestPairMarks(t *testing.T) {
	gold := fstest.MapFS{"redocred/train400.json": {Data: []byte(`[{"title": "t", "sents": [["Ann", "Lee", "(", "born", "in", "Oslo", ")", "."]],
		"vertexSet": [[{"sent_id": 0, "pos": [0, 2]}], [{"sent_id": 0, "pos": [5, 6]}]], "labels": [{"h": 0, "t": 1, "r": "P19"}]}]`)}}
	exams, err := PairExams(gold, false)
	if err != nil || len(exams) != 1 {
		t.Fatal(exams, err)
	}
	text := exams[0].Article.Text
	if text != "Ann Lee (born in Oslo)." {
		t.Errorf("spelled %q", text)
	}
	for iri, want := range map[string]bool{"http://www.wikidata.org/prop/direct/P19": true, "http://www.wikidata.org/prop/direct/P20": false} {
		r := claimOf(text, "Ann Lee|p|Oslo")
		r.Claims[0].Predicate.IRI = iri
		if marks := exams[0].Mark(r); len(marks) != 1 || marks[0].Right != want {
			t.Errorf("%s: %v, want %v", iri, marks, want)
		}
	}
}

// TestSheets: every line of the sheets is judged, and a fifth of them is held.
func TestSheets(t *testing.T) {
	fitted, err := judgedClaims(false)
	if err != nil {
		t.Fatal(err)
	}
	held, err := judgedClaims(true)
	if err != nil || len(held) < 20 || len(fitted) < 3*len(held) || len(fitted) > 5*len(held) {
		t.Fatalf("%d fitted, %d held, %v", len(fitted), len(held), err)
	}
	l := judgedClaim{sentence: "Ann bought the mill.", claim: "Ann | buy | the mill [affirmed asserted <Bob>]"}
	r := claimOf("Ann  bought the mill.", "Ann|buy|the mill")
	if !l.says(r, &r.Claims[0]) {
		t.Error("the line does not say its claim")
	}
	if r.Claims[0].Polarity = kg.Negated; l.says(r, &r.Claims[0]) {
		t.Error("the line says its contrary")
	}
}
