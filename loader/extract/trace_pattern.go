package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// patterns tells of each pattern that knows the proposition's word and did not
// match which of its slots found nothing. Patterns for any word are left out.
func (t *trace) patterns(s *sentence, f *frame) {
	d := t.reading
	for _, form := range [...]patternForm{verbPattern, statePattern} {
		for _, key := range f.keys(s, form) {
			for _, p := range d.grammar.byKey[form][key] {
				if key == "*" {
					continue
				}
				if _, ok := d.bind(p, s, f); !ok {
					fmt.Fprintf(t, "    rule %s: no, %s\n", p.ruleName(), d.misfit(p, s, f))
				}
			}
		}
	}
}

// misfit is why a pattern does not match: the first slot that nothing fills, and
// what stands in its role.
func (d *reading) misfit(p *pattern, s *sentence, f *frame) string {
	var anchors, used []int
	for i := range p.slots {
		slot := &p.slots[i]
		word, at, _ := p.find(s, f, slot, anchors, used, func(w int) bool { return slot.accepts(s, w) && d.suits(p, slot, s, w) })
		if word < 0 {
			if slot.fill == "_" || slot.fill == "Z" {
				continue
			}
			return d.unfilled(p, slot, s, f, anchors, used)
		}
		if used = append(used, at); slot.fill == "" {
			anchors = append(anchors, word)
		}
	}
	return "subject and object are one word"
}

func (d *reading) unfilled(p *pattern, slot *slot, s *sentence, f *frame, anchors, used []int) string {
	name := cmp.Or(slot.fill, some(slot.words))
	word, _, _ := p.find(s, f, slot, anchors, used, func(int) bool { return true })
	switch {
	case word < 0:
		return fmt.Sprintf("nothing is its %s (%s)", strings.Join(slot.roles, " or "), name)
	case !slot.accepts(s, word):
		return fmt.Sprintf("its %s is %q, wanted %s", slot.roles[0], s.Words[word].Form, some(slot.words))
	}
	kinds := slot.kinds
	if kinds == nil {
		if kinds = p.predicate.Range; slot.fill == "X" {
			kinds = p.predicate.Domain
		}
	}
	return fmt.Sprintf("%s wants %s, its %s %q is %s", name, strings.Join(kinds, " or "), slot.roles[0], s.Words[word].Form, d.sort(s, word))
}

// some of a list of words.
func some(words []string) string {
	if len(words) > 4 {
		words = append(slices.Clone(words[:3]), "…")
	}
	return strings.Join(words, "|")
}

// sort says what stands at a word.
func (d *reading) sort(s *sentence, word int) string {
	m := d.any(s, word)
	if m < 0 {
		return "nothing that is mentioned"
	}
	if at := &d.Mentions[m]; at.Value != nil {
		return "a " + string(at.Value.Kind)
	}
	return string(d.kind(m))
}

// linkTried is a pattern between two nouns.
type linkTried struct {
	pair, predicate string
	fired           bool
}

// linked notes one, where both nouns are mentioned.
func (t *trace) linked(s *sentence, b *binding, fired bool) {
	if !t.on() {
		return
	}
	first, second := min(b.x.word, b.y.word), max(b.x.word, b.y.word)
	if d := t.reading; d.any(s, first) >= 0 && d.any(s, second) >= 0 {
		pair := fmt.Sprintf("%s (%s), %s (%s)", s.Words[first].Form, t.reading.sort(s, first), s.Words[second].Form, t.reading.sort(s, second))
		t.links = append(t.links, linkTried{pair, b.pattern.predicate.Name, fired})
	}
}

// neighbours tells what was tried between nouns, a line for each pair.
func (t *trace) neighbours() {
	for i := 0; i < len(t.links); {
		pair := t.links[i].pair
		var fired, unfit []string
		for ; i < len(t.links) && t.links[i].pair == pair; i++ {
			list := &unfit
			if t.links[i].fired {
				list = &fired
			}
			if l := &t.links[i]; !slices.Contains(*list, l.predicate) {
				*list = append(*list, l.predicate)
			}
		}
		fmt.Fprintf(t, "neighbours %s\n", pair)
		if len(fired) > 0 {
			fmt.Fprintf(t, "    fired: %s\n", strings.Join(fired, ", "))
		}
		if len(unfit) > 0 {
			fmt.Fprintf(t, "    kinds do not fit, or no name: %s\n", strings.Join(unfit, ", "))
		}
	}
}
