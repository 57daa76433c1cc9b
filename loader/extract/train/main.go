// Command train learns the relations that loader/extract embeds, from
// KnowledgeNet's folds 1 and 2 and from what news do not say:
//
//	go run ./loader/extract/train -data ../shared/data -o loader/extract/relations.model
//
// It reads every text with the program's own stages, so that what the weights
// see in training is what they see in use, aligns the annotated facts with the
// mentions that were found, trains on all and chooses each relation's threshold
// by cross-validation over the documents. Fold 3 is left out.
// loader/extract/README.md says what was reached.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"claimgraph/kg"
	"claimgraph/loader/extract"
)

func main() {
	data := flag.String("data", "../shared/data", "the `folder` of the data sets")
	out := flag.String("o", "", "write the model to `FILE`")
	flag.Parse()
	if err := run(*data, *out); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(data, out string) error {
	texts, err := readKnowledgeNet(filepath.Join(data, "knowledgenet", "folds123.jsonl"))
	if err != nil {
		return err
	}
	a, err := newAligner(kg.BuiltinVocabulary())
	if err != nil {
		return err
	}
	docs := make([]document, len(texts))
	for i := range texts {
		docs[i] = a.align(&texts[i])
	}
	news, err := readWikinews(filepath.Join(data, "wikinews", "articles.jsonl"))
	if err != nil {
		return err
	}
	silent := make([]document, len(news))
	for i := range news {
		silent[i] = a.alignNews(&news[i])
	}
	fmt.Printf("%d texts, %d pairs; %d of news, %d pairs\n", len(docs), pairs(docs), len(silent), pairs(silent))
	keys := kept(docs)
	number(docs, keys)
	number(silent, keys)
	judged := crossValidate(docs, silent, len(keys))
	probabilities := calibrate(judged)
	thresholds, vetoes := choose(judged, probabilities)
	report(judged, thresholds, vetoes, probabilities)
	if out == "" {
		return nil
	}
	t := extract.Trained{Names: names(), Thresholds: thresholds, Vetoes: vetoes, Probabilities: probabilities, Keys: keys, Weights: quantised(train(append(silent, docs...), len(keys)))}
	return os.WriteFile(out, t.Bytes(), 0o644)
}

func pairs(docs []document) (n int) {
	for i := range docs {
		n += len(docs[i].candidates)
	}
	return n
}
