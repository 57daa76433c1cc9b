// Command train makes loader/split/model.bin from treebanks and scores it on
// their development parts:
//
//	go run ./loader/split/train -ewt ../shared/data/ud_ewt -gum ../shared/data/ud_gum
//
// Leave -gum empty for a model of EWT alone.
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
	flag.Parse()
	if err := run(t, *ewt, *gum, *out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(t split.Training, ewt, gum, out string) error {
	var train []syntax.Document
	for _, dir := range []string{ewt, gum} {
		docs, err := read(dir, "train.conllu")
		if err != nil {
			return err
		}
		train = append(train, docs...)
	}
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
		docs, err := read(dir, "dev.conllu")
		if err != nil {
			return err
		}
		if len(docs) > 0 {
			report(m, dir, docs)
		}
	}
	return nil
}

// read reads the documents of a file, none where dir is empty.
func read(dir, name string) (docs []syntax.Document, err error) {
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
func report(m *split.Model, name string, docs []syntax.Document) {
	var words, sentences score
	for i := range docs {
		gold, system := spans{}, spans{}
		for _, t := range docs[i].Trees {
			gold.add(t.Sentence)
		}
		for _, s := range m.Sentences(docs[i].Text) {
			system.add(s)
		}
		words.add(gold.tokens, system.tokens)
		sentences.add(gold.sentences, system.sentences)
	}
	fmt.Printf("%s: words %s sentences %s\n", name, words, sentences)
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
