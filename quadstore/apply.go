package quadstore

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// Apply implements Engine. Everything is decided against one snapshot and then
// written as one Pebble batch: quads, dictionary, counts, names, load log.
func (db *DB) Apply(ctx context.Context, batch Batch) error {
	if err := db.writable(); err != nil {
		return err
	}
	defer db.write.Unlock()
	return db.apply(ctx, batch)
}

// Update implements Engine: decide is called in the writer's turn.
func (db *DB) Update(ctx context.Context, ahead []quad.Quad, decide func(now Snapshot) (Batch, error)) error {
	if err := db.writable(); err != nil {
		return err
	}
	defer db.write.Unlock()
	now, err := db.Snapshot()
	if err != nil {
		return err
	}
	defer now.Close()
	batch, err := decide(now)
	if err != nil {
		return err
	}
	batch.Add = slices.Concat(ahead, batch.Add)
	return db.apply(ctx, batch)
}

// apply needs the writer's lock.
func (db *DB) apply(ctx context.Context, batch Batch) error {
	before, err := db.snapshot()
	if err != nil {
		return err
	}
	defer before.Close()
	if purge, err := before.largePurge(batch); purge != nil || err != nil {
		if err != nil {
			return err
		}
		return purge.run(ctx)
	}
	change, err := planChange(ctx, before, batch)
	if err != nil {
		return err
	}
	return db.commit(ctx, change)
}

// commit writes a change, unless it changes nothing.
func (db *DB) commit(ctx context.Context, c *change) error {
	write := db.pebble.NewBatch()
	defer write.Close()
	if err := c.write(write); err != nil {
		return err
	}
	if write.Count() == 0 {
		return nil
	}
	if err := c.writeVersion(write); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := db.room(write.Len(), len(c.order) > len(c.removed)); err != nil {
		return err
	}
	c.tellReaders(c.before.version + 1)
	if err := write.Commit(db.writeOptions()); err != nil {
		return fmt.Errorf("commit: %w", classify(err))
	}
	db.dirty.Store(db.sync == SyncBatch)
	db.logged.Store(true)
	c.remember()
	db.keepWarm()
	return nil
}

// tellReaders tells the readers' memories what the commit that makes a version
// changes; it must come before the commit.
func (c *change) tellReaders(version uint64) {
	if len(c.unused) > 0 {
		c.before.db.ids.dropped.Store(version)
	}
	for _, q := range c.order {
		c.before.db.tellReaders(version, q)
	}
	for q := range c.removed {
		c.before.db.tellReaders(version, q)
	}
}

func (db *DB) tellReaders(version uint64, q [4]uint64) {
	db.neighbours.change(version, q)
	db.warmth.change(q)
}

func (db *DB) writeOptions() *pebble.WriteOptions {
	if db.sync == SyncAlways {
		return pebble.Sync
	}
	return pebble.NoSync
}

// change is what a batch does to a store, as ids.
type change struct {
	before  *snapshot
	batch   Batch
	removed map[[4]uint64]bool // quads that are there and go
	added   map[[4]uint64]bool // quads that are not there and come
	order   [][4]uint64        // the keys of added, in the order of the batch
	fresh   []freshTerm        // terms that the dictionary gets
	nextID  uint64
	unused  []uint64 // terms that the dictionary loses
	names   nameChange
}

// freshTerm is a term that was not in the store.
type freshTerm struct {
	id   uint64
	term string
}

func planChange(ctx context.Context, before *snapshot, batch Batch) (*change, error) {
	c := &change{before: before, batch: batch,
		removed: map[[4]uint64]bool{}, added: map[[4]uint64]bool{}}
	for _, step := range []func() error{c.purge, c.remove, c.add, c.findUnused, c.planNames} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := step(); err != nil {
			return nil, err
		}
	}
	return c, nil
}

// remove marks the batch's quads that are there.
func (c *change) remove() error {
	if len(c.batch.Remove) == 0 {
		return nil
	}
	terms, err := encodeTerms(c.batch.Remove)
	if err != nil {
		return fmt.Errorf("remove: %w", err)
	}
	ids, err := c.before.lookupTerms(terms.distinct)
	if err != nil {
		return err
	}
	for i := range c.batch.Remove {
		q, whole := terms.quad(i, ids)
		if !whole || c.removed[q] {
			continue
		}
		found, err := c.before.has(q)
		if err != nil {
			return err
		}
		if found {
			c.removed[q] = true
		}
	}
	return nil
}

// add marks the batch's quads that will be there, and gives ids to new terms.
func (c *change) add() error {
	nextID, err := readNumber(c.before.reader, keyNextID)
	if err != nil {
		return err
	}
	c.nextID = max(nextID, 1)
	if len(c.batch.Add) == 0 {
		return nil
	}
	terms, err := encodeTerms(c.batch.Add)
	if err != nil {
		return fmt.Errorf("add: %w", err)
	}
	ids, err := c.before.lookupKnown(terms.distinct)
	if err != nil {
		return err
	}
	firstFresh := c.nextID
	for i, id := range ids {
		if id == 0 {
			ids[i] = c.nextID
			c.fresh = append(c.fresh, freshTerm{c.nextID, string(terms.distinct[i])})
			c.nextID++
		}
	}
	for i := range c.batch.Add {
		q, _ := terms.quad(i, ids)
		if err := c.addQuad(q, firstFresh); err != nil {
			return err
		}
	}
	return nil
}

// addQuad marks one quad. A quad with a fresh term cannot be there yet.
func (c *change) addQuad(q [4]uint64, firstFresh uint64) error {
	if c.added[q] {
		return nil
	}
	if c.removed[q] {
		delete(c.removed, q)
		return nil
	}
	if max(q[0], q[1], q[2], q[3]) < firstFresh {
		found, err := c.before.has(q)
		if err != nil || found {
			return err
		}
	}
	c.added[q] = true
	c.order = append(c.order, q)
	return nil
}

// has says whether a quad is there.
func (s *snapshot) has(q [4]uint64) (bool, error) {
	_, closer, err := s.reader.Get(spog.appendKey(nil, q))
	if errors.Is(err, pebble.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, classify(err)
	}
	return true, closer.Close()
}

// lookupKnown is lookupTerms through the writer's memory.
func (s *snapshot) lookupKnown(terms [][]byte) ([]uint64, error) {
	unknown := make([][]byte, len(terms))
	ids := make([]uint64, len(terms))
	for i, term := range terms {
		if ids[i] = s.db.known[string(term)]; ids[i] == 0 {
			unknown[i] = term
		}
	}
	found, err := s.lookupTerms(unknown)
	if err != nil {
		return nil, err
	}
	for i, id := range found {
		if id != 0 {
			ids[i] = id
			s.db.known.add(string(terms[i]), id)
		}
	}
	return ids, nil
}

// encodedQuads are quads whose terms are numbered by their places in distinct.
type encodedQuads struct {
	distinct [][]byte
	quads    [][4]int // places in distinct; -1 for no label
}

func encodeTerms(quads []quad.Quad) (*encodedQuads, error) {
	e := &encodedQuads{quads: make([][4]int, len(quads))}
	places := make(map[string]int)
	var scratch []byte
	for i, q := range quads {
		for pos, v := range [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if v == nil && pos == label {
				e.quads[i][pos] = -1
				continue
			}
			term, err := appendTerm(scratch[:0], v)
			if err != nil {
				return nil, fmt.Errorf("quad %d: %s: %w", i, positionNames[pos], err)
			}
			scratch = term
			place, found := places[string(term)]
			if !found {
				place = len(e.distinct)
				copied := string(term)
				places[copied] = place
				e.distinct = append(e.distinct, []byte(copied))
			}
			e.quads[i][pos] = place
		}
	}
	return e, nil
}

var positionNames = [4]string{"subject", "predicate", "object", "label"}

// quad gives the ids of quad i; whole is false where one of its terms has none.
func (e *encodedQuads) quad(i int, ids []uint64) (q [4]uint64, whole bool) {
	whole = true
	for pos, place := range e.quads[i] {
		if place < 0 {
			continue
		}
		q[pos] = ids[place]
		whole = whole && q[pos] != 0
	}
	return q, whole
}
