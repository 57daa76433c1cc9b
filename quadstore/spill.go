package quadstore

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// A bulk load that does not fit into memory goes through the disk in pieces:
//
//  1. a full piece is written as a run of its terms and a file of its quads,
//     whose terms are numbered by their ranks in that run
//  2. the runs of terms are merged, against the dictionary that is there: the
//     new ones become tables, and every piece gets a file of the ids by rank
//  3. every piece is read again, its quads are sorted for each index and
//     written as four runs of index keys, its names as a run of theirs
//  4. the runs of each index are merged into tables, without repetitions
//
// Memory holds one piece at a time, besides the counts by predicate and label.

const (
	defaultMemoryBytes = 512 << 20
	quadBytes          = 16 // of a rankQuad
)

// pieceFile names a file of piece number n.
func (b *bulk) pieceFile(n int, kind string) string {
	return b.path(fmt.Sprintf("piece-%d-%s", n, kind))
}

func (b *bulk) pieceFiles(kind string) (paths []string) {
	for n := range b.pieces {
		paths = append(paths, b.pieceFile(n, kind))
	}
	return paths
}

// spillWhenFull writes the piece that is in memory to the disk when it is full.
// Sorting needs about as much again as the quads.
func (b *bulk) spillWhenFull() error {
	if b.table.bytes()+3*quadBytes*len(b.quads) < b.memoryBytes() {
		return nil
	}
	return b.spill()
}

func (b *bulk) memoryBytes() int {
	if b.opts.MemoryBytes > 0 {
		return b.opts.MemoryBytes
	}
	return defaultMemoryBytes
}

func (b *bulk) spill() error {
	n := b.pieces
	b.pieces++
	order := sorted(b.table.len(), b.termKeyOf)
	rankOf := make([]uint32, len(order)+1)
	run, err := b.db.createRun(b.pieceFile(n, "terms"))
	if err != nil {
		return err
	}
	for rank, number := range order {
		rankOf[number+1] = uint32(rank + 1)
		run.add(b.termKeyOf(number), b.table.at(number))
	}
	if err := run.close(); err != nil {
		return err
	}
	b.setRanks(rankOf)
	if err := b.writeQuads(n); err != nil {
		return err
	}
	b.table, b.quads = newTermTable(), b.quads[:0]
	return nil
}

// setRanks turns numbers into ranks.
func (b *bulk) setRanks(rankOf []uint32) {
	for i := range b.quads {
		q := &b.quads[i]
		q[0], q[1], q[2], q[3] = rankOf[q[0]], rankOf[q[1]], rankOf[q[2]], rankOf[q[3]]
	}
}

func (b *bulk) writeQuads(n int) error {
	run, err := b.db.createRun(b.pieceFile(n, "quads"))
	if err != nil {
		return err
	}
	var raw [quadBytes]byte
	for _, q := range b.quads {
		for pos, rank := range q {
			binary.BigEndian.PutUint32(raw[4*pos:], rank)
		}
		run.add(raw[:], nil)
	}
	return run.close()
}

// writeSpilled is writeAll for a load in pieces.
func (b *bulk) writeSpilled(ctx context.Context) error {
	if err := b.spill(); err != nil {
		return err
	}
	if err := b.mergeTerms(); err != nil {
		return err
	}
	for n := range b.pieces {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := b.sortPiece(n); err != nil {
			return fmt.Errorf("piece %d: %w", n, err)
		}
	}
	return b.mergePieces(ctx)
}

// mergeTerms writes the dictionary's tables, and for each piece its ids.
func (b *bulk) mergeTerms() error {
	terms, ids := b.newTables("t"), b.newTables("i")
	pieces := make([]*runWriter, b.pieces)
	for n := range pieces {
		var err error
		if pieces[n], err = b.db.createRun(b.pieceFile(n, "ids")); err != nil {
			return err
		}
	}
	err := b.before.pass(spaceTerm, func(seek seekFunc) error {
		var last, key, value []byte
		id := uint64(0)
		for r, err := range b.db.merge(b.pieceFiles("terms")) {
			if err != nil {
				return err
			}
			if id == 0 || !bytes.Equal(r.key, last) {
				last = append(last[:0], r.key...)
				key = append(append(key[:0], spaceTerm), r.key...)
				var fresh bool
				if id, fresh, err = b.idOf(key, seek); err != nil {
					return err
				}
				if fresh {
					value = appendID(value[:0], id)
					err = errors.Join(terms.set(key, value), ids.set(idKey(nil, id), r.value))
				}
				if err != nil {
					return err
				}
			}
			pieces[r.number].add(appendID(nil, id), nil)
		}
		return nil
	})
	for _, run := range pieces {
		err = errors.Join(err, run.close())
	}
	return errors.Join(err, b.take(terms), b.take(ids))
}

func (b *bulk) newTables(name string) *tables {
	t := &tables{db: b.db, name: b.path(name)}
	if len(name) == 1 && slices.ContainsFunc(orders[:], func(o order) bool { return o.space == name[0] }) {
		t.tell = b.tell
	}
	return t
}

// take ends tables and notes them for the ingestion.
func (b *bulk) take(t *tables) error {
	err := t.end()
	b.paths = append(b.paths, t.paths...)
	return err
}

// sortPiece reads a piece again and writes its runs of keys.
func (b *bulk) sortPiece(n int) error {
	if err := b.readPiece(n); err != nil {
		return err
	}
	known, err := (&change{before: b.before}).namePredicates()
	if err != nil {
		return err
	}
	names := b.names(known)
	run, err := b.db.createRun(b.pieceFile(n, "names"))
	if err != nil {
		return err
	}
	for _, i := range names.order {
		run.add(names.keys.at(i), nil)
	}
	if err := run.close(); err != nil {
		return err
	}
	for _, q := range b.quads {
		if id := b.ids[q[label]]; id != 0 && !b.counted[id] && countedLabel(string(b.term(q[label]))) {
			b.counted[id] = true
		}
	}
	scratch := make([]rankQuad, len(b.quads))
	for i, positions := range [][]int{{subject, predicate, object, label}, {object}, {predicate}, {label}} {
		b.quads, scratch = radixSort(b.quads, scratch, b.bits, positions...)
		o := [4]order{spog, ospg, posg, gpos}[i]
		if err := b.writeRun(n, o); err != nil {
			return err
		}
	}
	return nil
}

// readPiece brings a piece back into memory, numbered by the order of its ids.
func (b *bulk) readPiece(n int) error {
	b.table, b.quads, b.ids = newTermTable(), b.quads[:0], []uint64{0}
	for r, err := range b.db.merge([]string{b.pieceFile(n, "terms")}) {
		if err != nil {
			return err
		}
		b.table.number(r.value)
	}
	if err := b.readIDs(n); err != nil {
		return err
	}
	for r, err := range b.db.merge([]string{b.pieceFile(n, "quads")}) {
		if err != nil {
			return err
		}
		var q rankQuad
		for pos := range q {
			q[pos] = binary.BigEndian.Uint32(r.key[4*pos:])
		}
		b.quads = append(b.quads, q)
	}
	b.sorted = make([]uint32, b.table.len())
	for i := range b.sorted {
		b.sorted[i] = uint32(i)
	}
	b.rankQuads()
	return nil
}

// readIDs reads the ids of a piece by rank. They do not ascend where the store
// had some of the terms, so a plain file would do; it is a run to be read alike.
func (b *bulk) readIDs(n int) error {
	r, err := b.db.openRun(b.pieceFile(n, "ids"), n)
	if err != nil {
		return err
	}
	defer r.file.Close()
	for err = r.next(); err == nil; err = r.next() {
		id, _, err := cutID(r.key)
		if err != nil {
			return err
		}
		b.ids = append(b.ids, id)
	}
	if err != io.EOF {
		return classify(err)
	}
	return nil
}

func (b *bulk) writeRun(n int, o order) error {
	run, err := b.db.createRun(b.pieceFile(n, string(o.space)))
	if err != nil {
		return err
	}
	var key []byte
	for _, q := range b.quads {
		key = o.appendKey(key[:0], b.quad(q))
		run.add(key, nil)
	}
	return run.close()
}

// mergePieces merges the runs of keys into tables and counts.
func (b *bulk) mergePieces(ctx context.Context) error {
	counts := make(map[string]int)
	if err := b.mergeSPOG(counts); err != nil {
		return err
	}
	for _, o := range orders[1:] {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := b.mergeKeys(string(o.space), o.space, nil); err != nil {
			return err
		}
	}
	for _, space := range []byte{spaceName, spaceWord} {
		if err := b.mergeKeys("names", space, nil); err != nil {
			return err
		}
	}
	b.stats.Added, b.stats.Terms = counts[keyQuadCount], int(b.next-b.first)
	counts[keyTermCount] = b.stats.Terms
	t, m := b.newTables("c"), b.newTables("m")
	return errors.Join(b.writeNumbers(t, counts), b.take(t), b.writeMeta(m), b.take(m))
}

// mergeSPOG also counts the quads that the store did not have.
func (b *bulk) mergeSPOG(counts map[string]int) error {
	return b.before.pass(spaceSPOG, func(seek seekFunc) error {
		return b.mergeKeys(string(spaceSPOG), spaceSPOG, func(key []byte) error {
			q, err := spog.parseKey(key)
			if err != nil {
				return err
			}
			if max(q[0], q[1], q[2], q[3]) < b.first {
				if value, err := seek(key); value != nil || err != nil {
					return err
				}
			}
			counts[keyQuadCount]++
			counts[string(countKey(nil, 'p', q[predicate]))]++
			if b.counted[q[label]] {
				counts[string(countKey(nil, 'g', q[label]))]++
			}
			return nil
		})
	})
}

// mergeKeys merges runs of keys of one space into tables; each distinct key is
// shown to visit, where there is one. A key that the store has is written
// again, which changes nothing.
func (b *bulk) mergeKeys(kind string, space byte, visit func(key []byte) error) error {
	t := b.newTables(string(space))
	var last []byte
	for r, err := range b.db.merge(b.pieceFiles(kind)) {
		if err != nil {
			return errors.Join(err, t.end())
		}
		if r.key[0] != space || bytes.Equal(r.key, last) {
			continue
		}
		last = append(last[:0], r.key...)
		if visit != nil {
			err = visit(r.key)
		}
		if err = errors.Join(err, t.set(r.key, nil)); err != nil {
			return errors.Join(err, t.end())
		}
	}
	return b.take(t)
}
