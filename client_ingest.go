package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strconv"
	"time"

	"claimgraph/kg"
)

// A batch of articles is a job of the server that goes on whether or not its client hears of it.
// The client asks how far it is. When the connection is lost, it asks again: the batch has an
// idempotency key, so a server that has it tells of the job that is there; one that was started
// anew since reads the batch again, which changes nothing of what is stored.

// ingestedJob is a job as it is told.
type ingestedJob struct {
	ID    string
	State string
	Total, Done, Failed, Added, Replaced,
	Unchanged, Foreign, ClaimCount int
	Errors []placedError
}

// placedError is an error of the input, with its place.
type placedError struct {
	Message, Code string
	Path          []string
}

const selectJob = `id state total done failed added replaced unchanged foreign claimCount errors { message code path }`

func (j *ingestedJob) ended() bool { return j.State != "QUEUED" && j.State != "RUNNING" }

// How a client waits for a job, and for a server that it has lost.
const (
	firstLook   = 50 * time.Millisecond
	longestLook = time.Second
	mostLosses  = 8
	firstRetry  = 500 * time.Millisecond
	longestGap  = 15 * time.Second
)

// ingesting loads batches, each by a job.
type ingesting struct {
	*client
	run      string // names this run, in keys
	batches  int
	answered bool // the server was there once: where it is lost, it may come back
	lost     func(err error, wait time.Duration)
}

func newIngesting(c *client, lost func(error, time.Duration)) *ingesting {
	return &ingesting{client: c, run: rand.Text(), lost: lost}
}

// ingest loads a batch and tells each step of its job. refused are the errors of articles; one without a
// place is about the batch.
func (i *ingesting) ingest(ctx context.Context, articles []kg.Article, step func(*ingestedJob)) (job *ingestedJob, refused []placedError, err error) {
	i.batches++
	key := i.run + "-" + strconv.Itoa(i.batches)
	wait := firstRetry
	for losses := 0; ; losses++ {
		job, refused, err = i.once(ctx, key, articles, step)
		if !i.answered || losses == mostLosses || !isLoss(err) || ctx.Err() != nil {
			return job, refused, err
		}
		i.lost(err, wait)
		if err := pause(ctx, wait); err != nil {
			return nil, nil, err
		}
		wait = min(2*wait, longestGap)
	}
}

// errJobGone says that the server knows nothing of a job: it was started anew.
var errJobGone = errors.New("the server was started anew")

// isLoss says whether the server may do what was asked when it is asked again.
func isLoss(err error) bool {
	var lost *url.Error
	return errors.As(err, &lost) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, errJobGone) || errors.Is(err, errNoGraphQL)
}

func (i *ingesting) once(ctx context.Context, key string, articles []kg.Article, step func(*ingestedJob)) (*ingestedJob, []placedError, error) {
	job, refused, err := i.begin(ctx, key, articles)
	if err != nil {
		return nil, nil, err
	}
	i.answered = true
	if job == nil {
		return nil, refused, nil
	}
	for look := firstLook; !job.ended(); look = min(2*look, longestLook) {
		step(job)
		if err := pause(ctx, look); err != nil {
			return nil, nil, err
		}
		const query = `query ($id: ID!) { result: node(id: $id) { ... on IngestJob { ` + selectJob + ` } } }`
		next, err := fieldOf[*ingestedJob](ctx, i, query, map[string]any{"id": job.ID})
		if err != nil {
			return nil, nil, err
		}
		if next == nil {
			return nil, nil, errJobGone
		}
		job = next
	}
	step(job)
	if job.State != "DONE" {
		return job, job.Errors, fmt.Errorf("--server %s: the load was %s; what is counted is stored", i.url, map[string]string{"FAILED": "given up, the server's log says why", "CANCELLED": "cancelled"}[job.State])
	}
	return job, job.Errors, nil
}

// begin gives a batch to the server; where its queue is full, it comes again.
func (i *ingesting) begin(ctx context.Context, key string, articles []kg.Article) (*ingestedJob, []placedError, error) {
	const mutation = `mutation ($articles: [ArticleInput!]!, $key: String!) {
  result: ingestArticles(input: {articles: $articles, wait: false, idempotencyKey: $key}) { job { ` + selectJob + ` } userErrors { message code path } }
}`
	inputs := make([]articleInput, len(articles))
	for i := range articles {
		inputs[i] = inputOf(&articles[i])
	}
	type payload struct {
		Job        *ingestedJob
		UserErrors []placedError
	}
	for {
		p, err := fieldOf[payload](ctx, i, mutation, map[string]any{"articles": inputs, "key": key})
		if err != nil || p.Job != nil || len(p.UserErrors) == 0 || p.UserErrors[0].Code != "QUEUE_FULL" {
			return p.Job, p.UserErrors, err
		}
		if err := pause(ctx, longestLook); err != nil {
			return nil, nil, err
		}
	}
}

// pause waits, unless the run ends.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
