package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"claimgraph/loader/extract"
)

// Below these a claim is dropped. Of relations that the vocabulary knows half of
// the best F1, from where keeping a claim raises F1 (Lipton et al. 2014); of what
// a thing is, those of which two of three are right. Of open relations, which every
// sentence has, only the surest: of those between .80 and .85 that were judged one in
// four was wrong.
func least(form string) float64 {
	switch form {
	case "open":
		return 0.80
	case "class":
		return 0.65
	}
	return 0.33
}

// leastJudged is how many claims must have been judged for a line of its own.
const leastJudged = 10

const heading = `# How probable claims are: made by loader/extract/calibrate, read by calibration.go.
# family  name  claims judged  share right  least confidence  probability at scores of 0, .1 … 1
# odds    name  claims judged  what they are multiplied by, for all or for open relations
`

func tableOf(claims []judged, m *model) string {
	var b strings.Builder
	b.WriteString(heading)
	type count struct{ n, right int }
	families, factors := map[string]count{}, map[string]count{}
	for i := range claims {
		j := &claims[i]
		add := func(to map[string]count, name string) {
			c := to[name]
			if c.n++; j.right {
				c.right++
			}
			to[name] = c
		}
		add(families, "all")
		add(families, j.Form)
		add(families, j.Form+"/"+j.Detail)
		for _, f := range j.Factors {
			if j.set != sheetsSet && slices.Contains(stances, f) {
				continue
			}
			add(factors, f)
			if j.open() {
				add(factors, "open/"+f)
			}
		}
	}
	names := slices.Sorted(maps.Keys(families))
	slices.SortStableFunc(names, func(a, b string) int { return strings.Count(a, "all") - strings.Count(b, "all") })
	for _, name := range names {
		c := families[name]
		form, detail, isDetail := strings.Cut(name, "/")
		if isDetail && c.n < leastJudged {
			continue
		}
		fmt.Fprintf(&b, "family %-36s %5d %.3f  %.2f ", name, c.n, float64(c.right)/float64(c.n), least(form))
		for _, p := range m.curve(form, detail) {
			fmt.Fprintf(&b, " %.3f", p)
		}
		b.WriteByte('\n')
	}
	for _, f := range extract.Factors() {
		for _, name := range []string{f, "open/" + f} {
			if c := factors[name]; c.n >= leastJudged {
				fmt.Fprintf(&b, "odds %-23s %5d %.3f\n", name, c.n, m.odds(f, name != f))
			}
		}
	}
	return b.String()
}

// report prints how well the model fits what it was fitted to, set by set.
func report(claims []judged, m *model) {
	type sums struct {
		n, right           int
		predicted, squares float64
	}
	bySet := map[string]*sums{}
	for i := range claims {
		j := &claims[i]
		s := bySet[j.set]
		if s == nil {
			s = &sums{}
			bySet[j.set] = s
		}
		p := logistic(m.sum(slices.DeleteFunc(j.terms(), func(t term) bool { return strings.HasPrefix(t.name, "set ") })))
		verdict := 0.
		if j.right {
			verdict = 1
			s.right++
		}
		s.n, s.predicted, s.squares = s.n+1, s.predicted+p, s.squares+(p-verdict)*(p-verdict)
	}
	for _, set := range slices.Sorted(maps.Keys(bySet)) {
		s := bySet[set]
		n := float64(s.n)
		fmt.Printf("%-14s predicted %.3f observed %.3f Brier %.3f; its own term %+.2f\n", set, s.predicted/n, float64(s.right)/n, s.squares/n, m.sum([]term{{"set " + set, 1, 0}}))
	}
}
