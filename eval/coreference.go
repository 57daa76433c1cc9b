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
	own, all, annotated, single Coreference
	links                       Links
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
	annotated, own := ByPlace(d.Trees, GUMMentions(d)), slices.Clone(r.Mentions)
	MentionsByPlace(r.Trees, own)
	things := slices.Concat(Chains(r.Trees, r.Mentions, r.Entities), Dates(r.Mentions))
	key := Clusters(annotated, false)
	Add(&c.all, key, Response(own, r.Entities, nil, false))
	Add(&c.own, key, Response(own, things, nil, false))
	Add(&c.annotated, key, Response(own, things, Annotated(annotated), false))
	Add(&c.single, Clusters(annotated, true), Response(own, things, nil, true))
	c.links.Add(d.Text, own, r.Entities, annotated)
}

// ByPlace names annotated mentions by where their head word begins in the text,
// so that they can be compared with those of other trees.
func ByPlace(trees []syntax.Tree, annotated []GUMMention) []GUMMention {
	placed := slices.Clone(annotated)
	for i := range placed {
		placed[i].WordMention = WordMention{Head: trees[placed[i].Tree].Words[placed[i].Head].Start}
	}
	return placed
}

// MentionsByPlace does the same to mentions that were found.
func MentionsByPlace(trees []syntax.Tree, mentions []syntax.Mention) {
	for i := range mentions {
		mentions[i].Head, mentions[i].Tree = trees[mentions[i].Tree].Words[mentions[i].Head].Start, 0
	}
}

// Chains are the entities without the mentions of sorts that GUM never
// annotates: relative pronouns, which stand for the noun beside them,
// adjectives ("Afghan" in "the Afghan team"), and names behind a bare title that
// are one mention with it ("captain Harry Kane", whose head is the title).
func Chains(trees []syntax.Tree, mentions []syntax.Mention, entities []syntax.Entity) []syntax.Entity {
	chains := slices.Clone(entities)
	for i := range chains {
		chains[i].Mentions = slices.DeleteFunc(slices.Clone(chains[i].Mentions), func(k int) bool {
			w := &trees[mentions[k].Tree].Words[mentions[k].Head]
			return w.UPOS == "ADJ" || w.Rel == "flat" || strings.Contains(w.Feats, "PronType=Rel")
		})
	}
	return chains
}

// Dates are chains of the dates that are equal: one node of the graph, and one
// entity of GUM's. Dates that name no period ("recently") are equal to nothing.
func Dates(mentions []syntax.Mention) []syntax.Entity {
	var dates []syntax.Entity
	of := map[string]int{}
	for i := range mentions {
		if m := &mentions[i]; m.Form == syntax.Date && m.Value != nil && m.Value.EDTF != "" {
			k, ok := of[m.Value.EDTF]
			if !ok {
				k = len(dates)
				of[m.Value.EDTF], dates = k, append(dates, syntax.Entity{})
			}
			dates[k].Mentions = append(dates[k].Mentions, i)
		}
	}
	return dates
}

func (c *coreferences) rows(part string) []Row {
	rows := []Row{
		{"coreference", part, c.own.figures(), false},
		{"coreference", "relative pronouns and adjectives counted, dates not", c.all.figures(), true},
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
