package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"claimgraph/eval"
	"claimgraph/kg"
	"claimgraph/loader"

	"github.com/spf13/cobra"
)

func (a *app) evalCommand() *cobra.Command {
	e := evaluating{app: a, workers: atLeastOne(workers())}
	var names, about []string
	for _, m := range eval.Measures() {
		names = append(names, m.Name)
		about = append(about, fmt.Sprintf("  %-13s %s", m.Name, m.About))
	}
	cmd := &cobra.Command{
		Use:   "eval --gold FOLDER [MEASURE …]",
		Short: "Measure how well articles are read, against gold",
		Long: `eval reads the development parts of data sets that others annotated and prints
how much of it was read rightly, a row for each part of each measure, all of
them unless some are named:

` + strings.Join(about, "\n") + `

A data set that is not in the folder is passed over, unless its measure was
asked for by name.`,
		Example: `  claimgraph eval --gold data
  claimgraph eval --gold data names coreference
  claimgraph eval --gold data -v relations      also by property
  claimgraph eval --gold data --json > figures.json`,
		ValidArgs: names,
		Args:      cobra.OnlyValidArgs,
		RunE:      func(cmd *cobra.Command, args []string) error { return e.run(cmd.Context(), args) },
	}
	cmd.Flags().StringVar(&e.gold, "gold", "", "`folder` of the data sets: ud_ewt, ud_gum, uner, wikigold, carb, knowledgenet, redocred, wikinews")
	cmd.Flags().BoolVarP(&e.verbose, "verbose", "v", false, "details as well: by kind and property, and what was missed")
	noCoreferenceFlag(cmd.Flags(), &e.noCoreference)
	cmd.Flags().Var(&e.workers, "workers", "`articles` that are read at once")
	return cmd
}

// evaluating is one run of eval.
type evaluating struct {
	*app
	gold    string
	verbose bool

	noCoreference bool
	workers       atLeastOne

	out      errWriter
	rows     []evalRow
	measured bool
	failed   bool
}

// evalRow is a row with --json.
type evalRow struct {
	Measure string       `json:"measure"`
	Part    string       `json:"part"`
	Figures []evalFigure `json:"figures"`
	Detail  bool         `json:"detail,omitempty"` // of the row before it
	Seconds float64      `json:"seconds,omitempty"`
	Error   string       `json:"error,omitempty"`
}

type evalFigure struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Goal  float64 `json:"goal,omitempty"`
}

func (e *evaluating) run(ctx context.Context, names []string) error {
	if e.gold == "" {
		return usageError{errors.New("--gold: say in which folder the data sets are")}
	}
	if _, err := os.Stat(e.gold); err != nil {
		return fmt.Errorf("--gold %w", err)
	}
	l, err := loader.New(kg.BuiltinVocabulary())
	if err != nil {
		return err
	}
	if e.noCoreference {
		l = l.WithoutCoreference()
	}
	e.out.w = e.app.out
	if !e.asJSON {
		e.out.printf("model %s\n", l.Model())
	}
	for _, m := range eval.Measures() {
		if len(names) == 0 || slices.Contains(names, m.Name) {
			e.measure(ctx, m, evalReader{l, int(e.workers)}, len(names) > 0)
		}
	}
	if e.asJSON && ctx.Err() == nil {
		e.out.err = writeJSON(e.app.out, struct {
			Model string    `json:"model"`
			Rows  []evalRow `json:"rows"`
		}{l.Model(), e.rows})
	}
	if e.out.err != nil {
		return e.out.err
	}
	return e.end(ctx, e.failed || !e.measured)
}

// measure takes the time of each row: eval itself reads no clock.
func (e *evaluating) measure(ctx context.Context, m eval.Measure, r eval.Reader, asked bool) {
	start := time.Now()
	for row, err := range m.Run(ctx, os.DirFS(e.gold), r) {
		if ctx.Err() != nil || e.out.err != nil {
			return
		}
		switch {
		case err == nil:
			e.measured = true
		case asked || !errors.Is(err, fs.ErrNotExist):
			e.failed = true
		}
		if e.verbose || !row.Detail {
			e.write(&row, err, time.Since(start))
		}
		start = time.Now()
	}
}

func (e *evaluating) write(row *eval.Row, err error, took time.Duration) {
	if e.asJSON {
		e.rows = append(e.rows, rowOf(row, err, took))
		return
	}
	place := fmt.Sprintf("%-12s  %-41s  ", row.Measure, row.Part)
	switch {
	case err != nil:
		e.out.printf("%s         not measured: %v\n", place, err)
	case row.Detail:
		e.out.printf("%-12s    %-39s             %s\n", "", row.Part, figures(row.Figures))
	default:
		e.out.printf("%s%7.1f s  %s\n", place, took.Seconds(), figures(row.Figures))
	}
}

func figures(list []eval.Figure) string {
	var texts []string
	for _, f := range list {
		text := fmt.Sprintf("%s %.*f", f.Name, f.Decimals, f.Value)
		if f.Goal != 0 {
			text += fmt.Sprintf(" (goal %v)", f.Goal)
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "  ")
}

func rowOf(row *eval.Row, err error, took time.Duration) evalRow {
	r := evalRow{Measure: row.Measure, Part: row.Part, Figures: []evalFigure{}, Detail: row.Detail}
	if err != nil {
		r.Error = err.Error()
		return r
	}
	if !row.Detail {
		r.Seconds = took.Seconds()
	}
	for _, f := range row.Figures {
		r.Figures = append(r.Figures, evalFigure{f.Name, f.Value, f.Goal})
	}
	return r
}
