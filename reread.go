package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"

	"github.com/spf13/cobra"
)

func (a *app) rereadCommand() *cobra.Command {
	r := rereading{app: a}
	cmd := &cobra.Command{
		Use:   "reread",
		Short: "Read the stored articles again that another version has read",
		Long: `reread takes the articles whose claims an older claimgraph (or another vocabulary or
--min-confidence) has read, reads their stored texts again and tells what changed:

  - a claim that is gone     + one that is new     ~ one that says something else,
                                                     or is read more or less surely

Texts, ids and decisions stay. Articles that this version has read are left alone, so
that an interrupted reread is given again. With --dry-run nothing is stored.`,
		Example: `  claimgraph reread --dry-run | less
  claimgraph reread
  claimgraph reread --vocabulary mine.txt --json > changes.jsonl`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return r.run(cmd.Context()) },
	}
	cmd.Flags().BoolVar(&r.dryRun, "dry-run", false, "tell what would change, and store nothing")
	r.workers = atLeastOne(workers())
	cmd.Flags().Var(&r.workers, "workers", "`articles` that are read at once")
	r.minConfidence.flag(cmd.Flags())
	r.vocabulary.flag(cmd.Flags())
	return cmd
}

// rereading is one run of reread.
type rereading struct {
	*app
	vocabulary    vocabulary
	workers       atLeastOne
	minConfidence probability
	dryRun        bool

	articles, gone, come, changed int
	failed                        bool
}

func (r *rereading) run(ctx context.Context) (err error) {
	l, _, err := r.vocabulary.loader()
	if err != nil {
		return err
	}
	db, err := r.openStore()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	for done, err := range l.AtLeast(float64(r.minConfidence)).Reread(ctx, newLoaderStore(db), int(r.workers), r.dryRun, time.Now) {
		var defect *loader.Defect
		switch {
		case errors.As(err, &defect):
			r.complain(err)
			r.failed = true
			continue
		case errors.Is(err, context.Canceled):
			return errors.Join(r.summary(), errInterrupted)
		case err != nil:
			return err
		}
		if err := r.tell(&done); err != nil {
			return err
		}
	}
	if err := r.summary(); err != nil || !r.failed {
		return err
	}
	return errReported
}

// changeLine is a line of reread --json.
type changeLine struct {
	Article string      `json:"article"` // its key
	Model   string      `json:"model"`   // that read it before
	Change  string      `json:"change"`  // gone, new or changed
	Before  *claimShort `json:"before"`
	After   *claimShort `json:"after"`
}

type claimShort struct {
	ID         string      `json:"id"`
	Subject    string      `json:"subject"`
	Predicate  string      `json:"predicate"`
	Object     string      `json:"object"`
	Polarity   kg.Polarity `json:"polarity"`
	Modality   kg.Modality `json:"modality"`
	Confidence float64     `json:"confidence"`
}

func short(c *kg.Claim) *claimShort {
	if c == nil {
		return nil
	}
	return &claimShort{c.ID, c.Subject.Text, c.Predicate.Name, c.Object.Text, c.Polarity, c.Modality, c.Confidence}
}

func (c *claimShort) String() string {
	force := ""
	if c.Polarity == kg.Negated {
		force += ", negated"
	}
	if c.Modality != kg.Asserted {
		force += ", " + string(c.Modality)
	}
	return fmt.Sprintf("%s | %s | %s (%.2f%s)", oneLineOf(c.Subject), c.Predicate, oneLineOf(c.Object), c.Confidence, force)
}

func (r *rereading) tell(done *loader.Reread) error {
	r.articles++
	w := errWriter{w: r.out}
	for i, d := range done.Differences() {
		line := changeLine{Article: done.Before.Key, Model: done.Model, Change: "changed", Before: short(d.Before), After: short(d.After)}
		switch {
		case d.After == nil:
			r.gone++
			line.Change = "gone"
		case d.Before == nil:
			r.come++
			line.Change = "new"
		default:
			r.changed++
		}
		if r.asJSON {
			if err := writeJSONLine(r.out, line); err != nil {
				return err
			}
			continue
		}
		if i == 0 {
			w.printf("%s\n", done.Before.Key)
		}
		line.print(&w)
	}
	return w.err
}

func (l *changeLine) print(w *errWriter) {
	switch l.Change {
	case "gone":
		w.printf("  - %v\n", l.Before)
	case "new":
		w.printf("  + %v\n", l.After)
	default:
		w.printf("  ~ %v\n    now %v\n", l.Before, l.After)
	}
}

func (r *rereading) summary() error {
	if r.asJSON {
		return writeJSONLine(r.out, map[string]int{"articles": r.articles, "gone": r.gone, "new": r.come, "changed": r.changed})
	}
	done := "read again"
	if r.dryRun {
		done = "would be read again"
	}
	_, err := fmt.Fprintf(r.out, "%s %s: %s gone, %d new, %d changed\n", count(r.articles, "article"), done, count(r.gone, "claim"), r.come, r.changed)
	return err
}
