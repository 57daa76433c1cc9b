package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"claimgraph/quadstore/postgres/queue"

	"github.com/spf13/cobra"
)

func (a *app) tasksCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "tasks",
		Short: "Look at the queue, and at what failed in it",
		Long: `tasks shows what waits in the queue of a store in a database (claimgraph enqueue,
claimgraph work) and what failed, with the reason; it has failed tasks tried again,
or takes tasks out. docs/workers.md tells of the states.`,
		Example: `  claimgraph tasks list
  claimgraph tasks retry story.txt
  claimgraph tasks drop --dead`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(a.tasksListCommand(), a.tasksRetryCommand(), a.tasksDropCommand())
	return cmd
}

func (a *app) tasksListCommand() *cobra.Command {
	state, most := taskState(queue.Dead), atLeastOne(20)
	cmd := &cobra.Command{
		Use:   "list",
		Short: "Count the tasks by state, and list those of one",
		Args:  cobra.NoArgs,
		Example: `  claimgraph tasks list
  claimgraph tasks list --state taken
  claimgraph tasks list --json --count 1000 > dead.json`,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withQueue(cmd.Context(), func(q *queue.Queue) error {
				return a.listTasks(cmd.Context(), q, queue.State(state), int(most))
			})
		},
	}
	cmd.Flags().Var(&state, "state", "list those that are `dead`, ready, waiting (for another try) or taken")
	cmd.Flags().Var(&most, "count", "how many `tasks`, at most")
	return cmd
}

func (a *app) tasksRetryCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "retry ID … | --dead",
		Short: "Have dead tasks tried again",
		Example: `  claimgraph tasks retry story.txt
  claimgraph tasks retry --dead`,
		RunE: func(cmd *cobra.Command, ids []string) error {
			return a.changeTasks(cmd.Context(), ids, all, "is tried again", "are tried again", (*queue.Queue).Retry, (*queue.Queue).RetryAll)
		},
	}
	cmd.Flags().BoolVar(&all, "dead", false, "all dead tasks")
	return cmd
}

func (a *app) tasksDropCommand() *cobra.Command {
	var all bool
	cmd := &cobra.Command{
		Use:   "drop ID … | --dead",
		Short: "Take tasks out of the queue, unread",
		Long: `drop takes tasks out of the queue, whatever their state: by the ids of their
articles, or all dead ones. What is in the graph stays there.`,
		Example: `  claimgraph tasks drop story.txt
  claimgraph tasks drop --dead`,
		RunE: func(cmd *cobra.Command, ids []string) error {
			return a.changeTasks(cmd.Context(), ids, all, "was dropped", "were dropped", (*queue.Queue).Drop, (*queue.Queue).DropDead)
		},
	}
	cmd.Flags().BoolVar(&all, "dead", false, "all dead tasks")
	return cmd
}

func (a *app) withQueue(ctx context.Context, do func(*queue.Queue) error) (err error) {
	db, q, err := a.openQueue(ctx)
	if err != nil {
		return err
	}
	defer closing(db, &err)
	defer q.Close()
	return do(q)
}

var errNoTask = errors.New("no such task")

// changeTasks does something to the tasks of articles, or to all dead ones.
func (a *app) changeTasks(ctx context.Context, ids []string, all bool, one, many string,
	some func(*queue.Queue, context.Context, []string) (int, error), dead func(*queue.Queue, context.Context) (int, error)) error {
	if all == (len(ids) > 0) {
		return usageError{errors.New("name the articles' ids, or all dead tasks with --dead")}
	}
	return a.withQueue(ctx, func(q *queue.Queue) (err error) {
		n := 0
		if all {
			n, err = dead(q, ctx)
		} else {
			n, err = some(q, ctx, ids)
		}
		if err != nil {
			return err
		}
		if err := a.printChanged(n, one, many); err != nil {
			return err
		}
		if n < len(ids) {
			return advise(fmt.Errorf("%d of %d: %w", len(ids)-n, len(ids), errNoTask), "claimgraph tasks list shows what is there")
		}
		return nil
	})
}

func (a *app) printChanged(n int, one, many string) error {
	if a.asJSON {
		return writeJSON(a.out, map[string]int{"tasks": n})
	}
	_, err := fmt.Fprintf(a.out, "%s\n", plural(n, "task "+one, "tasks "+many))
	return err
}

// listedTasks is what tasks list prints; with --json these are the names.
type listedTasks struct {
	Ready   int          `json:"ready"`
	Waiting int          `json:"waiting"`
	Taken   int          `json:"taken"`
	Dead    int          `json:"dead"`
	Done    int          `json:"done"` // since the tables were made
	Bytes   int64        `json:"bytes"`
	Oldest  float64      `json:"oldestSeconds"`
	State   queue.State  `json:"state"`
	Tasks   []listedTask `json:"tasks"` // of that state
}

type listedTask struct {
	Article  string    `json:"article"`
	Attempts int       `json:"attempts"`
	Bytes    int       `json:"bytes"`
	Enqueued time.Time `json:"enqueued"`
	Due      time.Time `json:"due"`
	Holder   string    `json:"holder,omitempty"`
	Error    string    `json:"error,omitempty"`
}

func (a *app) listTasks(ctx context.Context, q *queue.Queue, state queue.State, most int) error {
	c, err := q.Counts(ctx)
	if err != nil {
		return err
	}
	entries, err := q.Entries(ctx, state, most)
	if err != nil {
		return err
	}
	l := listedTasks{c.Ready, c.Waiting, c.Taken, c.Dead, c.Done, c.Bytes, c.Oldest.Seconds(), state, []listedTask{}}
	for _, e := range entries {
		l.Tasks = append(l.Tasks, listedTask{e.Name, e.Attempts, e.Size, e.Enqueued, e.Due, e.Holder, e.Error})
	}
	if a.asJSON {
		return writeJSON(a.out, l)
	}
	p := newPage(a.out)
	l.print(p)
	return p.err
}

func (l *listedTasks) print(p *page) {
	p.printf("%d ready, %d waiting for another try, %d taken, %d dead; %d done so far\n", l.Ready, l.Waiting, l.Taken, l.Dead, l.Done)
	if l.Ready+l.Waiting+l.Taken > 0 {
		p.printf("the oldest has been here for %s\n", (time.Duration(l.Oldest) * time.Second).String())
	}
	for _, t := range l.Tasks {
		p.paragraph("", bold, t.Article)
		about := []string{string(l.State), "taken " + count(t.Attempts, "time"), count(t.Bytes, "byte"), "enqueued " + t.Enqueued.Format(time.DateTime)}
		if t.Holder != "" {
			about = append(about, "by "+t.Holder)
		}
		p.paragraph("      ", faint, strings.Join(about, ", "))
		if t.Error != "" {
			p.paragraph("      ", "", t.Error)
		}
	}
	if of := l.counted(); of > len(l.Tasks) {
		p.printf("and %d more that are %s: --count\n", of-len(l.Tasks), l.State)
	}
}

func (l *listedTasks) counted() int {
	return map[queue.State]int{queue.Ready: l.Ready, queue.Waiting: l.Waiting, queue.Taken: l.Taken, queue.Dead: l.Dead}[l.State]
}

// taskState is the value of a flag that takes a state.
type taskState queue.State

var taskStates = []string{string(queue.Dead), string(queue.Ready), string(queue.Waiting), string(queue.Taken)}

func (s *taskState) Set(given string) error {
	for _, known := range taskStates {
		if given == known {
			*s = taskState(known)
			return nil
		}
	}
	return fmt.Errorf("want %s or %s", strings.Join(taskStates[:3], ", "), taskStates[3])
}

func (s *taskState) String() string { return string(*s) }
func (*taskState) Type() string     { return "state" }
