package loader

import (
	"strconv"

	"claimgraph/kg"
)

// AtLeast is the loader with claims left out that are read with less than a
// confidence, and those about such claims. It is another model: an article that
// was loaded with another least confidence is read again.
func (l *Loader) AtLeast(confidence float64) *Loader {
	c := *l
	c.least = confidence
	return &c
}

// leastName is what the least confidence adds to the model's version.
func (l *Loader) leastName() string {
	if l.least == 0 {
		return ""
	}
	return "+least" + strconv.FormatFloat(l.least, 'g', -1, 64)
}

// sureEnough keeps a reading's claims. A claim about another stands after it.
func (l *Loader) sureEnough(claims []kg.Claim) []kg.Claim {
	if l.least == 0 {
		return claims
	}
	gone := map[string]bool{}
	kept := claims[:0]
	for _, c := range claims {
		if c.Confidence < l.least || gone[c.Object.Claim] {
			gone[c.ID] = true
			continue
		}
		kept = append(kept, c)
	}
	return kept
}
