package quadstore

import (
	"hash/maphash"
	"sync/atomic"

	"github.com/cayleygraph/quad"
)

// termCache remembers terms by id. A term never changes and its id is never
// used again, so one cache serves all snapshots and nothing is ever invalid.
// It is a table of slots, each written whole and read without a lock; a term
// takes the slot that its id falls on.
type termCache struct {
	slots []atomic.Pointer[cachedTerm]
}

type cachedTerm struct {
	id    uint64
	value quad.Value
}

const (
	cachedTermBytes = 128 // a slot, its term and what the allocator adds, about
	maxCachedTerm   = 512 // bytes; longer terms are texts that are read once
)

func newTermCache(size int64) *termCache {
	n := 1
	for int64(n)*2*cachedTermBytes <= size {
		n *= 2
	}
	return &termCache{slots: make([]atomic.Pointer[cachedTerm], n)}
}

func (c *termCache) slot(id uint64) *atomic.Pointer[cachedTerm] {
	return &c.slots[id&uint64(len(c.slots)-1)]
}

func (c *termCache) get(id uint64) quad.Value {
	if found := c.slot(id).Load(); found != nil && found.id == id {
		return found.value
	}
	return nil
}

func (c *termCache) put(id uint64, value quad.Value, size int) {
	if size <= maxCachedTerm {
		c.slot(id).Store(&cachedTerm{id, value})
	}
}

// idCache remembers ids by term bytes, for the readers. A term whose last quad
// goes loses its id: an answer holds for a snapshot that is not older than it,
// while no commit since has dropped any term.
type idCache struct {
	seed    maphash.Seed
	slots   []atomic.Pointer[cachedID]
	dropped atomic.Uint64 // version that last dropped terms
}

type cachedID struct {
	term        string
	id, version uint64
}

func newIDCache(size int64) *idCache {
	n := 1
	for int64(n)*2*cachedTermBytes <= size {
		n *= 2
	}
	return &idCache{seed: maphash.MakeSeed(), slots: make([]atomic.Pointer[cachedID], n)}
}

func (c *idCache) slot(term []byte) *atomic.Pointer[cachedID] {
	return &c.slots[maphash.Bytes(c.seed, term)&uint64(len(c.slots)-1)]
}

// get gives the id of a term in a snapshot of a version; 0 where it is not known.
func (c *idCache) get(term []byte, version uint64) uint64 {
	found := c.slot(term).Load()
	if found == nil || found.version > version || found.version < c.dropped.Load() || found.term != string(term) {
		return 0
	}
	return found.id
}

func (c *idCache) put(term []byte, id, version uint64) {
	if len(term) <= maxCachedTerm {
		c.slot(term).Store(&cachedID{string(term), id, version})
	}
}

// knownTerms is the writer's memory of ids by term bytes. It holds what is
// committed, and forgets everything rather than growing without bound.
type knownTerms map[string]uint64

const maxKnownTerms = 1 << 16

func newKnownTerms() knownTerms { return make(knownTerms) }

func (k knownTerms) add(term string, id uint64) {
	if len(term) > maxCachedTerm {
		return
	}
	if len(k) >= maxKnownTerms {
		clear(k)
	}
	k[term] = id
}
