package eval

import (
	"context"
	"io/fs"
	"iter"

	"claimgraph/kg"
)

// The fold that development looks at: folds 1 and 2 are for training, 4 and 5
// for the last test.
const factFold = 3

// Relations measures claims against the facts of KnowledgeNet.
func Relations(ctx context.Context, gold fs.FS, u Understander) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		overlap, exact := NewFactTally(SpansOverlap), NewFactTally(SameSpan)
		err := tallyFacts(ctx, gold, u, overlap, exact)
		for _, by := range []struct {
			part  string
			tally *FactTally
		}{{"KnowledgeNet fold 3, text overlap", overlap}, {"KnowledgeNet fold 3, exact spans", exact}} {
			if !yield(Row{"relations", by.part, shares(by.tally.Total()), false}, err) {
				return
			}
			for _, p := range by.tally.ByProperty() {
				if err == nil && !yield(Row{"relations", p.Name, shares(p.FactCounts), true}, nil) {
					return
				}
			}
		}
	}
}

func shares(c FactCounts) []Figure {
	s := c.Score()
	return []Figure{
		{"P", s.Precision(), 3, 0}, {"R", s.Recall(), 3, 0}, {"F1", s.F1(), 3, 0},
		{"tp", float64(c.TP), 0, 0}, {"fp", float64(c.FP), 0, 0}, {"fn", float64(c.FN), 0, 0},
	}
}

func tallyFacts(ctx context.Context, gold fs.FS, u Understander, tallies ...*FactTally) error {
	documents, err := factDocuments(gold, factFold)
	if err != nil {
		return err
	}
	article := func(i int) kg.Article { return kg.Article{Key: documents[i].ID, Text: documents[i].Text} }
	return readAll(ctx, u, len(documents), article, func(i int, r *Reading) {
		facts := FactsOf(r)
		for _, t := range tallies {
			t.Add(&documents[i], facts)
		}
	})
}
