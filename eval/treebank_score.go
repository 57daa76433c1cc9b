package eval

import (
	"fmt"
	"slices"
	"strings"
)

// NamedScore is one line of a table of scores.
type NamedScore struct {
	Name string
	Score
}

// ScoreTreebank compares a system's treebank with the gold: Tokens, Sentences,
// Words, UPOS, XPOS, UFeats, Lemmas, UAS, LAS and CLAS as in CoNLL 2018, that
// is, relations without subtypes, universal features alone, and any lemma
// right where the gold has none. Both must hold the same characters.
func ScoreTreebank(gold, system *Treebank) ([]NamedScore, error) {
	if err := sameText(gold.chars, system.chars); err != nil {
		return nil, err
	}
	c := comparison{gold.words, system.words, alignWords(gold.words, system.words), map[int]int{}}
	for _, p := range c.pairs {
		c.toGold[p.system] = p.gold
	}
	lemma := func(g, s *treebankWord) bool { return g.lemma == "_" || g.lemma == s.lemma }
	return []NamedScore{
		{"Tokens", sameStretches(gold.tokens, system.tokens)},
		{"Sentences", sameStretches(gold.sentences, system.sentences)},
		{"Words", c.score(func(_, _ *treebankWord) bool { return true })},
		{"UPOS", c.score(func(g, s *treebankWord) bool { return g.upos == s.upos })},
		{"XPOS", c.score(func(g, s *treebankWord) bool { return g.xpos == s.xpos })},
		{"UFeats", c.score(func(g, s *treebankWord) bool { return g.feats == s.feats })},
		{"Lemmas", c.score(lemma)},
		{"UAS", c.score(c.sameHead)},
		{"LAS", c.score(c.sameArc)},
		{"CLAS", c.contentArcs()},
	}, nil
}

func sameText(gold, system string) error {
	if gold == system {
		return nil
	}
	at := 0
	for at < min(len(gold), len(system)) && gold[at] == system[at] {
		at++
	}
	return fmt.Errorf("texts differ at byte %d: gold %.30q, system %.30q", at, gold[at:], system[at:])
}

func sameStretches(gold, system []stretch) Score {
	in := map[stretch]bool{}
	for _, s := range gold {
		in[s] = true
	}
	right := 0
	for _, s := range system {
		if in[s] {
			right++
			delete(in, s)
		}
	}
	return counted(right, len(system), len(gold))
}

// counted is the score where what is right counts the same on both sides.
func counted(right, found, toFind int) Score {
	return Score{Right: float64(right), Found: float64(found), RightToFind: float64(right), ToFind: float64(toFind)}
}

// comparison is two treebanks with their words laid side by side.
type comparison struct {
	gold, system []treebankWord
	pairs        []wordPair
	toGold       map[int]int
}

type wordPair struct{ gold, system int }

func (c *comparison) right(is func(g, s *treebankWord) bool) (n int) {
	for _, p := range c.pairs {
		if is(&c.gold[p.gold], &c.system[p.system]) {
			n++
		}
	}
	return n
}

func (c *comparison) score(is func(g, s *treebankWord) bool) Score {
	return counted(c.right(is), len(c.system), len(c.gold))
}

// sameHead says that both are roots or that their heads are aligned.
func (c *comparison) sameHead(g, s *treebankWord) bool {
	if g.head < 0 || s.head < 0 {
		return g.head == headRoot && s.head == headRoot
	}
	aligned, ok := c.toGold[s.head]
	return ok && aligned == g.head
}

func (c *comparison) sameArc(g, s *treebankWord) bool { return g.rel == s.rel && c.sameHead(g, s) }

// contentArcs is LAS over words that are no function words or punctuation.
func (c *comparison) contentArcs() Score {
	content := strings.Fields(`nsubj obj iobj csubj ccomp xcomp obl vocative expl dislocated advcl advmod discourse nmod appos
		nummod acl amod conj fixed flat compound list parataxis orphan goeswith reparandum root dep`)
	count := func(words []treebankWord) (n int) {
		for i := range words {
			if slices.Contains(content, words[i].rel) {
				n++
			}
		}
		return n
	}
	right := c.right(func(g, s *treebankWord) bool { return slices.Contains(content, g.rel) && c.sameArc(g, s) })
	return counted(right, count(c.system), count(c.gold))
}
