package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/loader/read"
)

// What one request to a server holds: the server bounds its bodies at 1 MiB,
// and JSON may write a byte of text as six.
const (
	sentArticles  = 50
	sentTextBytes = 160 << 10
)

// send loads articles through a running server. Files of quads are not sent:
// the mutations take articles only.
func (l *loading) send(ctx context.Context, paths []string) (err error) {
	if l.letters, err = openLetters(l.lettersFile); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.letters.close(l.fatal == nil && ctx.Err() == nil)) }()
	l.bar = newBar(l.errors, "loading", read.Size(paths...))
	l.ingesting = newIngesting(&l.server, l.tellLoss)
	var batch []kg.Article
	bytes := 0
	flush := func() {
		if len(batch) > 0 && l.fatal == nil {
			l.sendBatch(ctx, batch)
		}
		batch, bytes = nil, 0
	}
	reader := l.reading.reader(ctx, l.app)
	reader.Progress = func(n int) { l.unsent += n } // the bar tells what is stored
	for in, err := range reader.Inputs(paths...) {
		article := in.Article
		if l.summary.ReplacedBytes += in.Replaced; err == nil && in.Quads != nil {
			err = &read.Error{Name: in.Name, Err: errQuadsSent}
		}
		if err != nil {
			l.take(loader.Outcome{}, err)
			continue
		}
		if len(batch) == sentArticles || bytes+len(article.Text) > sentTextBytes {
			flush()
		}
		if batch, bytes = append(batch, article), bytes+len(article.Text); l.fatal != nil || ctx.Err() != nil {
			break
		}
	}
	flush()
	l.bar.finish()
	return l.finish(ctx, l.printSent)
}

var errQuadsSent = errors.New("holds quads, and a running server takes articles only; stop the server to load quads")

// sendBatch has the server load some articles. What it refuses whole, such as an article that is
// too long for it, is named article by article.
func (l *loading) sendBatch(ctx context.Context, batch []kg.Article) {
	bytes, shown := l.unsent, 0
	l.unsent = 0
	show := func(done, total int) {
		if now := bytes * done / max(total, 1); now > shown { // a batch that is read again has come as far before
			l.bar.add(now - shown)
			shown = now
		}
	}
	job, refused, err := l.ingesting.ingest(ctx, batch, func(j *ingestedJob) { show(j.Done+j.Failed, j.Total) })
	show(1, 1)
	if job != nil {
		l.summary.addJob(job)
	}
	var whole *refusedError
	if errors.As(err, &whole) {
		for i := range batch {
			l.fail(&read.Error{Name: batch[i].Key, Raw: jsonLineOf(&batch[i]), Err: err})
		}
		return
	}
	for _, r := range refused {
		l.refused(batch, r)
	}
	l.fatal = err
}

// refused tells why an article is not stored, by the name that it has here.
func (l *loading) refused(batch []kg.Article, r placedError) {
	bad := &read.Error{Name: l.server.url, Err: errors.New(r.Message)}
	if len(r.Path) > 2 && r.Path[1] == "articles" {
		if i, err := strconv.Atoi(r.Path[2]); err == nil && i >= 0 && i < len(batch) {
			bad.Name, bad.Raw = batch[i].Key, jsonLineOf(&batch[i])
			bad.Err = errors.New(strings.TrimPrefix(r.Message, batch[i].Key+": "))
		}
	}
	l.fail(bad)
}

// tellLoss says why nothing goes on.
func (l *loading) tellLoss(err error, wait time.Duration) {
	l.bar.clear()
	fmt.Fprintf(l.errors, "claimgraph: %v; trying again in %s\n", err, wait)
}

// addJob counts what a server did. It does not tell which facts and entities there are.
func (s *loadSummary) addJob(j *ingestedJob) {
	s.Articles += j.Done
	s.Added += j.Added
	s.Replaced += j.Replaced
	s.Unchanged += j.Unchanged
	s.Foreign += j.Foreign
	s.Claims += j.ClaimCount
}

// printSent prints the summary of a load, but for what only the store tells.
func (l *loading) printSent() error {
	s := &l.summary
	s.elsewhere = true
	if l.asJSON {
		return writeJSON(l.out, map[string]int{
			"articles": s.Articles, "added": s.Added, "replaced": s.Replaced, "unchanged": s.Unchanged, "foreign": s.Foreign,
			"claims": s.Claims, "failed": s.Failed, "replacedBytes": s.ReplacedBytes,
		})
	}
	return s.print(l.out, false)
}
