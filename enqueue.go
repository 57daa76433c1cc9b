package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/loader/read"
	"claimgraph/quadstore/postgres"
	"claimgraph/quadstore/postgres/queue"

	"github.com/spf13/cobra"
)

func (a *app) enqueueCommand() *cobra.Command {
	e := enqueueing{loading: loading{app: a}}
	cmd := &cobra.Command{
		Use:   "enqueue PATH|- …",
		Short: "Put articles into a queue that workers read",
		Long: `enqueue puts articles into the queue of a store in a database; claimgraph work, in
as many processes and on as many machines as you like, reads them into the graph.
It reads what load reads, but for quads. The articles themselves are put there, so
that workers need none of the files.

The same article twice is one task. Another text under the same id takes the place
of the one that waits, and replaces one that is in the graph already. An article
that is in the graph as it is costs a worker a look.

docs/workers.md tells how to run workers.`,
		Example: `  claimgraph enqueue --data postgres://user@host/claimgraph articles/
  export CLAIMGRAPH_DATA=postgres://user@host/claimgraph
  claimgraph enqueue more.jsonl.gz
  curl -s https://example.org/feed.jsonl | claimgraph enqueue --max-tasks 10000 -`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return e.run(cmd.Context(), args) },
	}
	e.reading.inputFlags(cmd.Flags())
	cmd.Flags().Var(&e.maxTasks, "max-tasks", "wait while so many `tasks` are in the queue; no bound unless given")
	cmd.Flags().StringVar(&e.lettersFile, "dead-letters", "", "`file` for what could not be read, which load --retry reads again")
	return cmd
}

// enqueueing is one run of enqueue. Files and errors are as with load.
type enqueueing struct {
	loading
	maxTasks atLeastOne

	queue *queue.Queue
	batch []queue.Article
	bytes int
	put   queue.Put
}

// What is put together, in one round trip.
const (
	putArticles = 500
	putBytes    = 4 << 20
)

var errNoQueue = errors.New("a queue is in a database, and --data names none")

// openQueue opens the queue of the store, which must be a database.
func (a *app) openQueue(ctx context.Context) (*postgres.DB, *queue.Queue, error) {
	if !isDatabase(a.data) {
		return nil, nil, fmt.Errorf("%s: %w", a.data, errNoQueue)
	}
	db, err := a.openPostgres()
	if err != nil {
		return nil, nil, err
	}
	q, err := queue.Open(ctx, a.data, db, processName())
	if err != nil {
		return nil, nil, errors.Join(err, db.Close())
	}
	return db, q, nil
}

// processName says to people which process has a task.
func processName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "unknown"
	}
	return fmt.Sprintf("%s, process %d", host, os.Getpid())
}

func (e *enqueueing) run(ctx context.Context, paths []string) (err error) {
	e.told = map[string]int{}
	db, q, err := e.openQueue(ctx)
	if err != nil {
		return err
	}
	defer closing(db, &err)
	defer q.Close()
	e.queue = q
	if e.letters, err = openLetters(e.lettersFile); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.letters.close(e.fatal == nil)) }()
	e.bar = newBar(e.errors, "putting", read.Size(paths...))
	for article, err := range e.app.articles(e.reader(ctx), paths) {
		if bad, ok := errors.AsType[*read.Error](err); ok && errors.Is(err, errNoArticles) {
			bad.Err = advise(bad.Err, "the queue is for articles; claimgraph load loads quads")
		}
		if err == nil {
			err = e.add(ctx, &article)
		}
		if err != nil {
			e.take(loader.Outcome{Article: article}, err)
		}
		if e.fatal != nil || ctx.Err() != nil {
			break
		}
	}
	if e.fatal == nil {
		e.fatal = e.flush(ctx)
	}
	e.bar.finish()
	err = e.finish(ctx, e.print)
	if errors.Is(err, errInterrupted) {
		err = errors.New("interrupted: what is counted above is in the queue, enqueue again for the rest")
	}
	return err
}

func (e *enqueueing) add(ctx context.Context, a *kg.Article) error {
	body := jsonLineOf(a)
	if len(body) > queue.MostBytes {
		return &read.Error{Name: a.Key, Raw: body, Err: queue.ErrTooLarge}
	}
	if len(e.batch) == putArticles || e.bytes+len(body) > putBytes {
		if err := e.flush(ctx); err != nil {
			return err
		}
	}
	e.batch = append(e.batch, queue.Article{IRI: kg.ArticleIRI(a), Name: a.Key, Body: body})
	e.bytes += len(body)
	e.summary.Articles++
	return nil
}

func (e *enqueueing) flush(ctx context.Context) error {
	batch := e.batch
	if e.batch, e.bytes = nil, 0; len(batch) == 0 {
		return nil
	}
	if err := e.awaitRoom(ctx); err != nil {
		return err
	}
	put, err := e.queue.Put(ctx, batch)
	e.put.Add(put)
	return err
}

// awaitRoom waits while the queue is full.
func (e *enqueueing) awaitRoom(ctx context.Context) error {
	const askAgain = time.Second
	for e.maxTasks > 0 {
		open, err := e.queue.OpenTasks(ctx, int(e.maxTasks))
		if err != nil || open < int(e.maxTasks) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(askAgain):
		}
	}
	return nil
}

func (e *enqueueing) print() error {
	twice := e.summary.Articles - e.put.Queued - e.put.Replaced - e.put.Waiting - len(e.batch)
	if e.asJSON {
		return writeJSON(e.out, map[string]int{"articles": e.summary.Articles, "queued": e.put.Queued, "replaced": e.put.Replaced,
			"waiting": e.put.Waiting, "repeated": twice, "failed": e.summary.Failed})
	}
	w := errWriter{w: e.out}
	w.printf("%s: %d queued, %d in the place of an older text, %d waiting already\n",
		count(e.summary.Articles, "article"), e.put.Queued, e.put.Replaced, e.put.Waiting)
	if twice > 0 {
		w.printf("%d of them under an id that comes again: the last text counts\n", twice)
	}
	if e.summary.Failed > 0 {
		w.printf("%d failed, named above\n", e.summary.Failed)
	}
	return w.err
}
