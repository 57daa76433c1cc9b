package parse

import "testing"

// "Cost" is a verb where an amount follows it, and a noun where it is one.
func TestCost(t *testing.T) {
	p := newParser(t)
	for _, c := range []struct{ sentence, tag, rel string }{
		{"The bridge cost 40 million euros.", "VERB", "root"},
		{"The Marine Drive project cost $5 billion.", "VERB", "root"},
		{"Critics doubt that the bridge cost only 40 million euros.", "VERB", "ccomp"},
		{"The renovation of the museum cost taxpayers 12 million pounds.", "VERB", "root"},
		{"The attack cost the company about $300 million, analysts said.", "VERB", "ccomp"},
		{"The storm cost insurers more than 3 billion dollars.", "VERB", "root"},
		{"The war cost thousands of lives.", "VERB", "root"},
		{"It cost $5.", "VERB", "root"},
		{"The project cost rose to $5 billion.", "NOUN", "nsubj"},
		{"The project cost was $5 billion.", "NOUN", "nsubj"},
		{"He sold it at a cost of 5 million dollars.", "NOUN", "obl"},
		{"The labour cost of 40 euros an hour is high.", "NOUN", "nsubj"},
	} {
		text, sentences := document(c.sentence)
		found := false
		for _, w := range p.Trees(text, sentences)[0].Words {
			if w.Form == "cost" {
				found = true
				if w.UPOS != c.tag || w.Rel != c.rel || w.Lemma != "cost" {
					t.Errorf("%s cost is %s, %s of %q, want %s, %s", c.sentence, w.UPOS, w.Rel, w.Lemma, c.tag, c.rel)
				}
			}
		}
		if !found {
			t.Errorf("%s no cost", c.sentence)
		}
	}
}
