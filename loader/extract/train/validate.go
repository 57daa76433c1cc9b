package main

import (
	"fmt"
	"math"

	"claimgraph/kg"
	"claimgraph/loader/extract"
)

const parts = 4 // of the cross-validation

// judged is a document with what weights that have not seen it
// say of its pairs.
type judged struct {
	*document
	sums [][]int32 // by pair and relation
}

// crossValidate scores each document with weights trained on the other parts.
func crossValidate(docs []document, features int) []judged {
	var all []judged
	for part := range parts {
		var seen []document
		for i := range docs {
			if i%parts != part {
				seen = append(seen, docs[i])
			}
		}
		w := quantised(train(seen, features))
		for i := range docs {
			if i%parts == part {
				all = append(all, judge(&docs[i], w))
			}
		}
	}
	return all
}

func judge(d *document, w []int8) judged {
	j := judged{document: d}
	for i := range d.candidates {
		sums := make([]int32, len(relations))
		for r := range relations {
			sums[r] = sum(w, d.candidates[i].features, r)
		}
		j.sums = append(j.sums, sums)
	}
	return j
}

// counts are right, wrong and missed facts.
type counts struct{ right, wrong, missed int }

func (c counts) f1() float64 {
	if c.right == 0 {
		return 0
	}
	return 2 * float64(c.right) / float64(2*c.right+c.wrong+c.missed)
}

// score counts one relation's facts as KnowledgeNet's text overlap does: every
// claim is spread over the mentions of its two entities, within a passage.
func score(docs []judged, relation int, threshold int32) (total counts) {
	for i := range docs {
		d := &docs[i]
		var claims []found
		for _, c := range d.patterns {
			if c.relation == relation {
				claims = append(claims, c)
			}
		}
		bit := uint32(1) << relation
		for k := range d.candidates {
			if c := &d.candidates[k]; c.Edge && c.Fits&bit != 0 && c.Read&bit == 0 && d.sums[k][relation] >= threshold {
				claims = append(claims, found{relation, c.Subject, c.Object})
			}
		}
		for _, s := range d.scopes {
			if s.known&bit != 0 {
				d.passage(s, relation, claims, &total)
			}
		}
	}
	return total
}

// passage counts the facts of one passage.
func (d *judged) passage(s scope, relation int, claims []found, total *counts) {
	type place struct{ subject, object kg.Span }
	told := map[place]bool{}
	var list []place
	tell := func(p place) {
		if within(p.subject, s) && within(p.object, s) && !told[p] {
			told[p] = true
			list = append(list, p)
		}
	}
	for _, c := range claims {
		for _, x := range d.spans(c.subject) {
			for _, y := range d.spans(c.object) {
				tell(place{x, y})
				if relations[relation].name == "spouse" {
					tell(place{y, x})
				}
			}
		}
	}
	match := func(a, b place) bool { return touch(a.subject, b.subject) && touch(a.object, b.object) }
	credited := make([]bool, len(list))
	for _, f := range d.facts {
		if f.relation != relation || !within(f.subject, s) {
			continue
		}
		hit := false
		for _, p := range list {
			if match(place{f.subject, f.object}, p) {
				hit = true
				for j, q := range list {
					credited[j] = credited[j] || match(p, q)
				}
			}
		}
		if hit {
			total.right++
		} else {
			total.missed++
		}
	}
	for _, ok := range credited {
		if !ok {
			total.wrong++
		}
	}
}

func within(at kg.Span, s scope) bool { return s.Start <= at.Start && at.End <= s.End }

func touch(a, b kg.Span) bool { return a.Start < b.End && b.Start < a.End }

// never is a threshold that nothing reaches.
const never = 1 << 20

// leastProbable is how probable a claim must be, whatever a lower threshold would
// gain on KnowledgeNet: its passages tell more than other text does. By the same
// token probabilities are too low where a passage says what it was chosen for.
const leastProbable = 0.33

// chooseThresholds takes each relation's threshold where the cross-validated F1
// of patterns and weights together is best.
func chooseThresholds(docs []judged, probabilities []float64) []int32 {
	list := make([]int32, len(relations))
	for r := range relations {
		best := score(docs, r, never).f1()
		list[r] = never
		for t := int32(-64); t <= 128; t += extract.ProbabilityStep {
			if probabilities[int(t)/extract.ProbabilityStep+len(probabilities)/2] < leastProbable {
				continue
			}
			if f := score(docs, r, t).f1(); f > best {
				best, list[r] = f, t
			}
		}
	}
	return list
}

// calibrate fits how often a sum is right: a logistic curve through all pairs.
// Those of which nothing is annotated count as wrong: KnowledgeNet's passages
// were chosen because they tell the relation that they are annotated for, and
// other text seldom does.
func calibrate(docs []judged) []float64 {
	type point struct {
		x     float64
		right bool
	}
	var points []point
	for i := range docs {
		for k := range docs[i].candidates {
			c := &docs[i].candidates[k]
			for r := range relations {
				if bit := uint32(1) << r; c.Fits&^c.unsure&bit != 0 {
					points = append(points, point{float64(docs[i].sums[k][r]) / scale, c.right&bit != 0})
				}
			}
		}
	}
	a, b := 1.0, 0.0
	for range 200 {
		var da, db, daa, dab, dbb float64
		for _, p := range points {
			y := 1 / (1 + math.Exp(-a*p.x-b))
			e, v := y, y*(1-y)
			if p.right {
				e--
			}
			da, db, daa, dab, dbb = da+e*p.x, db+e, daa+v*p.x*p.x, dab+v*p.x, dbb+v
		}
		det := daa*dbb - dab*dab
		a, b = a-(dbb*da-dab*db)/det*0.5, b-(daa*db-dab*da)/det*0.5
	}
	const half = 64
	table := make([]float64, 2*half+1)
	for i := range table {
		x := float64(i-half) * extract.ProbabilityStep / scale
		table[i] = min(max(1/(1+math.Exp(-a*x-b)), 0.0001), 0.99)
	}
	return table
}

func report(docs []judged, thresholds []int32, probabilities []float64) {
	var before, after counts
	sum := func(a *counts, b counts) {
		a.right, a.wrong, a.missed = a.right+b.right, a.wrong+b.wrong, a.missed+b.missed
	}
	for r := range relations {
		p, l := score(docs, r, never), score(docs, r, thresholds[r])
		sum(&before, p)
		sum(&after, l)
		fmt.Printf("%-26s %s   %s   at %d\n", relations[r].name, p, l, thresholds[r])
	}
	fmt.Printf("%-26s %s   %s\n", "all", before, after)
	bins(docs, probabilities)
}

// bins prints how often pairs of each tenth of probability are right.
func bins(docs []judged, probabilities []float64) {
	var right, all [10]int
	for i := range docs {
		for k := range docs[i].candidates {
			c := &docs[i].candidates[k]
			for r := range relations {
				if bit := uint32(1) << r; c.Fits&^c.unsure&bit != 0 {
					at := int(docs[i].sums[k][r])/extract.ProbabilityStep + len(probabilities)/2
					bin := int(probabilities[min(max(at, 0), len(probabilities)-1)] * 10)
					all[bin]++
					if c.right&bit != 0 {
						right[bin]++
					}
				}
			}
		}
	}
	for i := range all {
		fmt.Printf("probability %.1f: %.2f of %d\n", float64(i)/10, float64(right[i])/float64(max(all[i], 1)), all[i])
	}
}

// String is precision, recall and F1.
func (c counts) String() string {
	p, r := float64(c.right)/float64(max(c.right+c.wrong, 1)), float64(c.right)/float64(max(c.right+c.missed, 1))
	return fmt.Sprintf("P %.3f R %.3f F1 %.3f", p, r, c.f1())
}
