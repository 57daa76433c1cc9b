package kg

import "strconv"

// VersionName is the version of the store that the graph shows.
func (g *Graph) VersionName() string { return strconv.FormatUint(g.state.version, 10) }

// FactCount is the number of facts in the graph.
func (g *Graph) FactCount() (int, error) {
	return g.state.counted(countKey{}, func() (int, error) {
		return g.count(plan{order: bySubject, patterns: [][4]uint64{{}}})
	})
}

// EntityCount is the number of entities that Entities lists.
func (g *Graph) EntityCount() (int, error) {
	return g.state.counted(countKey{entities: true}, func() (int, error) {
		n := 0
		for _, err := range g.allEntities(0) {
			if err != nil {
				return 0, err
			}
			n++
		}
		return n, nil
	})
}

// ArticleCount is the number of articles.
func (g *Graph) ArticleCount() (int, error) {
	return g.state.counted(countKey{articles: true}, func() (int, error) {
		n := 0
		for _, err := range g.articleIDs(nil, 0) {
			if err != nil {
				return 0, err
			}
			n++
		}
		return n, nil
	})
}

// ClaimCount is the number of claims. Each has one polarity, and only articles
// may use claimgraph's own predicates.
func (g *Graph) ClaimCount() (int, error) {
	if g.state.terms.polarity == absent {
		return 0, nil
	}
	n, _, err := g.store.Count([4]uint64{1: g.state.terms.polarity})
	return n, err
}

// QuadCount is the number of quads, ground and derived.
func (g *Graph) QuadCount() (int, error) {
	n, _, err := g.store.Count([4]uint64{})
	return n, err
}
