package quadstore

import "slices"

// dropNames writes the deletions of the names that only the purged quads state.
func (p *bulkPurge) dropNames() error {
	predicates, err := (&change{before: p.before}).namePredicates()
	if err != nil {
		return err
	}
	for _, id := range predicates {
		if p.counts[id] == 0 {
			continue
		}
		if err := p.dropNamesBy(id, predicates); err != nil {
			return err
		}
	}
	return p.mergeSorted("names")
}

// dropNamesBy collects the keys of the names that one predicate states.
func (p *bulkPurge) dropNamesBy(stated uint64, predicates []uint64) error {
	others, err := p.before.newWalk(ospg)
	if err != nil {
		return err
	}
	defer p.before.giveBack(ospg.space, others.it)
	pattern := [4]uint64{predicate: stated, label: p.id}
	var after [4]uint64
	for {
		piece, err := p.before.page(pattern, after, reindexPiece)
		if err != nil || len(piece) == 0 {
			return err
		}
		after = piece[len(piece)-1]
		objects := make([]uint64, len(piece))
		for i, q := range piece {
			objects[i] = q[object]
		}
		terms, err := p.before.termBytes(objects)
		if err != nil {
			return err
		}
		for i, q := range piece {
			text, isText := literalText([]byte(terms[i]))
			if !isText {
				continue
			}
			if stays, err := p.nameStays(others, q, predicates); stays || err != nil {
				if err != nil {
					return err
				}
				continue
			}
			for _, key := range nameKeys(fold(text), name{q[object], q[subject]}) {
				if err := p.addKey("names", key); err != nil {
					return err
				}
			}
		}
	}
}

// nameStays says whether a quad of another label states the name too.
func (p *bulkPurge) nameStays(walk *walk, q [4]uint64, predicates []uint64) (stays bool, err error) {
	pattern := [4]uint64{subject: q[subject], object: q[object]}
	walk.prefix(pattern, 2, ospg.appendPrefix(nil, pattern, 2), func(other [4]uint64, failed error) bool {
		if err = failed; err != nil {
			return false
		}
		if other[label] == p.id || !slices.Contains(predicates, other[predicate]) {
			return true
		}
		var local bool
		local, err = p.before.localQuad(other)
		stays = err == nil && !local
		return err == nil && !stays
	})
	if err == nil {
		err = classify(walk.it.Error())
	}
	return stays, err
}
