package main

import (
	"fmt"
	"math"
	"slices"

	"claimgraph/kg"
	"claimgraph/loader/extract"
)

const parts = 4 // of the cross-validation

// judged is a document with what weights that have not seen it
// say of its pairs.
type judged struct {
	*document
	sums    [][]int32 // by pair and relation
	weights []int32   // of what patterns read: the sum of its pair, never where it has none
}

// crossValidate scores each document with weights trained on the other parts and
// on news.
func crossValidate(docs, news []document, features int) []judged {
	var all []judged
	for part := range parts {
		seen := slices.Clone(news)
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
	for _, p := range d.patterns {
		j.weights = append(j.weights, j.weight(p))
	}
	return j
}

// weight is the best sum of a pair in whose sentence a pattern read it.
func (d *judged) weight(p found) int32 {
	list := []int32{}
	for k := range d.candidates {
		c := &d.candidates[k]
		if c.Fits&(1<<p.relation) == 0 || d.trees[c.Subject] != d.trees[p.subject] {
			continue
		}
		if d.alike(c.Subject, p.subject) && d.alike(c.Object, p.object) || symmetric(p.relation) && d.alike(c.Subject, p.object) && d.alike(c.Object, p.subject) {
			list = append(list, d.sums[k][p.relation])
		}
	}
	if len(list) == 0 {
		return never
	}
	return slices.Max(list)
}

// alike says whether two mentions are of one thing.
func (d *document) alike(a, b int) bool { return a == b || d.of[a] >= 0 && d.of[a] == d.of[b] }

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
func score(docs []judged, relation int, threshold, veto int32) (total counts) {
	for i := range docs {
		d := &docs[i]
		var claims []found
		for k, c := range d.patterns {
			if c.relation == relation && d.weights[k] >= veto {
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
				if symmetric(relation) {
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

// never is a threshold that nothing reaches; its opposite, a veto that nothing meets.
const never = 1 << 20

// leastProbable is how probable a claim must be, whatever a lower threshold would
// gain on KnowledgeNet: its passages tell more than other text does. By the same
// token probabilities are too low where a passage says what it was chosen for.
const leastProbable = 0.25

// unrefuted are the relations without a veto: patterns read them in news from words
// of which KnowledgeNet's annotators say nothing ("US President Donald Trump", "Susan
// Collins, a Republican", "Microsoft's GitHub"), and rightly.
var unrefuted = []string{"country_of_citizenship", "member_of_political_party", "parent_organization"}

// choose takes each relation's threshold where the cross-validated F1 of patterns
// and weights together is best, then the veto that makes it better still.
func choose(docs []judged, probabilities []float64) (thresholds, vetoes []int32) {
	for r := range relations {
		threshold, veto := int32(never), int32(-never)
		best := score(docs, r, threshold, veto).f1()
		for t := int32(-96); t <= 128; t += extract.ProbabilityStep {
			if probabilities[int(t)/extract.ProbabilityStep+len(probabilities)/2] < leastProbable {
				continue
			}
			if f := score(docs, r, t, veto).f1(); f > best {
				best, threshold = f, t
			}
		}
		for t := int32(-256); t < min(threshold, 64) && !slices.Contains(unrefuted, relations[r].name); t += extract.ProbabilityStep {
			if f := score(docs, r, threshold, t).f1(); f > best {
				best, veto = f, t
			}
		}
		thresholds, vetoes = append(thresholds, threshold), append(vetoes, veto)
	}
	return thresholds, vetoes
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

func report(docs []judged, thresholds, vetoes []int32, probabilities []float64) {
	var all [3]counts
	for r := range relations {
		fmt.Printf("%-26s", relations[r].name)
		for i, c := range [...]counts{score(docs, r, never, -never), score(docs, r, thresholds[r], -never), score(docs, r, thresholds[r], vetoes[r])} {
			all[i] = counts{all[i].right + c.right, all[i].wrong + c.wrong, all[i].missed + c.missed}
			fmt.Printf(" %s  ", c)
		}
		fmt.Printf(" from %d, not below %d\n", thresholds[r], vetoes[r])
	}
	fmt.Printf("%-26s %s   %s   %s\n", "all", all[0], all[1], all[2])
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
