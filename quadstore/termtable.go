package quadstore

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"hash/maphash"
	"slices"
)

// arena holds byte strings by number, without a pointer per string: a load of
// millions of terms leaves the garbage collector nothing to walk.
type arena struct {
	places []place
	blocks [][]byte
}

// place is where a string stands in the arena.
type place struct{ block, start, size uint32 }

const arenaBlock = 1 << 20 // bytes; a longer string gets a block of its own

func (a *arena) len() int { return len(a.places) }

// at gives string number i; it must not be changed.
func (a *arena) at(i uint32) []byte {
	p := a.places[i]
	return a.blocks[p.block][p.start : p.start+p.size]
}

// add appends a string; its number is the one after the last.
func (a *arena) add(s []byte) {
	last := len(a.blocks) - 1
	if last < 0 || len(a.blocks[last])+len(s) > cap(a.blocks[last]) {
		a.blocks = append(a.blocks, make([]byte, 0, max(arenaBlock, len(s))))
		last++
	}
	start := len(a.blocks[last])
	a.blocks[last] = append(a.blocks[last], s...)
	a.places = append(a.places, place{uint32(last), uint32(start), uint32(len(s))})
}

// termTable numbers the distinct byte strings that it is given, from 0: an open
// hash table beside an arena.
type termTable struct {
	arena
	seed  maphash.Seed
	slots []uint64 // the upper half of the hash, and the number + 1; 0 is free
}

func newTermTable() *termTable {
	return &termTable{seed: maphash.MakeSeed(), slots: make([]uint64, 1<<10)}
}

// bytes is what the table holds in memory, about.
func (t *termTable) bytes() int {
	return 8*len(t.slots) + 12*cap(t.places) + arenaBlock*len(t.blocks)
}

// number gives the number of a string, a new one where it is new.
func (t *termTable) number(s []byte) uint32 {
	hash := maphash.Bytes(t.seed, s)
	mask := uint64(len(t.slots) - 1)
	for at := hash & mask; ; at = (at + 1) & mask {
		slot := t.slots[at]
		if slot == 0 {
			return t.insert(s, hash, at)
		}
		if slot>>32 == hash>>32 {
			if i := uint32(slot) - 1; bytes.Equal(t.at(i), s) {
				return i
			}
		}
	}
}

func (t *termTable) insert(s []byte, hash, at uint64) uint32 {
	i := uint32(len(t.places))
	t.add(s)
	t.slots[at] = hash>>32<<32 | uint64(i+1)
	if 3*len(t.places) > 2*len(t.slots) {
		t.grow()
	}
	return i
}

func (t *termTable) grow() {
	slots := make([]uint64, 2*len(t.slots))
	mask := uint64(len(slots) - 1)
	for i := range t.places {
		hash := maphash.Bytes(t.seed, t.at(uint32(i)))
		at := hash & mask
		for slots[at] != 0 {
			at = (at + 1) & mask
		}
		slots[at] = hash>>32<<32 | uint64(i+1)
	}
	t.slots = slots
}

// ranked is a string by number, with eight of its bytes as a number that
// compares as they do.
type ranked struct {
	word uint64
	i    uint32
}

// sorted gives the numbers 0..n-1 in the bytewise order of the strings at gives.
//
// Terms have long beginnings in common, so they are compared eight bytes at a
// time, and only strings that agree so far are looked at further in (multikey
// quicksort, Bentley and Sedgewick 1997, with words for characters).
func sorted(n int, at func(uint32) []byte) []uint32 {
	all := make([]ranked, n)
	for i := range all {
		all[i].i = uint32(i)
	}
	sortRanked(all, at, 0)
	order := make([]uint32, n)
	for i, r := range all {
		order[i] = r.i
	}
	return order
}

func sortRanked(some []ranked, at func(uint32) []byte, depth int) {
	if len(some) < 2 {
		return
	}
	if len(some) <= 8 {
		slices.SortFunc(some, func(a, b ranked) int {
			x, y := at(a.i), at(b.i) // what is before depth differs in zeros at the end at most
			return cmp.Or(bytes.Compare(tail(x, depth), tail(y, depth)), cmp.Compare(len(x), len(y)))
		})
		return
	}
	ended := true
	for i := range some {
		rest := tail(at(some[i].i), depth)
		some[i].word = word(rest)
		ended = ended && len(rest) == 0
	}
	if ended { // they differ in the zero bytes at their ends only
		slices.SortFunc(some, func(a, b ranked) int { return cmp.Compare(len(at(a.i)), len(at(b.i))) })
		return
	}
	slices.SortFunc(some, func(a, b ranked) int { return cmp.Compare(a.word, b.word) })
	for start := 0; start < len(some); {
		end := start + 1
		for end < len(some) && some[end].word == some[start].word {
			end++
		}
		sortRanked(some[start:end], at, depth+8)
		start = end
	}
}

func tail(s []byte, depth int) []byte {
	return s[min(depth, len(s)):]
}

// word is the first eight bytes, padded with zeros.
func word(s []byte) uint64 {
	if len(s) >= 8 {
		return binary.BigEndian.Uint64(s)
	}
	var b [8]byte
	copy(b[:], s)
	return binary.BigEndian.Uint64(b[:])
}
