package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"claimgraph/loader"
	"claimgraph/loader/read"
	"claimgraph/quadstore/postgres/queue"
	"claimgraph/work"

	"github.com/spf13/cobra"
)

func (a *app) workCommand() *cobra.Command {
	w := worker{app: a, attempts: 8, lease: delay(time.Minute)}
	cmd := &cobra.Command{
		Use:   "work",
		Short: "Read the articles of a queue into the graph, beside other workers",
		Long: `work takes articles that claimgraph enqueue has put into the queue of a database,
reads them, and stores what it has read. Run it as often as you like, on as many
machines as you like, with the same --data: what comes out is the same graph,
whatever the number of workers and the order, and each article is stored once.

A worker that is killed loses nothing: what it had is taken by others when its
leases have run out (--lease). One that is told to end (Ctrl-C, SIGTERM) stores what
it is reading and gives the rest back. While the database is down it waits.

All workers of a database should be of one version and have the same --vocabulary and
--min-confidence: they read what they take with their own.`,
		Example: `  claimgraph work --data postgres://user@host/claimgraph
  claimgraph work --until-empty
  claimgraph work --workers 4 --metrics 9100 --log-format json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return w.run(cmd.Context()) },
	}
	w.reading.readerFlags(cmd.Flags())
	w.vocabulary.flag(cmd.Flags())
	cmd.Flags().BoolVar(&w.untilEmpty, "until-empty", false, "end when no task is left, with this worker or another one")
	cmd.Flags().Var(&w.lease, "lease", "`time` after which others take what a worker had that ended without a word")
	cmd.Flags().Var(&w.attempts, "attempts", "how many `times` a task is taken before it is dead")
	w.watching.doorFlags(cmd.Flags())
	return cmd
}

// worker is one run of work.
type worker struct {
	*app
	reading
	vocabulary vocabulary
	watching
	untilEmpty bool
	lease      delay
	attempts   atLeastOne

	bar     *bar
	summary workSummary
}

// workSummary is what work says at the end; with --json these are the names.
type workSummary struct {
	Done      int `json:"done"`
	Added     int `json:"added"`
	Replaced  int `json:"replaced"`
	Unchanged int `json:"unchanged"`
	Claims    int `json:"claims"` // of the articles added and replaced
	Failed    int `json:"failed"` // to be tried again
	Dead      int `json:"dead"`
	Lost      int `json:"lost"` // to other workers

	Changes     int     `json:"changes"`     // of the store
	TurnSeconds float64 `json:"turnSeconds"` // for which this worker kept the others from changing it
}

const leastLease = time.Second

func (w *worker) run(ctx context.Context) (err error) {
	if time.Duration(w.lease) < leastLease {
		return usageError{fmt.Errorf("--lease %s: want at least %s", time.Duration(w.lease), leastLease)}
	}
	reader, _, err := w.vocabulary.loader()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.stopWatching()) }()
	if err := w.startWatching(ctx, w.log); err != nil {
		return err
	}
	db, q, err := w.openQueue(ctx)
	if err != nil {
		return err
	}
	defer closing(db, &err)
	defer q.Close()
	w.metrics.AddQueue(queueGauges(ctx, q))
	w.phase.Ready(func() error { _, err := q.OpenTasks(context.Background(), 1); return err })
	own := work.Worker{
		Queue: q, Store: newLoaderStore(db), Loader: reader.AtLeast(float64(w.minConfidence)), Parse: read.ParseArticle, Log: w.log,
		Readers: int(w.workers), Lease: time.Duration(w.lease), Attempts: int(w.attempts), Patience: shutdownTimeout,
		UntilEmpty: w.untilEmpty, Told: w.take, Stored: w.stored,
	}
	before, err := q.Counts(ctx)
	if err != nil {
		return err
	}
	w.log.Info("working", "readers", own.Readers, "open", before.Open(), "dead", before.Dead)
	w.bar = newCountBar(w.errors, "working", "articles", int64(w.expected(&before)))
	err = own.Run(ctx)
	w.phase.Drain()
	w.bar.finish()
	if err := errors.Join(err, w.summary.print(w.app)); err != nil {
		return err
	}
	return w.outcome(ctx, q, before.Dead)
}

// expected is how many tasks the bar counts to.
func (w *worker) expected(c *queue.Counts) int {
	if w.untilEmpty {
		return c.Open()
	}
	return -1
}

// outcome says whether all went well: others' tasks that died meanwhile are told by
// who waited for the end.
func (w *worker) outcome(ctx context.Context, q *queue.Queue, deadBefore int) error {
	if w.summary.Dead > 0 {
		return errReported
	}
	if !w.untilEmpty || ctx.Err() != nil {
		return nil
	}
	after, err := q.Counts(ctx)
	if err == nil && after.Dead > deadBefore {
		return advise(fmt.Errorf("%s failed for good meanwhile", count(after.Dead-deadBefore, "task")), "claimgraph tasks list says why")
	}
	return err
}

// take notes what became of a task.
func (w *worker) take(e work.Event) {
	s := &w.summary
	switch e.What {
	case work.Done:
		s.add(e.Outcome)
		w.metrics.Article(true)
		w.bar.add(1)
	case work.Failed:
		s.Failed++
		w.log.Warn("a task failed and is tried again", "article", e.Task.Name, "attempts", e.Task.Attempts, "error", e.Err)
	case work.Dead:
		s.Dead++
		w.metrics.Article(false)
		w.bar.add(1)
		w.bar.clear()
		w.tellDead(&e)
	case work.Lost:
		s.Lost++
		w.log.Info("a task was lost to another worker, or to a newer text", "article", e.Task.Name)
	}
	w.metrics.Task(string(e.What))
}

func (w *worker) tellDead(e *work.Event) {
	if defect, ok := errors.AsType[*loader.Defect](e.Err); ok {
		w.log.Error("a stage failed", "article", defect.Key, "stack", defect.Stack)
	}
	w.complain(advise(fmt.Errorf("%s: %w", e.Task.Name, e.Err), "claimgraph tasks list shows what failed, tasks retry has it tried again"))
}

func (s *workSummary) add(o *loader.Outcome) {
	s.Done++
	switch o.Status {
	case loader.Added:
		s.Added++
	case loader.Replaced:
		s.Replaced++
	case loader.Unchanged:
		s.Unchanged++
	}
	if o.Reading != nil {
		s.Claims += len(o.Reading.Claims)
	}
}

func (s *workSummary) print(a *app) error {
	if a.asJSON {
		return writeJSON(a.out, s)
	}
	w := errWriter{w: a.out}
	w.printf("%s done: %d added, %d replaced, %d unchanged; %s read\n", count(s.Done, "article"), s.Added, s.Replaced, s.Unchanged, count(s.Claims, "claim"))
	if s.Failed > 0 {
		w.printf("%d failed and are tried again later\n", s.Failed)
	}
	if s.Dead > 0 {
		w.printf("%d failed for good: claimgraph tasks list says why\n", s.Dead)
	}
	if s.Lost > 0 {
		w.printf("%d were lost to other workers\n", s.Lost)
	}
	return w.err
}
