package kg

import "sync/atomic"

// memory is what requests remember for each other of ids, for as long as the
// store does not change: a table of slots, each written whole and read without
// a lock. An id takes the slot that it falls on, whoever had it before.
type memory[T any] struct {
	slots []atomic.Pointer[remembered[T]]
}

type remembered[T any] struct {
	id, version uint64
	value       T
}

// newMemory has so many slots, a power of two.
func newMemory[T any](slots int) memory[T] {
	return memory[T]{make([]atomic.Pointer[remembered[T]], slots)}
}

func (m memory[T]) slot(id uint64) *atomic.Pointer[remembered[T]] {
	return &m.slots[id&uint64(len(m.slots)-1)]
}

// get is what was remembered of an id in a version of the store, nil for
// nothing. It is not to be changed.
func (m memory[T]) get(id, version uint64) *T {
	if r := m.slot(id).Load(); r != nil && r.id == id && r.version == version {
		return &r.value
	}
	return nil
}

func (m memory[T]) put(id, version uint64, v T) {
	m.slot(id).Store(&remembered[T]{id, version, v})
}
