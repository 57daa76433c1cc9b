package eval

import (
	"context"
	"fmt"
	"io/fs"
	"iter"
	"math"

	"claimgraph/kg"
)

// Calibration measures whether confidences are what they say: of claims read
// with .8, eight of ten should be read rightly. ECE is the mean distance of
// predicted and observed over ten bins, by their sizes; Brier the mean square
// of confidence less verdict.
func Calibration(ctx context.Context, gold fs.FS, u Understander) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for _, set := range ExamSets() {
			row := Row{Measure: "calibration", Part: set.Held}
			var curve reliability
			exams, err := set.Exams(gold, true)
			if err == nil {
				err = marked(ctx, u, exams, func(c *kg.Claim, right bool) { curve.add(c.Confidence, right) })
			}
			row.Figures = curve.figures()
			if !yield(row, err) {
				return
			}
			for i := range curve {
				if b := &curve[i]; err == nil && b.n > 0 && !yield(Row{Measure: "calibration", Part: fmt.Sprintf("confidence .%d", i), Figures: b.figures(), Detail: true}, nil) {
					return
				}
			}
		}
	}
}

// reliability is claims by tenth of confidence.
type reliability [10]reliabilityBin

type reliabilityBin struct {
	n, right       int
	sum, squareSum float64 // of confidences; of squared errors
}

func (r *reliability) add(confidence float64, right bool) {
	b := &r[min(int(confidence*10), 9)]
	verdict := 0.
	if right {
		verdict = 1
		b.right++
	}
	b.n++
	b.sum += confidence
	b.squareSum += (confidence - verdict) * (confidence - verdict)
}

func (b *reliabilityBin) figures() []Figure {
	n := float64(b.n)
	return []Figure{{"n", n, 0, 0}, {"predicted", ratio(b.sum, n), 3, 0}, {"observed", ratio(float64(b.right), n), 3, 0}}
}

func (r *reliability) figures() []Figure {
	var all reliabilityBin
	distance := 0.
	for i := range r {
		b := &r[i]
		all.n, all.right, all.sum, all.squareSum = all.n+b.n, all.right+b.right, all.sum+b.sum, all.squareSum+b.squareSum
		distance += math.Abs(b.sum - float64(b.right))
	}
	n := float64(all.n)
	return append(all.figures(), Figure{"ECE", ratio(distance, n), 3, 0}, Figure{"Brier", ratio(all.squareSum, n), 3, 0})
}
