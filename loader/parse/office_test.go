package parse

import (
	"strings"
	"testing"
)

// An attorney general is one man, whose name is what the verb has.
func TestOffices(t *testing.T) {
	p := newParser(t)
	for _, c := range []struct{ sentence, office, name, verb string }{
		{`"That is wrong," said California Attorney General Xavier Becerra.`, "Attorney", "Xavier", "said"},
		{"Massachusetts Attorney General Maura Healey on Tuesday sued Purdue.", "Attorney", "Maura", "sued"},
		{"NATO Secretary-General Jens Stoltenberg wrote a letter.", "Secretary", "Jens", "wrote"},
		{"Harris is the former Attorney General of California.", "Attorney", "", ""},
	} {
		text, sentences := document(c.sentence)
		words := p.Trees(text, sentences)[0].Words
		at := func(form string) int {
			for i := range words {
				if strings.EqualFold(words[i].Form, form) {
					return i
				}
			}
			t.Fatalf("%s no %q", c.sentence, form)
			return 0
		}
		if got := words[at(c.office)].Head - 1; got != at("general") {
			t.Errorf("%s the office hangs on word %d", c.sentence, got)
		}
		roots := 0
		for i := range words {
			if words[i].Head == 0 {
				roots++
			}
		}
		if roots != 1 {
			t.Errorf("%s %d roots", c.sentence, roots)
		}
		if c.name != "" && (words[at(c.name)].Head-1 != at(c.verb) || words[at(c.name)].Rel != "nsubj") {
			t.Errorf("%s %s is %s of word %d", c.sentence, c.name, words[at(c.name)].Rel, words[at(c.name)].Head)
		}
	}
}
