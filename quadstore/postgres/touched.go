package postgres

import (
	"context"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"

	"claimgraph/quadstore"

	"github.com/jackc/pgx/v5"
)

// What a process remembers of a version need not be forgotten when the next one comes:
// most of it is still so. Each change writes, in its transaction, a row that tells what
// it has touched, under its version:
//
//	subjects, objects, labels   ids that stand there in a quad that came or went
//	names                       hashes of the folded names that came or went
//	dropped                     ids of the terms that went
//
// Ids are 8 bytes, big-endian. Terms that are new are left out: what was asked about one
// before it came is that there is nothing, and that is remembered for longer than a
// version only of ids that were a term's then. A snapshot of a later version than the
// memories have reads the rows between. What is remembered of a pattern is still so
// unless all that it binds was touched since, each in its position. Where a row is
// missing (a change that is too large has none, nor one of an older program, and only
// the last rows are kept) everything is forgotten.

// touching is what a change has touched so far.
type touching struct {
	ids     [4]map[uint64]bool // by position; of predicates none
	dropped []int64
	all     bool // too much to tell
}

func newTouching() touching {
	return touching{ids: [4]map[uint64]bool{0: {}, 2: {}, 3: {}}}
}

const (
	mostTouched = 20_000 // ids that a row has: who was idle reads all rows at once
	keptTouched = 64     // rows

	sqlTouched       = `SELECT version, subjects, objects, labels, names, dropped FROM touched WHERE version > $1 AND version <= $2 ORDER BY version`
	sqlTouch         = `INSERT INTO touched (version, subjects, objects, labels, names, dropped) VALUES ($1, $2, $3, $4, $5, $6)`
	sqlForgetTouched = `DELETE FROM touched WHERE version <= $1`
)

// quads notes quads that came or went, but for ids that are new.
func (t *touching) quads(quads [][4]uint64, isNew map[uint64]bool) {
	for _, q := range quads {
		for pos, id := range q {
			if pos != 1 && id != 0 && !isNew[id] {
				t.ids[pos][id] = true
			}
		}
	}
	if len(t.ids[0])+len(t.ids[2])+len(t.ids[3]) > mostTouched {
		t.everything()
	}
}

// everything is touched, as far as anybody is told.
func (t *touching) everything() {
	*t = newTouching()
	t.all = true
}

// writeTouched writes the row of a change.
func (w *writing) writeTouched(ctx context.Context, version int64) error {
	if w.touched.all || w.unseen {
		return nil
	}
	names := map[uint64]bool{}
	for _, touched := range []map[name]bool{w.names.stated, w.names.touched} {
		for n := range touched {
			names[nameHash(w.names.folded[n.object])] = true
		}
	}
	dropped := map[uint64]bool{}
	for _, id := range w.touched.dropped {
		dropped[uint64(id)] = true
	}
	of := w.touched.ids
	if len(names)+len(dropped) > mostTouched {
		return nil
	}
	var batch pgx.Batch
	batch.Queue(sqlTouch, version, packed(of[0]), packed(of[2]), packed(of[3]), packed(names), packed(dropped))
	batch.Queue(sqlForgetTouched, version-keptTouched)
	return w.tx.SendBatch(ctx, &batch).Close()
}

// nameHash names a folded name in a row.
func nameHash(words []string) uint64 {
	h := fnv.New64a()
	for i, word := range words {
		if i > 0 {
			h.Write([]byte{' '})
		}
		h.Write([]byte(word))
	}
	return h.Sum64()
}

func packed(ids map[uint64]bool) []byte {
	b := make([]byte, 0, 8*len(ids))
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		b = binary.BigEndian.AppendUint64(b, id)
	}
	return b
}

func unpacked(b []byte, visit func(id uint64)) error {
	for ; len(b) >= 8; b = b[8:] {
		visit(binary.BigEndian.Uint64(b))
	}
	if len(b) > 0 {
		return fmt.Errorf("%w: a list of ids that ends within one", quadstore.ErrCorruption)
	}
	return nil
}

// touches are what some changes have touched: the last version that did, by position
// and id; nameKind is the position of names.
type touches struct {
	at      map[touch]int64
	dropped map[int64]int64
}

type touch struct {
	pos int
	id  uint64
}

const nameKind = 4

// drop notes a term that went: it may come again as a new one, in any position.
func (t *touches) drop(id uint64, version int64) {
	t.dropped[int64(id)] = version
	for _, pos := range [...]int{0, 2, 3} {
		t.at[touch{pos, id}] = version
	}
}

// follow brings the memories to the version of a snapshot.
func (s *snapshot) follow(ctx context.Context) error {
	from, to := s.db.neighbours.reached(), s.state.version
	if to <= from {
		return nil
	}
	since := touches{map[touch]int64{}, map[int64]int64{}}
	next, whole := from+1, to-from <= keptTouched
	if whole {
		err := s.query(ctx, func(row [][]byte) error {
			version, err := number(row[0])
			whole = whole && version == next && err == nil && len(since.at) <= mostTouches
			next++
			if !whole {
				return err
			}
			for i, kind := range [...]int{0, 2, 3, nameKind} {
				if err == nil {
					err = unpacked(row[1+i], func(id uint64) { since.at[touch{kind, id}] = version })
				}
			}
			if err == nil {
				err = unpacked(row[5], func(id uint64) { since.drop(id, version) })
			}
			return err
		}, sqlTouched, from, to)
		if err != nil {
			return err
		}
		whole = whole && next == to+1
	}
	s.db.memory.follow(s.state.epoch, since.dropped, whole)
	s.db.neighbours.follow(from, to, since.at, whole)
	return nil
}
