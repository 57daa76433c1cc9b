package eval

import (
	"context"
	"io/fs"

	"claimgraph/kg"
	"claimgraph/loader/syntax"
)

// attributedUnits counts claims by where they stand in GUM's units of discourse:
// those that somebody is said to say, think or know, and those that nobody is.
type attributedUnits struct {
	units  int // that are somebody's, and hold a claim
	found  int // of them: one of their claims has an attribution
	source int // of those found: to someone who stands in the unit that attributes, or to nobody named
	claims int // outside, where no unit above is anybody's
	wrong  int // of them: with an attribution all the same
	misses []string
}

// readUnits measures one file of GUM from raw text.
func readUnits(ctx context.Context, gold fs.FS, file string, u Understander) (*attributedUnits, error) {
	documents, err := gumDocuments(gold, file)
	if err != nil {
		return nil, err
	}
	article := func(i int) kg.Article {
		return kg.Article{Key: documents[i].ID, Language: "en", Text: documents[i].Text.String}
	}
	sum := &attributedUnits{}
	err = readAll(ctx, u, len(documents), article, func(i int, r *Reading) { sum.add(&documents[i], r.Claims) })
	return sum, err
}

func (a *attributedUnits) add(d *syntax.Document, claims []kg.Claim) {
	units := Units(d)
	by, open := Attributions(units)
	quote := func(s kg.Span) string { return string([]rune(d.Text.String)[s.Start:s.End]) }
	for i, u := range units {
		holds, found, source := false, false, false
		for j := range claims {
			c := &claims[j]
			if p := place(c); p < u.Start || p >= u.End {
				continue
			}
			holds = true
			found = found || c.Attribution != nil
			source = source || by[i] >= 0 && standsIn(c.Attribution, units[by[i]].Span)
			if by[i] < 0 && !open[i] {
				a.claims++
				if c.Attribution != nil {
					a.wrong++
					a.misses = append(a.misses, "outside: "+c.Attribution.Text+" "+c.Attribution.Cue+" | "+quote(u.Span))
				}
			}
		}
		if by[i] < 0 || !holds {
			continue
		}
		a.units++
		if found {
			a.found++
		} else {
			a.misses = append(a.misses, "missed: "+quote(units[by[i]].Span)+" | "+quote(u.Span))
		}
		if source {
			a.source++
		}
	}
}

// place is where a claim stands: its predicate's words, else its object's or
// subject's.
func place(c *kg.Claim) int {
	for _, s := range [...]kg.Span{c.Predicate.Span, c.Object.Span} {
		if s.End > s.Start {
			return s.Start
		}
	}
	return c.Subject.Start
}

// standsIn says whether one of the agents stands in the span or is unnamed.
func standsIn(a *kg.Attribution, at kg.Span) bool {
	for ; a != nil; a = a.Via {
		if a.Text == "" || a.Span.Start >= at.Start && a.Span.Start < at.End {
			return true
		}
	}
	return false
}

func (a *attributedUnits) figures() []Figure {
	return []Figure{
		{"found", float64(a.found), 0, 0}, {"of", float64(a.units), 0, 0}, {"share", ratio(float64(a.found), float64(a.units)), 3, 0},
		{"by their source", float64(a.source), 0, 0},
		{"outside", float64(a.wrong), 0, 0}, {"of", float64(a.claims), 0, 0}, {"share", ratio(float64(a.wrong), float64(a.claims)), 3, 0},
	}
}
