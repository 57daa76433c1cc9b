package quadstore

import (
	"context"
	"errors"
	"math"
	"sync"
	"sync/atomic"
)

// warmth is what is kept in memory of a store that was warmed.
type warmth struct {
	copy   atomic.Pointer[resident]
	making *resident   // for the next copy: changes since it was begun; guarded by DB.write
	keep   atomic.Bool // make the copy anew when it is out of date
	turn   sync.Mutex  // held by the one who makes a copy
}

// Warm reads the store into memory, as far as Options.CacheBytes allows: a
// quarter of it for the indexes, which are held whole or not at all, and what
// there is for terms and their ids. From then on commits and bulk loads that put
// the copy out of date have it made anew, behind the scenes. Without Warm what
// is asked for the first time is read from the disk; answers are the same.
func (db *DB) Warm(ctx context.Context) error {
	if !db.use() {
		return ErrClosed
	}
	db.warmth.keep.Store(true)
	return errors.Join(db.warm(ctx, (*snapshot).warmTerms), db.release())
}

// warm makes a copy of the store as it is now, and does more with its snapshot.
func (db *DB) warm(ctx context.Context, more func(*snapshot, context.Context) error) error {
	db.warmth.turn.Lock()
	defer db.warmth.turn.Unlock()
	s, r, err := db.beginCopy()
	if err != nil {
		return err
	}
	if r == nil { // it does not fit, and a store seldom shrinks
		db.warmth.keep.Store(false)
	} else {
		err = r.read(ctx, s)
		db.finishCopy(r, err == nil)
	}
	if err == nil {
		err = more(s, ctx)
	}
	return errors.Join(err, s.Close())
}

// beginCopy gives a snapshot, and a copy of it that is empty so far but hears
// of what later commits change; nil where there is no room for one. The copy
// that was there goes first, so that memory holds one.
func (db *DB) beginCopy() (*snapshot, *resident, error) {
	db.write.Lock()
	defer db.write.Unlock()
	s, err := db.snapshot()
	if err != nil {
		return nil, nil, err
	}
	quads, err := readNumber(s.reader, keyQuadCount)
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	ids, err := readNumber(s.reader, keyNextID)
	if err != nil {
		return nil, nil, errors.Join(err, s.Close())
	}
	db.warmth.copy.Store(nil)
	if max(quads, ids) >= math.MaxUint32 || residentBytes(quads, ids) > db.residentRoom {
		return s, nil, nil
	}
	r := &resident{version: s.version, marks: make([]atomic.Uint64, markWords(quads))}
	for i, o := range orders {
		r.indexes[i] = residentIndex{order: o, starts: make([]uint32, 0, ids+1), rest: make([][3]uint32, 0, quads)}
	}
	db.warmth.making = r
	return s, r, nil
}

// finishCopy shows a copy that is whole to readers, unless something has made it
// void meanwhile.
func (db *DB) finishCopy(r *resident, whole bool) {
	db.write.Lock()
	defer db.write.Unlock()
	if db.warmth.making != r {
		return
	}
	db.warmth.making = nil
	if whole {
		db.warmth.copy.Store(r)
		db.neighbours.clear() // what they know the copy knows, and both have one share of the memory
	}
}

// read fills the copy with what a snapshot has.
func (r *resident) read(ctx context.Context, s *snapshot) error {
	for i := range r.indexes {
		if err := r.indexes[i].read(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

func (x *residentIndex) read(ctx context.Context, s *snapshot) error {
	for it, err := range s.walk([]byte{x.order.space}, []byte{x.order.space + 1}) {
		if err != nil {
			return err
		}
		if err := s.db.mayGoOn(ctx, len(x.rest)); err != nil {
			return err
		}
		q, err := x.order.parseKey(it.Key())
		if err != nil {
			return err
		}
		x.begin(q[x.order.perm[0]])
		rest := x.restOf(q)
		x.rest = append(x.rest, [3]uint32{uint32(rest[0]), uint32(rest[1]), uint32(rest[2])})
	}
	x.begin(uint64(cap(x.starts)) - 1)
	return nil
}

// begin notes that the quads of a leading id, and of those before it that have
// none, begin here, where they have not begun yet.
func (x *residentIndex) begin(id uint64) {
	for uint64(len(x.starts)) <= id {
		x.starts = append(x.starts, uint32(len(x.rest)))
	}
}

// mayGoOn looks now and then whether anybody still wants what is being made.
func (db *DB) mayGoOn(ctx context.Context, n int) error {
	if n&0xFFF != 0 {
		return nil
	}
	select {
	case <-db.stop:
		return ErrClosed
	default:
		return ctx.Err()
	}
}

// warmTerms fills the memories of terms and ids, the oldest terms first.
func (s *snapshot) warmTerms(ctx context.Context) error {
	n := 0
	for it, err := range s.walk([]byte{spaceID}, []byte{spaceID + 1}) {
		if err != nil {
			return err
		}
		if n++; n > len(s.db.terms.slots) {
			break
		}
		if err := s.db.mayGoOn(ctx, n); err != nil {
			return err
		}
		if err := s.warmTerm(it.Key(), it.Value()); err != nil {
			return err
		}
	}
	return nil
}

func (s *snapshot) warmTerm(key, term []byte) error {
	id, _, err := cutID(key[1:])
	if err != nil {
		return err
	}
	value, err := parseTerm(term)
	if err != nil {
		return err
	}
	s.db.terms.put(id, value, len(term))
	s.db.ids.put(term, id, s.version)
	return nil
}

// change tells the copies what a commit changes: q comes or goes.
func (w *warmth) change(q [4]uint64) {
	for _, r := range []*resident{w.copy.Load(), w.making} {
		if r != nil {
			r.change(q)
		}
	}
}

// changeAll makes the copies void. The writer calls it before its commit.
func (w *warmth) changeAll() {
	w.copy.Store(nil)
	w.making = nil
}

// tooMany changes make a copy not worth keeping: most questions would find
// their bit marked.
const (
	tooManyChanges = 1000
	tooManyShare   = 4 // of the quads, one in so many
)

// outOfDate says whether the copy should be made anew. The writer asks.
func (w *warmth) outOfDate() bool {
	if !w.keep.Load() || w.making != nil {
		return false
	}
	r := w.copy.Load()
	return r == nil || r.changes.Load() > max(tooManyChanges, int64(len(r.indexes[0].rest))/tooManyShare)
}

// keepWarm makes the copy anew where it is out of date, behind the scenes. The
// writer calls it after its commit. What goes wrong with it, reads will meet.
func (db *DB) keepWarm() {
	if !db.warmth.outOfDate() || !db.alongside() {
		return
	}
	go func() {
		defer db.beside.Done()
		if err := db.warm(context.Background(), func(*snapshot, context.Context) error { return nil }); err != nil {
			db.warmth.keep.Store(false)
		}
	}()
}
