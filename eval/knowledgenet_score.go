package eval

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"claimgraph/kg"
)

// FactCounts are true and false positives and false negatives.
type FactCounts struct{ TP, FP, FN int }

// Score is precision and recall of the counts.
func (c FactCounts) Score() Score { return counted(c.TP, c.TP+c.FP, c.TP+c.FN) }

// FactTally sums documents by property.
type FactTally struct {
	match func(a, b kg.Span) bool

	counts  map[string]FactCounts
	names   map[string]string
	outside int // facts that are not within one passage
}

// NewFactTally compares spans with match: by overlap or exactly.
func NewFactTally(match func(a, b kg.Span) bool) *FactTally {
	return &FactTally{match: match, counts: map[string]FactCounts{}, names: map[string]string{}}
}

// SpansOverlap is the looser match, the official program's "text overlap".
func SpansOverlap(a, b kg.Span) bool {
	return b.Start <= a.Start && a.Start < b.End || a.Start <= b.Start && b.Start < a.End ||
		b.Start < a.End && a.End <= b.End || a.Start < b.End && b.End <= a.End
}

// SameSpan is the exact match.
func SameSpan(a, b kg.Span) bool { return a == b }

// Add scores the facts of a document in the first passage that holds each. A
// gold fact is found by any fact that matches it; a fact that matches one that
// found something is no mistake, nor is one of a property that the passage was
// not annotated for.
func (t *FactTally) Add(d *FactDocument, facts []SpanFact) {
	in := make([][]SpanFact, len(d.Passages))
	for _, f := range facts {
		i := slices.IndexFunc(d.Passages, func(p FactPassage) bool { return p.holds(f.Subject) && p.holds(f.Object) })
		if i < 0 {
			t.outside++
			continue
		}
		in[i] = append(in[i], f)
	}
	for i := range d.Passages {
		t.addPassage(&d.Passages[i], in[i])
	}
}

func (p *FactPassage) holds(s kg.Span) bool {
	return p.Start <= s.Start && s.Start <= p.End && p.Start <= s.End && s.End <= p.End
}

func (t *FactTally) same(a, b SpanFact) bool {
	return a.Property == b.Property && t.match(a.Subject, b.Subject) && t.match(a.Object, b.Object)
}

func (t *FactTally) addPassage(p *FactPassage, facts []SpanFact) {
	known := map[string]bool{}
	for _, q := range p.Exhaustive {
		known[q.ID], t.names[q.ID] = true, q.Name
	}
	left := slices.Clone(facts)
	for _, gold := range p.Facts {
		var hits []SpanFact
		for _, f := range facts {
			if t.same(gold, f) {
				hits = append(hits, f)
			}
		}
		c := t.counts[gold.Property]
		if len(hits) > 0 {
			c.TP++
		} else {
			c.FN++
		}
		t.counts[gold.Property] = c
		left = slices.DeleteFunc(left, func(f SpanFact) bool {
			return slices.ContainsFunc(hits, func(h SpanFact) bool { return t.same(f, h) })
		})
	}
	for _, f := range left {
		if known[f.Property] {
			c := t.counts[f.Property]
			c.FP++
			t.counts[f.Property] = c
		}
	}
}

// Total sums all properties.
func (t *FactTally) Total() (sum FactCounts) {
	for _, c := range t.counts {
		sum.TP, sum.FP, sum.FN = sum.TP+c.TP, sum.FP+c.FP, sum.FN+c.FN
	}
	return sum
}

// PropertyCounts are the counts of one property.
type PropertyCounts struct {
	Name string
	FactCounts
}

// ByProperty is a line for each property that was annotated or found, by number.
func (t *FactTally) ByProperty() []PropertyCounts {
	number := func(id string) int { n, _ := strconv.Atoi(id); return n }
	ids := slices.SortedFunc(maps.Keys(t.counts), func(a, b string) int { return cmp.Compare(number(a), number(b)) })
	list := make([]PropertyCounts, len(ids))
	for i, id := range ids {
		list[i] = PropertyCounts{cmp.Or(t.names[id], id), t.counts[id]}
	}
	return list
}
