package quadstore

import (
	"maps"
	"slices"
	"strings"

	"github.com/cockroachdb/pebble/v2"
)

// A name is an object of a name predicate together with its subject. It stands
// in the index once, whatever the number of quads that say it.
type name struct{ object, subject uint64 }

func compareNames(a, b name) int {
	if c := compareIDs(a.object, b.object); c != 0 {
		return c
	}
	return compareIDs(a.subject, b.subject)
}

// nameChange is what a batch does to the index of names.
type nameChange struct {
	put, drop []name
	folded    map[uint64][]string // by object
}

// nameKeys are the keys of a name: one for the whole, one for each word.
func nameKeys(words []string, n name) [][]byte {
	if len(words) == 0 {
		return nil
	}
	keys := [][]byte{nameKey(spaceName, strings.Join(words, " "), n)}
	for i, word := range words {
		if !slices.Contains(words[:i], word) {
			keys = append(keys, nameKey(spaceWord, word, n))
		}
	}
	return keys
}

func nameKey(space byte, text string, n name) []byte {
	b := append(append([]byte{space}, text...), 0)
	return appendID(appendID(b, n.object), n.subject)
}

// isLocal says whether a subject belongs to the article that labels the quad:
// A#e3 in A. Such names are found under the entity they denote.
func isLocal(subjectTerm, labelTerm string) bool {
	return len(subjectTerm) > len(labelTerm) && labelTerm != "" &&
		subjectTerm[len(labelTerm)] == '#' && strings.HasPrefix(subjectTerm, labelTerm)
}

// planNames finds which names come and which go.
func (c *change) planNames() error {
	predicates, err := c.namePredicates()
	if err != nil || len(predicates) == 0 {
		return err
	}
	coming, going := nameQuads(c.order, predicates), nameQuads(c.removedInOrder(), predicates)
	terms, err := c.termsOf(slices.Concat(coming, going))
	if err != nil {
		return err
	}
	c.names.folded = make(map[uint64][]string)
	put := c.names.collect(coming, terms)
	drop := c.names.collect(going, terms)
	for n := range drop {
		if put[n] {
			delete(drop, n)
			continue
		}
		stays, err := c.nameStays(n, predicates)
		if err != nil {
			return err
		}
		if stays {
			delete(drop, n)
		}
	}
	c.names.put = slices.SortedFunc(maps.Keys(put), compareNames)
	c.names.drop = slices.SortedFunc(maps.Keys(drop), compareNames)
	return nil
}

// namePredicates are the ids of the name predicates that are terms, before the
// batch or by it.
func (c *change) namePredicates() ([]uint64, error) {
	var terms [][]byte
	for _, iri := range c.before.db.namePredicates {
		terms = append(terms, append([]byte{kindIRI}, iri...))
	}
	ids, err := c.before.lookupKnown(terms)
	if err != nil {
		return nil, err
	}
	for _, f := range c.fresh {
		if slices.ContainsFunc(terms, func(t []byte) bool { return string(t) == f.term }) {
			ids = append(ids, f.id)
		}
	}
	return slices.DeleteFunc(ids, func(id uint64) bool { return id == 0 }), nil
}

func nameQuads(quads [][4]uint64, predicates []uint64) (names [][4]uint64) {
	for _, q := range quads {
		if slices.Contains(predicates, q[predicate]) {
			names = append(names, q)
		}
	}
	return names
}

// termsOf gives the bytes of the terms of quads, fresh ones included.
func (c *change) termsOf(quads [][4]uint64) (map[uint64]string, error) {
	wanted := make(map[uint64]string)
	for _, q := range quads {
		wanted[q[subject]], wanted[q[object]], wanted[q[label]] = "", "", ""
	}
	for _, f := range c.fresh {
		if _, found := wanted[f.id]; found {
			wanted[f.id] = f.term
		}
	}
	var stored []uint64
	for id, term := range wanted {
		if id != 0 && term == "" {
			stored = append(stored, id)
		}
	}
	slices.Sort(stored)
	terms, err := c.before.termBytes(stored)
	if err != nil {
		return nil, err
	}
	for i, id := range stored {
		wanted[id] = terms[i]
	}
	return wanted, nil
}

// collect gives the names that quads state, and folds them.
func (n *nameChange) collect(quads [][4]uint64, terms map[uint64]string) map[name]bool {
	names := make(map[name]bool)
	for _, q := range quads {
		text, isText := literalText([]byte(terms[q[object]]))
		if !isText || isLocal(terms[q[subject]], terms[q[label]]) {
			continue
		}
		if _, done := n.folded[q[object]]; !done {
			n.folded[q[object]] = fold(text)
		}
		names[name{q[object], q[subject]}] = true
	}
	return names
}

// nameStays says whether another quad that stays states the name too.
func (c *change) nameStays(n name, predicates []uint64) (bool, error) {
	for _, p := range predicates {
		for q, err := range c.before.Scan([4]uint64{n.subject, p, n.object, 0}, [4]uint64{}) {
			if err != nil {
				return false, err
			}
			if c.removed[q] {
				continue
			}
			local, err := c.before.localQuad(q)
			if err != nil || !local {
				return !local, err
			}
		}
	}
	return false, nil
}

func (s *snapshot) localQuad(q [4]uint64) (bool, error) {
	if q[label] == 0 {
		return false, nil
	}
	subjectTerm, err := s.termBytes(q[subject : subject+1])
	if err != nil {
		return false, err
	}
	labelTerm, err := s.termBytes(q[label : label+1])
	if err != nil {
		return false, err
	}
	return isLocal(subjectTerm[0], labelTerm[0]), nil
}

func (c *change) writeNames(w *pebble.Batch) error {
	for _, n := range c.names.drop {
		for _, key := range nameKeys(c.names.folded[n.object], n) {
			if err := w.Delete(key, nil); err != nil {
				return err
			}
		}
	}
	for _, n := range c.names.put {
		for _, key := range nameKeys(c.names.folded[n.object], n) {
			if err := w.Set(key, nil, nil); err != nil {
				return err
			}
		}
	}
	return nil
}
