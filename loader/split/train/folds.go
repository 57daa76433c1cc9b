package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimgraph/loader/split"
	"claimgraph/loader/syntax"
)

// The development parts hold a few documents of each genre: too few to choose
// features by. crossValidate scores every training document with a model that
// has not seen it, and says genre by genre how many words and sentences are
// found again.

// crossValidate trains n models, each without every n-th document.
func crossValidate(t split.Training, docs []syntax.Document, n int, showErrors bool) error {
	genres := map[string]*scores{}
	for fold := range n {
		var train, held []syntax.Document
		for i, doc := range docs {
			if i%n == fold {
				held = append(held, doc)
			} else {
				train = append(train, doc)
			}
		}
		m, err := split.Open(string(t.Train(augment(train))))
		if err != nil {
			return err
		}
		for i := range held {
			gold, system := read(m, &held[i])
			treebank, genre := genre(held[i].ID)
			for _, name := range []string{treebank, treebank + " " + genre} {
				if genres[name] == nil {
					genres[name] = &scores{}
				}
				genres[name].add(gold, system)
			}
			if showErrors {
				printErrors(&held[i], gold, system)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(genres)) {
		fmt.Printf("%-14s words %s sentences %s\n", name, genres[name].words, genres[name].sentences)
	}
	return nil
}

// genre is what a document's id says of it: GUM_news_iodine, weblog-juan.
func genre(id string) (treebank, genre string) {
	if rest, ok := strings.CutPrefix(id, "GUM_"); ok {
		genre, _, _ = strings.Cut(rest, "_")
		return "GUM", genre
	}
	genre, _, _ = strings.Cut(id, "-")
	return "EWT", genre
}

// aside is how many bytes of text are shown on each side of an error.
const aside = 60

// printErrors shows each end of a sentence or word that is missing (-) or too
// many (+).
func printErrors(doc *syntax.Document, gold, system spans) {
	words, sentences := difference(gold.tokens, system.tokens), difference(gold.sentences, system.sentences)
	for at := range len(doc.Text.String) + 1 {
		if sign := sentences[at]; sign != "" {
			fmt.Println(sign, "sentence", excerpt(doc, at))
		} else if sign := words[at]; sign != "" {
			fmt.Println(sign, "word", excerpt(doc, at))
		}
	}
}

func excerpt(doc *syntax.Document, at int) string {
	text := doc.Text.String
	from, to := max(at-aside, 0), min(at+aside, len(text))
	line := strings.ToValidUTF8(text[from:at], "") + " ⏎ " + strings.ToValidUTF8(text[at:to], "")
	return doc.ID + ": " + strings.Join(strings.Fields(line), " ")
}

// difference has the byte offsets where spans of one list alone end.
func difference(gold, system []syntax.Span) map[int]string {
	signs := map[int]string{}
	for _, s := range gold {
		signs[s.End] = "-"
	}
	for _, s := range system {
		if signs[s.End] == "-" {
			delete(signs, s.End)
		} else {
			signs[s.End] = "+"
		}
	}
	return signs
}
