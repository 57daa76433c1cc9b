// Command train makes the model that package parse embeds.
//
//	go run ./loader/parse/train -data ../shared/data -o loader/parse/english.model
//
// It reads the treebanks and name sets named in loader/parse/README.md.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run() error {
	data := flag.String("data", "../shared/data", "folder of the data sets")
	keep := flag.String("keep", "", "file to write the network in full precision to")
	out := flag.String("o", "", "model file to write")
	onlyEWT := flag.Bool("ewt", false, "trees of EWT alone, without GUM")
	shape := Shape{Word: 96, Gram: 96, Trait: 48, Hidden: 160, Arc: 128, Label: 128}
	flag.IntVar(&shape.Hidden, "hidden", shape.Hidden, "width of an LSTM direction")
	plan := Plan{Batch: 32, Rate: 2e-3, Noise: 0.1}
	flag.IntVar(&plan.Epochs, "epochs", 12, "epochs")
	flag.Float64Var(&plan.Dropout, "dropout", 0.33, "variational dropout")
	flag.Uint64Var(&plan.Seed, "seed", 1, "seed of weights, order and dropout")
	flag.Parse()
	corpus, err := ReadCorpus(*data, !*onlyEWT)
	if err != nil {
		return err
	}
	words, counts := vocabulary(corpus.Train, 2)
	net := newNet(shape, corpus.Labels, words, counts, plan.Seed)
	fmt.Fprintf(os.Stderr, "%d sentences, %d words, labels %d/%d/%d/%d\n", len(corpus.Train), len(words),
		len(corpus.Tags[0]), len(corpus.Tags[1]), len(corpus.Tags[2]), len(corpus.Rels))
	train(net, corpus, plan, func(line string) { fmt.Fprintln(os.Stderr, line) })
	if *keep != "" {
		if err := net.save(*keep); err != nil {
			return err
		}
	}
	if *out == "" {
		return nil
	}
	return nil
}
