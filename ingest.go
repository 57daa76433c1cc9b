package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"claimgraph/graph"
	"claimgraph/graph/live"
	"claimgraph/kg"
	"claimgraph/loader"
)

// toldArticles is how many articles of a mutation share a commit: few, so that
// whoever follows the job sees it go on.
const toldArticles = 16

// Ingest reads and stores articles; see graph.Loader.
func (g graphLoader) Ingest(ctx context.Context, articles []kg.Article, dryRun bool, committed func(claims []string)) iter.Seq2[graph.Ingested, error] {
	if dryRun {
		return g.tryOut(ctx, articles)
	}
	return func(yield func(graph.Ingested, error) bool) {
		added := map[string]int{} // claims, by the IRI of their article
		store := tellingStore{g.store, func(claims []string) {
			for _, claim := range claims {
				article, _ := kg.ClaimArticle(claim)
				added[article]++
			}
			committed(claims)
		}}
		for some := range slices.Chunk(articles, toldArticles) {
			for o, err := range g.loader.Load(ctx, store, given(some), workers(), time.Now) {
				done, err := g.ingested(o, err, added)
				if !yield(done, err) || err != nil {
					return
				}
			}
		}
	}
}

// ingested is what became of one article; the error is the store's.
func (g graphLoader) ingested(o loader.Outcome, err error, added map[string]int) (done graph.Ingested, _ error) {
	if defect, ok := errors.AsType[*loader.Defect](err); ok {
		return graph.Ingested{Err: g.defect(defect)}, nil
	}
	if err != nil {
		return done, err
	}
	done = graph.Ingested{IRI: o.IRI, New: added[o.IRI], Status: statuses[o.Status], Foreign: o.Foreign != ""}
	if o.Reading != nil {
		done.Read = len(o.Reading.Claims)
	}
	delete(added, o.IRI) // it may be given twice
	done.Claims, err = g.claims(o)
	return done, err
}

var statuses = map[loader.Status]live.Status{loader.Added: live.Added, loader.Replaced: live.Replaced, loader.Unchanged: live.Unchanged}

// defect is what the client is told of a stage that failed; the log has the rest.
func (g graphLoader) defect(d *loader.Defect) error {
	g.log.Error("a stage failed", "article", d.Key, "cause", fmt.Sprint(d.Cause), "stack", d.Stack)
	return fmt.Errorf("%s: not read, a stage failed on it", d.Key)
}

func given(articles []kg.Article) iter.Seq2[kg.Article, error] {
	return func(yield func(kg.Article, error) bool) {
		for _, a := range articles {
			if !yield(a, nil) {
				return
			}
		}
	}
}

func (g graphLoader) tryOut(ctx context.Context, articles []kg.Article) iter.Seq2[graph.Ingested, error] {
	return func(yield func(graph.Ingested, error) bool) {
		for _, article := range articles {
			if err := ctx.Err(); err != nil {
				yield(graph.Ingested{}, err)
				return
			}
			analysis := g.loader.Analyse(article)
			if !yield(graph.Ingested{IRI: analysis.IRI, Claims: len(analysis.Claims)}, nil) {
				return
			}
		}
	}
}

// claims counts what was read from an article, now or before.
func (g graphLoader) claims(o loader.Outcome) (int, error) {
	if o.Reading != nil {
		return len(o.Reading.Claims), nil
	}
	return g.store.countClaims(o.IRI)
}
