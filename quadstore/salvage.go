package quadstore

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"strings"

	"github.com/cockroachdb/pebble/v2"
)

// A block of a table that the disk gives back with other bytes cannot be read:
// its checksum tells, and every walk ends there. Nearly all of a store stands in it
// more than once, so the way back is to cut out what cannot be read, which makes
// the rest readable, and to have Repair fill the gap from what stands elsewhere.

// Salvage cuts out of the store in dir what cannot be read, and says what that
// was; a store that is whole stays as it is. What has been cut out is missing
// until Repair has been there. It needs the store closed, and a list of tables (the
// MANIFEST) and a log that are whole.
func Salvage(ctx context.Context, dir string, options Options) (found []Finding, err error) {
	db := newDB(dir, options)
	if err := db.prepare(); err != nil {
		return nil, err
	}
	if err := db.hold(); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.shut()) }()
	db.options = db.pebbleOptions(options)
	db.options.DisableAutomaticCompactions = true // they would read it too
	db.options.EnsureDefaults()
	if err := db.openPebble(); err != nil {
		return nil, err
	}
	for gap, err := range unreadable(ctx, db.pebble) {
		if err == nil {
			gap, err = db.cutOut(ctx, gap)
		}
		if err != nil {
			return found, fmt.Errorf("%s: %w", dir, err)
		}
		found = append(found, Finding{gap.String()})
	}
	return found, nil
}

// All keys are between these.
const (
	lowest  = 0x00
	highest = 0xFF
)

// stretch is keys that cannot be read, and the readable ones beside them.
type stretch struct {
	from, to    []byte // all in [from, to)
	left, right record // no key where there is none
}

func (s stretch) String() string {
	return fmt.Sprintf("a table cannot be read, from %s to %s", keyName(s.from), keyName(s.to))
}

// keyName shows the front of a key, and the space that it is in.
func keyName(key []byte) string {
	const most = 16
	for _, part := range spaces {
		if part.space == key[0] {
			return fmt.Sprintf("%s % x", part.name, key[1:min(len(key), most)])
		}
	}
	switch key[0] {
	case lowest:
		return "the beginning"
	case highest:
		return "the end"
	}
	return fmt.Sprintf("% x", key[:min(len(key), most)])
}

// unreadable walks all that is stored and gives the stretches that cannot be read.
// The store may be changed there after each.
func unreadable(ctx context.Context, r pebble.Reader) iter.Seq2[stretch, error] {
	return func(yield func(stretch, error) bool) {
		from, upper := []byte{lowest}, []byte{highest}
		for !bytes.Equal(from, upper) {
			gap, err := firstGap(ctx, r, from, upper)
			if err == nil && gap.from == nil || !yield(gap, err) || err != nil {
				return
			}
			from = gap.to
		}
	}
}

// firstGap finds the first stretch in [from, upper) that cannot be read; the zero
// one where all can.
func firstGap(ctx context.Context, r pebble.Reader, from, upper []byte) (gap stretch, err error) {
	it, err := r.NewIter(&pebble.IterOptions{LowerBound: from, UpperBound: upper})
	if err != nil {
		return gap, classify(err)
	}
	defer it.Close() // its error is the gap
	gap.from, gap.to = from, upper
	n := 0
	for ok := it.First(); ok; ok = it.Next() {
		if gap.left, err = gap.left.set(it); err != nil {
			return gap, classify(err)
		}
		if n++; n&0xFFF == 0 && ctx.Err() != nil {
			return gap, ctx.Err()
		}
	}
	if err := it.Error(); err == nil || !pebble.IsCorruptionError(err) {
		return stretch{}, classify(err)
	}
	if gap.left.key != nil {
		gap.from = append(bytes.Clone(gap.left.key), 0) // the next possible key
	}
	gap.to, gap.right, err = readableFrom(r, gap.from, upper)
	return gap, err
}

// set copies where an iterator stands.
func (r record) set(it *pebble.Iterator) (record, error) {
	value, err := it.ValueAndErr()
	return record{append(r.key[:0], it.Key()...), append(r.value[:0], value...)}, err
}

// readableFrom halves the keys between one from which nothing can be read and one
// from which all can, until they are near each other. It gives the key, and the
// record that is read from there.
func readableFrom(r pebble.Reader, low, high []byte) (from []byte, first record, err error) {
	for middle := between(low, high); middle != nil; middle = between(low, high) {
		switch found, err := firstFrom(r, middle); {
		case err == nil:
			high, first = middle, found
		case pebble.IsCorruptionError(err):
			low = middle
		default:
			return nil, first, classify(err)
		}
	}
	if first.key == nil {
		high = []byte{highest}
	}
	return high, first, nil
}

// firstFrom reads the first record from a key on. An iterator that has met damage
// would meet it again, so this is one of its own.
func firstFrom(r pebble.Reader, key []byte) (found record, err error) {
	it, err := r.NewIter(&pebble.IterOptions{LowerBound: key, UpperBound: []byte{highest}})
	if err != nil {
		return found, err
	}
	if it.First() {
		found, err = found.set(it)
	}
	return found, errors.Join(err, it.Close())
}

// between gives a key halfway between two, as far as the four bytes tell that
// follow what both have in common; nil where they do not. Each look at damage takes
// a while, for the engine tries whether a single bit has turned round.
func between(low, high []byte) []byte {
	common := 0
	for common < min(len(low), len(high)) && low[common] == high[common] {
		common++
	}
	a, b := fourBytes(low[common:]), fourBytes(high[common:])
	if b-a < 2 {
		return nil
	}
	return binary.BigEndian.AppendUint32(bytes.Clone(low[:common]), a+(b-a)/2)
}

func fourBytes(b []byte) uint32 {
	var four [4]byte
	copy(four[:], b)
	return binary.BigEndian.Uint32(four[:])
}

// cutOut takes a stretch out of all tables, and the keys beside it, which are
// written anew: a table that ended where the stretch begins would have to look into
// it to see that it ends. A table whose own index is damaged does not tell where its
// halves would end, and goes as a whole.
func (db *DB) cutOut(ctx context.Context, s stretch) (stretch, error) {
	beside := db.pebble.NewBatch()
	defer beside.Close()
	if s.left.key != nil {
		s.from = s.left.key
		if err := beside.Set(s.left.key, s.left.value, nil); err != nil {
			return s, err
		}
	}
	if s.right.key != nil {
		s.to = append(bytes.Clone(s.right.key), 0)
		if err := beside.Set(s.right.key, s.right.value, nil); err != nil {
			return s, err
		}
	}
	err := db.excise(ctx, s)
	if pebble.IsCorruptionError(err) {
		if s, err = db.wholeTables(s); err == nil {
			err = db.excise(ctx, s)
		}
	}
	if err != nil {
		return s, classify(err)
	}
	return s, classify(beside.Commit(pebble.Sync))
}

func (db *DB) excise(ctx context.Context, s stretch) error {
	return db.pebble.Excise(ctx, pebble.KeyRange{Start: s.from, End: s.to})
}

// wholeTables widens a stretch to the ends of the tables that it touches.
func (db *DB) wholeTables(s stretch) (stretch, error) {
	levels, err := db.pebble.SSTables(pebble.WithKeyRangeFilter(s.from, s.to))
	for _, tables := range levels {
		for _, t := range tables {
			if first := t.Smallest.UserKey; bytes.Compare(first, s.from) < 0 {
				s.from = bytes.Clone(first)
			}
			if next := append(bytes.Clone(t.Largest.UserKey), 0); bytes.Compare(next, s.to) > 0 {
				s.to = next
			}
		}
	}
	return s, err
}

// firstLine is an error's text without what the engine underneath hangs on it.
func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
