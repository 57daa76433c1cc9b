package postgres

import (
	"sync"

	"github.com/cayleygraph/quad"
)

// memory remembers terms and their ids for all snapshots of a process. Within one
// epoch (while no term has gone) an id that was found means the same term in every
// snapshot; a term that was found at one version is there in all later ones. When a
// snapshot of a later epoch comes, the terms that have gone since are forgotten, or
// everything where they are not known (touched.go); one of an earlier epoch
// is not helped.
type memory struct {
	mu    sync.Mutex
	epoch int64
	room  int64 // bytes, for each half

	young, old generation      // the young becomes the old when it has taken its room
	dropped    map[int64]int64 // the versions in which terms have gone
}

type generation struct {
	terms map[int64]quad.Value
	ids   map[string]knownID
	used  map[int64]bool // ids that a term has
	bytes int64
}

type knownID struct{ id, version int64 }

const entryBytes = 100 // what an entry takes beside its term, about

func newMemory(bytes int64) *memory {
	if bytes <= 0 {
		bytes = defaultCacheBytes
	}
	return &memory{room: bytes / 2, young: newGeneration(), old: newGeneration(), dropped: map[int64]int64{}}
}

func newGeneration() generation {
	return generation{terms: map[int64]quad.Value{}, ids: map[string]knownID{}, used: map[int64]bool{}}
}

// follow goes to a later epoch by the terms that have gone since, if they are all known.
func (m *memory) follow(epoch int64, dropped map[int64]int64, whole bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if epoch <= m.epoch {
		return
	}
	m.epoch = epoch
	if !whole || len(m.dropped)+len(dropped) > mostTouches {
		m.young, m.old, m.dropped = newGeneration(), newGeneration(), map[int64]int64{}
		return
	}
	for id, version := range dropped {
		m.dropped[id] = max(m.dropped[id], version)
		for _, g := range [...]generation{m.young, m.old} {
			delete(g.terms, id)
			delete(g.used, id)
		}
	}
}

// term gives what ids mean; nil where it is not remembered.
func (m *memory) termsOf(ids []uint64, epoch int64) []quad.Value {
	values := make([]quad.Value, len(ids))
	m.mu.Lock()
	defer m.mu.Unlock()
	if epoch != m.epoch {
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
	if epoch == m.epoch {
		m.keepTerm(id, v, size)
	}
}

func (m *memory) keepTerm(id int64, v quad.Value, size int) {
	if int64(size) > m.room/16 { // an article's text would push out all names
		return
	}
	m.young.terms[id], m.young.used[id] = v, true
	m.grow(size)
}

// id gives the id of a term that a version has; 0 where it is not remembered.
func (m *memory) id(term []byte, epoch, version int64) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	if epoch != m.epoch {
		return 0
	}
	known, found := m.young.ids[string(term)]
	if !found {
		known = m.old.ids[string(term)]
	}
	if known.version > version || known.version < m.dropped[known.id] {
		return 0
	}
	return known.id
}

func (m *memory) putID(term []byte, id, epoch, version int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if epoch == m.epoch && int64(len(term)) <= m.room/16 {
		m.young.ids[string(term)], m.young.used[id] = knownID{id, version}, true
		m.grow(len(term))
	}
}

// uses gives those of some ids that are known to be a term's.
func (m *memory) uses(ids []uint64, epoch int64) map[uint64]bool {
	used := make(map[uint64]bool, len(ids))
	m.mu.Lock()
	defer m.mu.Unlock()
	if epoch != m.epoch {
		return used
	}
	for _, id := range ids {
		if m.young.used[column(id)] || m.old.used[column(id)] {
			used[id] = true
		}
	}
	return used
}

func (m *memory) grow(size int) {
	if m.young.bytes += int64(size) + entryBytes; m.young.bytes > m.room {
		m.old, m.young = m.young, newGeneration()
	}
}
