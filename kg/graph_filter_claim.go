package kg

import (
	"slices"
	"time"
)

// claimTest compiles a filter of claims.
func (g *Graph) claimTest(f *ClaimFilter) (test[*GraphClaim], error) {
	tests := []test[*GraphClaim]{f.fitsForce, f.fitsTimes}
	if f.Articles != nil {
		among := map[string]bool{}
		for _, id := range f.Articles {
			among[id] = true
		}
		tests = append(tests, func(c *GraphClaim) (bool, error) { return among[c.Article.NodeID()], nil })
	}
	if f.Publishers != nil {
		among := (&StringFilter{In: f.Publishers}).test()
		tests = append(tests, func(c *GraphClaim) (bool, error) { return c.Article.Publisher != "" && among(c.Article.Publisher), nil })
	}
	if f.AttributedTo != nil {
		agent, err := g.Entity(*f.AttributedTo)
		if err != nil {
			return nil, err
		}
		tests = append(tests, func(c *GraphClaim) (bool, error) { return agent != nil && c.saidBy(agent.id), nil })
	}
	if f.ValidTime != nil {
		holds, err := f.ValidTime.test()
		if err != nil {
			return nil, err
		}
		tests = append(tests, func(c *GraphClaim) (bool, error) { return holds(c.During()) })
	}
	if f.Deprecated != nil {
		tests = append(tests, func(c *GraphClaim) (bool, error) {
			by, err := c.Deprecation()
			return (by != nil) == *f.Deprecated, err
		})
	}
	if f.Confirmed != nil {
		tests = append(tests, func(c *GraphClaim) (bool, error) {
			by, err := c.Confirmation()
			return (by != nil) == *f.Confirmed, err
		})
	}
	return every(tests), nil
}

func (f *ClaimFilter) fitsForce(c *GraphClaim) (bool, error) {
	return (f.Polarity == nil || *f.Polarity == c.Polarity) &&
		(f.Modality == nil || slices.Contains(f.Modality, c.Modality)) &&
		(f.Attributed == nil || *f.Attributed == (c.Attribution != nil)) &&
		(f.MinConfidence == nil || c.Confidence >= *f.MinConfidence) &&
		(f.MaxConfidence == nil || c.Confidence <= *f.MaxConfidence), nil
}

func (f *ClaimFilter) fitsTimes(c *GraphClaim) (bool, error) {
	a := c.Article
	published := func(ok func(time.Time) bool) bool { return !a.Published.IsZero() && ok(a.Published) }
	return (f.PublishedAfter == nil || published(f.PublishedAfter.Before)) &&
		(f.PublishedBefore == nil || published(f.PublishedBefore.After)) &&
		(f.RecordedBefore == nil || a.Recorded.Before(*f.RecordedBefore)), nil
}

// saidBy says whether an entity is among those whom the claim is attributed to.
func (c *GraphClaim) saidBy(agent uint64) bool {
	for a := c.Attribution; a != nil; a = a.Via {
		if a.Entity != 0 && c.Article.entity(a.Entity) == agent {
			return true
		}
	}
	return false
}

func (g *Graph) filterClaims(claims []*GraphClaim, where *ClaimFilter) ([]*GraphClaim, error) {
	fits, err := g.claimTest(where)
	if err != nil {
		return nil, err
	}
	var list []*GraphClaim
	for _, c := range claims {
		ok, err := fits(c)
		if err != nil {
			return nil, err
		}
		if ok {
			list = append(list, c)
		}
	}
	return list, nil
}
