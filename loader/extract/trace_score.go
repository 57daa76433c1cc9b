package extract

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// pairScore is what a learned relation says of a pair of mentions.
type pairScore struct {
	relation        string
	subject, object int // mentions
	sum, threshold  int32
	read            bool // patterns have it
}

// What is told of learned relations: those that come near their threshold.
const (
	nearThreshold = 48
	mostScores    = 5
)

// scored keeps the scores of a pair that come near to making a claim.
func (t *trace) scored(p *pair, sums *[mostRelations]int32) {
	if !t.on() {
		return
	}
	for r := range t.reading.relations.list {
		of, bit := &t.reading.relations.list[r], uint32(1)<<r
		if p.fits&bit != 0 && sums[r] >= of.threshold-nearThreshold {
			t.scores = append(t.scores, pairScore{of.name, p.x.mention, p.y.mention, sums[r], of.threshold, p.read&bit != 0})
		}
	}
}

func (t *trace) learned() {
	if len(t.scores) == 0 {
		return
	}
	d := t.reading
	slices.SortStableFunc(t.scores, func(a, b pairScore) int { return cmp.Compare(b.sum-b.threshold, a.sum-a.threshold) })
	t.WriteString("learned relations\n")
	for _, p := range t.scores[:min(len(t.scores), mostScores)] {
		outcome := "too low"
		switch {
		case p.read:
			outcome = "patterns have read it"
		case p.sum >= p.threshold:
			outcome = "fired"
		}
		fmt.Fprintf(t, "    %s(%s, %s) scores %d (%.2f), wanted %d: %s\n", p.relation, d.Text.Quote(d.Mentions[p.subject].Span),
			d.Text.Quote(d.Mentions[p.object].Span), p.sum, d.relations.probability(p.sum), p.threshold, outcome)
	}
}

// drop notes a claim that is not made.
func (t *trace) drop(x *draft, why string) {
	if t.on() {
		t.dropped = append(t.dropped, fmt.Sprintf("%s(%s, %s): %s", x.predicate.Name, x.subject.Text, cmp.Or(x.object.Text, "true"), why))
	}
}

// unsure notes a claim that is less sure than its family must be.
func (t *trace) unsure(x *draft, g grounds, least int) {
	if t.on() {
		t.drop(x, fmt.Sprintf("less than %.2f; %s", float64(least)/certain, t.reading.calibration.explain(g)))
	}
}

// explain takes a confidence apart.
func (t *calibration) explain(g grounds) string {
	if t == nil {
		return fmt.Sprintf("score %.2f", float64(g.score)/1000)
	}
	f, c := t.curve(g.family)
	var b strings.Builder
	fmt.Fprintf(&b, "score %.2f is %.2f for %s", float64(g.score)/1000, float64(c.of(g.score))/certain, g.family)
	if f != g.family {
		fmt.Fprintf(&b, " (as %s)", f)
	}
	for i, name := range factorNames {
		if odds := t.odds[g.family.open()][i]; g.factors&(1<<i) != 0 && odds != evenly {
			fmt.Fprintf(&b, ", %s odds × %.2f", name, float64(odds)/evenly)
		}
	}
	sure, _ := t.confidence(g)
	fmt.Fprintf(&b, " = %.2f", float64(sure)/certain)
	return b.String()
}
