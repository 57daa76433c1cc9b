package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"claimgraph/kg"
)

// context tells how the article stands to a proposition, and which words above
// or in it said so.
func (t *trace) context(s *sentence, f *frame, c *context) {
	fmt.Fprintf(t, "    %s\n", c.stance())
	before := context{modality: kg.Asserted}
	t.reading.walked(s, f, func(word int, now *context) {
		t.step(s, word, &before, now)
		before = context{negated: now.negated, modality: now.modality, sources: slices.Clone(now.sources), rules: slices.Clone(now.rules)}
	})
	if slices.Contains(c.rules, "quotation") && !slices.Contains(before.rules, "quotation") {
		t.WriteString("        stands in quotation marks\n")
	}
}

// step tells what one clause did.
func (t *trace) step(s *sentence, word int, before, now *context) {
	rules := slices.DeleteFunc(slices.Clone(now.rules), func(r string) bool { return slices.Contains(before.rules, r) })
	if len(rules) == 0 && now.negated == before.negated && now.modality == before.modality {
		return
	}
	var did []string
	if now.modality != before.modality {
		did = append(did, string(now.modality))
	}
	if now.negated != before.negated {
		did = append(did, map[bool]string{true: "negated", false: "no longer negated"}[now.negated])
	}
	for _, from := range now.sources[min(len(before.sources), len(now.sources)):] {
		did = append(did, "of "+from.agentForm())
	}
	at := "the sentence"
	if word >= 0 {
		at = strconv.Quote(s.clauseWords(word))
	}
	fmt.Fprintf(t, "        %s: %s by %s\n", at, cmp.Or(strings.Join(did, ", "), "no weaker"), cmp.Or(strings.Join(rules, ", "), "what is below it"))
}

// clauseWords is a word with what in its clause may weaken it: auxiliaries,
// subordinators, negation and other adverbs, determiners.
func (s *sentence) clauseWords(word int) string {
	var words []string
	for _, c := range s.children[word] {
		if c < word && s.is(c, "aux", "cop", "mark", "advmod", "det") && len(s.children[c]) == 0 {
			words = append(words, s.Words[c].Form)
		}
	}
	return strings.Join(append(words, s.Words[word].Form), " ")
}

// stance is a context in words.
func (c *context) stance() string {
	text := string(c.modality)
	if c.negated {
		text += ", negated"
	}
	for _, from := range c.sources {
		text += ", of " + from.agentForm()
	}
	return text
}

func (s source) agentForm() string {
	if s.agent < 0 {
		return "someone unnamed"
	}
	return s.in.Words[s.agent].Form
}
