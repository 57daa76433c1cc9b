// Command lemmatrain makes loader/parse/lemma.bin from treebanks and scores it
// on their development parts with gold tags:
//
//	go run ./loader/parse/lemmatrain -ewt ../shared/data/ud_ewt -gum ../shared/data/ud_gum
//
// Leave -gum empty for a model of EWT alone.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"claimgraph/loader/parse"
	"claimgraph/loader/syntax"
)

func main() {
	ewt := flag.String("ewt", "../shared/data/ud_ewt", "directory with train.conllu and dev.conllu of UD English EWT")
	gum := flag.String("gum", "../shared/data/ud_gum", "the same of UD English GUM, or empty")
	out := flag.String("o", "loader/parse/lemma.bin", "file to write")
	wordnet := flag.String("wordnet", "", "dict directory of WordNet 3.0 (Debian: wordnet-base, /usr/share/wordnet), or empty")
	wrong := flag.Bool("wrong", false, "print the words of the development parts whose lemma is wrong")
	flag.Parse()
	if err := run(*ewt, *gum, *wordnet, *out, *wrong); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ewt, gum, wordnet, out string, wrong bool) error {
	train, err := inflected(wordnet)
	if err != nil {
		return err
	}
	for _, dir := range []string{ewt, gum} {
		words, err := read(dir, "train.conllu")
		if err != nil {
			return err
		}
		train = append(train, words...)
		train = append(train, words...) // twice: where WordNet has it otherwise, the treebanks say how it is
	}
	file := parse.TrainLemmas(train)
	if err := os.WriteFile(out, file, 0o644); err != nil {
		return err
	}
	fmt.Printf("%s: %d bytes, sha256 %x\n", out, len(file), sha256.Sum256(file))
	for _, dir := range []string{ewt, gum} {
		if err := report(string(file), dir, wrong); err != nil {
			return err
		}
	}
	return nil
}

// read reads the words of a file, none where dir is empty.
func read(dir, name string) (words []parse.LemmaExample, err error) {
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
		for i := range doc.Trees {
			for _, w := range doc.Trees[i].Words {
				words = append(words, parse.LemmaExample{Form: w.Form, UPOS: w.UPOS, XPOS: w.XPOS, Lemma: w.Lemma})
			}
		}
	}
	return words, nil
}

// report prints the share of right lemmas of a development part.
func report(file, dir string, wrong bool) error {
	lemmas, err := parse.OpenLemmas(file)
	if err != nil {
		return err
	}
	words, err := read(dir, "dev.conllu")
	if err != nil || len(words) == 0 {
		return err
	}
	right := 0
	for _, w := range words {
		switch got := lemmas.Lemma(w.Form, w.UPOS, w.XPOS); {
		case got == w.Lemma || w.Lemma == "":
			right++
		case wrong:
			fmt.Printf("%s\t%s\t%s\t%s\t%s\n", w.Form, w.UPOS, w.XPOS, w.Lemma, got)
		}
	}
	fmt.Printf("%s: lemmas %.2f %% of %d\n", dir, 100*float64(right)/float64(len(words)), len(words))
	return nil
}
