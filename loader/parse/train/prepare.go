package main

import (
	"slices"

	"claimgraph/loader/parse/model"
)

// prepare computes a sentence's features.
func (n *Net) prepare(s *Sentence) *example {
	e := &example{Sentence: s}
	style := model.Style(slices.Values(s.Forms))
	f := model.Features{Known: n.known}
	for i, form := range s.Forms {
		f.Read(form, model.ContextOf(style, i))
		e.words = append(e.words, n.index[string(f.Key)])
		e.grams = append(e.grams, slices.Clone(f.Grams))
		e.traits = append(e.traits, slices.Clone(f.Traits))
	}
	return e
}

// vocabulary lists the word keys that occur at least least times, after "" for
// all others, with their counts. The order is that of first occurrence.
func vocabulary(sentences []Sentence, least int) (words []string, counts []int) {
	seen := map[string]int{}
	var order []string
	var f model.Features
	for i := range sentences {
		for _, form := range sentences[i].Forms {
			f.Read(form, 0)
			key := string(f.Key)
			if seen[key]++; seen[key] == 1 {
				order = append(order, key)
			}
		}
	}
	words, counts = []string{""}, []int{1}
	for _, w := range order {
		if seen[w] >= least {
			words, counts = append(words, w), append(counts, seen[w])
		}
	}
	return words, counts
}
