package main

import (
	"fmt"

	"claimgraph/loader/split"
	"claimgraph/loader/syntax"
)

// scores counts the words and sentences of documents.
type scores struct{ words, sentences score }

// add counts what a model finds again.
func (s *scores) add(gold, system spans) {
	s.words.add(gold.tokens, system.tokens)
	s.sentences.add(gold.sentences, system.sentences)
}

// read reads a document's text with a model.
func read(m *split.Model, doc *syntax.Document) (gold, system spans) {
	for _, t := range doc.Trees {
		gold.add(t.Sentence)
	}
	for _, x := range m.Sentences(doc.Text) {
		system.add(x)
	}
	return gold, system
}

type spans struct{ tokens, sentences []syntax.Span }

func (s *spans) add(x syntax.Sentence) {
	s.sentences = append(s.sentences, x.Span)
	for _, t := range x.Tokens {
		s.tokens = append(s.tokens, t.Span)
	}
}

// score counts spans that are the same in both.
type score struct{ right, gold, system int }

func (s *score) add(gold, system []syntax.Span) {
	in := map[syntax.Span]bool{}
	for _, g := range gold {
		in[g] = true
	}
	for _, x := range system {
		if in[x] {
			s.right++
		}
	}
	s.gold += len(gold)
	s.system += len(system)
}

func (s score) String() string {
	return fmt.Sprintf("P %.2f R %.2f F1 %.2f", 100*float64(s.right)/float64(max(s.system, 1)),
		100*float64(s.right)/float64(max(s.gold, 1)), 200*float64(s.right)/float64(max(s.gold+s.system, 1)))
}
