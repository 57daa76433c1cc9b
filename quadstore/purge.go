package quadstore

import (
	"maps"
	"slices"
)

// purge marks everything under the batch's IRIs: quads whose label is A or
// begins with A#, and quads whose subject begins with A#, curation excepted.
func (c *change) purge() error {
	for _, iri := range c.batch.Purge {
		if err := c.purgeOne(iri); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) purgeOne(iri string) error {
	fragments, err := c.fragments(iri)
	if err != nil {
		return err
	}
	own, err := c.before.lookupIRIs(iri, string(CurationGraph))
	if err != nil {
		return err
	}
	whole, curation := own[0], own[1]
	for q, err := range c.before.Expand(append(fragments, whole), label, [4]uint64{}) {
		if err != nil {
			return err
		}
		c.removed[q] = true
	}
	for q, err := range c.before.Expand(fragments, subject, [4]uint64{}) {
		if err != nil {
			return err
		}
		if curation == 0 || q[label] != curation {
			c.removed[q] = true
		}
	}
	return nil
}

// fragments are the ids of the IRIs that begin with iri#.
func (c *change) fragments(iri string) (ids []uint64, err error) {
	for hit, err := range c.before.TermsWithPrefix(iri + "#") {
		if err != nil {
			return nil, err
		}
		ids = append(ids, hit.ID)
	}
	return ids, nil
}

func (s *snapshot) lookupIRIs(iris ...string) ([]uint64, error) {
	terms := make([][]byte, len(iris))
	for i, iri := range iris {
		terms[i] = append([]byte{kindIRI}, iri...)
	}
	return s.lookupTerms(terms)
}

// findUnused finds the terms that no quad will use any more: those of removed
// quads that neither an added quad nor one that stays has.
func (c *change) findUnused() error {
	if len(c.removed) == 0 {
		return nil
	}
	candidates := make(map[uint64]bool)
	for q := range c.removed {
		for _, id := range q {
			candidates[id] = true
		}
	}
	delete(candidates, 0)
	for _, q := range c.order {
		for _, id := range q {
			delete(candidates, id)
		}
	}
	unused := slices.Sorted(maps.Keys(candidates))
	for pos := range 4 {
		var err error
		if unused, err = c.withoutQuads(unused, pos); err != nil {
			return err
		}
	}
	c.unused = unused
	return nil
}

// withoutQuads keeps the ids (ascending) that stand at pos of no quad that stays.
func (c *change) withoutQuads(ids []uint64, pos int) ([]uint64, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	order := orders[pos] // spog, posg, ospg, gpos: the one that pos leads
	walk, err := c.before.newWalk(order)
	if err != nil {
		return nil, err
	}
	defer c.before.giveBack(order.space, walk.it)
	var free []uint64
	for _, id := range ids {
		used := false
		var pattern [4]uint64
		pattern[pos] = id
		ok := walk.prefix(pattern, 1, order.appendPrefix(nil, pattern, 1), func(q [4]uint64, e error) bool {
			err, used = e, e == nil && !c.removed[q]
			return e == nil && !used
		})
		if err != nil {
			return nil, err
		}
		if ok {
			free = append(free, id)
		}
	}
	return free, classify(walk.it.Error())
}
