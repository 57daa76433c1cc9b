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
	"strings"
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
	from := flag.String("from", "", "network that -keep wrote, to begin with; several with commas: their mean")
	score := flag.String("score", "", "model file to score on the development sets, without training")
	out := flag.String("o", "", "model file to write")
	lists := flag.String("lists", "loader/lexicon", "folder of the word lists")
	teachers := flag.String("teachers", "", "networks that -keep wrote, with commas: learn from their average, also on raw text")
	onlyEWT := flag.Bool("ewt", false, "trees of EWT alone, without GUM")
	shape := Shape{Word: 96, Gram: 96, Trait: 48, Hidden: 160, Layers: 3, Arc: 128, Label: 128}
	flag.IntVar(&shape.Hidden, "hidden", shape.Hidden, "width of an LSTM direction")
	flag.IntVar(&shape.Layers, "layers", shape.Layers, "LSTM layers")
	flag.IntVar(&shape.Word, "word", shape.Word, "width of a word's vector")
	flag.IntVar(&shape.Gram, "gram", shape.Gram, "width of a character n-gram's vector")
	plan := Plan{Batch: 32, Rate: 2e-3, Noise: 0.1}
	flag.IntVar(&plan.Epochs, "epochs", 26, "epochs")
	flag.Float64Var(&plan.Dropout, "dropout", 0.25, "variational dropout")
	flag.IntVar(&plan.Rest, "rest", 3, "an epoch takes one sentence of so many that have no gold tree")
	flag.Float64Var(&plan.Rate, "rate", plan.Rate, "highest step size")
	flag.Uint64Var(&plan.Seed, "seed", 1, "seed of weights, order and dropout")
	least := flag.Int("least", 3, "occurrences that give a word a vector of its own")
	var fold Fold
	flag.IntVar(&fold.At, "fold", 0, "number of the fold that is left out, from 0")
	flag.IntVar(&fold.Of, "folds", 0, "leave one of so many parts of GUM's documents out and score on its news and interviews")
	flag.Parse()
	corpus, err := ReadCorpus(*data, !*onlyEWT, fold)
	if err != nil {
		return err
	}
	if corpus.Known, err = readLists(*lists); err != nil {
		return err
	}
	report := func(line string) { fmt.Fprintln(os.Stderr, line) }
	if *score != "" {
		data, err := os.ReadFile(*score)
		if err != nil {
			return err
		}
		return judge(data, corpus, report)
	}
	if *teachers != "" {
		if err := withTeachers(strings.Split(*teachers, ","), *data, corpus, report); err != nil {
			return err
		}
	}
	var net *Net
	if *from != "" {
		net, err = loadMean(strings.Split(*from, ","))
		if err != nil {
			return err
		}
	} else {
		words, counts := vocabulary(corpus.Train, *least)
		net = newNet(shape, corpus.Labels, corpus.Known, words, counts, plan.Seed)
	}
	if plan.Epochs > 0 {
		var failed error
		train(net, corpus, plan, report, func(n *Net) {
			if *keep != "" && failed == nil {
				failed = n.save(*keep)
			}
		})
		if failed != nil {
			return failed
		}
	}
	if *keep != "" {
		if err := net.save(*keep); err != nil {
			return err
		}
	}
	if *out == "" {
		return nil
	}
	file := net.export().Encode()
	if err := os.WriteFile(*out, file, 0o644); err != nil {
		return err
	}
	return judge(file, corpus, report)
}

// withTeachers adds raw text to the corpus and has the teachers annotate all.
func withTeachers(paths []string, data string, c *Corpus, report func(string)) error {
	var teachers []*Net
	for _, path := range paths {
		n, err := loadNet(path)
		if err != nil {
			return err
		}
		teachers = append(teachers, n)
	}
	raw, err := readRaw(data)
	if err != nil {
		return err
	}
	for _, name := range c.sets() {
		report(fmt.Sprintf("teachers: %-8s %v", name, together(teachers, c.Dev[name])))
	}
	c.Train = append(c.Train, raw...)
	teach(teachers, c.Train)
	return nil
}
