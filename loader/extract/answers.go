package extract

import (
	"slices"

	"claimgraph/kg"
)

// Frames that say little more than what they answer: of "Lee denied reports that Tesla
// bought Acme" the claim is that Tesla did not, of Lee, and not that Lee denied reports.

// answers says whether a frame is of somebody who denies, confirms or disputes what is told
// behind its argument: "denied reports that X" is read as what X is.
func (d *reading) answers(s *sentence, f *frame) bool {
	of, has := f.arg(objRole)
	if !has || f.form != verbFrame || d.cues.class("verb", f.lemma, "denies", "rejects", "disputes") == "" && !oneOf(f.lemma, "confirm", "corroborate") || d.cues.class("noun", s.lemma(of.word), "reports", "possible") == "" {
		return false
	}
	return s.toldBehind(of.word) >= 0
}

// toldBehind is the clause behind a noun that says what the noun is of: "claims that X",
// "accusations of stealing"; -1 for none.
func (s *sentence) toldBehind(noun int) int {
	for _, c := range s.children[noun] {
		if c > noun && s.is(c, "acl", "ccomp") && (s.childLemma(c, "mark", "that") >= 0 || s.gerund(c) && s.childLemma(c, "mark", "of") >= 0) {
			return c
		}
	}
	return -1
}

// answered says whether what a sentence says is denied or confirmed has been read.
func (d *reading) answered(from int) bool {
	return slices.ContainsFunc(d.claims[from:], func(c kg.Claim) bool {
		return slices.Contains(c.Rules, "denied") || slices.Contains(c.Rules, "confirmed")
	})
}
