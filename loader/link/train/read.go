package main

import (
	"fmt"
	"os"
	"strconv"
	"time"

	"claimgraph/eval"
	"claimgraph/loader/detect"
	"claimgraph/loader/syntax"
)

// document is an annotated text with the mentions that are found in its trees.
type document struct {
	syntax.Document
	mentions  []syntax.Mention
	annotated []eval.GUMMention
	of        map[eval.WordMention]string // annotated entity by head word
}

func read(files []string) ([]document, error) {
	var docs []document
	for _, path := range files {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		for d, err := range syntax.ReadCoNLLU(f) {
			if err != nil {
				return nil, fmt.Errorf("%s: %w", path, err)
			}
			docs = append(docs, annotate(d))
		}
	}
	return docs, nil
}

func annotate(d syntax.Document) document {
	x := document{Document: d, mentions: detect.Mentions(d.Text, d.Trees, time.Time{}), annotated: eval.GUMMentions(&d), of: map[eval.WordMention]string{}}
	for i, c := range eval.Clusters(x.annotated, true) {
		for _, m := range c {
			x.of[m] = strconv.Itoa(i)
		}
	}
	return x
}

// entity is the annotated entity of a mention, "" for none.
func (d *document) entity(m int) string {
	return d.of[eval.WordMention{Tree: d.mentions[m].Tree, Head: d.mentions[m].Head}]
}
