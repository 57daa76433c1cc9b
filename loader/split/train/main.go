// Command train makes loader/split/model.bin from treebanks and scores it on
// their development parts:
//
//	go run ./loader/split/train -ewt ../shared/data/ud_ewt -gum ../shared/data/ud_gum
//
// Leave -gum empty for a model of EWT alone. With -folds 5 no model is written:
// the training parts are scored by five models, each on the documents that it
// has not seen.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"claimgraph/loader/split"
	"claimgraph/loader/syntax"
)

func main() {
	ewt := flag.String("ewt", "../shared/data/ud_ewt", "directory with train.conllu and dev.conllu of UD English EWT")
	gum := flag.String("gum", "../shared/data/ud_gum", "the same of UD English GUM, or empty")
	out := flag.String("o", "loader/split/model.bin", "file to write")
	t := split.Default
	flag.IntVar(&t.Rounds, "rounds", t.Rounds, "trainings whose mean is taken")
	flag.IntVar(&t.Epochs, "epochs", t.Epochs, "passes over the data")
	flag.Float64Var(&t.Rate, "rate", t.Rate, "learning rate")
	flag.Float64Var(&t.Drop, "drop", t.Drop, "share of features dropped in training")
	flag.Float64Var(&t.SentenceOffset, "offset", t.SentenceOffset, "added to the log-odds of a sentence end")
	folds := flag.Int("folds", 0, "cross-validate with that many models instead of making one")
	wrong := flag.Bool("errors", false, "show the ends of sentences and words that are wrong")
	flag.Parse()
	train, err := readAll("train.conllu", *ewt, *gum)
	switch {
	case err != nil:
	case *folds > 1:
		err = crossValidate(t, train, *folds, *wrong)
	default:
		err = run(t, train, *ewt, *gum, *out, *wrong)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(t split.Training, train []syntax.Document, ewt, gum, out string, wrong bool) error {
	file := t.Train(augment(train))
	if err := os.WriteFile(out, file, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes, sha256 %x\n", out, len(file), sha256.Sum256(file))
	m, err := split.Open(string(file))
	if err != nil {
		return err
	}
	for _, dir := range []string{ewt, gum} {
		docs, err := readFile(dir, "dev.conllu")
		if err != nil {
			return err
		}
		if len(docs) > 0 {
			report(m, dir, docs, wrong)
		}
	}
	return nil
}

// readAll reads a file of the same name from several directories.
func readAll(name string, dirs ...string) (all []syntax.Document, err error) {
	for _, dir := range dirs {
		docs, err := readFile(dir, name)
		if err != nil {
			return nil, err
		}
		all = append(all, docs...)
	}
	return all, nil
}

// readFile reads the documents of a file, none where dir is empty.
func readFile(dir, name string) (docs []syntax.Document, err error) {
	if dir == "" {
		return nil, nil
	}
	path := filepath.Join(dir, name)
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for doc, err := range syntax.ReadCoNLLU(f) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// report prints how many words and sentences are found again.
func report(m *split.Model, name string, docs []syntax.Document, showErrors bool) {
	var all scores
	for i := range docs {
		gold, system := read(m, &docs[i])
		all.add(gold, system)
		if showErrors {
			printErrors(&docs[i], gold, system)
		}
	}
	fmt.Printf("%s: words %s sentences %s\n", name, all.words, all.sentences)
}
