package eval

import (
	"context"
	"io/fs"
	"iter"
	"slices"
	"strings"
)

// Propositions measures the open tuples of CaRB's development sentences, each
// sentence an article.
func Propositions(ctx context.Context, gold fs.FS, p Proposer) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		row := Row{Measure: "propositions", Part: "CaRB dev"}
		curve, err := carbCurve(ctx, gold, p)
		best, all := curve.Best(), curve.All()
		row.Figures = []Figure{
			{"P", best.Precision, 3, 0}, {"R", best.Recall, 3, 0}, {"F1", best.F1(), 3, 0}, {"AUC", curve.AUC(), 3, 0},
			{"from", best.Confidence, 3, 0}, {"F1 of all", all.F1(), 3, 0},
		}
		yield(row, err)
	}
}

func carbCurve(ctx context.Context, gold fs.FS, p Proposer) (CaRBCurve, error) {
	f, err := gold.Open("carb/dev.tsv")
	if err != nil {
		return nil, err
	}
	defer f.Close()
	tuples, err := ReadCaRB(f)
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: "carb/dev.tsv", Err: err}
	}
	text, err := fs.ReadFile(gold, "carb/dev.txt")
	if err != nil {
		return nil, err
	}
	found, err := propose(ctx, p, strings.Split(string(text), "\n"))
	return ScoreCaRB(tuples, found), err
}

// propose gives the tuples of lines; one that stands there twice has those of
// both.
func propose(ctx context.Context, p Proposer, lines []string) ([]Tuples, error) {
	lines = slices.DeleteFunc(lines, func(l string) bool { return strings.TrimSpace(l) == "" })
	var set TupleSet
	n := 0
	for tuples, err := range p.Propose(ctx, slices.Values(lines)) {
		if err != nil {
			return nil, err
		}
		for _, t := range tuples {
			set.AddSystem(lines[n], t)
		}
		n++
	}
	return set.List, ctx.Err()
}
