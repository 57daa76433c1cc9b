package parse

import "testing"

// "WHO" and "IT" are no pronouns where a sentence has small letters.
func TestAcronyms(t *testing.T) {
	p := newParser(t)
	for _, c := range []struct{ sentence, form, tag, rel string }{
		{"The WHO said on Monday that cases rose.", "WHO", "PROPN", "nsubj"},
		{"WHO officials visited Wuhan.", "WHO", "PROPN", "compound"},
		{"The report criticised the WHO.", "WHO", "PROPN", "obj"},
		{"The IT company bought Acme.", "IT", "NOUN", "compound"},
		{"She works in IT.", "IT", "NOUN", "obl"},
		{"WHO PAID THE BILL?", "WHO", "PRON", "nsubj"},
		{"IT IS NOT THE BILL THAT COUNTS.", "IT", "PRON", "nsubj"},
		{"The man who paid left.", "who", "PRON", "nsubj"},
	} {
		text, sentences := document(c.sentence)
		for _, w := range p.Trees(text, sentences)[0].Words {
			if w.Form == c.form && (w.UPOS != c.tag || w.Rel != c.rel || c.tag != "PRON" && w.Lemma != c.form) {
				t.Errorf("%s %s is %s, %s of %q, want %s, %s", c.sentence, c.form, w.UPOS, w.Rel, w.Lemma, c.tag, c.rel)
			}
		}
	}
}
