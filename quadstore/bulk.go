package quadstore

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math/bits"
	"slices"
	"sync"

	"github.com/cayleygraph/quad"
)

// A bulk load, in order:
//
//  1. read: terms get numbers, quads become four numbers (bulkread.go)
//  2. the terms are sorted; known ones get their ids, new ones the next ids in
//     the order of their keys, so that id order is term order
//  3. the quads are sorted as integers, once for each index
//  4. dictionary, indexes, names, counts and the load log's entry are written as
//     sorted tables with disjoint ranges, synced, beside the store
//  5. Pebble takes all tables in at once: that moment is the commit
//
// What is interrupted before 5 leaves a directory that the next Open removes.

const bulkDir = "bulk"

// bulk is one bulk load.
type bulk struct {
	db     *DB
	load   Load
	opts   BulkOptions
	stats  BulkStats
	dir    string // its own, within bulkDir
	before *snapshot

	emptied chan *parcel
	table   *termTable
	quads   []rankQuad // numbers + 1 from table, 0 for no label; later ranks
	ids     []uint64   // by rank; ids[0] is 0
	bits    [4]int     // of the highest rank, by position
	sorted  []uint32   // numbers by rank - 1
	first   uint64     // the first id that was free before
	next    uint64     // the first id that is free after
	paths   []string

	storing sync.Mutex      // over what Storing is told
	written int             // entries of indexes
	pieces  int             // spilled to disk
	counted map[uint64]bool // labels of them whose quads are counted
}

// BulkLoad implements Engine. Only steps 2 to 5 keep other writers waiting, so
// a source may be as slow as it likes.
func (db *DB) BulkLoad(ctx context.Context, load Load, src iter.Seq2[quad.Quad, error], opts BulkOptions) (BulkStats, error) {
	if db.readOnly {
		return BulkStats{}, ErrReadOnly
	}
	if !db.use() {
		return BulkStats{}, ErrClosed
	}
	stats, err := db.bulkLoad(ctx, load, src, opts)
	return stats, errors.Join(err, db.release())
}

func (db *DB) bulkLoad(ctx context.Context, load Load, src iter.Seq2[quad.Quad, error], opts BulkOptions) (BulkStats, error) {
	found, err := db.isLoaded(load.Key)
	if found || err != nil {
		return BulkStats{}, err
	}
	b := &bulk{db: db, load: load, opts: opts, table: newTermTable(), counted: map[uint64]bool{},
		dir: fmt.Sprint(db.loads.Add(1)), emptied: make(chan *parcel, 16)}
	err = b.run(ctx, src)
	left := db.removeSpills(b.dir)
	if b.stats.Loaded { // what is left on the disk, the next Open removes
		return b.stats, nil
	}
	return BulkStats{Read: b.stats.Read, Skipped: b.stats.Skipped}, errors.Join(err, left)
}

func (db *DB) isLoaded(key string) (bool, error) {
	s, err := db.snapshot()
	if err != nil {
		return false, err
	}
	_, found, err := s.Loaded(key)
	return found, errors.Join(err, s.Close())
}

func (b *bulk) run(ctx context.Context, src iter.Seq2[quad.Quad, error]) error {
	if err := b.db.fs.MkdirAll(b.path(""), 0o755); err != nil {
		return classify(err)
	}
	// What is in memory only would stand above the new tables and push them up
	// the tree, where they would be merged once more.
	if _, err := b.db.pebble.AsyncFlush(); err != nil {
		return classify(err)
	}
	if err := b.read(ctx, src); err != nil {
		return err
	}
	if err := b.db.writable(); err != nil {
		return err
	}
	defer b.db.write.Unlock()
	return b.commit(ctx)
}

// commit writes what was read and hands it to the store, unless another load
// with the same key was faster.
func (b *bulk) commit(ctx context.Context) (err error) {
	if b.before, err = b.db.snapshot(); err != nil {
		return err
	}
	defer b.before.Close()
	if _, found, err := b.before.Loaded(b.load.Key); found || err != nil {
		return err
	}
	if err := b.write(ctx); err != nil {
		return err
	}
	b.db.neighbours.changeAll(b.before.version + 1)
	b.db.warmth.changeAll()
	if err := b.db.pebble.Ingest(ctx, b.paths); err != nil {
		return fmt.Errorf("ingest: %w", classify(err))
	}
	b.stats.Loaded = true
	b.db.keepWarm()
	return nil
}

func (b *bulk) write(ctx context.Context) error {
	nextID, err := readNumber(b.before.reader, keyNextID)
	if err != nil {
		return err
	}
	b.first = max(nextID, 1)
	b.next = b.first
	b.tell(0)
	if b.pieces > 0 {
		return b.writeSpilled(ctx)
	}
	if err := b.rank(); err != nil {
		return err
	}
	return b.writeAll(ctx)
}

// tell says how far the writing is: each quad has an entry in each index.
func (b *bulk) tell(more int) {
	if b.opts.Storing == nil {
		return
	}
	b.storing.Lock()
	defer b.storing.Unlock()
	b.written += more
	b.opts.Storing(b.written, len(orders)*b.stats.Read)
}

func (b *bulk) path(name string) string {
	return b.db.fs.PathJoin(b.db.dir, bulkDir, b.dir, name)
}

// removeSpills removes what a bulk load leaves behind; without a name what all
// of them left.
func (db *DB) removeSpills(load string) error {
	dir := db.fs.PathJoin(db.dir, bulkDir, load)
	if err := db.fs.RemoveAll(dir); err != nil {
		return fmt.Errorf("%s: %w", dir, classify(err))
	}
	return nil
}

// termKeyOf is the key of term number i, without its space.
func (b *bulk) termKeyOf(i uint32) []byte {
	term := b.table.at(i)
	if len(term) <= maxTermKey || term[0] == kindIRI {
		return term
	}
	return termKey(nil, term)[1:]
}

// rank sorts the terms by key and finds or gives their ids.
func (b *bulk) rank() error {
	b.sorted = sorted(b.table.len(), b.termKeyOf)
	if err := b.assignIDs(); err != nil {
		return err
	}
	b.rankQuads()
	return nil
}

// rankQuads turns the numbers of quads into ranks, whose order is that of ids.
func (b *bulk) rankQuads() {
	rankOf := make([]uint32, b.table.len()+1)
	if slices.IsSorted(b.ids) {
		for rank, number := range b.sorted {
			rankOf[number+1] = uint32(rank + 1)
		}
	} else {
		b.rankByID(rankOf)
	}
	b.setRanks(rankOf)
	width := bits.Len(uint(len(b.ids)))
	b.bits = [4]int{width, width, width, width}
}

// assignIDs fills ids in the order of sorted.
func (b *bulk) assignIDs() error {
	b.ids = make([]uint64, 1, len(b.sorted)+1)
	return b.before.pass(spaceTerm, func(seek seekFunc) error {
		var key []byte
		for _, number := range b.sorted {
			key = append(append(key[:0], spaceTerm), b.termKeyOf(number)...)
			id, _, err := b.idOf(key, seek)
			if err != nil {
				return err
			}
			b.ids = append(b.ids, id)
		}
		return nil
	})
}

// idOf gives the id of the term with a key: its own, or the next free one.
func (b *bulk) idOf(key []byte, seek seekFunc) (id uint64, fresh bool, err error) {
	if b.first > 1 {
		value, err := seek(key)
		if err != nil {
			return 0, false, err
		}
		if value != nil {
			id, _, err = cutID(value)
			return id, false, err
		}
	}
	b.next++
	return b.next - 1, true, nil
}

// rankByID is for a store that had some of the terms: their ids are not in the
// order of keys.
func (b *bulk) rankByID(rankOf []uint32) {
	type pair struct {
		id     uint64
		number uint32
	}
	pairs := make([]pair, len(b.sorted))
	for i, number := range b.sorted {
		pairs[i] = pair{b.ids[i+1], number}
	}
	slices.SortFunc(pairs, func(x, y pair) int { return compareIDs(x.id, y.id) })
	for i, p := range pairs {
		b.ids[i+1] = p.id
		rankOf[p.number+1] = uint32(i + 1)
		b.sorted[i] = p.number
	}
}
