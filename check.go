package main

import (
	"context"
	"fmt"

	"claimgraph/loader"
	"claimgraph/quadstore"

	"github.com/spf13/cobra"
)

func (a *app) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Verify the store and say what is wrong with it",
		Long: `check walks everything that is stored and names each broken invariant. The exit
code is 1 where there is one. Decisions of merge, split and keep-apart that wait
for an entity or an article that is not there are listed; they do no harm.`,
		Example: `  claimgraph check
  claimgraph check --data backup.db --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.check(cmd.Context()) },
	}
}

func (a *app) check(ctx context.Context) (err error) {
	db, err := a.openStore()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	problems := []string{}
	for finding, err := range db.Check(ctx) {
		if err != nil {
			return err
		}
		problems = append(problems, finding.Problem)
	}
	waiting, err := waitingDecisions(db)
	if err != nil {
		return err
	}
	if err := a.printProblems(problems, waiting); err != nil {
		return err
	}
	if len(problems) > 0 {
		return errReported
	}
	return nil
}

// waitingDecisions says which decisions name what is not there.
func waitingDecisions(db *quadstore.DB) ([]string, error) {
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

func (a *app) printProblems(problems, waiting []string) error {
	if a.asJSON {
		return writeJSON(a.out, map[string]any{"problems": problems, "waiting": waiting})
	}
	w := errWriter{w: a.out}
	for _, line := range waiting {
		w.printf("waiting: %s\n", line)
	}
	for _, p := range problems {
		w.printf("%s\n", p)
	}
	if len(problems) == 0 {
		w.printf("%s: no problems\n", a.data)
		return w.err
	}
	w.printf("%s: %s\n", a.data, count(len(problems), "problem"))
	fmt.Fprintln(a.errors, "hint: load the articles into a new folder with --data, or restore a copy")
	return w.err
}
