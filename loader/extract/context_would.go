package extract

import "claimgraph/kg"

// "would": a condition, or the future as it was told in the past.

// would is conditional, but a future in the past below "said".
func (w *walker) would(i int) kg.Modality {
	if w.ifClause(i) < 0 && w.toldInPast(i) {
		return kg.Planned
	}
	return kg.Conditional
}

// toldInPast says whether a clause is what somebody said, in the past: below "said" or
// "had warned", before ", Reuters reported", or in "reports that".
func (w *walker) toldInPast(i int) bool {
	past := func(v int) bool { return w.Words[v].XPOS == "VBD" || w.childForm(v, "had", "was", "were") }
	p := w.parent[i]
	switch {
	case p >= 0 && w.is(i, "ccomp"):
		return past(p)
	case p >= 0 && w.is(i, "acl") && w.childLemma(i, "mark", "that") >= 0:
		return w.cues.has("noun", w.lemma(p), "reports") && w.child(p, "cop") < 0
	}
	for _, c := range w.children[i] {
		if w.is(c, "parataxis") && w.verbal(c) && past(c) && w.cues.has("verb", w.particled(c), "says") && !w.apartFrom(i, c) {
			return true
		}
	}
	return false
}
