package quadstore

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/cockroachdb/pebble/v2"
)

// Repair mends what Check finds, where the store still knows what is right: it
// writes each thing several times. In this order, each step synced before the
// next, so that an interrupted repair is begun again:
//
//  1. the dictionary: an id in use without a term gets the one that points to
//     it, terms point to the id that names them, and nothing else stays
//  2. the quads: one that any index holds is put into all, for a lost key is
//     likelier than one that nobody wrote; a quad with an id that names nothing
//     goes, and of two ids of one term the other one takes its place
//  3. terms that no quad uses go; the counts and the next free id are counted
//     anew
//  4. the names are built anew (reindex.go)
//
// What cannot be read at all must be cut out before (Salvage). What stood there
// alone is lost: long texts, and entries of the load log. Repair says whose quads
// that took; their loads are taken from the log, so that loading them again loads.
func (db *DB) Repair(ctx context.Context) (lost []Finding, err error) {
	if lost, err = db.repairQuads(ctx); err != nil {
		return nil, err
	}
	return lost, db.Reindex()
}

func (db *DB) repairQuads(ctx context.Context) ([]Finding, error) {
	if err := db.writable(); err != nil {
		return nil, err
	}
	defer db.write.Unlock()
	defer clear(db.known)
	if err := db.forget(); err != nil {
		return nil, err
	}
	m := mender{db: db, ctx: ctx, twins: map[uint64]uint64{}, lost: map[uint64]bool{}}
	for _, step := range []func(*checker) error{m.mendIDs, m.mendTerms, m.mendQuads, m.mendLoads, m.mendCounts} {
		if err := m.step(step); err != nil {
			return nil, err
		}
	}
	return m.losses, nil
}

// forget makes the memories of readers void until the next version.
func (db *DB) forget() error {
	s, err := db.snapshot()
	if err != nil {
		return err
	}
	db.ids.dropped.Store(s.version + 1)
	db.neighbours.changeAll(s.version + 1)
	db.warmth.changeAll()
	return s.Close()
}

// mender writes corrections in pieces.
type mender struct {
	db    *DB
	ctx   context.Context
	write *pebble.Batch
	twins map[uint64]uint64 // ids whose term has another id, and that one

	lost   map[uint64]bool // labels of quads that had to go
	losses []Finding
}

const mendBytes = 4 << 20

// step makes one walk over a snapshot of its own and commits what it corrects.
func (m *mender) step(walk func(*checker) error) error {
	s, err := m.db.snapshot()
	if err != nil {
		return err
	}
	c := &checker{ctx: m.ctx, s: s, used: map[uint64]bool{}, byPredicate: map[uint64]int{}, byLabel: map[uint64]int{}}
	m.write = m.db.pebble.NewBatch()
	err = walk(c)
	if err == nil {
		err = classify(m.write.Commit(pebble.Sync))
	}
	return errors.Join(err, m.write.Close(), s.Close())
}

func (m *mender) set(key, value []byte) error {
	return errors.Join(m.write.Set(key, value, nil), m.full())
}

func (m *mender) delete(key []byte) error {
	return errors.Join(m.write.Delete(key, nil), m.full())
}

// full hands over what has been gathered when it is much.
func (m *mender) full() error {
	if m.write.Len() < mendBytes {
		return nil
	}
	if err := m.write.Commit(pebble.NoSync); err != nil {
		return classify(err)
	}
	err := m.write.Close()
	m.write = m.db.pebble.NewBatch()
	return classify(err)
}

// mendIDs drops ids that name nothing readable and gives ids back the terms
// that point to them.
func (m *mender) mendIDs(c *checker) error {
	if err := c.findUsed(); err != nil {
		return err
	}
	err := c.walk(spaceID, func(key, value []byte) error {
		if _, rest, err := cutID(key[1:]); err != nil || len(rest) > 0 || !readable(value) {
			return m.delete(bytes.Clone(key))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return c.walk(spaceTerm, func(key, value []byte) error {
		id, _, err := cutID(value)
		if err != nil || !c.used[id] || key[1] == kindHashed || !readable(key[1:]) {
			return nil
		}
		term, err := c.get(idKey(nil, id))
		if err != nil || readable(term) {
			return err
		}
		return m.set(idKey(nil, id), bytes.Clone(key[1:]))
	})
}

// findUsed notes the ids in the quads of all indexes.
func (c *checker) findUsed() error {
	for _, o := range orders {
		err := c.walk(o.space, func(key, _ []byte) error {
			q, err := o.parseKey(key)
			for _, id := range q {
				c.used[id] = c.used[id] || err == nil && id > 0
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func readable(term []byte) bool {
	if len(term) == 0 {
		return false
	}
	_, err := parseTerm(term)
	return err == nil
}

// mendTerms makes each term point to the id that names it, the first one where
// it points to none of several.
func (m *mender) mendTerms(c *checker) error {
	err := c.walk(spaceTerm, func(key, value []byte) error {
		id, _, err := cutID(value)
		if err == nil {
			if term, err := c.get(idKey(nil, id)); err != nil || len(term) > 0 && bytes.Equal(termKey(nil, term), key) {
				return err
			}
		}
		return m.delete(bytes.Clone(key))
	})
	if err != nil {
		return err
	}
	first := map[string]uint64{} // of terms that point to nothing
	return c.walk(spaceID, func(key, term []byte) error {
		id, _, err := cutID(key[1:])
		if err != nil {
			return err
		}
		at := termKey(nil, term)
		stored, err := c.get(at)
		if err != nil {
			return err
		}
		named, _, err := cutID(stored)
		if err == nil {
			other, err := c.get(idKey(nil, named))
			if err != nil {
				return err
			}
			if bytes.Equal(other, term) {
				m.note(id, named)
				return nil
			}
		}
		if before := first[string(at)]; before > 0 {
			m.note(id, before)
			return nil
		}
		first[string(at)] = id
		return m.set(at, appendID(nil, id))
	})
}

func (m *mender) note(id, same uint64) {
	if id != same {
		m.twins[id] = same
	}
}

// mendQuads puts each whole quad of any index into all of them.
func (m *mender) mendQuads(c *checker) error {
	for _, o := range orders {
		err := c.walk(o.space, func(key, _ []byte) error {
			q, err := o.parseKey(key)
			if err != nil {
				return m.delete(bytes.Clone(key))
			}
			whole, err := c.whole(q)
			if err != nil {
				return err
			}
			right := q
			for i, id := range q {
				if same := m.twins[id]; same > 0 {
					right[i] = same
				}
			}
			if !whole {
				m.lost[q[label]] = true
			}
			if right == q {
				return m.mendQuad(c, q, whole)
			}
			return errors.Join(m.mendQuad(c, q, false), m.mendQuad(c, right, whole))
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (m *mender) mendQuad(c *checker, q [4]uint64, whole bool) error {
	for _, o := range orders {
		key := o.appendKey(nil, q)
		if !whole {
			if err := m.delete(key); err != nil {
				return err
			}
			continue
		}
		found, err := c.get(key)
		if err != nil {
			return err
		}
		if found != nil {
			continue
		}
		if err := m.set(key, nil); err != nil {
			return err
		}
	}
	return nil
}

// whole says whether each id of a quad names a term.
func (c *checker) whole(q [4]uint64) (bool, error) {
	for pos, id := range q {
		if id == 0 && pos == label || c.used[id] {
			continue
		}
		term, err := c.get(idKey(nil, id))
		if err != nil || term == nil {
			return false, err
		}
		c.used[id] = true
	}
	return true, nil
}

// mendCounts drops the terms that are in no quad and counts anew.
func (m *mender) mendCounts(c *checker) error {
	err := c.walk(spaceSPOG, func(key, _ []byte) error {
		q, err := spog.parseKey(key)
		if err != nil {
			return err
		}
		c.quads++
		for _, id := range q {
			c.used[id] = true
		}
		c.byPredicate[q[predicate]]++
		c.byLabel[q[label]]++
		return nil
	})
	if err != nil {
		return err
	}
	if err := m.dropUnused(c); err != nil {
		return err
	}
	if err := m.noteCount(c); err != nil {
		return err
	}
	return m.writeCounts(c)
}

func (m *mender) dropUnused(c *checker) error {
	return c.walk(spaceID, func(key, term []byte) error {
		id, _, err := cutID(key[1:])
		if err != nil {
			return err
		}
		c.highest = max(c.highest, id)
		if c.used[id] {
			c.terms++
			return nil
		}
		at := termKey(nil, term)
		stored, err := c.get(at)
		if err != nil {
			return err
		}
		if named, _, err := cutID(stored); err == nil && named == id {
			if err := m.delete(at); err != nil {
				return err
			}
		}
		return m.delete(bytes.Clone(key))
	})
}

func (m *mender) writeCounts(c *checker) error {
	if err := m.db.clearSpace(m.write, spaceCount); err != nil {
		return err
	}
	counts, err := c.counts()
	if err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		if counts[key] == 0 {
			continue
		}
		if err := m.set([]byte(key), appendID(nil, uint64(counts[key]))); err != nil {
			return err
		}
	}
	next, err := readNumber(c.s.reader, keyNextID)
	if errors.Is(err, ErrIO) {
		return err
	}
	if err := m.set([]byte(keyNextID), appendID(nil, max(next, c.highest+1))); err != nil {
		return err
	}
	return m.set([]byte(keyVersion), appendID(nil, c.s.version+1))
}
