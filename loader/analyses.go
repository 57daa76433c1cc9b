package loader

import (
	"context"
	"iter"

	"claimgraph/kg"
	"claimgraph/loader/extract"
	"claimgraph/loader/syntax"
)

// Analyses runs the stages over articles on several goroutines and yields what
// they found in the articles' order. An error of src is yielded in its place.
func (l *Loader) Analyses(ctx context.Context, src iter.Seq2[kg.Article, error], workers int) iter.Seq2[*Analysis, error] {
	return analyses(ctx, src, workers, l.Analyse)
}

// Parses is Analyses with the trees alone.
func (l *Loader) Parses(ctx context.Context, src iter.Seq2[kg.Article, error], workers int) iter.Seq2[*Analysis, error] {
	return analyses(ctx, src, workers, l.parse)
}

// ParseGiven parses sentences and tokens as given.
func (l *Loader) ParseGiven(text *syntax.Text, sentences []syntax.Sentence) []syntax.Tree {
	return l.parser.Trees(text, sentences)
}

func analyses(ctx context.Context, src iter.Seq2[kg.Article, error], workers int, work func(kg.Article) *Analysis) iter.Seq2[*Analysis, error] {
	type result struct {
		*Analysis
		error
	}
	return func(yield func(*Analysis, error) bool) {
		for r := range inOrder(ctx, workers, pairs(src), func(it item) result {
			if it.err != nil {
				return result{error: it.err}
			}
			an, err := guarded(it.article, work)
			return result{an, err}
		}) {
			if !yield(r.Analysis, r.error) {
				return
			}
		}
	}
}

// Find gives the IRI of the article with a key or an IRI, or of the load with
// an IRI; ErrUnknown where there is none.
func Find(snap kg.Store, id string) (string, error) { return resolve(snap, id) }

// Propositions are the open predicate-argument tuples of an analysed article.
func (l *Loader) Propositions(an *Analysis) []extract.Proposition {
	return l.reader.Propositions(l.input(an))
}

// Trace tells how the claims of an analysed article came about, and why others
// did not; where match is not empty, only of sentences that hold it.
func (l *Loader) Trace(an *Analysis, match string) string {
	return l.reader.Trace(l.input(an), match)
}
