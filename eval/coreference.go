package eval

import (
	"context"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strings"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// Coreferences measures which mentions are linked on GUM's development part,
// from raw text: own sentences, trees and mentions. Mentions are compared by
// where their head word begins.
func Coreferences(ctx context.Context, gold fs.FS, u Understander) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		const part = "GUM dev, raw text"
		c := coreferences{links: Links{}}
		if err := c.read(ctx, gold, u); err != nil {
			yield(Row{Measure: "coreference", Part: part}, err)
			return
		}
		for _, row := range c.rows(part) {
			if !yield(row, nil) {
				return
			}
		}
	}
}

// coreferences sums documents. A mention of ours that nobody annotated counts
// against own, not against annotated.
type coreferences struct {
	own, annotated, single Coreference
	links                  Links
}

func (c *coreferences) read(ctx context.Context, gold fs.FS, u Understander) error {
	documents, err := gumDocuments(gold, "ud_gum/dev.conllu")
	if err != nil {
		return err
	}
	article := func(i int) kg.Article {
		return kg.Article{Key: documents[i].ID, Language: "en", Text: documents[i].Text.String}
	}
	return readAll(ctx, u, len(documents), article, func(i int, r *Reading) { c.add(&documents[i], r) })
}

// gumDocuments reads a file of GUM.
func gumDocuments(gold fs.FS, file string) ([]syntax.Document, error) {
	f, err := gold.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var documents []syntax.Document
	for d, err := range syntax.ReadCoNLLU(f) {
		if err != nil {
			return nil, &fs.PathError{Op: "read", Path: file, Err: err}
		}
		documents = append(documents, d)
	}
	return documents, nil
}

func (c *coreferences) add(d *syntax.Document, r *Reading) {
	annotated := GUMMentions(d)
	for i := range annotated {
		annotated[i].WordMention = WordMention{Head: d.Trees[annotated[i].Tree].Words[annotated[i].Head].Start}
	}
	own := slices.Clone(r.Mentions)
	for i := range own {
		own[i].Head, own[i].Tree = r.Trees[own[i].Tree].Words[own[i].Head].Start, 0
	}
	key := Clusters(annotated, false)
	Add(&c.own, key, Response(own, r.Entities, nil, false))
	Add(&c.annotated, key, Response(own, r.Entities, Annotated(annotated), false))
	Add(&c.single, Clusters(annotated, true), Response(own, r.Entities, nil, true))
	c.links.Add(d.Text, own, r.Entities, annotated)
}

func (c *coreferences) rows(part string) []Row {
	rows := []Row{
		{"coreference", part, c.own.figures(), false},
		{"coreference", "own mentions that are annotated", c.annotated.figures(), true},
		{"coreference", "own mentions, single ones counted", c.single.figures(), true},
		{"coreference", part + ", pronoun links", linkFigures(c.links[AllPronouns]), false},
	}
	for _, form := range slices.Sorted(maps.Keys(c.links)) {
		if form == syntax.Name.String() || form == syntax.Nominal.String() || strings.HasPrefix(form, "pronoun ") {
			rows = append(rows, Row{"coreference", "links of " + form, linkFigures(c.links[form]), true})
		}
	}
	return rows
}

func (c *Coreference) figures() []Figure {
	return []Figure{
		{"CoNLL", 100 * c.CoNLL(), 1, 0}, {"MUC", 100 * c.MUC.F1(), 1, 0},
		{"B³", 100 * c.BCubed.F1(), 1, 0}, {"CEAFe", 100 * c.CEAF.F1(), 1, 0},
	}
}

func linkFigures(s Score) []Figure {
	return []Figure{{"P", s.Precision(), 3, 0}, {"right", s.Right, 0, 0}, {"of", s.Found, 0, 0}}
}
