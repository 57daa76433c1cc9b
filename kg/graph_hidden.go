package kg

import (
	"iter"
	"slices"
)

// Claims without an edge are hidden from traversal. They are found by what they are
// about, and belong to their fact as those with an edge do.

// hidden gives the facts of claims without an edge that match a pattern and
// come after a key, in order. Where nothing is bound they are taken subject by
// subject, else all at once.
func (g *Graph) hidden(o order, pattern [4]uint64, start *[3]uint64) iter.Seq2[group, error] {
	return func(yield func(group, error) bool) {
		for claims, err := range g.hiddenClaims(pattern, start) {
			if err != nil {
				yield(group{}, err)
				return
			}
			groups, err := g.hiddenGroups(o, pattern, start, claims)
			if err != nil {
				yield(group{}, err)
				return
			}
			for _, grp := range groups {
				if !yield(grp, nil) {
					return
				}
			}
		}
	}
}

func (g *Graph) hiddenGroups(o order, pattern [4]uint64, start *[3]uint64, claims []uint64) ([]group, error) {
	about, err := g.abouts(claims)
	if err != nil {
		return nil, err
	}
	byKey := map[[3]uint64]*group{}
	var list []group
	for _, claim := range claims {
		key, ok := about[claim]
		if !ok || !matches(pattern, key) || start != nil && o.compare(key, *start) <= 0 {
			continue
		}
		if byKey[key] == nil {
			byKey[key] = &group{key: key}
		}
		byKey[key].claims = append(byKey[key].claims, claim)
	}
	for _, grp := range byKey {
		list = append(list, *grp)
	}
	slices.SortFunc(list, func(a, b group) int { return o.compare(a.key, b.key) })
	return list, nil
}

// unveil adds the claims without an edge to facts that were found by their edges, each
// once, all together.
func (g *Graph) unveil(facts []group) error {
	t := &g.state.terms
	if t.claimSubject == absent || len(facts) == 0 {
		return nil
	}
	at, subjects := map[[3]uint64]int{}, make([]uint64, len(facts))
	for i := range facts {
		at[facts[i].key], subjects[i] = i, facts[i].key[0]
	}
	slices.Sort(subjects)
	claims, err := column(0, g.expand(slices.Compact(subjects), 2, [4]uint64{1: t.claimSubject, 3: t.identity}))
	if err != nil {
		return err
	}
	slices.Sort(claims)
	about, err := g.abouts(claims)
	if err != nil {
		return err
	}
	for _, claim := range claims {
		if i, among := at[about[claim]]; among {
			facts[i].claims = append(facts[i].claims, claim)
		}
	}
	return nil
}

func matches(pattern [4]uint64, key [3]uint64) bool {
	for i := range key {
		if pattern[i] != 0 && pattern[i] != key[i] {
			return false
		}
	}
	return true
}

// hiddenClaims gives claims without an edge, among them all that match, in
// portions that follow each other in the order of the walk.
func (g *Graph) hiddenClaims(pattern [4]uint64, start *[3]uint64) iter.Seq2[[]uint64, error] {
	t := &g.state.terms
	from := [4]uint64{0, t.claimPredicate, pattern[1], 0}
	switch {
	case pattern == [4]uint64{}:
		return g.hiddenBySubject(start)
	case pattern[0] != 0:
		from = [4]uint64{0, t.claimSubject, pattern[0], t.identity}
	case pattern[2] != 0:
		from = [4]uint64{0, t.claimObject, pattern[2], t.identity}
	}
	return func(yield func([]uint64, error) bool) {
		yield(column(0, g.scan(from, [4]uint64{})))
	}
}

const portion = 256 // claims, about

// hiddenBySubject gives all claims without an edge, those about one subject
// always together.
func (g *Graph) hiddenBySubject(start *[3]uint64) iter.Seq2[[]uint64, error] {
	return func(yield func([]uint64, error) bool) {
		t := &g.state.terms
		var after [4]uint64
		if start != nil {
			after = [4]uint64{absent, t.claimSubject, start[0] - 1, t.identity}
		}
		var claims []uint64
		subject := uint64(0)
		for q, err := range g.scan([4]uint64{0, t.claimSubject, 0, t.identity}, after) {
			if err != nil {
				yield(nil, err)
				return
			}
			if len(claims) >= portion && q[2] != subject {
				if !yield(claims, nil) {
					return
				}
				claims = nil
			}
			claims, subject = append(claims, q[0]), q[2]
		}
		if len(claims) > 0 {
			yield(claims, nil)
		}
	}
}

// abouts gives what claims without an edge are about: subject, predicate, object.
func (g *Graph) abouts(claims []uint64) (map[uint64][3]uint64, error) {
	t := &g.state.terms
	about := map[uint64][3]uint64{}
	for pos, pattern := range [][4]uint64{
		{1: t.claimSubject, 3: t.identity}, {1: t.claimPredicate}, {1: t.claimObject, 3: t.identity},
	} {
		for q, err := range g.expand(claims, 0, pattern) {
			if err != nil {
				return nil, err
			}
			key := about[q[0]]
			key[pos] = q[2]
			about[q[0]] = key
		}
	}
	for claim, key := range about {
		if key[0] == 0 || key[1] == 0 || key[2] == 0 {
			delete(about, claim)
		}
	}
	return about, nil
}
