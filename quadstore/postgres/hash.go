package postgres

import (
	"crypto/sha256"
	"encoding/binary"
)

// attempts is how often a term may be displaced. Terms of the same 63 bits are one
// in nine billion billion pairs; that one has eight such neighbours does not happen.
const attempts = 8

// hashFunc gives the ids that a term may have, the first choice first. Tests put in
// one that is small enough to collide.
type hashFunc func(term []byte) [attempts]int64

// hashIDs takes 63 bits at a time from the SHA-256 of the term, and then from the
// SHA-256 of that.
func hashIDs(term []byte) (ids [attempts]int64) {
	sum := sha256.Sum256(term)
	for i := range ids {
		at := i % 4 * 8
		if i > 0 && at == 0 {
			sum = sha256.Sum256(sum[:])
		}
		ids[i] = max(1, int64(binary.BigEndian.Uint64(sum[at:])>>1))
	}
	return ids
}

// digest names a term in the table displaced.
func digest(term []byte) []byte {
	sum := sha256.Sum256(term)
	return sum[:]
}
