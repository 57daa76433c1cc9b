package extract_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"claimgraph/kg"
	"claimgraph/loader"
)

// TestGrounding reads raw news and holds that every claim's quotes stand where
// it says and that names of claims are unique.
func TestGrounding(t *testing.T) {
	f, err := os.Open("../../../shared/data/wikinews/articles.jsonl")
	if err != nil {
		t.Skipf("no news at hand: %v", err)
	}
	defer f.Close()
	l, err := loader.New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<24)
	for n := 0; n < 15 && lines.Scan(); n++ {
		var a struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		grounded(t, a.Text, l.Analyse(kg.Article{Key: a.ID, Text: a.Text}).Claims)
	}
}

func grounded(t *testing.T, text string, claims []kg.Claim) {
	points := []rune(text)
	quote := func(s kg.Span) string { return string(points[s.Start:s.End]) }
	seen := map[string]bool{}
	for i := range claims {
		c := &claims[i]
		if seen[c.ID] {
			t.Errorf("%s twice", c.ID)
		}
		seen[c.ID] = true
		if quote(c.Evidence.Span) != c.Evidence.Text || quote(c.Subject.Span) != c.Subject.Text || quote(c.Object.Span) != c.Object.Text || quote(c.Predicate.Span) != c.Predicate.Text {
			t.Errorf("%s: words are not where it says: %+v", c.ID, c)
		}
		for a := c.Attribution; a != nil; a = a.Via {
			if quote(a.Span) != a.Text {
				t.Errorf("%s: source is not where it says: %+v", c.ID, a)
			}
		}
		for _, q := range c.Qualifiers {
			if quote(q.Object.Span) != q.Object.Text {
				t.Errorf("%s: qualifier is not where it says: %+v", c.ID, q)
			}
		}
	}
}
