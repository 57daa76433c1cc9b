package eval

import (
	"bytes"
	"context"
	"io/fs"
	"iter"
	"strings"

	"claimgraph/loader/syntax"
)

// treePart is a development part of a treebank, with the goals that were set.
type treePart struct {
	name, file string
	genres     []string // all where there are none
	raw, given map[string]float64
}

func treeParts() []treePart {
	const ewt, gum = "ud_ewt/dev.conllu", "ud_gum/dev.conllu"
	return []treePart{
		{name: "EWT dev", file: ewt, raw: map[string]float64{"LAS": 85.5}, given: map[string]float64{"UPOS": 96.3, "UAS": 90.5, "LAS": 88}},
		{name: "GUM dev", file: gum},
		{name: "GUM dev, news + bio + voyage", file: gum, genres: []string{"news", "bio", "voyage"}},
		{name: "GUM dev, news + interview", file: gum, genres: []string{"news", "interview"}, raw: map[string]float64{"LAS": 87}},
	}
}

// Trees measures sentences, tags and trees, from raw text and over gold tokens.
func Trees(ctx context.Context, gold fs.FS, p Parser) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for _, part := range treeParts() {
			scores, err := rawTrees(ctx, gold, p, &part)
			if !yield(treeRow(part.name+", raw text", scores, part.raw), err) {
				return
			}
			scores, err = givenTrees(gold, p, &part)
			if !yield(treeRow(part.name+", gold tokens", scores, part.given), err) {
				return
			}
		}
	}
}

func treeRow(part string, scores []NamedScore, goals map[string]float64) Row {
	row := Row{Measure: "trees", Part: part}
	for _, s := range scores {
		if s.Name == "Tokens" || s.Name == "CLAS" {
			continue // nothing of ours rests on them
		}
		row.Figures = append(row.Figures, Figure{s.Name, 100 * s.F1(), 2, goals[s.Name]})
	}
	return row
}

func (p *treePart) read(gold fs.FS) (string, error) {
	content, err := fs.ReadFile(gold, p.file)
	conllu := strings.ReplaceAll(string(content), "\r\n", "\n")
	if p.genres != nil {
		conllu = OfGenres(conllu, p.genres)
	}
	return conllu, err
}

func rawTrees(ctx context.Context, gold fs.FS, parser Parser, part *treePart) ([]NamedScore, error) {
	conllu, err := part.read(gold)
	if err != nil {
		return nil, err
	}
	text, trees, err := parser.Parse(ctx, RawText(conllu))
	if err != nil {
		return nil, err
	}
	var written []byte
	for i := range trees {
		written = syntax.AppendCoNLLU(written, text, &trees[i])
	}
	return scoreCoNLLU(conllu, written)
}

func givenTrees(gold fs.FS, parser Parser, part *treePart) ([]NamedScore, error) {
	conllu, err := part.read(gold)
	if err != nil {
		return nil, err
	}
	var written []byte
	for doc, err := range syntax.ReadCoNLLU(strings.NewReader(conllu)) {
		if err != nil {
			return nil, err
		}
		sentences := make([]syntax.Sentence, len(doc.Trees))
		for i := range doc.Trees {
			sentences[i] = doc.Trees[i].Sentence
		}
		trees := parser.ParseGiven(doc.Text, sentences)
		for i := range trees {
			written = syntax.AppendCoNLLU(written, doc.Text, &trees[i])
		}
	}
	return scoreCoNLLU(conllu, written)
}

// scoreCoNLLU scores trees as they are written: what users get is measured.
func scoreCoNLLU(gold string, written []byte) ([]NamedScore, error) {
	g, err := ReadTreebank(strings.NewReader(gold))
	if err != nil {
		return nil, err
	}
	s, err := ReadTreebank(bytes.NewReader(written))
	if err != nil {
		return nil, err
	}
	return ScoreTreebank(g, s)
}
