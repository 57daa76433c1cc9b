package main

import (
	"context"
	"fmt"

	"claimgraph/loader"
	"claimgraph/quadstore"

	"github.com/spf13/cobra"
)

func (a *app) checkCommand() *cobra.Command {
	c := checking{app: a}
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Verify the store and say what is wrong with it",
		Long: `check walks everything that is stored and names each broken invariant. The exit
code is 1 where there is one. Decisions of merge, split and keep-apart that wait
for an entity or an article that is not there are listed; they do no harm. Nor do
articles of an older claimgraph whose copies do not find them: reindex mends it.

With --repair it mends what it finds, where the store still knows what is right:
each quad stands in four indexes and each term in two, so that what one has lost
the others tell. The exit code is 1 where something is left. What the disk gives
back with other bytes cannot be mended: restore a backup.`,
		Example: `  claimgraph check
  claimgraph check --data backup.db --json
  claimgraph check --repair`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.run(cmd.Context()) },
	}
	cmd.Flags().BoolVar(&c.repair, "repair", false, "mend what is found")
	return cmd
}

// checking is one run of check.
type checking struct {
	*app
	repair bool
}

func (c *checking) run(ctx context.Context) (err error) {
	db, err := c.openStore()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	wait := newWait(c.errors, "checking")
	defer wait.finish()
	problems, err := problemsOf(ctx, db)
	if err != nil {
		return err
	}
	left := problems
	if c.repair && len(problems) > 0 {
		if err := c.mend(ctx, db); err != nil {
			return err
		}
		if left, err = problemsOf(ctx, db); err != nil {
			return err
		}
	}
	waiting, err := waitingDecisions(db)
	if err != nil {
		return err
	}
	hidden, err := hiddenCopies(db)
	if err != nil {
		return err
	}
	wait.finish()
	if err := c.print(problems, left, append(waiting, hidden...)); err != nil {
		return err
	}
	if len(left) > 0 {
		return errReported
	}
	return nil
}

// mend is for the embedded engine: a database has its own ways to be whole.
func (c *checking) mend(ctx context.Context, db quadstore.Engine) error {
	folder, ok := db.(*quadstore.DB)
	if !ok {
		return fmt.Errorf("%s: --repair: %w", c.storeName(), errNoFolder)
	}
	return folder.Repair(ctx)
}

func problemsOf(ctx context.Context, db quadstore.Engine) ([]string, error) {
	problems := []string{}
	for finding, err := range db.Check(ctx) {
		if err != nil {
			return nil, err
		}
		problems = append(problems, finding.Problem)
	}
	return problems, nil
}

// waitingDecisions says which decisions name what is not there.
func waitingDecisions(db quadstore.Engine) ([]string, error) {
	snap, err := db.Snapshot()
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	list, err := loader.WaitingDecisions(snap)
	lines := []string{}
	for _, w := range list {
		for _, iri := range w.For {
			lines = append(lines, fmt.Sprintf("%s: %s is not there", w.Decision.Name(), string(iri)))
		}
	}
	return lines, err
}

// hiddenCopies says whether there are articles that copies of them do not find.
func hiddenCopies(db quadstore.Engine) ([]string, error) {
	snap, err := db.Snapshot()
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	list, err := loader.HiddenCopies(snap)
	if len(list) == 0 || err != nil {
		return nil, err
	}
	return []string{fmt.Sprintf("copies of %s are not found until claimgraph reindex has run", count(len(list), "article"))}, nil
}

func (c *checking) print(problems, left, waiting []string) error {
	if c.asJSON {
		answer := map[string]any{"problems": problems, "waiting": waiting}
		if c.repair {
			answer["left"] = left
		}
		return writeJSON(c.out, answer)
	}
	w := errWriter{w: c.out}
	for _, line := range waiting {
		w.printf("waiting: %s\n", line)
	}
	for _, p := range problems {
		w.printf("%s\n", p)
	}
	switch {
	case len(problems) == 0:
		w.printf("%s: no problems\n", c.storeName())
	case len(left) == 0:
		w.printf("%s: %s, all mended; claimgraph reindex looks at what is derived\n", c.storeName(), count(len(problems), "problem"))
	case c.repair:
		w.printf("%s: %s; left after the repair:\n", c.storeName(), count(len(problems), "problem"))
		for _, p := range left {
			w.printf("%s\n", p)
		}
		fmt.Fprintln(c.errors, "hint: restore a backup, or load the articles into a new folder with --data")
	default:
		w.printf("%s: %s\n", c.storeName(), count(len(problems), "problem"))
		fmt.Fprintln(c.errors, "hint: claimgraph check --repair mends what can be mended; make a backup first")
	}
	return w.err
}
