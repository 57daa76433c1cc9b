package quadstore

import (
	"bytes"
	"iter"
	"math/bits"
	"slices"

	"github.com/cockroachdb/pebble/v2"
)

// Scan implements Snapshot.
func (s *snapshot) Scan(pattern [4]uint64, after [4]uint64) iter.Seq2[[4]uint64, error] {
	return func(yield func([4]uint64, error) bool) {
		mask := bound(pattern)
		order := scanOrder(mask)
		lead := order.lead(mask)
		if s.done.Load() {
			yield([4]uint64{}, ErrClosed)
			return
		}
		if index := s.resident(order, pattern, lead); index != nil {
			index.prefix(pattern, lead, after, yield)
			return
		}
		prefix := order.appendPrefix(nil, pattern, lead)
		walk, err := s.newWalk(order)
		if err != nil {
			yield([4]uint64{}, err)
			return
		}
		defer s.giveBack(order.space, walk.it)
		if walk.prefix(pattern, lead, startAfter(order, prefix, after), yield) {
			walk.finish(yield)
		}
	}
}

// startAfter is the first key of the prefix that may follow the quad after.
func startAfter(o order, prefix []byte, after [4]uint64) []byte {
	if after == ([4]uint64{}) {
		return prefix
	}
	// No key begins with another one: key+0 is the next possible key.
	if next := append(o.appendKey(nil, after), 0); bytes.Compare(next, prefix) > 0 {
		return next
	}
	return prefix
}

// Expand implements Snapshot.
func (s *snapshot) Expand(ids []uint64, pos int, pattern [4]uint64) iter.Seq2[[4]uint64, error] {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	if len(ids) > 0 && ids[0] == 0 {
		ids = ids[1:]
	}
	return func(yield func([4]uint64, error) bool) {
		if len(ids) == 0 {
			return
		}
		s.expand(ids, pos, pattern, yield)
	}
}

// expand answers each id from the resident copy, or from what is remembered,
// where it can, and walks to the others.
func (s *snapshot) expand(ids []uint64, pos int, pattern [4]uint64, yield func([4]uint64, error) bool) {
	pattern[pos] = ids[0]
	mask := bound(pattern)
	order := expandOrder(mask, pos)
	e := expansion{snapshot: s, order: order, lead: order.lead(mask), whole: order.lead(mask) == bits.OnesCount(uint(mask))}
	defer e.close()
	for _, id := range ids {
		pattern[pos] = id
		if !e.step(pattern, yield) {
			return
		}
	}
	if e.walk != nil {
		e.walk.finish(yield)
	}
}

// expansion is one pass over the neighbours of ascending ids.
type expansion struct {
	*snapshot
	order  order
	lead   int
	whole  bool        // the key's front is all of the pattern, so that answers can be remembered
	prefix []byte      // scratch
	found  [][4]uint64 // scratch
	walk   *walk       // nil until something is not known
}

func (e *expansion) close() {
	if e.walk != nil {
		e.giveBack(e.order.space, e.walk.it)
	}
}

// step yields the neighbours of one id; false when yield is done.
func (e *expansion) step(pattern [4]uint64, yield func([4]uint64, error) bool) bool {
	if e.done.Load() {
		yield([4]uint64{}, ErrClosed)
		return false
	}
	if index := e.resident(e.order, pattern, e.lead); index != nil {
		return index.prefix(pattern, e.lead, [4]uint64{}, yield)
	}
	if !e.whole || e.lead == 4 {
		return e.read(pattern, yield)
	}
	memory, hash := e.db.neighbours, hashOf(pattern)
	if quads, known := memory.get(pattern, e.order.space, hash, e.version); known {
		for _, q := range quads {
			if !yield(q, nil) {
				return false
			}
		}
		return true
	}
	e.found = e.found[:0]
	ended := e.read(pattern, func(q [4]uint64, err error) bool {
		if len(e.found) <= mostNeighbours && err == nil {
			e.found = append(e.found, q)
		}
		return yield(q, err)
	})
	if ended && len(e.found) <= mostNeighbours && e.walk.it.Error() == nil {
		memory.put(pattern, e.order.space, hash, e.version, slices.Clone(e.found))
	}
	return ended
}

// read walks on to the neighbours of one id.
func (e *expansion) read(pattern [4]uint64, yield func([4]uint64, error) bool) bool {
	if e.walk == nil {
		walk, err := e.newWalk(e.order)
		if err != nil {
			yield([4]uint64{}, err)
			return false
		}
		e.walk = walk
	}
	e.prefix = e.order.appendPrefix(e.prefix[:0], pattern, e.lead)
	return e.walk.prefix(pattern, e.lead, e.prefix, yield)
}

// walk is one pass over ascending keys of an index.
type walk struct {
	it     *pebble.Iterator // borrowed
	order  order
	begun  bool
	steps  int
	target []byte // scratch
}

func (s *snapshot) newWalk(o order) (*walk, error) {
	it, err := s.borrow(o.space)
	if err != nil {
		return nil, err
	}
	return &walk{it: it, order: o}, nil
}

// A seek costs about ten steps. How far apart the targets of a walk lie is not
// known before, so a walk tries a few steps first, more of them while that
// works, fewer while it does not.
const (
	firstSteps = 4
	maxSteps   = 16
)

// advance stands on the first key that is not below target; false at the end.
func (w *walk) advance(target []byte) bool {
	if !w.begun {
		w.begun, w.steps = true, firstSteps
		return w.it.SeekGE(target)
	}
	for range w.steps {
		if !w.it.Valid() || bytes.Compare(w.it.Key(), target) >= 0 {
			w.steps = min(w.steps+1, maxSteps)
			return w.it.Valid()
		}
		w.it.Next()
	}
	if w.it.Valid() && bytes.Compare(w.it.Key(), target) < 0 {
		w.steps = max(w.steps/2, 1)
		w.it.SeekGE(target)
	}
	return w.it.Valid()
}

// prefix yields the quads from start on that have the first lead ids of pattern
// at the front of their keys and match the rest of it; false when yield is done.
func (w *walk) prefix(pattern [4]uint64, lead int, start []byte, yield func([4]uint64, error) bool) bool {
	valid := w.advance(start)
	for valid {
		q, err := w.order.parseKey(w.it.Key())
		if err != nil {
			yield(q, err)
			return false
		}
		unlike := w.order.unlike(q, pattern)
		switch {
		case unlike < lead:
			return true
		case unlike == 4:
			if !yield(q, nil) {
				return false
			}
			valid = w.it.Next()
		default:
			valid = w.skip(q, pattern, unlike)
		}
	}
	return true
}

// skip stands on the first key that can match after q, which differs at place i.
func (w *walk) skip(q, pattern [4]uint64, i int) bool {
	q, n := w.order.skip(q, pattern, i)
	w.target = w.order.appendPrefix(w.target[:0], q, n)
	return w.advance(w.target)
}

// finish yields the error that ended the walk, if one did.
func (w *walk) finish(yield func([4]uint64, error) bool) {
	if err := w.it.Error(); err != nil {
		yield([4]uint64{}, classify(err))
	}
}
