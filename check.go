package main

import (
	"context"
	"errors"
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
code is 1 where there is one. Decisions that wait for an entity, a claim or an
article that is not there are listed; they do no harm. Nor do articles of an older
claimgraph whose copies do not find them: reindex mends it.

With --repair it mends what it finds, where the store still knows what is right:
each quad stands in four indexes and each term in two, so that what one has lost,
or what the disk gives back with other bytes, the others tell. Long texts and the
log of loads stand once: whose quads are lost with one is said, to be loaded again.
The exit code is 1 where something is lost or left.`,
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
	if c.repair && isDatabase(c.data) { // which has its own ways to be whole
		return fmt.Errorf("%s: --repair: %w", c.storeName(), errNoFolder)
	}
	wait := newWait(c.errors, "checking")
	defer wait.finish()
	f, err := c.look(ctx)
	if c.repair && (len(f.Problems) > 0 || errors.Is(err, quadstore.ErrCorruption)) {
		err = c.mend(ctx, &f)
	}
	if err != nil {
		return err
	}
	wait.finish()
	if err := c.print(f); err != nil {
		return err
	}
	if len(f.Lost) > 0 || len(f.Left) > 0 || len(f.Problems) > 0 && !c.repair {
		return errReported
	}
	return nil
}

// findings are what check says; with --json these are the names.
type findings struct {
	Problems []string `json:"problems"`
	Waiting  []string `json:"waiting"`

	Lost []string `json:"lost,omitzero"` // by the repair, or rather before it
	Left []string `json:"left,omitzero"` // after it
}

// look verifies the store as it is.
func (c *checking) look(ctx context.Context) (f findings, err error) {
	db, err := c.openToRead()
	if err != nil {
		return f, err
	}
	defer closing(db, &err)
	if f.Problems, err = problemsOf(ctx, db); err != nil {
		return f, err
	}
	if c.repair {
		f.Lost, f.Left = []string{}, []string{}
	}
	if f.Waiting, err = remarks(db); len(f.Problems) > 0 && errors.Is(err, quadstore.ErrCorruption) {
		err = nil // the problems say so
	}
	return f, err
}

// mend cuts out what cannot be read, fills the gaps, and looks again.
func (c *checking) mend(ctx context.Context, f *findings) (err error) {
	cut, err := quadstore.Salvage(ctx, c.data, c.storeOptions())
	if err != nil {
		return err
	}
	if len(f.Problems) == 0 { // it could not be opened
		f.Problems = words(cut)
	}
	db, err := c.openFolder()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	lost, err := db.Repair(ctx)
	if err != nil {
		return err
	}
	f.Lost = words(lost)
	if f.Left, err = problemsOf(ctx, db); err != nil {
		return err
	}
	f.Waiting, err = remarks(db)
	return err
}

func words(list []quadstore.Finding) []string {
	lines := []string{}
	for _, f := range list {
		lines = append(lines, f.Problem)
	}
	return lines
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

// remarks are what does no harm.
func remarks(db quadstore.Engine) ([]string, error) {
	waiting, err := waitingDecisions(db)
	if err != nil {
		return nil, err
	}
	hidden, err := hiddenCopies(db)
	return append(waiting, hidden...), err
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

func (c *checking) print(f findings) error {
	if c.asJSON {
		return writeJSON(c.out, f)
	}
	w := errWriter{w: c.out}
	for _, line := range f.Waiting {
		w.printf("waiting: %s\n", line)
	}
	for _, p := range f.Problems {
		w.printf("%s\n", p)
	}
	for _, line := range f.Lost {
		w.printf("lost: %s\n", line)
	}
	for _, p := range f.Left {
		w.printf("left: %s\n", p)
	}
	w.printf("%s: %s\n", c.storeName(), c.verdict(f))
	if hint := c.hint(f); hint != "" {
		fmt.Fprintln(c.errors, "hint:", hint)
	}
	return w.err
}

func (c *checking) verdict(f findings) string {
	n := count(len(f.Problems), "problem")
	switch {
	case len(f.Problems) == 0:
		return "no problems"
	case !c.repair:
		return n
	case len(f.Left) > 0:
		return n + "; some are left after the repair"
	case len(f.Lost) > 0:
		return n + ", mended but for what is lost"
	}
	return n + ", all mended; claimgraph reindex looks at what is derived"
}

func (c *checking) hint(f findings) string {
	switch {
	case len(f.Problems) == 0:
		return ""
	case !c.repair:
		return "claimgraph check --repair mends what can be mended; copy the folder first"
	case len(f.Left) > 0:
		return "restore a backup, or load the articles into a new folder with --data"
	case len(f.Lost) > 0:
		return "load again what is named, then claimgraph reindex; or restore a backup"
	}
	return ""
}
