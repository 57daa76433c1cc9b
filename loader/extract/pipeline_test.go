package extract_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
)

// TestSample reads the DeepSeek article through every stage and asks for what a
// careful reader takes from it. It holds which claims there are, whose they are
// and with what force; how sure each is, is not its business.
func TestSample(t *testing.T) {
	text, err := os.ReadFile("../../samples/deepseek.txt")
	if err != nil {
		t.Fatal(err)
	}
	l, err := loader.New(kg.BuiltinVocabulary())
	if err != nil {
		t.Fatal(err)
	}
	an := l.Analyse(kg.Article{Key: "deepseek.txt", Text: string(text), Published: time.Date(2025, 1, 28, 0, 0, 0, 0, time.UTC)})
	for _, want := range []struct {
		subject, predicate, object string
		modality                   kg.Modality
		source                     string
	}{
		{"DeepSeek-V3", "trained_on", "H800", kg.Reported, "DeepSeek researchers"},
		{"DeepSeek-V3", "training_cost", "under $6 million", kg.Reported, "DeepSeek researchers"},
		{"DeepSeek", "inception", "2023", kg.Asserted, ""},
		{"DeepSeek", "country", "China", kg.Asserted, ""},
		{"app on the Apple App Store", "overtake", "ChatGPT", kg.Asserted, ""},
		{"H800", "manufacturer", "Nvidia", kg.Asserted, ""},
		{"app on the Apple App Store", "experience", "rapid growth in popularity", kg.Reported, "Sensor Tower"},
		{"Biden administration", "tighten", "restrictions on the export", kg.Asserted, ""},
		{"Biden administration", "restricts_exports_to", "China", kg.Asserted, ""},
		{"skepticism", "disputes", "this claim", kg.Asserted, ""},
		{"DeepSeek", "achieve", "impressive results with less advanced chips", kg.Possible, ""},
	} {
		found := false
		for i := range an.Claims {
			c := &an.Claims[i]
			source := ""
			if c.Attribution != nil {
				source = c.Attribution.Text
			}
			if c.Predicate.Name == want.predicate && c.Modality == want.modality && source == want.source && c.Polarity == kg.Affirmed &&
				strings.HasSuffix(name(an, &c.Subject), want.subject) && strings.HasSuffix(name(an, &c.Object), want.object) {
				found = true
			}
		}
		if !found {
			t.Errorf("no claim %v", want)
		}
	}
}

// name is an argument's entity, else its words.
func name(an *loader.Analysis, a *kg.Argument) string {
	if a.Entity > 0 {
		return an.Entities[a.Entity-1].Label
	}
	return a.Text
}

// TestShares asks for whom a claim is of which the text names a part, and which part.
func TestShares(t *testing.T) {
	l := newLoader(t)
	for _, test := range []struct{ text, subject, amount string }{
		{"About 60 % of the workers joined Gillette.", "the workers", "About 60 %"},
		{"Half of the workers joined Gillette.", "the workers", "Half"},
		{"The workers joined Gillette.", "The workers", ""},
		{"Five of the workers joined Gillette.", "Five of the workers", ""},
		{"None of the workers joined Gillette.", "the workers", ""},
	} {
		var subject, amount string
		for _, c := range l.Analyse(kg.Article{Key: "a", Text: test.text}).Claims {
			if c.Predicate.Name == "join" {
				subject = c.Subject.Text
				for _, q := range c.Qualifiers {
					amount = q.Object.Text
				}
			}
		}
		if subject != test.subject || amount != test.amount {
			t.Errorf("%s: %q, amount %q", test.text, subject, amount)
		}
	}
}
