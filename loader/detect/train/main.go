// Command train learns how the evidence for the kind of a name weighs:
//
//	go run ./loader/detect/train ../shared/data > weights.go && mv weights.go loader/detect/
//
// It reads the parts of CrossNER and WNUT 2017 that the tagger was not trained
// on, and Re-DocRED's other hundred documents: where the tagger knows the
// answers by heart, little can be learned about when to doubt it. Universal
// NER's early train and wikigold's train taught the tagger too and are read all
// the same, for the conventions of their kinds. Run it again after a change of
// loader/parse/english.model.
package main

import (
	"fmt"
	"os"

	"claimgraph/kg"
	"claimgraph/loader/detect"
	"claimgraph/loader/parse"
	"claimgraph/loader/syntax"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: train DATA > weights.go")
		os.Exit(2)
	}
	if err := run(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}

func run(data string) error {
	parser, err := parse.Open()
	if err != nil {
		return err
	}
	articles, err := read(data)
	if err != nil {
		return err
	}
	var examples []detect.Example
	for i := range articles {
		text, sentences := articles[i].text()
		trees := parser.Trees(text, sentences)
		examples = append(examples, detect.Examples(text, trees, articles[i].kinds)...)
	}
	fmt.Print(detect.Source(detect.Train(examples), detect.Train(detect.Untagged(examples))))
	return nil
}

// article is annotated sentences that belong together.
type article [][]word

// word has the kinds of the name that it is part of, none outside of names.
type word struct {
	form  string
	kinds []kg.Kind
	first bool // of its name
}

// text is the article with its tokens as the annotation has them.
func (a article) text() (*syntax.Text, []syntax.Sentence) {
	var text []byte
	var sentences []syntax.Sentence
	for _, words := range a {
		s := syntax.Sentence{Span: syntax.Span{Start: len(text)}, NewParagraph: true}
		for _, w := range words {
			s.Tokens = append(s.Tokens, syntax.Token{Span: syntax.Span{Start: len(text), End: len(text) + len(w.form)}})
			text = append(append(text, w.form...), ' ')
		}
		s.End = len(text) - 1
		text[s.End] = '\n'
		sentences = append(sentences, s)
	}
	return syntax.NewText(string(text)), sentences
}

// kinds are what words [first, last] may be: a name of its kinds, something
// else where they are no name, and either where a name only overlaps.
func (a article) kinds(tree, first, last int) []kg.Kind {
	words := a[tree]
	var kinds []kg.Kind
	exact := words[first].first && (last+1 == len(words) || words[last+1].first || words[last+1].kinds == nil)
	for i := first; i <= last; i++ {
		if i > first && words[i].first || words[i].kinds == nil {
			exact = false
		}
		if kinds == nil {
			kinds = words[i].kinds
		}
	}
	if exact {
		return kinds
	}
	return append([]kg.Kind{kg.Other}, kinds...)
}
