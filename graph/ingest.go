package graph

import (
	"context"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"claimgraph/graph/generated"
	"claimgraph/graph/live"
	"claimgraph/kg"
)

const mostArticles = 100 // in one mutation

// IngestArticles loads articles by a job: at once, or in its turn.
func (r mutationResolver) IngestArticles(ctx context.Context, in generated.IngestArticlesInput) (*generated.IngestArticlesPayload, error) {
	if r.loader == nil {
		return nil, errReadOnly
	}
	if len(in.Articles) > mostArticles {
		return nil, fmt.Errorf("%w: at most %d articles at once", errInput, mostArticles)
	}
	payload, err := once(ctx, r.live, "ingestArticles", in.IdempotencyKey, in, ingestProblem, doing[ingestion, *generated.IngestArticlesPayload]{
		func() (ingestion, bool, error) { return r.ingest(ctx, in) }, r.ingested,
	})
	if payload != nil {
		payload.ClientMutationID = in.ClientMutationID
	}
	return payload, err
}

func ingestProblem(code, message string, place ...string) *generated.IngestArticlesPayload {
	return &generated.IngestArticlesPayload{UserErrors: []*generated.UserError{userError(code, message, place...)}}
}

// ingestion is a job that was asked for, or why there is none.
type ingestion struct {
	Name       string // of the job
	UserErrors []*generated.UserError

	now func() *live.Job // where this server has it
}

func (r mutationResolver) ingest(ctx context.Context, in generated.IngestArticlesInput) (ingestion, bool, error) {
	task := r.task(in)
	if task.Work == nil {
		return ingestion{UserErrors: userErrors(task.Problems)}, false, nil
	}
	if in.Wait {
		job, err := r.live.Do(ctx, task)
		return ingestion{Name: job.Name, now: func() *live.Job { return job }}, true, err
	}
	now, err := r.live.Queue(ctx, task, r.failed)
	switch err {
	case nil:
		return ingestion{Name: now().Name, now: now}, true, nil
	case live.ErrFull:
		return ingestion{UserErrors: ingestProblem("QUEUE_FULL", err.Error()).UserErrors}, false, nil
	case live.ErrClosing:
		return ingestion{UserErrors: ingestProblem(codeClosing, err.Error()).UserErrors}, false, nil
	}
	return ingestion{}, false, err
}

// ingested tells how far a job has come.
func (r mutationResolver) ingested(ctx context.Context, done ingestion) (*generated.IngestArticlesPayload, error) {
	if done.Name == "" {
		return &generated.IngestArticlesPayload{UserErrors: done.UserErrors}, nil
	}
	job, err := done.job(ctx, r.live) // before the graph, which then has all that the job tells of
	if err != nil {
		return nil, err
	}
	g, err := changedGraph(ctx)
	if err != nil {
		return nil, err
	}
	payload := &generated.IngestArticlesPayload{Job: job, ClaimCount: job.Claims, UserErrors: userErrors(job.Problems)}
	stored, err := articlesOf(g, job)
	for _, a := range stored {
		payload.ArticleEdges = append(payload.ArticleEdges, &generated.ArticleEdge{Cursor: g.ArticleCursor(a), Node: a})
	}
	return payload, err
}

// job is the job as it is now, wherever it is done.
func (i ingestion) job(ctx context.Context, l *live.Live) (*live.Job, error) {
	if i.now != nil {
		return i.now(), nil
	}
	return l.Job(ctx, i.Name)
}

// task is what there is to do; no work where no article can be tried.
func (r mutationResolver) task(in generated.IngestArticlesInput) live.Task {
	task := live.Task{Total: len(in.Articles), Explain: func(err error) live.Problem { return jobProblem(r.means(err)) }}
	var given []kg.Article
	var places []int // of given in the input
	for i, a := range in.Articles {
		article, problem := readable(a, r.fetch != nil)
		if problem != nil {
			problem.Path = place(i, problem.Path...)
			task.Problems = append(task.Problems, *problem)
			continue
		}
		given, places = append(given, article), append(places, i)
	}
	if len(given) > 0 {
		task.Work = r.load(given, places, in.DryRun)
	}
	return task
}

func (r mutationResolver) load(given []kg.Article, places []int, dryRun bool) func(context.Context, func(live.Result)) error {
	committed := func(claims []string) { r.live.Claims.Add(claims...) }
	return func(ctx context.Context, report func(live.Result)) error {
		for some := range r.gathered(ctx, given, places, report) {
			i := 0
			for d, err := range r.loader.Ingest(ctx, some.articles, dryRun, committed) {
				if err != nil {
					return err
				}
				result := live.Result{IRI: d.IRI, Status: d.Status, Claims: d.Claims, New: d.New, Read: d.Read, Foreign: d.Foreign}
				if d.Err != nil {
					result.Problem = &live.Problem{Message: d.Err.Error(), Code: "NOT_STORED", Path: place(some.places[i])}
				}
				if dryRun {
					result.IRI = ""
				}
				report(result)
				i++
			}
		}
		return ctx.Err()
	}
}

// readable is the article of an input, or what is wrong with it.
func readable(in *generated.ArticleInput, fetches bool) (kg.Article, *live.Problem) {
	a := kg.Article{
		Key: text(in.Key), URL: text(in.URL), Title: text(in.Title), Publisher: text(in.Publisher), Byline: text(in.Byline),
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
		return a, &live.Problem{Message: "an article needs a key or a url", Code: "MISSING_KEY", Path: []string{"key"}}
	case a.Text == "" && a.URL != "" && fetches:
		return a, nil
	case a.Text == "" && a.URL != "":
		return a, &live.Problem{Message: "this server does not fetch URLs: give the text too, or start it with --fetch", Code: "URL_NOT_ALLOWED", Path: []string{"url"}}
	case a.Text == "":
		return a, &live.Problem{Message: "an article needs a text", Code: "MISSING_TEXT", Path: []string{"text"}}
	case !utf8.ValidString(a.Text):
		return a, &live.Problem{Message: "the text is not UTF-8", Code: "NOT_UTF8", Path: []string{"text"}}
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
