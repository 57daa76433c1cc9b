package kg

import (
	"iter"
	"slices"
	"strconv"
)

// Claims pages the claims that fit, by article and place in it; of facts that
// fit, where a filter of facts is given.
func (g *Graph) Claims(where *ClaimFilter, fact *FactFilter, p Paging) (*Page[*GraphClaim], error) {
	everything := where == nil && fact == nil
	if where == nil {
		where = &ClaimFilter{}
	}
	fits, err := g.claimTest(where)
	if err != nil {
		return nil, err
	}
	articles, err := g.articleSet(where)
	if err != nil {
		return nil, err
	}
	l := listing[*GraphClaim]{letter: cursorClaims, compare: slices.Compare[[]uint64], key: (*GraphClaim).place}
	l.walk = func(after []uint64, _ int) iter.Seq2[*GraphClaim, error] { return g.claimsIn(articles, fits, after) }
	if everything {
		l.count = g.ClaimCount
	}
	if fact != nil {
		l.walk = func(after []uint64, _ int) iter.Seq2[*GraphClaim, error] { return g.claimsOfFacts(fact, fits, after) }
	}
	return l.cut(p)
}

// place is where a claim stands in the order of all claims.
func (c *GraphClaim) place() []uint64 {
	hash, err := strconv.ParseUint(c.ID[len(c.ID)-claimDigits:], 16, 64)
	if err != nil {
		hash = 0 // ReadBack takes no such id for a claim
	}
	span := c.Claim.Evidence.Span
	return []uint64{c.Article.id, uint64(span.Start), uint64(span.End), hash}
}

// claimsIn gives the claims of some articles (nil: of all) after a place.
func (g *Graph) claimsIn(articles []uint64, fits test[*GraphClaim], after []uint64) iter.Seq2[*GraphClaim, error] {
	return func(yield func(*GraphClaim, error) bool) {
		from := uint64(0)
		if after != nil {
			from = after[0] - 1 // its own article again
		}
		for a, err := range g.articles(articles, from) {
			if err != nil {
				yield(nil, err)
				return
			}
			for _, c := range g.claimsWithin(a) {
				if after != nil && slices.Compare(c.place(), after) <= 0 {
					continue
				}
				if ok, err := fits(c); (ok || err != nil) && (!yield(c, err) || err != nil) {
					return
				}
			}
		}
	}
}

func (g *Graph) claimsOfFacts(fact *FactFilter, fits test[*GraphClaim], after []uint64) iter.Seq2[*GraphClaim, error] {
	return func(yield func(*GraphClaim, error) bool) {
		plan, err := g.planFacts(fact)
		if err != nil {
			yield(nil, err)
			return
		}
		var list []*GraphClaim
		for f, err := range g.matching(plan, fact, nil) {
			if err != nil {
				yield(nil, err)
				return
			}
			claims, err := f.all()
			if err != nil {
				yield(nil, err)
				return
			}
			list = append(list, claims...)
		}
		slices.SortFunc(list, func(a, b *GraphClaim) int { return slices.Compare(a.place(), b.place()) })
		for _, c := range list {
			if after != nil && slices.Compare(c.place(), after) <= 0 {
				continue
			}
			if ok, err := fits(c); (ok || err != nil) && (!yield(c, err) || err != nil) {
				return
			}
		}
	}
}

// ClaimTest says which claims fit both a filter of claims and one of their
// facts; nil lets all through.
func (g *Graph) ClaimTest(where *ClaimFilter, fact *FactFilter) (func(*GraphClaim) (bool, error), error) {
	if where == nil {
		where = &ClaimFilter{}
	}
	fits, err := g.claimTest(where)
	if err != nil || fact == nil {
		return fits, err
	}
	holds, err := g.factTest(fact)
	if err != nil {
		return nil, err
	}
	return func(c *GraphClaim) (bool, error) {
		if ok, err := fits(c); !ok || err != nil {
			return false, err
		}
		f, err := c.Fact()
		if f == nil || err != nil {
			return false, err
		}
		return holds(f)
	}, nil
}
