package quadstore

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"math/bits"
	"slices"
)

// Ids are written so that the order of bytes is the order of numbers, in as few
// bytes as they need: as many leading 1 bits as bytes follow the first one, a 0
// bit, then the number, most significant bits first.
//
//	0xxxxxxx                      up to 7 bits
//	10xxxxxx xxxxxxxx             up to 14 bits
//	110xxxxx xxxxxxxx xxxxxxxx    up to 21 bits
//	…
//	11111111 and 8 bytes          up to 64 bits
//
// Only the shortest form is written. No written id is the beginning of another
// one, so ids in a row need no separator. (SQLite's varints have the same two
// properties; UTF-8 taught the leading ones.)
func appendID(b []byte, id uint64) []byte {
	if id < 1<<7 {
		return append(b, byte(id))
	}
	if id < 1<<14 {
		return append(b, byte(id>>8)|0x80, byte(id))
	}
	if id < 1<<21 {
		return append(b, byte(id>>16)|0xC0, byte(id>>8), byte(id))
	}
	if id < 1<<28 {
		return append(b, byte(id>>24)|0xE0, byte(id>>16), byte(id>>8), byte(id))
	}
	return appendLongID(b, id)
}

func appendLongID(b []byte, id uint64) []byte {
	extra := (bits.Len64(id) - 1) / 7 // bytes after the first
	if extra >= 8 {
		return binary.BigEndian.AppendUint64(append(b, 0xFF), id)
	}
	for i := extra; i >= 0; i-- {
		c := byte(id >> (8 * i))
		if i == extra {
			c |= ^byte(0xFF >> extra)
		}
		b = append(b, c)
	}
	return b
}

// cutID reads an id from the front of b and gives the rest.
func cutID(b []byte) (id uint64, rest []byte, err error) {
	if len(b) == 0 {
		return 0, nil, fmt.Errorf("%w: key ends within an id", ErrCorruption)
	}
	if b[0] < 0x80 {
		return uint64(b[0]), b[1:], nil
	}
	extra := bits.LeadingZeros8(^b[0])
	if len(b) <= extra {
		return 0, nil, fmt.Errorf("%w: key ends within an id", ErrCorruption)
	}
	if extra < 8 {
		id = uint64(b[0] & (0xFF >> (extra + 1)))
	}
	for _, c := range b[1 : extra+1] {
		id = id<<8 | uint64(c)
	}
	return id, b[extra+1:], nil
}

// order is an index of all quads: its space and which position of the quad
// stands where in the key.
type order struct {
	space byte
	perm  [4]int
}

const (
	subject   = 0
	predicate = 1
	object    = 2
	label     = 3
)

var (
	spog = order{spaceSPOG, [4]int{subject, predicate, object, label}}
	posg = order{spacePOSG, [4]int{predicate, object, subject, label}}
	ospg = order{spaceOSPG, [4]int{object, subject, predicate, label}}
	gpos = order{spaceGPOS, [4]int{label, predicate, object, subject}}

	orders = [4]order{spog, posg, ospg, gpos}
)

// appendKey appends the key of a quad in this order.
func (o order) appendKey(b []byte, q [4]uint64) []byte {
	return o.appendPrefix(b, q, 4)
}

// appendPrefix appends the part of the key of q that has its first n ids.
func (o order) appendPrefix(b []byte, q [4]uint64, n int) []byte {
	b = append(b, o.space)
	for _, pos := range o.perm[:n] {
		b = appendID(b, q[pos])
	}
	return b
}

func appendIDs(b []byte, ids []uint64) []byte {
	for _, id := range ids {
		b = appendID(b, id)
	}
	return b
}

// sorted gives the ids of quads in the order of keys, both within each and
// among them.
func (o order) sorted(quads [][4]uint64) [][4]uint64 {
	keys := make([][4]uint64, len(quads))
	for i, q := range quads {
		for at, pos := range o.perm {
			keys[i][at] = q[pos]
		}
	}
	slices.SortFunc(keys, compareKeys)
	return keys
}

// compareKeys is written out, for slices.Compare takes thrice as long.
func compareKeys(a, b [4]uint64) int {
	switch {
	case a[0] != b[0]:
		return cmp.Compare(a[0], b[0])
	case a[1] != b[1]:
		return cmp.Compare(a[1], b[1])
	case a[2] != b[2]:
		return cmp.Compare(a[2], b[2])
	}
	return cmp.Compare(a[3], b[3])
}

// parseKey reads the quad from a key of this order.
func (o order) parseKey(key []byte) (q [4]uint64, err error) {
	if len(key) == 0 || key[0] != o.space {
		return q, fmt.Errorf("%w: key % x is not of index %q", ErrCorruption, key, o.space)
	}
	rest := key[1:]
	for _, pos := range o.perm {
		if q[pos], rest, err = cutID(rest); err != nil {
			return q, fmt.Errorf("key % x: %w", key, err)
		}
	}
	if len(rest) > 0 {
		return q, fmt.Errorf("%w: key % x has bytes left over", ErrCorruption, key)
	}
	return q, nil
}

// compare orders two quads as the keys of this order do.
func (o order) compare(a, b [4]uint64) int {
	for _, pos := range o.perm {
		if a[pos] != b[pos] {
			if a[pos] < b[pos] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// unlike is the first place in the key where q does not match; 4 where it does.
func (o order) unlike(q, pattern [4]uint64) int {
	for i, pos := range o.perm {
		if pattern[pos] != 0 && pattern[pos] != q[pos] {
			return i
		}
	}
	return 4
}

// skip gives the front, of n ids, of the next key that can match after q, which
// differs at place i: within the same ids before i, or, where q is past it, under
// the next id before i.
func (o order) skip(q, pattern [4]uint64, i int) (front [4]uint64, n int) {
	pos := o.perm[i]
	if q[pos] < pattern[pos] {
		q[pos] = pattern[pos]
		return q, i + 1
	}
	q[o.perm[i-1]]++
	return q, i
}

// bound says which positions of a pattern are given: bit 0 the subject, …,
// bit 3 the label.
func bound(pattern [4]uint64) (mask int) {
	for pos, id := range pattern {
		if id != 0 {
			mask |= 1 << pos
		}
	}
	return mask
}

// lead counts the ids at the front of the key that mask gives.
func (o order) lead(mask int) int {
	for i, pos := range o.perm {
		if mask&(1<<pos) == 0 {
			return i
		}
	}
	return 4
}

// scanOrder chooses the index for a pattern: the one with the longest given
// prefix, the first of spog, posg, ospg, gpos where several have it. One
// exception: object and label go through gpos, where the few predicates of a
// label are skipped through, because an object may have a million quads.
func scanOrder(mask int) order {
	if mask == 1<<object|1<<label {
		return gpos
	}
	best := spog
	for _, o := range orders[1:] {
		if o.lead(mask) > best.lead(mask) {
			best = o
		}
	}
	return best
}

// expandOrder chooses the index in which the quads of ascending ids at pos are
// ascending keys: everything before pos in the key is given.
func expandOrder(mask, pos int) order {
	best, length := orders[0], -1
	for _, o := range orders {
		if n := o.lead(mask | 1<<pos); n > length && o.lead(mask|1<<pos) > o.rank(pos) {
			best, length = o, n
		}
	}
	return best
}

// rank is the place of a position in the key.
func (o order) rank(pos int) int {
	for i, p := range o.perm {
		if p == pos {
			return i
		}
	}
	return 4
}

// successor is the first key after all keys that begin with prefix; nil means
// the end of all keys.
func successor(prefix []byte) []byte {
	end := append([]byte(nil), prefix...)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i]++; end[i] != 0 {
			return end[:i+1]
		}
	}
	return nil
}
