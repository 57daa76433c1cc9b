package main

import (
	"context"
	"iter"
	"slices"

	"claimgraph/eval"
	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/loader/syntax"
)

// evalReader is the loader as eval asks for it: what the verbs parse and
// extract would write is what is measured.
type evalReader struct {
	*loader.Loader
	workers int
}

func (r evalReader) Parse(ctx context.Context, text string) (*syntax.Text, []syntax.Tree, error) {
	for an, err := range r.Parses(ctx, unfailing(slices.Values([]kg.Article{{Text: text}})), 1) {
		if err != nil {
			return nil, nil, err
		}
		return an.Text, an.Trees, nil
	}
	return nil, nil, ctx.Err()
}

func (r evalReader) Understand(ctx context.Context, articles iter.Seq[kg.Article]) iter.Seq2[eval.Reading, error] {
	return func(yield func(eval.Reading, error) bool) {
		for an, err := range r.Analyses(ctx, unfailing(articles), r.workers) {
			var reading eval.Reading
			if err == nil {
				reading = eval.Reading{Text: an.Text, Trees: an.Trees, Mentions: an.Mentions, Entities: an.Entities, Claims: an.Claims}
				for i := range an.Entities {
					reading.Referring = append(reading.Referring, an.Referring(i))
				}
			}
			if !yield(reading, err) {
				return
			}
		}
	}
}

func (r evalReader) Propose(ctx context.Context, texts iter.Seq[string]) iter.Seq2[[]eval.Tuple, error] {
	articles := func(yield func(kg.Article) bool) {
		for text := range texts {
			if !yield(kg.Article{Text: text}) {
				return
			}
		}
	}
	return func(yield func([]eval.Tuple, error) bool) {
		for an, err := range r.Analyses(ctx, unfailing(articles), r.workers) {
			var tuples []eval.Tuple
			if err == nil {
				for _, p := range r.Propositions(an) {
					tuples = append(tuples, eval.Tuple{Rel: p.Rel, Args: p.Args, Confidence: p.Confidence})
				}
			}
			if !yield(tuples, err) {
				return
			}
		}
	}
}

// unfailing are articles that are there already: nothing can fail in getting them.
func unfailing(articles iter.Seq[kg.Article]) iter.Seq2[kg.Article, error] {
	return func(yield func(kg.Article, error) bool) {
		for a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}
