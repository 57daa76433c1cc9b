package quadstore

import (
	"math/bits"
	"sync/atomic"
)

// neighbours remembers the answers to small steps: the quads of one pattern
// whose bound ids are the front of an index, such as all with one subject and
// predicate. One memory serves all snapshots. Two numbers say whether an answer
// holds for a snapshot: the version that it was read at, and the version that
// last changed a quad of its pattern. It holds where
//
//	changed ≤ read at ≤ the snapshot's version
//
// A commit marks all patterns of its quads before it becomes visible. Marks are
// kept by hash, in a table of fixed size: two patterns that share one forget each
// other's answers now and then, which costs a read and is never wrong.
type neighbours struct {
	slots   []atomic.Pointer[answer]
	changed [1 << 15]atomic.Uint64
	all     atomic.Uint64 // version that last changed what no marks tell
}

// answer is what a pattern matches, written whole and never changed.
type answer struct {
	pattern [4]uint64
	space   byte // of the index, which gives the order
	version uint64
	quads   [][4]uint64
}

const (
	mostNeighbours = 32  // quads of an answer; longer ones are walks
	answerBytes    = 256 // what an answer takes, about
)

func newNeighbours(size int64) *neighbours {
	n := 1
	for int64(n)*2*answerBytes <= size {
		n *= 2
	}
	return &neighbours{slots: make([]atomic.Pointer[answer], n)}
}

// hashOf mixes the ids of a pattern, each with an odd constant of its own.
func hashOf(pattern [4]uint64) (h uint64) {
	for i, odd := range [4]uint64{0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93} {
		high, low := bits.Mul64(pattern[i]^h, odd)
		h = high ^ low
	}
	return h
}

func (n *neighbours) slot(hash uint64) *atomic.Pointer[answer] {
	return &n.slots[hash&uint64(len(n.slots)-1)]
}

func (n *neighbours) mark(hash uint64) *atomic.Uint64 {
	return &n.changed[hash>>32%uint64(len(n.changed))]
}

// get gives the answer for a snapshot of a version, where it is known.
func (n *neighbours) get(pattern [4]uint64, space byte, hash, version uint64) (quads [][4]uint64, known bool) {
	a := n.slot(hash).Load()
	if a == nil || a.pattern != pattern || a.space != space || a.version > version {
		return nil, false
	}
	return a.quads, a.version >= n.mark(hash).Load() && a.version >= n.all.Load()
}

// put remembers what a pattern matches in a snapshot of a version.
func (n *neighbours) put(pattern [4]uint64, space byte, hash, version uint64, quads [][4]uint64) {
	n.slot(hash).Store(&answer{pattern, space, version, quads})
}

// change marks what a commit that makes a version changes: q comes or goes.
func (n *neighbours) change(version uint64, q [4]uint64) {
	changedPatterns(q, func(hash uint64) { n.mark(hash).Store(version) })
}

// changedPatterns gives the hashes of the patterns whose answers change where q
// comes or goes: the fronts of its keys. Three orders begin with the same three ids.
func changedPatterns(q [4]uint64, mark func(hash uint64)) {
	for _, o := range orders {
		length := 3
		if o.space == spacePOSG || o.space == spaceOSPG {
			length = 2
		}
		var pattern [4]uint64
		for _, pos := range o.perm[:length] {
			pattern[pos] = q[pos]
			mark(hashOf(pattern))
		}
	}
}

// clear gives the memory of all answers back.
func (n *neighbours) clear() {
	for i := range n.slots {
		n.slots[i].Store(nil)
	}
}

// changeAll marks everything.
func (n *neighbours) changeAll(version uint64) { n.all.Store(version) }
