// Command train learns what pronouns and descriptions mean from CoNLL-U files
// with GUM's coreference:
//
//	go run ./loader/link/train -o loader/link/weights.go ../shared/data/ud_gum/train.conllu
//	go run ./loader/link/train -folds 5 ../shared/data/ud_gum/train.conllu ../shared/data/ud_gum/dev.conllu
//
// The second cross-validates over the documents, with gold trees and from raw
// text, and writes nothing.
package main

import (
	"flag"
	"fmt"
	"os"

	"claimgraph/loader/link"
)

func main() {
	out := flag.String("o", "", "write the weights to `FILE`")
	folds := flag.Int("folds", 0, "instead, cross-validate over the documents in so many parts")
	flag.Parse()
	if err := run(flag.Args(), *out, *folds); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(files []string, out string, folds int) error {
	docs, err := read(files)
	if err != nil {
		return err
	}
	if folds > 1 {
		return validate(docs, folds)
	}
	w := train(docs)
	if out == "" {
		return nil
	}
	return os.WriteFile(out, []byte(w.Source()), 0o644)
}

// train learns in a few rounds: what a phrase may mean depends on what those
// before it were taken to mean, so each round has the chains that the weights
// of the one before it build.
func train(docs []document) *link.Weights {
	w := &link.Weights{}
	for range 4 {
		var x link.Examples
		for i := range docs {
			d := &docs[i]
			x.Add(d.Text, d.Trees, d.mentions, w, d.entity)
		}
		w = x.Train()
	}
	return w
}
