package graph

import (
	"context"
	"errors"
	"fmt"

	"claimgraph/graph/generated"
	"claimgraph/graph/live"
	"claimgraph/kg"
)

// IngestJob is a job as it is now.
func (r queryResolver) IngestJob(ctx context.Context, id string) (*live.Job, error) {
	name, ok := kg.JobName(id)
	if !ok {
		return nil, fmt.Errorf("%w: id is not the id of a job", errInput)
	}
	job, err := r.live.Job(ctx, name)
	return job, jobError(err)
}

// node is what an id names, in the graph or of this server.
func (r queryResolver) node(ctx context.Context, g *kg.Graph, id string) (kg.Node, error) {
	name, ok := kg.JobName(id)
	if !ok {
		return g.Node(id)
	}
	job, err := r.live.Job(ctx, name)
	switch {
	case errors.Is(err, live.ErrGone), errors.Is(err, live.ErrNoJob): // as other things are
		return nil, nil
	case err != nil:
		return nil, err
	}
	return job, nil
}

// CancelIngest ends a job.
func (r mutationResolver) CancelIngest(ctx context.Context, in generated.CancelIngestInput) (*generated.CancelIngestPayload, error) {
	if r.loader == nil {
		return nil, errReadOnly
	}
	payload, err := once(ctx, r.live, "cancelIngest", in.IdempotencyKey, in, cancelProblem, doing[*generated.CancelIngestPayload, *generated.CancelIngestPayload]{func() (*generated.CancelIngestPayload, bool, error) {
		name, _ := kg.JobName(in.JobID)
		job, err := r.live.Cancel(ctx, name)
		switch {
		case errors.Is(err, live.ErrEnded), errors.Is(err, live.ErrGone), errors.Is(err, live.ErrNoJob):
			return cancelProblem(cancelCode(err), err.Error(), "jobId"), false, nil
		case err != nil:
			return nil, false, err
		}
		return &generated.CancelIngestPayload{Job: job}, true, nil
	}, again[generated.CancelIngestPayload]})
	if payload != nil {
		payload.ClientMutationID = in.ClientMutationID
	}
	return payload, err
}

func cancelProblem(code, message string, place ...string) *generated.CancelIngestPayload {
	return &generated.CancelIngestPayload{UserErrors: []*generated.UserError{userError(code, message, place...)}}
}

func cancelCode(err error) string {
	switch {
	case errors.Is(err, live.ErrEnded):
		return "JOB_ENDED"
	case errors.Is(err, live.ErrGone):
		return codeGone
	}
	return "UNKNOWN_JOB"
}

type ingestJobResolver struct{}

func (ingestJobResolver) Errors(_ context.Context, j *live.Job) ([]*generated.UserError, error) {
	return userErrors(j.Problems), nil
}

// Articles are those that the graph still has.
func (ingestJobResolver) Articles(ctx context.Context, j *live.Job, first *int, after *string) (*generated.ArticleConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	list, err := articlesOf(g, j)
	if err != nil {
		return nil, err
	}
	page, err := kg.Short(g, list, paging(first, after, nil, nil))
	return articles(ctx, page, err)
}

func articlesOf(g *kg.Graph, j *live.Job) ([]*kg.GraphArticle, error) {
	var list []*kg.GraphArticle
	for _, iri := range j.Articles {
		a, err := g.ArticleByIRI(iri)
		if err != nil {
			return nil, err
		}
		if a != nil { // nil: another request has removed it meanwhile
			list = append(list, a)
		}
	}
	return list, nil
}

func userErrors(problems []live.Problem) []*generated.UserError {
	list := make([]*generated.UserError, len(problems))
	for i, p := range problems {
		list[i] = &generated.UserError{Message: p.Message, Code: p.Code, Path: p.Path}
	}
	return list
}

type ingestEventResolver struct{}

func (ingestEventResolver) Article(ctx context.Context, e *live.Event) (*kg.GraphArticle, error) {
	if e.Article == "" {
		return nil, nil
	}
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return g.ArticleByIRI(e.Article)
}
