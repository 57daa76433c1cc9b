package quadstore

import (
	"math"
	"sync/atomic"
)

// A resident copy holds the four indexes of one version in memory, as ids
// (warm.go makes it). An index keeps of each quad the three ids that follow the
// leading one, in the order of keys; a table by id says where the quads of a
// leading id begin. A step is a look at that table and a binary search within
// what it shows: no seek through tables and blocks.
//
// The copy never changes. A commit marks the patterns of its quads before it
// becomes visible, as bits by hash: what is not marked is the same in the copy
// and in every later version, also where it is nothing. What is marked, or
// shares its bit with something that is, is read from the tables. When much is
// marked the copy is made anew.
type resident struct {
	version uint64
	indexes [len(orders)]residentIndex // in the order of orders
	marks   []atomic.Uint64            // bits, a power of two of them
	changes atomic.Int64               // quads that came or went since
}

type residentIndex struct {
	order  order
	starts []uint32    // by leading id: where its quads begin in rest; one more at the end
	rest   [][3]uint32 // the other ids of the keys
}

const (
	restBytes   = 12 // of a quad in one index
	startBytes  = 4  // of an id in one index
	marksOfQuad = 16 // bits
	leastMarks  = 1 << 12
)

// residentBytes is what the copy of a store takes in memory.
func residentBytes(quads, ids uint64) uint64 {
	return uint64(len(orders))*(restBytes*quads+startBytes*(ids+1)) + 8*markWords(quads)
}

// markWords is the number of words that the bits for so many quads take.
func markWords(quads uint64) uint64 {
	words := uint64(leastMarks / 64)
	for words*64 < marksOfQuad*quads {
		words *= 2
	}
	return words
}

func (r *resident) mark(hash uint64) {
	word, bit := r.bit(hash)
	if word.Load()&bit == 0 {
		word.Or(bit)
	}
}

func (r *resident) marked(hash uint64) bool {
	word, bit := r.bit(hash)
	return word.Load()&bit != 0
}

func (r *resident) bit(hash uint64) (*atomic.Uint64, uint64) {
	return &r.marks[hash>>6&uint64(len(r.marks)-1)], 1 << (hash & 63)
}

// change marks what a commit changes: q comes or goes.
func (r *resident) change(q [4]uint64) {
	changedPatterns(q, r.mark)
	r.changes.Add(1)
}

// resident gives the index of the copy that answers a pattern, of whose key the
// first lead ids are bound; nil where the tables must be asked.
func (s *snapshot) resident(o order, pattern [4]uint64, lead int) *residentIndex {
	r := s.db.warmth.copy.Load()
	if r == nil || r.version > s.version || lead == 0 || lead == 4 {
		return nil
	}
	if r.changes.Load() > 0 {
		var front [4]uint64
		for _, pos := range o.perm[:lead] {
			front[pos] = pattern[pos]
		}
		if r.marked(hashOf(front)) {
			return nil
		}
	}
	for i := range orders {
		if orders[i].space == o.space {
			return &r.indexes[i]
		}
	}
	return nil
}

// prefix yields the quads after `after` that have the first lead ids of pattern
// at the front of their keys and match the rest of it; false when yield is done.
func (x *residentIndex) prefix(pattern [4]uint64, lead int, after [4]uint64, yield func([4]uint64, error) bool) bool {
	leading := pattern[x.order.perm[0]]
	at, end := x.stretch(leading)
	if key := x.restOf(pattern); lead > 1 {
		at = x.search(at, end, key, lead-1)
		key[lead-2]++
		end = x.search(at, end, key, lead-1)
	}
	if x.order.compare(after, x.quad(leading, [3]uint32{})) >= 0 {
		at = x.after(at, end, leading, after)
	}
	for at < end {
		q := x.quad(leading, x.rest[at])
		unlike := x.order.unlike(q, pattern)
		if unlike == 4 {
			if !yield(q, nil) {
				return false
			}
			at++
			continue
		}
		target, n := x.order.skip(q, pattern, unlike)
		if target[x.order.perm[0]] != leading {
			break
		}
		at = x.search(at, end, x.restOf(target), n-1)
	}
	return true
}

// stretch is where the quads of a leading id stand.
func (x *residentIndex) stretch(id uint64) (start, end int) {
	if id >= uint64(len(x.starts))-1 {
		return 0, 0
	}
	return int(x.starts[id]), int(x.starts[id+1])
}

// after is the first place from at on whose quad is after another one.
func (x *residentIndex) after(at, end int, leading uint64, q [4]uint64) int {
	if q[x.order.perm[0]] > leading {
		return end
	}
	key := x.restOf(q)
	if key[2] < math.MaxUint64 { // which says "after every one"
		key[2]++
	}
	return x.search(at, end, key, 3)
}

// search is the first place in [at, end) whose first n ids are not below key's.
// It looks near at first, in ever larger steps, then between the last two.
func (x *residentIndex) search(at, end int, key [3]uint64, n int) int {
	for step := 1; at < end && below(x.rest[at], key, n); step *= 2 {
		next := at + step
		if next < end && below(x.rest[next], key, n) {
			at = next
			continue
		}
		low, high := at+1, min(next, end)
		for low < high {
			if middle := int(uint(low+high) / 2); below(x.rest[middle], key, n) {
				low = middle + 1
			} else {
				high = middle
			}
		}
		return low
	}
	return at
}

func below(rest [3]uint32, key [3]uint64, n int) bool {
	for i, id := range rest[:n] {
		if uint64(id) != key[i] {
			return uint64(id) < key[i]
		}
	}
	return false
}

// restOf is q without the leading id, in the order of keys.
func (x *residentIndex) restOf(q [4]uint64) [3]uint64 {
	return [3]uint64{q[x.order.perm[1]], q[x.order.perm[2]], q[x.order.perm[3]]}
}

func (x *residentIndex) quad(leading uint64, rest [3]uint32) (q [4]uint64) {
	q[x.order.perm[0]] = leading
	for i, id := range rest {
		q[x.order.perm[i+1]] = uint64(id)
	}
	return q
}
