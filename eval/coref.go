package eval

// Coreference is scored as the CoNLL shared tasks do (Pradhan et al. 2014): MUC
// counts links, B³ mentions, CEAFe entities; the CoNLL score is the mean of
// their F1. Key and response are clusterings of mentions; a mention is whatever
// can be compared, here its head word, so that spans may be drawn differently.

import "math"

// Score is a fraction of what was found that is right and of what is right that
// was found, each over its own total.
type Score struct{ Right, Found, RightToFind, ToFind float64 }

// Precision is 0 where nothing was found.
func (s Score) Precision() float64 { return ratio(s.Right, s.Found) }

// Recall is 0 where nothing is to be found.
func (s Score) Recall() float64 { return ratio(s.RightToFind, s.ToFind) }

// F1 is the harmonic mean of precision and recall.
func (s Score) F1() float64 {
	p, r := s.Precision(), s.Recall()
	return ratio(2*p*r, p+r)
}

func (s *Score) add(t Score) {
	s.Right += t.Right
	s.Found += t.Found
	s.RightToFind += t.RightToFind
	s.ToFind += t.ToFind
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

// Coreference sums the scores of documents.
type Coreference struct{ MUC, BCubed, CEAF Score }

// CoNLL is the mean F1.
func (c *Coreference) CoNLL() float64 { return (c.MUC.F1() + c.BCubed.F1() + c.CEAF.F1()) / 3 }

// Add scores one document: clusters of the key and of the response. A mention
// stands in at most one cluster of each.
func Add[M comparable](c *Coreference, key, response [][]M) {
	k, r := clusterOf(key), clusterOf(response)
	c.MUC.add(Score{links(response, k), possible(response), links(key, r), possible(key)})
	c.BCubed.add(bCubed(key, response, k, r))
	c.CEAF.add(ceaf(key, response, k))
}

func clusterOf[M comparable](clusters [][]M) map[M]int {
	of := map[M]int{}
	for i, c := range clusters {
		for _, m := range c {
			of[m] = i
		}
	}
	return of
}

// possible is the number of links that hold the clusters together.
func possible[M comparable](clusters [][]M) (n float64) {
	for _, c := range clusters {
		n += float64(len(c) - 1)
	}
	return n
}

// links counts those that the other clustering has as well: each cluster's size
// less the number of parts that the other cuts it into.
func links[M comparable](clusters [][]M, other map[M]int) (n float64) {
	for _, c := range clusters {
		parts := map[int]bool{}
		alone := 0
		for _, m := range c {
			if i, ok := other[m]; ok {
				parts[i] = true
			} else {
				alone++
			}
		}
		n += float64(len(c) - len(parts) - alone)
	}
	return n
}

func bCubed[M comparable](key, response [][]M, k, r map[M]int) Score {
	s := Score{Found: float64(len(r)), ToFind: float64(len(k))}
	overlap := map[[2]int]float64{}
	for m, i := range k {
		if j, ok := r[m]; ok {
			overlap[[2]int{i, j}]++
		}
	}
	for i := range key {
		for j := range response {
			n := overlap[[2]int{i, j}]
			s.Right += n * n / float64(len(response[j]))
			s.RightToFind += n * n / float64(len(key[i]))
		}
	}
	return s
}

// ceaf aligns clusters one to one for the greatest sum of φ4, twice the common
// mentions over all mentions of both.
func ceaf[M comparable](key, response [][]M, k map[M]int) Score {
	s := Score{Found: float64(len(response)), ToFind: float64(len(key))}
	if len(key) == 0 || len(response) == 0 {
		return s
	}
	similar := make([][]float64, len(key))
	for i := range similar {
		similar[i] = make([]float64, len(response))
	}
	for j, c := range response {
		for _, m := range c {
			if i, ok := k[m]; ok {
				similar[i][j] += 2 / float64(len(key[i])+len(c))
			}
		}
	}
	s.Right = assignment(similar)
	s.RightToFind = s.Right
	return s
}

// assignment is the greatest sum of a one-to-one choice of cells (Kuhn–Munkres
// with potentials, O(n²m)).
func assignment(gain [][]float64) (sum float64) {
	if len(gain) > len(gain[0]) {
		gain = transpose(gain)
	}
	n, m := len(gain), len(gain[0])
	u, v := make([]float64, n+1), make([]float64, m+1)
	match, way := make([]int, m+1), make([]int, m+1)
	for i := 1; i <= n; i++ {
		match[0] = i
		column := 0
		least := make([]float64, m+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		used := make([]bool, m+1)
		for match[column] != 0 {
			used[column] = true
			row, delta, next := match[column], math.Inf(1), 0
			for j := 1; j <= m; j++ {
				if used[j] {
					continue
				}
				if cost := -gain[row-1][j-1] - u[row] - v[j]; cost < least[j] {
					least[j], way[j] = cost, column
				}
				if least[j] < delta {
					delta, next = least[j], j
				}
			}
			for j := 0; j <= m; j++ {
				if used[j] {
					u[match[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			column = next
		}
		for column != 0 {
			match[column] = match[way[column]]
			column = way[column]
		}
	}
	for j := 1; j <= m; j++ {
		if match[j] != 0 {
			sum += gain[match[j]-1][j-1]
		}
	}
	return sum
}

func transpose(a [][]float64) [][]float64 {
	t := make([][]float64, len(a[0]))
	for j := range t {
		t[j] = make([]float64, len(a))
		for i := range a {
			t[j][i] = a[i][j]
		}
	}
	return t
}
