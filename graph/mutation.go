package graph

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"claimgraph/graph/generated"
	"claimgraph/kg"
)

type mutationResolver struct{ loader Loader }

const mostArticles = 100 // in one mutation

func (r mutationResolver) IngestArticles(ctx context.Context, in generated.IngestArticlesInput) (*generated.IngestArticlesPayload, error) {
	if r.loader == nil {
		return nil, errReadOnly
	}
	if len(in.Articles) > mostArticles {
		return nil, fmt.Errorf("%w: at most %d articles at once", errInput, mostArticles)
	}
	payload := &generated.IngestArticlesPayload{ClientMutationID: in.ClientMutationID}
	var given []kg.Article
	var places []int // of given in the input
	for i, a := range in.Articles {
		article, problem := readable(a)
		if problem != nil {
			problem.Path = place(i, problem.Path...)
			payload.UserErrors = append(payload.UserErrors, problem)
			continue
		}
		given, places = append(given, article), append(places, i)
	}
	if len(given) == 0 {
		return payload, nil
	}
	done, err := r.loader.Ingest(ctx, given, in.DryRun)
	if err != nil {
		return nil, err
	}
	return payload, r.report(ctx, payload, done, places, in.DryRun)
}

// report adds what became of the articles.
func (r mutationResolver) report(ctx context.Context, payload *generated.IngestArticlesPayload, done []Ingested, places []int, dryRun bool) error {
	g, err := changedGraph(ctx)
	if err != nil {
		return err
	}
	var stored []*kg.GraphArticle
	for i, d := range done {
		if d.Err != nil {
			payload.UserErrors = append(payload.UserErrors, &generated.UserError{Message: d.Err.Error(), Code: "NOT_STORED", Path: place(places[i])})
			continue
		}
		payload.ClaimCount += d.Claims
		if dryRun {
			continue
		}
		a, err := g.ArticleByIRI(d.IRI)
		if err != nil {
			return err
		}
		known := func(other *kg.GraphArticle) bool { return other.IRI == d.IRI } // given twice
		if a != nil && !slices.ContainsFunc(stored, known) {                     // nil: another request has removed it meanwhile
			stored = append(stored, a)
		}
	}
	for _, a := range stored {
		payload.ArticleEdges = append(payload.ArticleEdges, &generated.ArticleEdge{Cursor: g.ArticleCursor(a), Node: a})
	}
	return nil
}

// readable is the article of an input, or what is wrong with it.
func readable(in *generated.ArticleInput) (kg.Article, *generated.UserError) {
	a := kg.Article{
		Key: text(in.Key), URL: text(in.URL), Title: text(in.Title), Publisher: text(in.Publisher),
		Language: text(in.Language), Text: text(in.Text),
	}
	if in.PublishedAt != nil {
		a.Published = in.PublishedAt.UTC().Truncate(time.Nanosecond)
	}
	if a.Key == "" {
		a.Key = a.URL
	}
	switch {
	case a.Key == "":
		return a, &generated.UserError{Message: "an article needs a key or a url", Code: "MISSING_KEY", Path: []string{"key"}}
	case a.Text == "":
		return a, &generated.UserError{Message: "an article needs a text", Code: "MISSING_TEXT", Path: []string{"text"}}
	case !utf8.ValidString(a.Text):
		return a, &generated.UserError{Message: "the text is not UTF-8", Code: "NOT_UTF8", Path: []string{"text"}}
	}
	return a, nil
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func place(i int, rest ...string) []string {
	return append([]string{"input", "articles", strconv.Itoa(i)}, rest...)
}

func (r mutationResolver) Retract(ctx context.Context, in generated.RetractInput) (*generated.RetractPayload, error) {
	if r.loader == nil {
		return nil, errReadOnly
	}
	payload := &generated.RetractPayload{ClientMutationID: in.ClientMutationID}
	gone, err := r.loader.Retract(ctx, in.Key)
	if errors.Is(err, ErrUnknown) {
		payload.UserErrors = append(payload.UserErrors, &generated.UserError{Message: err.Error(), Code: "UNKNOWN_KEY", Path: []string{"input", "key"}})
		return payload, nil
	}
	if err != nil {
		return nil, err
	}
	id := kg.LoadNodeID(gone.IRI)
	if gone.Article {
		id = kg.ArticleNodeID(gone.IRI)
	}
	payload.RetractedID, payload.RetractedClaimCount = &id, gone.Claims
	_, err = changedGraph(ctx)
	return payload, err
}
