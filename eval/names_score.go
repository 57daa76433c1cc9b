package eval

import "slices"

// NameTally sums how names were found: exactly as drawn and with their kind, by
// kind, and their spans alone, whatever the kind (CoNLL 2003's measure).
type NameTally struct {
	ByKind map[string]*Score
	Spans  Score
}

// Add scores one sentence or article. A name found twice counts once; names of
// other kinds than those given are no matter of the measure.
func (t *NameTally) Add(gold, found []NamedSpan, kinds []string) {
	if t.ByKind == nil {
		t.ByKind = map[string]*Score{}
		for _, k := range kinds {
			t.ByKind[k] = &Score{}
		}
	}
	g, f := distinctNames(gold, kinds), distinctNames(found, kinds)
	for n := range g {
		t.ByKind[n.Kind].ToFind++
	}
	for n := range f {
		s := t.ByKind[n.Kind]
		s.Found++
		if g[n] {
			s.Right++
			s.RightToFind++
		}
	}
	unlabelled := func(names map[NamedSpan]bool) map[NamedSpan]bool {
		spans := map[NamedSpan]bool{}
		for n := range names {
			spans[NamedSpan{Start: n.Start, End: n.End}] = true
		}
		return spans
	}
	gs, fs := unlabelled(g), unlabelled(f)
	right := 0
	for n := range fs {
		if gs[n] {
			right++
		}
	}
	t.Spans.add(counted(right, len(fs), len(gs)))
}

func distinctNames(names []NamedSpan, kinds []string) map[NamedSpan]bool {
	set := map[NamedSpan]bool{}
	for _, n := range names {
		if slices.Contains(kinds, n.Kind) {
			set[n] = true
		}
	}
	return set
}

// Exact is the score over all kinds.
func (t *NameTally) Exact() (sum Score) {
	for _, s := range t.ByKind {
		sum.add(*s)
	}
	return sum
}
