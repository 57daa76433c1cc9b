package main

import (
	"bytes"
	"context"
	"embed"
	"fmt"
	"io/fs"
	"iter"
	"time"

	"claimgraph/kg"
	"claimgraph/loader/read"
)

// The bundled articles, which make a newcomer's first query return something.
//
//go:embed samples/deepseek.txt samples/wikinews.jsonl
var samples embed.FS

// sampleArticles are keyed by their names, not by where they would lie.
func sampleArticles() iter.Seq2[kg.Article, error] {
	return func(yield func(kg.Article, error) bool) {
		text, err := fs.ReadFile(samples, "samples/deepseek.txt")
		if !yield(kg.Article{Key: "deepseek.txt", Text: string(text), Language: "en"}, err) {
			return
		}
		lines, err := fs.ReadFile(samples, "samples/wikinews.jsonl")
		if err != nil {
			yield(kg.Article{}, err)
			return
		}
		for line := range bytes.Lines(lines) {
			article, err := read.ParseArticle(line)
			if err != nil {
				err = fmt.Errorf("samples/wikinews.jsonl: %w", err)
			}
			if !yield(article, err) {
				return
			}
		}
	}
}

// loadSamples loads the bundled articles and counts them and their claims.
func loadSamples(ctx context.Context, to graphLoader, now func() time.Time) (articles, claims int, err error) {
	for o, err := range to.loader.Load(ctx, to.store, sampleArticles(), workers(), now) {
		if err != nil {
			return 0, 0, err
		}
		articles++
		claims += len(o.Reading.Claims)
	}
	return articles, claims, nil
}
