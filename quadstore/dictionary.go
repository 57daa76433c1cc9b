package quadstore

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
)

// Lookup implements Snapshot.
func (s *snapshot) Lookup(values []quad.Value) ([]uint64, error) {
	terms := make([][]byte, len(values))
	for i, v := range values {
		if v == nil {
			continue
		}
		term, err := appendTerm(nil, v)
		if err != nil {
			return nil, err
		}
		terms[i] = term
	}
	return s.lookupTerms(terms)
}

// lookupTerms finds ids by term bytes; nil terms and unknown ones get 0. Many
// terms are looked up in key order, in one pass.
func (s *snapshot) lookupTerms(terms [][]byte) ([]uint64, error) {
	if s.done.Load() {
		return nil, ErrClosed
	}
	keys := make([][]byte, len(terms))
	turn := make([]int, 0, len(terms))
	ids := make([]uint64, len(terms))
	for i, term := range terms {
		if term == nil {
			continue
		}
		if ids[i] = s.db.ids.get(term, s.version); ids[i] == 0 {
			keys[i] = termKey(nil, term)
			turn = append(turn, i)
		}
	}
	if len(turn) == 0 {
		return ids, nil
	}
	slices.SortFunc(turn, func(a, b int) int { return bytes.Compare(keys[a], keys[b]) })
	err := s.pass(spaceTerm, func(seek seekFunc) error {
		for _, i := range turn {
			value, err := seek(keys[i])
			if err != nil {
				return err
			}
			if value == nil {
				continue
			}
			if ids[i], _, err = cutID(value); err != nil {
				return fmt.Errorf("term %q: %w", terms[i], err)
			}
			s.db.ids.put(terms[i], ids[i], s.version)
		}
		return nil
	})
	return ids, err
}

// seekFunc gives the value under a key, nil where there is none. Keys must not
// descend; the value is good until the next call.
type seekFunc func(key []byte) ([]byte, error)

// pass reads ascending keys of one space with one iterator.
func (s *snapshot) pass(space byte, visit func(seekFunc) error) error {
	it, err := s.borrow(space)
	if err != nil {
		return err
	}
	defer s.giveBack(space, it)
	started := false
	seek := func(key []byte) ([]byte, error) {
		if !started || it.Valid() && bytes.Compare(it.Key(), key) < 0 {
			started = true
			it.SeekGE(key)
		}
		if !it.Valid() || !bytes.Equal(it.Key(), key) {
			return nil, classify(it.Error())
		}
		value, err := it.ValueAndErr()
		if value == nil {
			value = []byte{}
		}
		return value, classify(err)
	}
	return visit(seek)
}

// Terms implements Snapshot.
func (s *snapshot) Terms(ids []uint64) ([]quad.Value, error) {
	values := make([]quad.Value, len(ids))
	var missing []int
	for i, id := range ids {
		if id == 0 {
			continue
		}
		if values[i] = s.db.terms.get(id); values[i] == nil {
			missing = append(missing, i)
		}
	}
	if len(missing) == 0 {
		return values, nil
	}
	slices.SortFunc(missing, func(a, b int) int { return compareIDs(ids[a], ids[b]) })
	return values, s.readTerms(ids, values, missing)
}

func compareIDs(a, b uint64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// readTerms fills in the values at the places of missing, which are in the
// order of ids.
func (s *snapshot) readTerms(ids []uint64, values []quad.Value, missing []int) error {
	var key []byte
	return s.pass(spaceID, func(seek seekFunc) error {
		for n, i := range missing {
			if n > 0 && ids[i] == ids[missing[n-1]] {
				values[i] = values[missing[n-1]]
				continue
			}
			key = idKey(key[:0], ids[i])
			term, err := seek(key)
			if err != nil {
				return err
			}
			if term == nil {
				return fmt.Errorf("id %d: %w: it names no term", ids[i], ErrTerm)
			}
			if values[i], err = parseTerm(term); err != nil {
				return fmt.Errorf("id %d: %w", ids[i], err)
			}
			s.db.terms.put(ids[i], values[i], len(term))
		}
		return nil
	})
}

// TermsWithPrefix implements Snapshot.
func (s *snapshot) TermsWithPrefix(prefix string) iter.Seq2[TermHit, error] {
	return func(yield func(TermHit, error) bool) {
		lower := append([]byte{spaceTerm, kindIRI}, prefix...)
		for it, err := range s.walk(lower, successor(lower)) {
			if err != nil {
				yield(TermHit{}, err)
				return
			}
			hit, err := termHit(it)
			if !yield(hit, err) || err != nil {
				return
			}
		}
	}
}

func termHit(it *pebble.Iterator) (TermHit, error) {
	value, err := it.ValueAndErr()
	if err != nil {
		return TermHit{}, classify(err)
	}
	id, _, err := cutID(value)
	return TermHit{ID: id, IRI: string(it.Key()[2:])}, err
}

// termBytes gives the bytes of terms by ascending ids.
func (s *snapshot) termBytes(ids []uint64) ([]string, error) {
	terms := make([]string, len(ids))
	err := s.pass(spaceID, func(seek seekFunc) error {
		for i, id := range ids {
			term, err := seek(idKey(nil, id))
			if err != nil {
				return err
			}
			if term == nil {
				return fmt.Errorf("%w: id %d names no term", ErrCorruption, id)
			}
			terms[i] = string(term)
		}
		return nil
	})
	return terms, err
}

// countedLabel says whether the quads of a label are counted: see countedLabels.
func countedLabel(term string) bool {
	return strings.IndexByte(term, '#') < 0
}
