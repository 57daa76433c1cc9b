package quadstore

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"

	"github.com/cockroachdb/pebble/v2"
)

// Check implements Engine. It walks every key of one snapshot: each index must
// hold the same quads, each id its term and each term its id, each term a quad,
// each count and name what the quads say. It holds the ids in use in memory.
func (db *DB) Check(ctx context.Context) iter.Seq2[Finding, error] {
	return func(yield func(Finding, error) bool) {
		s, err := db.snapshot()
		if err != nil {
			yield(Finding{}, err)
			return
		}
		c := &checker{ctx: ctx, s: s, yield: yield, used: map[uint64]bool{},
			byPredicate: map[uint64]int{}, byLabel: map[uint64]int{}}
		err = errors.Join(c.run(), s.Close())
		if err != nil && !errors.Is(err, errEnough) {
			yield(Finding{}, err)
		}
	}
}

// errEnough ends a walk whose findings nobody wants any more.
var errEnough = errors.New("enough")

type checker struct {
	ctx   context.Context
	s     *snapshot
	yield func(Finding, error) bool

	quads                int
	terms                int
	highest              uint64
	used                 map[uint64]bool // every id in a quad
	unnamed              bool            // the dictionary has not told all that it should
	byPredicate, byLabel map[uint64]int
}

func (c *checker) run() error {
	err := c.compare()
	if !errors.Is(err, ErrCorruption) {
		return err
	}
	some := false
	for found, unread := range unreadable(c.ctx, c.s.reader) {
		if unread == nil {
			some, unread = true, c.report("%s", found)
		}
		if unread != nil {
			return unread
		}
	}
	if some { // with which the rest cannot be compared
		return nil
	}
	return err
}

func (c *checker) compare() error {
	for _, step := range []func() error{
		c.checkSPOG, c.checkOtherIndexes, c.checkTerms, c.checkIDs, c.checkCounts, c.checkLoads, c.checkNames,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) report(format string, args ...any) error {
	if !c.yield(Finding{fmt.Sprintf(format, args...)}, nil) {
		return errEnough
	}
	return nil
}

// walk visits a space; every now and then it looks whether to stop.
func (c *checker) walk(space byte, visit func(key, value []byte) error) error {
	n := 0
	for it, err := range c.s.walk([]byte{space}, []byte{space + 1}) {
		if err != nil {
			return err
		}
		if n++; n&0xFFF == 0 && c.ctx.Err() != nil {
			return c.ctx.Err()
		}
		value, err := it.ValueAndErr()
		if err != nil {
			return classify(err)
		}
		if err := visit(it.Key(), value); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) checkSPOG() error {
	return c.walk(spaceSPOG, func(key, _ []byte) error {
		q, err := spog.parseKey(key)
		if err != nil {
			return c.report("index spog: %v", err)
		}
		c.quads++
		for _, id := range q {
			c.used[id] = true
		}
		c.byPredicate[q[predicate]]++
		c.byLabel[q[label]]++
		if q[subject] == 0 || q[predicate] == 0 || q[object] == 0 {
			return c.report("index spog: quad %v has no subject, predicate or object", q)
		}
		return nil
	})
}

// checkOtherIndexes looks every quad of each other index up in spog. Where all
// are found, an equal number means an equal set.
func (c *checker) checkOtherIndexes() error {
	for _, o := range orders[1:] {
		n := 0
		err := c.walk(o.space, func(key, _ []byte) error {
			n++
			q, err := o.parseKey(key)
			if err != nil {
				return c.report("index %c: %v", o.space, err)
			}
			found, err := c.s.has(q)
			if err == nil && !found {
				return c.report("index %c has quad %v, index spog has not", o.space, q)
			}
			return err
		})
		if err != nil {
			return err
		}
		if n != c.quads {
			if err := c.report("index %c has %d quads, index spog has %d", o.space, n, c.quads); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkTerms looks from terms to ids.
func (c *checker) checkTerms() error {
	return c.walk(spaceTerm, func(key, value []byte) error {
		c.terms++
		id, _, err := cutID(value)
		if err != nil {
			c.unnamed = true
			return c.report("term %q: %v", key[1:], err)
		}
		c.highest = max(c.highest, id)
		term, err := c.get(idKey(nil, id))
		switch {
		case err != nil:
			return err
		case term == nil:
			return c.report("term %q has id %d, which names no term", key[1:], id)
		case len(term) == 0 || !bytes.Equal(termKey(nil, term), key):
			return c.report("term %q has id %d, which names %q", key[1:], id, term)
		case !c.used[id]:
			return c.report("term %q (id %d) is in no quad", key[1:], id)
		}
		delete(c.used, id)
		return nil
	})
}

// checkIDs looks for ids that quads use and the dictionary does not know.
func (c *checker) checkIDs() error {
	delete(c.used, 0)
	c.unnamed = c.unnamed || len(c.used) > 0
	for _, id := range slices.Sorted(maps.Keys(c.used)) {
		if err := c.report("id %d is in a quad and names no term", id); err != nil {
			return err
		}
	}
	n := 0
	if err := c.walk(spaceID, func(_, _ []byte) error { n++; return nil }); err != nil {
		return err
	}
	if n != c.terms {
		return c.report("%d ids name terms, %d terms have ids", n, c.terms)
	}
	next, err := readNumber(c.s.reader, keyNextID)
	if err == nil && c.terms > 0 && next <= c.highest {
		return c.report("the next free id is %d, id %d is in use", next, c.highest)
	}
	return err
}

func (c *checker) get(key []byte) ([]byte, error) {
	value, closer, err := c.s.reader.Get(key)
	if errors.Is(err, pebble.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, classify(err)
	}
	value = append([]byte{}, value...)
	return value, closer.Close()
}

// counts are the counts that should be kept of what was counted, by key.
func (c *checker) counts() (map[string]int, error) {
	counts := map[string]int{keyQuadCount: c.quads, keyTermCount: c.terms}
	for id, n := range c.byPredicate {
		counts[string(countKey(nil, 'p', id))] = n
	}
	for id, n := range c.byLabel {
		term, err := c.get(idKey(nil, id))
		if err != nil {
			return nil, err
		}
		if term != nil && countedLabel(string(term)) {
			counts[string(countKey(nil, 'g', id))] = n
		}
	}
	return counts, nil
}

// checkCounts compares the counts that are kept with what was counted.
func (c *checker) checkCounts() error {
	want, err := c.counts()
	if err != nil {
		return err
	}
	err = c.walk(spaceCount, func(key, value []byte) error {
		n, _, err := cutID(value)
		if err != nil || int(n) != want[string(key)] {
			return c.report("count % x is %d, it should be %d", key, n, want[string(key)])
		}
		delete(want, string(key))
		return nil
	})
	if err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if want[key] == 0 {
			continue
		}
		if err := c.report("count % x is missing, it should be %d", key, want[key]); err != nil {
			return err
		}
	}
	return nil
}

func (c *checker) checkLoads() error {
	return c.walk(spaceLoad, func(key, value []byte) error {
		if _, err := parseLoad(key[1:], value); err != nil {
			return c.report("%v", err)
		}
		return nil
	})
}

// checkNames builds the keys of the names from the quads and compares. What ids
// without a term are called cannot be told.
func (c *checker) checkNames() error {
	if c.unnamed {
		return nil
	}
	want, err := c.s.nameKeysOfQuads()
	if err != nil {
		return err
	}
	for _, space := range []byte{spaceName, spaceWord} {
		err := c.walk(space, func(key, _ []byte) error {
			if !want[string(key)] {
				return c.report("names: key %q is of no quad", key)
			}
			delete(want, string(key))
			return nil
		})
		if err != nil {
			return err
		}
	}
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if err := c.report("names: key %q is missing", key); err != nil {
			return err
		}
	}
	return nil
}

// nameKeysOfQuads gives the keys that the index of names should have.
func (s *snapshot) nameKeysOfQuads() (map[string]bool, error) {
	c := &change{before: s}
	c.names.folded = make(map[uint64][]string)
	keys := make(map[string]bool)
	terms := make([][]byte, len(s.db.namePredicates))
	for i, iri := range s.db.namePredicates {
		terms[i] = append([]byte{kindIRI}, iri...)
	}
	predicates, err := s.lookupTerms(terms)
	if err != nil {
		return nil, err
	}
	for _, p := range predicates {
		var after [4]uint64
		for p != 0 {
			piece, err := s.page([4]uint64{predicate: p}, after, reindexPiece)
			if err != nil {
				return nil, err
			}
			if len(piece) == 0 {
				break
			}
			after = piece[len(piece)-1]
			if err := c.addNameKeys(piece, keys); err != nil {
				return nil, err
			}
		}
	}
	return keys, nil
}

func (c *change) addNameKeys(piece [][4]uint64, keys map[string]bool) error {
	texts, err := c.termsOf(piece)
	if err != nil {
		return err
	}
	for n := range c.names.collect(piece, texts) {
		for _, key := range nameKeys(c.names.folded[n.object], n) {
			keys[string(key)] = true
		}
	}
	return nil
}
