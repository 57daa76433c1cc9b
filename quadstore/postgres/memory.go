package postgres

import (
	"sync"

	"github.com/cayleygraph/quad"
)

// memory remembers terms and their ids for all snapshots of a process. Within one
// epoch (while no term has gone) an id that was found means the same term in every
// snapshot; a term that was found at one version is there in all later ones. When a
// snapshot of a later epoch comes, everything is forgotten; one of an earlier epoch
// is not helped.
type memory struct {
	mu    sync.Mutex
	epoch int64
	room  int64 // bytes, for each half

	young, old generation // the young becomes the old when it has taken its room
}

type generation struct {
	terms map[int64]quad.Value
	ids   map[string]knownID
	bytes int64
}

type knownID struct{ id, version int64 }

const entryBytes = 100 // what an entry takes beside its term, about

func newMemory(bytes int64) *memory {
	if bytes <= 0 {
		bytes = defaultCacheBytes
	}
	return &memory{room: bytes / 2, young: newGeneration(), old: newGeneration()}
}

func newGeneration() generation {
	return generation{terms: map[int64]quad.Value{}, ids: map[string]knownID{}}
}

// enter says whether the memory serves an epoch; mu is held.
func (m *memory) enter(epoch int64) bool {
	if epoch > m.epoch {
		m.epoch, m.young, m.old = epoch, newGeneration(), newGeneration()
	}
	return epoch == m.epoch
}

// term gives what ids mean; nil where it is not remembered.
func (m *memory) termsOf(ids []uint64, epoch int64) []quad.Value {
	values := make([]quad.Value, len(ids))
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.enter(epoch) {
		return values
	}
	for i, id := range ids {
		v := m.young.terms[int64(id)]
		if v == nil {
			if v = m.old.terms[int64(id)]; v != nil {
				m.keepTerm(int64(id), v, 0)
			}
		}
		values[i] = v
	}
	return values
}

func (m *memory) putTerm(id int64, v quad.Value, size int, epoch int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.enter(epoch) {
		m.keepTerm(id, v, size)
	}
}

func (m *memory) keepTerm(id int64, v quad.Value, size int) {
	if int64(size) > m.room/16 { // an article's text would push out all names
		return
	}
	m.young.terms[id] = v
	m.grow(size)
}

// id gives the id of a term that a version has; 0 where it is not remembered.
func (m *memory) id(term []byte, epoch, version int64) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !m.enter(epoch) {
		return 0
	}
	known, found := m.young.ids[string(term)]
	if !found {
		known = m.old.ids[string(term)]
	}
	if known.version > version {
		return 0
	}
	return known.id
}

func (m *memory) putID(term []byte, id, epoch, version int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.enter(epoch) && int64(len(term)) <= m.room/16 {
		m.young.ids[string(term)] = knownID{id, version}
		m.grow(len(term))
	}
}

func (m *memory) grow(size int) {
	if m.young.bytes += int64(size) + entryBytes; m.young.bytes > m.room {
		m.old, m.young = m.young, newGeneration()
	}
}
