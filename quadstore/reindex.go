package quadstore

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/cockroachdb/pebble/v2"
)

// foldVersion changes when fold.go gives other words than before.
const foldVersion = "1"

// namesBuiltWith describes how the index of names is made; a store whose index
// was made otherwise gets a new one.
func (db *DB) namesBuiltWith() string {
	parts := []string{foldVersion}
	for _, iri := range db.namePredicates {
		parts = append(parts, string(iri))
	}
	slices.Sort(parts[1:])
	return strings.Join(parts, "\n")
}

// refreshNames builds the index of names anew where it was built with other
// predicates, or was left half built. A damaged store is opened without, so that
// it can be checked and repaired; the next one tries again.
func (db *DB) refreshNames() error {
	if err := db.namesUpToDate(); !errors.Is(err, ErrOutdated) {
		return err
	}
	err := db.Reindex()
	if errors.Is(err, ErrCorruption) {
		db.options.Logger.Errorf("the names cannot be built anew: %v", err)
		return nil
	}
	return err
}

// namesUpToDate is ErrOutdated where the index of names is not what this program
// would build.
func (db *DB) namesUpToDate() error {
	built, closer, err := db.pebble.Get([]byte(keyNames))
	if errors.Is(err, pebble.ErrNotFound) {
		return fmt.Errorf("names: %w", ErrOutdated)
	}
	if err != nil {
		return classify(err)
	}
	same := string(built) == db.namesBuiltWith()
	if err := closer.Close(); err != nil || same {
		return classify(err)
	}
	return fmt.Errorf("names: %w", ErrOutdated)
}

// Reindex builds the index of names anew from the quads. Until it is done, and
// after an interruption until the store is opened again, Names finds less.
func (db *DB) Reindex() error {
	if err := db.writable(); err != nil {
		return err
	}
	defer db.write.Unlock()
	if err := db.clearNames(); err != nil {
		return err
	}
	s, err := db.snapshot()
	if err != nil {
		return err
	}
	defer s.Close()
	predicates, err := (&change{before: s}).namePredicates()
	if err != nil {
		return err
	}
	for _, p := range predicates {
		if err := db.indexNames(s, p); err != nil {
			return err
		}
	}
	return classify(db.pebble.Set([]byte(keyNames), []byte(db.namesBuiltWith()), pebble.Sync))
}

// clearNames empties the index; without its mark it counts as half built.
func (db *DB) clearNames() error {
	w := db.pebble.NewBatch()
	defer w.Close()
	if err := w.Delete([]byte(keyNames), nil); err != nil {
		return err
	}
	for _, space := range []byte{spaceName, spaceWord} {
		if err := db.clearSpace(w, space); err != nil {
			return err
		}
	}
	return classify(w.Commit(pebble.Sync))
}

// clearSpace deletes all keys of a space. Where there are none it writes
// nothing: a deleted range lies across the tree, and a bulk load into a new
// store would be merged with it.
func (db *DB) clearSpace(w *pebble.Batch, space byte) error {
	lower, upper := []byte{space}, []byte{space + 1}
	it, err := db.pebble.NewIter(&pebble.IterOptions{LowerBound: lower, UpperBound: upper})
	if err != nil {
		return classify(err)
	}
	some := it.First()
	if err := it.Close(); err != nil || !some {
		return classify(err)
	}
	return w.DeleteRange(lower, upper, nil)
}

const reindexPiece = 10_000 // quads

// indexNames adds the names that a predicate states, piece by piece.
func (db *DB) indexNames(s *snapshot, p uint64) error {
	var after [4]uint64
	for {
		piece, err := s.page([4]uint64{predicate: p}, after, reindexPiece)
		if err != nil || len(piece) == 0 {
			return err
		}
		after = piece[len(piece)-1]
		if err := db.indexPiece(s, piece); err != nil {
			return err
		}
	}
}

func (db *DB) indexPiece(s *snapshot, piece [][4]uint64) error {
	c := &change{before: s}
	terms, err := c.termsOf(piece)
	if err != nil {
		return err
	}
	c.names.folded = make(map[uint64][]string)
	for n := range c.names.collect(piece, terms) {
		c.names.put = append(c.names.put, n)
	}
	slices.SortFunc(c.names.put, compareNames)
	w := db.pebble.NewBatch()
	defer w.Close()
	if err := c.writeNames(w); err != nil {
		return err
	}
	return classify(w.Commit(pebble.NoSync))
}

// page reads up to limit quads.
func (s *snapshot) page(pattern, after [4]uint64, limit int) (quads [][4]uint64, err error) {
	for q, err := range s.Scan(pattern, after) {
		if err != nil {
			return nil, err
		}
		if quads = append(quads, q); len(quads) == limit {
			break
		}
	}
	return quads, nil
}
