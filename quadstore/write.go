package quadstore

import (
	"maps"
	"slices"
	"strings"

	"github.com/cockroachdb/pebble/v2"
)

// write puts a change into a Pebble batch, in a fixed order: space by space with
// ascending keys, which Pebble takes into memory in half the time of jumping ones.
func (c *change) write(w *pebble.Batch) error {
	for _, step := range []func(*pebble.Batch) error{
		c.writeTerms, c.writeQuads, c.writeCounts, c.writeNames, c.writeLoads,
	} {
		if err := step(w); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) writeTerms(w *pebble.Batch) error {
	if err := putTerms(w, c.fresh); err != nil {
		return err
	}
	if err := c.dropTerms(w); err != nil {
		return err
	}
	if len(c.fresh) > 0 {
		if err := w.Set([]byte(keyNextID), appendID(nil, c.nextID), nil); err != nil {
			return err
		}
	}
	return addNumber(c.before, w, []byte(keyTermCount), len(c.fresh)-len(c.unused))
}

// putTerms writes terms, whose ids ascend, into the dictionary.
func putTerms(w *pebble.Batch, terms []freshTerm) error {
	var key, value []byte
	for _, f := range terms {
		key, value = idKey(key[:0], f.id), append(value[:0], f.term...)
		if err := w.Set(key, value, nil); err != nil {
			return err
		}
	}
	terms = slices.Clone(terms)
	slices.SortFunc(terms, func(a, b freshTerm) int { return strings.Compare(a.term, b.term) })
	for _, f := range terms {
		key, value = termKey(key[:0], []byte(f.term)), appendID(value[:0], f.id)
		if err := w.Set(key, value, nil); err != nil {
			return err
		}
	}
	return nil
}

// dropTerms deletes the terms that nothing uses any more.
func (c *change) dropTerms(w *pebble.Batch) error {
	return c.before.pass(spaceID, func(seek seekFunc) error {
		for _, id := range c.unused {
			key := idKey(nil, id)
			term, err := seek(key)
			if err != nil {
				return err
			}
			if err := w.Delete(termKey(nil, term), nil); err != nil {
				return err
			}
			if err := w.Delete(key, nil); err != nil {
				return err
			}
			delete(c.before.db.known, string(term))
		}
		return nil
	})
}

func (c *change) writeQuads(w *pebble.Batch) error {
	removed := c.removedInOrder()
	var key []byte
	for _, o := range orders {
		for _, ids := range o.sorted(removed) {
			key = appendIDs(append(key[:0], o.space), ids[:])
			if err := w.Delete(key, nil); err != nil {
				return err
			}
		}
		for _, ids := range o.sorted(c.order) {
			key = appendIDs(append(key[:0], o.space), ids[:])
			if err := w.Set(key, nil, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *change) removedInOrder() [][4]uint64 {
	return slices.SortedFunc(maps.Keys(c.removed), spog.compare)
}

// writeCounts keeps the counts that Count answers from.
func (c *change) writeCounts(w *pebble.Batch) error {
	byPredicate, byLabel := make(map[uint64]int), make(map[uint64]int)
	for q := range c.removed {
		byPredicate[q[predicate]]--
		byLabel[q[label]]--
	}
	for _, q := range c.order {
		byPredicate[q[predicate]]++
		byLabel[q[label]]++
	}
	counted, err := c.countedLabels(byLabel)
	if err != nil {
		return err
	}
	if err := addNumber(c.before, w, []byte(keyQuadCount), len(c.order)-len(c.removed)); err != nil {
		return err
	}
	for _, id := range slices.Sorted(maps.Keys(byPredicate)) {
		if err := addNumber(c.before, w, countKey(nil, 'p', id), byPredicate[id]); err != nil {
			return err
		}
	}
	for _, id := range counted {
		if err := addNumber(c.before, w, countKey(nil, 'g', id), byLabel[id]); err != nil {
			return err
		}
	}
	return nil
}

// countedLabels are the labels whose quads are counted: those without '#'. A
// claim is a label of its own, with a quad or two: a count would cost as much
// as the quad.
func (c *change) countedLabels(byLabel map[uint64]int) ([]uint64, error) {
	fresh := make(map[uint64]string, len(c.fresh))
	for _, f := range c.fresh {
		fresh[f.id] = f.term
	}
	var counted, stored []uint64
	for _, id := range slices.Sorted(maps.Keys(byLabel)) {
		term, isFresh := fresh[id]
		switch {
		case isFresh && countedLabel(term):
			counted = append(counted, id)
		case !isFresh && id != 0:
			stored = append(stored, id)
		}
	}
	terms, err := c.before.termBytes(stored)
	for i, id := range stored {
		if err == nil && countedLabel(terms[i]) {
			counted = append(counted, id)
		}
	}
	return counted, err
}

// writeLoads puts and deletes entries of the load log, where that changes it.
func (c *change) writeLoads(w *pebble.Batch) error {
	entries := make(map[string]*Load) // nil: goes
	for _, key := range c.batch.Unload {
		entries[key] = nil
	}
	for i, load := range c.batch.Loads {
		entries[load.Key] = &c.batch.Loads[i]
	}
	for _, key := range slices.Sorted(maps.Keys(entries)) {
		if err := c.writeLoad(w, key, entries[key]); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) writeLoad(w *pebble.Batch, key string, load *Load) error {
	old, found, err := c.before.Loaded(key)
	if err != nil || load == nil && !found {
		return err
	}
	if load == nil {
		return w.Delete(loadKey(key), nil)
	}
	value, err := loadValue(*load)
	if err != nil {
		return err
	}
	if same, err := loadValue(old); found && err == nil && string(same) == string(value) {
		return nil
	}
	return w.Set(loadKey(key), value, nil)
}

func (c *change) writeVersion(w *pebble.Batch) error {
	return w.Set([]byte(keyVersion), appendID(nil, c.before.version+1), nil)
}

// remember tells the writer's memory what was committed.
func (c *change) remember() {
	for _, f := range c.fresh {
		c.before.db.known.add(f.term, f.id)
	}
}

// addNumber adds to a count; a count of 0 has no key.
func addNumber(s *snapshot, w *pebble.Batch, key []byte, delta int) error {
	if delta == 0 {
		return nil
	}
	old, err := readNumber(s.reader, string(key))
	if err != nil {
		return err
	}
	count := int64(old) + int64(delta)
	if count <= 0 {
		return w.Delete(key, nil)
	}
	return w.Set(key, appendID(nil, uint64(count)), nil)
}
