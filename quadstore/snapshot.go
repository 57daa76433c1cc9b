package quadstore

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cockroachdb/pebble/v2"
)

// snapshot is a Snapshot of the embedded engine.
type snapshot struct {
	db      *DB
	reader  *pebble.Snapshot
	version uint64
	done    atomic.Bool

	idle sync.Mutex // guards free
	free []idleIterator
}

// idleIterator is over a whole space, at no certain place.
type idleIterator struct {
	space byte
	it    *pebble.Iterator
}

const mostFree = 8 // iterators that a snapshot keeps; each holds a few blocks

// Snapshot implements Engine.
func (db *DB) Snapshot() (Snapshot, error) {
	s, err := db.snapshot()
	if err != nil {
		return nil, err
	}
	return s, nil
}

func (db *DB) snapshot() (*snapshot, error) {
	if !db.use() {
		return nil, ErrClosed
	}
	s := &snapshot{db: db, reader: db.pebble.NewSnapshot()}
	version, err := readNumber(s.reader, keyVersion)
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	s.version = version
	return s, nil
}

// Version implements Snapshot.
func (s *snapshot) Version() uint64 { return s.version }

// Close implements Snapshot.
func (s *snapshot) Close() error {
	if s.done.Swap(true) {
		return nil
	}
	s.idle.Lock()
	free := s.free
	s.free = nil
	s.idle.Unlock()
	var err error
	for _, f := range free {
		err = errors.Join(err, f.it.Close())
	}
	return errors.Join(classify(errors.Join(err, s.reader.Close())), s.db.release())
}

// borrow gives an iterator over a space, for giveBack. To make one, and have it
// find the tables and blocks that the last one stood in, costs more than a seek.
func (s *snapshot) borrow(space byte) (*pebble.Iterator, error) {
	s.idle.Lock()
	for i, f := range s.free {
		if f.space == space {
			s.free = slices.Delete(s.free, i, i+1)
			s.idle.Unlock()
			return f.it, nil
		}
	}
	s.idle.Unlock()
	return s.iterator([]byte{space}, []byte{space + 1})
}

// giveBack keeps an iterator for the next one, unless something is wrong with it
// or nobody will come.
func (s *snapshot) giveBack(space byte, it *pebble.Iterator) {
	s.idle.Lock()
	keep := !s.done.Load() && len(s.free) < mostFree && it.Error() == nil
	if keep {
		s.free = append(s.free, idleIterator{space, it})
	}
	s.idle.Unlock()
	if !keep {
		it.Close() // its error was told by the walk
	}
}

// iterator reads the keys in [lower, upper).
func (s *snapshot) iterator(lower, upper []byte) (*pebble.Iterator, error) {
	if s.done.Load() {
		return nil, ErrClosed
	}
	it, err := s.reader.NewIter(&pebble.IterOptions{LowerBound: lower, UpperBound: upper})
	return it, classify(err)
}

// walk visits the keys in [lower, upper); the iterator stands on each in turn.
func (s *snapshot) walk(lower, upper []byte) iter.Seq2[*pebble.Iterator, error] {
	return func(yield func(*pebble.Iterator, error) bool) {
		it, err := s.iterator(lower, upper)
		if err != nil {
			yield(nil, err)
			return
		}
		defer it.Close()
		for it.First(); it.Valid(); it.Next() {
			if !yield(it, nil) {
				return
			}
		}
		if err := it.Error(); err != nil {
			yield(nil, classify(err))
		}
	}
}

// loadEntry is the value of the load log.
type loadEntry struct {
	Time  time.Time `json:"time"`
	Model string    `json:"model,omitempty"`
	Name  string    `json:"name,omitempty"`
}

func loadValue(load Load) ([]byte, error) {
	value, err := json.Marshal(loadEntry{load.Time, load.Model, load.Name})
	if err != nil {
		return nil, fmt.Errorf("load %q: %w", load.Key, err)
	}
	return value, nil
}

func parseLoad(key, value []byte) (Load, error) {
	var entry loadEntry
	if err := json.Unmarshal(value, &entry); err != nil {
		return Load{}, fmt.Errorf("load log: key %q: %w: %w", key, ErrCorruption, err)
	}
	return Load{Key: string(key), Time: entry.Time, Model: entry.Model, Name: entry.Name}, nil
}

// Loaded implements Snapshot.
func (s *snapshot) Loaded(key string) (Load, bool, error) {
	if s.done.Load() {
		return Load{}, false, ErrClosed
	}
	value, closer, err := s.reader.Get(loadKey(key))
	if errors.Is(err, pebble.ErrNotFound) {
		return Load{}, false, nil
	}
	if err != nil {
		return Load{}, false, classify(err)
	}
	defer closer.Close()
	load, err := parseLoad([]byte(key), value)
	return load, err == nil, err
}

// Loads implements Snapshot.
func (s *snapshot) Loads() iter.Seq2[Load, error] {
	return func(yield func(Load, error) bool) {
		for it, err := range s.walk([]byte{spaceLoad}, []byte{spaceLoad + 1}) {
			if err != nil {
				yield(Load{}, err)
				return
			}
			load, err := parseLoad(it.Key()[1:], it.Value())
			if !yield(load, err) || err != nil {
				return
			}
		}
	}
}
