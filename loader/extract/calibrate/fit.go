package main

import (
	"math"
	"slices"

	"claimgraph/loader/extract"
)

// The model is a logistic regression on the score with an intercept and a slope
// for all claims, deviations from them for each form of rules, a deviation of
// the intercept for each relation or sort within it, and a term for each factor,
// another one where the relation is open.
// Every term but the first is drawn to nothing, the more the less may be believed
// of few claims: so a family of which little was judged keeps to its parent. Sets
// have terms of their own, which the table leaves out: CaRB forgets tuples,
// encyclopedias are easier than news. What the table says is of the sheets' kind
// of claim, as far as there are sheets.
type model struct {
	terms   map[string]int
	weights []float64
}

// How strongly a term is drawn to nothing: one over the square of what is
// expected of it.
const (
	drawSlope     = 0.5
	drawForm      = 1
	drawFormSlope = 4
	drawDetail    = 4
	drawFactor    = 8
	drawSet       = 8
)

// middle is the score at which intercepts are told apart from slopes.
const middle = 0.8

// term is one that speaks of a claim, with its value there.
type term struct {
	name         string
	value, drawn float64
}

func (j *judged) terms() []term {
	list := append(familyTerms(j.Form, j.Detail, j.Score), term{"set " + j.set, 1, drawSet})
	if j.set == sheetsSet {
		list = list[:len(list)-1]
	}
	for _, f := range j.Factors {
		if j.set != sheetsSet && slices.Contains(stances, f) {
			continue
		}
		list = append(list, factorTerms(f, j.open())...)
	}
	return list
}

func factorTerms(factor string, open bool) []term {
	list := []term{{"factor " + factor, 1, drawFactor}}
	if open {
		list = append(list, term{"open " + factor, 1, drawFactor})
	}
	return list
}

const sheetsSet = "sheets" // eval's name of it

// stances are factors of which only the sheets can tell: no other gold judges
// negation, force and source.
var stances = []string{"negated", "weakened", "attributed"}

func familyTerms(form, detail string, score float64) []term {
	return []term{
		{"all", 1, 0}, {"slope", score - middle, drawSlope},
		{"form " + form, 1, drawForm}, {"slope " + form, score - middle, drawFormSlope},
		{"detail " + form + "/" + detail, 1, drawDetail},
	}
}

// fit finds the weights by Newton's method.
func fit(claims []judged) *model {
	m := &model{terms: map[string]int{}}
	var drawn []float64
	lists := make([][]term, len(claims))
	for i := range claims {
		lists[i] = claims[i].terms()
		for _, t := range lists[i] {
			if _, ok := m.terms[t.name]; !ok {
				m.terms[t.name] = len(drawn)
				drawn = append(drawn, t.drawn)
			}
		}
	}
	m.weights = make([]float64, len(drawn))
	for range 30 {
		n := len(drawn)
		slope, curvature := make([]float64, n), make([][]float64, n)
		for i := range curvature {
			curvature[i] = make([]float64, n)
			curvature[i][i] = drawn[i] + 1e-6
			slope[i] = drawn[i] * m.weights[i]
		}
		for i := range claims {
			p := logistic(m.sum(lists[i]))
			e := p
			if claims[i].right {
				e--
			}
			for _, a := range lists[i] {
				slope[m.terms[a.name]] += e * a.value
				for _, b := range lists[i] {
					curvature[m.terms[a.name]][m.terms[b.name]] += p * (1 - p) * a.value * b.value
				}
			}
		}
		for i, step := range solve(curvature, slope) {
			m.weights[i] -= step
		}
	}
	return m
}

// sum is the log of the odds.
func (m *model) sum(list []term) (sum float64) {
	for _, t := range list {
		if i, ok := m.terms[t.name]; ok {
			sum += m.weights[i] * t.value
		}
	}
	return sum
}

// curve is a family's probabilities at the knots, never falling. An empty
// detail or form is the parent's.
func (m *model) curve(form, detail string) []float64 {
	list := make([]float64, extract.Knots)
	for i := range list {
		list[i] = logistic(m.sum(familyTerms(form, detail, float64(i)/float64(extract.Knots-1))))
		if i > 0 {
			list[i] = max(list[i], list[i-1])
		}
	}
	return list
}

// odds is what a factor multiplies odds by.
func (m *model) odds(factor string, open bool) float64 {
	return math.Exp(m.sum(factorTerms(factor, open)))
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// solve gives x of ax = b by elimination; a is symmetric and positive.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for i := range n {
		for k := i + 1; k < n; k++ {
			f := a[k][i] / a[i][i]
			if f == 0 {
				continue
			}
			for j := i; j < n; j++ {
				a[k][j] -= f * a[i][j]
			}
			b[k] -= f * b[i]
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		x[i] = b[i]
		for j := i + 1; j < n; j++ {
			x[i] -= a[i][j] * x[j]
		}
		x[i] /= a[i][i]
	}
	return x
}
