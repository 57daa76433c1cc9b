// Command train learns how pronouns choose their antecedents from a CoNLL-U
// file with GUM's coreference:
//
//	go run ./loader/link/train shared/data/ud_gum/train.conllu > weights.go && mv weights.go loader/link/
package main

import (
	"fmt"
	"os"
	"time"

	"claimgraph/eval"
	"claimgraph/loader/detect"
	"claimgraph/loader/link"
	"claimgraph/loader/syntax"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: train FILE.conllu > weights.go")
		os.Exit(2)
	}
	// What a pronoun may mean depends on what those before it were taken to
	// mean: a few rounds, each with the chains that the last one's weights build.
	weights := &link.Weights{}
	for range 4 {
		examples, err := read(os.Args[1], weights)
		if err != nil {
			fmt.Fprintln(os.Stderr, "train:", err)
			os.Exit(1)
		}
		weights = link.Train(examples)
	}
	fmt.Print(weights.Source())
}

func read(path string, weights *link.Weights) ([]link.Example, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var examples []link.Example
	for d, err := range syntax.ReadCoNLLU(f) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		mentions := detect.Mentions(d.Text, d.Trees, time.Time{})
		of := map[eval.WordMention]string{}
		for i, c := range eval.Clusters(eval.GUMMentions(&d), true) {
			for _, m := range c {
				of[m] = fmt.Sprint(i)
			}
		}
		entity := func(m int) string {
			return of[eval.WordMention{Tree: mentions[m].Tree, Head: mentions[m].Head}]
		}
		examples = append(examples, link.Examples(d.Text, d.Trees, mentions, weights, entity)...)
	}
	return examples, nil
}
