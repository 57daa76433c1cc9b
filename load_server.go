package main

import (
	"context"
	"errors"
	"fmt"

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
	l.bar = newBar(l.errors, "sending", read.Size(paths...))
	var batch []kg.Article
	bytes := 0
	flush := func() {
		if len(batch) > 0 && l.fatal == nil {
			l.sendBatch(ctx, batch)
		}
		batch, bytes = nil, 0
	}
	for article, err := range l.app.articles(l.reader(ctx), paths) {
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

// sendBatch sends one request. What the server refuses whole, such as an
// article that is too long for it, is named article by article.
func (l *loading) sendBatch(ctx context.Context, batch []kg.Article) {
	claims, refused, err := l.server.ingest(ctx, batch)
	var whole *refusedError
	if errors.As(err, &whole) {
		for i := range batch {
			l.fail(&read.Error{Name: batch[i].Key, Raw: jsonLineOf(&batch[i]), Err: err})
		}
		return
	}
	l.fatal = err
	if err != nil {
		return
	}
	l.summary.Articles += len(batch) - len(refused)
	l.summary.Claims += claims
	for _, err := range refused {
		l.fail(&read.Error{Name: l.server.url, Err: err})
	}
}

func (l *loading) printSent() error {
	s := &l.summary
	if l.asJSON {
		return writeJSON(l.out, map[string]int{"articles": s.Articles, "claims": s.Claims, "failed": s.Failed})
	}
	_, err := fmt.Fprintf(l.out, "%s sent: %s\n", count(s.Articles, "article"), count(s.Claims, "claim"))
	if s.Failed > 0 && err == nil {
		_, err = fmt.Fprintf(l.out, "%d failed, named above\n", s.Failed)
	}
	return err
}
