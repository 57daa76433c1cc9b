package eval

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// CaRBPoint is precision and recall when tuples of at least a confidence are
// kept.
type CaRBPoint struct{ Confidence, Precision, Recall float64 }

// F1 is the harmonic mean.
func (p CaRBPoint) F1() float64 { return ratio(2*p.Precision*p.Recall, p.Precision+p.Recall) }

// CaRBCurve has a point for every confidence, from the lowest on.
type CaRBCurve []CaRBPoint

// Best is the point of the highest F1, the first of equals.
func (c CaRBCurve) Best() CaRBPoint {
	if len(c) == 0 {
		return CaRBPoint{}
	}
	return slices.MaxFunc(c, func(a, b CaRBPoint) int { return cmp.Compare(a.F1(), b.F1()) })
}

// All is the point where everything is kept.
func (c CaRBCurve) All() CaRBPoint {
	if len(c) == 0 {
		return CaRBPoint{}
	}
	return c[0]
}

// AUC is the area under precision over recall, with the point of recall 0 and
// precision 1 added.
func (c CaRBCurve) AUC() (area float64) {
	for i, p := range c {
		next := CaRBPoint{Precision: 1}
		if i+1 < len(c) {
			next = c[i+1]
		}
		area += (next.Recall - p.Recall) * (next.Precision + p.Precision) / 2
	}
	return math.Abs(area)
}

// ScoreCaRB draws the curve. Per sentence and confidence, precision matches
// gold and system tuples one to one, best first; recall gives each gold tuple
// its best tuple, which may serve several. The scores of tuples are shares of
// words, so the sums are over shares too.
func ScoreCaRB(gold, system []Tuples) CaRBCurve {
	goldKeys, goldOf := bySentence(gold)
	systemKeys, systemOf := bySentence(system)
	var confidences []float64
	for _, k := range systemKeys {
		confidences = append(confidences, confidencesOf(systemOf[k])...)
	}
	slices.Sort(confidences)
	confidences = slices.Compact(confidences)

	sums := make([]Score, len(confidences))
	for _, key := range goldKeys {
		addSentence(sums, confidences, goldOf[key], systemOf[key])
	}
	curve := make(CaRBCurve, len(sums))
	for i, s := range sums {
		curve[i] = CaRBPoint{confidences[i], 1, s.Recall()}
		if s.Found > 0 {
			curve[i].Precision = s.Precision()
		}
	}
	return curve
}

// bySentence groups tuples by their sentence as far as it is compared; of two
// that are the same so far, the later replaces the earlier.
func bySentence(list []Tuples) (order []string, of map[string][]Tuple) {
	of = map[string][]Tuple{}
	for _, t := range list {
		key := carbKey(t.Sentence)
		if _, ok := of[key]; !ok {
			order = append(order, key)
		}
		of[key] = t.Tuples
	}
	return order, of
}

// carbKey is a sentence without spaces and punctuation, brackets escaped or not.
func carbKey(sentence string) string {
	sentence = strings.ReplaceAll(sentence, " ", "")
	for _, escaped := range [...]string{"-LRB-", "-RRB-", "-LSB-", "-RSB-", "-LCB-", "-RCB-"} {
		sentence = strings.ReplaceAll(sentence, escaped, "")
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", r) {
			return -1
		}
		return r
	}, sentence)
}

func confidencesOf(tuples []Tuple) []float64 {
	list := make([]float64, len(tuples))
	for i := range tuples {
		list[i] = tuples[i].Confidence
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// addSentence adds a sentence to the sums of every confidence. Between two
// confidences of its own tuples nothing changes.
func addSentence(sums []Score, confidences []float64, gold, system []Tuple) {
	matches := make([][]tupleMatch, len(gold))
	for i := range gold {
		matches[i] = make([]tupleMatch, len(system))
		for j := range system {
			matches[i][j] = matchTuples(&gold[i], &system[j])
		}
	}
	from := 0
	for _, c := range confidencesOf(system) {
		var kept []int
		for j := range system {
			if system[j].Confidence >= c {
				kept = append(kept, j)
			}
		}
		s := Score{
			Right: oneToOne(matches, kept), Found: float64(len(kept)),
			RightToFind: bestOfEach(matches, kept), ToFind: float64(len(gold)),
		}
		to, _ := slices.BinarySearch(confidences, c)
		for k := from; k <= to; k++ {
			sums[k].add(s)
		}
		from = to + 1
	}
	for k := from; k < len(sums); k++ {
		sums[k].add(Score{ToFind: float64(len(gold))})
	}
}

func bestOfEach(matches [][]tupleMatch, kept []int) (sum float64) {
	for _, row := range matches {
		best := 0.
		for _, j := range kept {
			best = max(best, row[j].recall)
		}
		sum += best
	}
	return sum
}

// oneToOne takes the most precise pair that is left, the first of equals, until
// one side is used up.
func oneToOne(matches [][]tupleMatch, kept []int) (sum float64) {
	usedGold, usedSystem := map[int]bool{}, map[int]bool{}
	for range min(len(matches), len(kept)) {
		best, bestGold, bestSystem := -1., -1, -1
		for i, row := range matches {
			if usedGold[i] {
				continue
			}
			for _, j := range kept {
				if !usedSystem[j] && row[j].precision > best {
					best, bestGold, bestSystem = row[j].precision, i, j
				}
			}
		}
		usedGold[bestGold], usedSystem[bestSystem] = true, true
		sum += best
	}
	return sum
}
