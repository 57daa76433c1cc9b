package kg

import "slices"

// Articles may take one thing for several: a city for its football club, an
// author for a book. Each of an article's own entities has one vote for its
// kind, so that many mentions in one article count once; those whose article
// does not tell (Other) count where none tells. Of equal numbers the kind that
// comes first in the schema wins.

// elect is the kind of an entity by the kinds that its articles give it.
func (g *Graph) elect(e *Entity) (Kind, error) {
	kinds := slices.DeleteFunc(e.kinds, func(k Kind) bool { return k == Other })
	switch len(kinds) {
	case 0:
		return Other, nil
	case 1:
		return kinds[0], nil
	}
	return g.state.elected(e.id, func() (Kind, error) {
		locals, err := g.localsOf(e.id)
		if err != nil {
			return Other, err
		}
		votes := map[Kind]int{}
		quads, err := readQuads(g.store, g.expand(locals, 0, [4]uint64{1: g.state.terms.rdfType}))
		if err != nil {
			return Other, err
		}
		for _, q := range quads {
			if k, ok := KindOf(q.Object); ok {
				votes[k]++
			}
		}
		delete(votes, Other)
		winner := Other
		for _, k := range Kinds() {
			if votes[k] > votes[winner] {
				winner = k
			}
		}
		return winner, nil
	})
}

// elected gives an entity's kind from the state, counted the first time.
func (s *state) elected(entity uint64, count func() (Kind, error)) (Kind, error) {
	s.mu.Lock()
	k, ok := s.kinds[entity]
	s.mu.Unlock()
	if ok {
		return k, nil
	}
	k, err := count()
	if err != nil {
		return Other, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.kinds[entity] = k
	return k, nil
}
