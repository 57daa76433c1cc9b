package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// encoded are quads whose terms are numbered by their places in terms.
type encoded struct {
	terms  [][]byte // distinct
	places [][4]int // -1 for no label
	seen   map[string]int
}

func newEncoded() *encoded { return &encoded{seen: map[string]int{}} }

var positions = [4]string{"subject", "predicate", "object", "label"}

func encode(quads []quad.Quad) (*encoded, error) {
	e := newEncoded()
	return e, e.add(quads)
}

// add numbers more quads.
func (e *encoded) add(quads []quad.Quad) error {
	e.places = slices.Grow(e.places, len(quads))
	var scratch []byte
	for i, q := range quads {
		var numbered [4]int
		for pos, v := range [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
			if v == nil && pos == 3 {
				numbered[pos] = -1
				continue
			}
			term, err := quadstore.AppendTerm(scratch[:0], v)
			if err != nil {
				return fmt.Errorf("quad %d: %s: %w", i, positions[pos], err)
			}
			scratch = term
			place, found := e.seen[string(term)]
			if !found {
				place = len(e.terms)
				e.seen[string(term)] = place
				e.terms = append(e.terms, bytes.Clone(term))
			}
			numbered[pos] = place
		}
		e.places = append(e.places, numbered)
	}
	return nil
}

// termsByID are the bytes of terms.
type termsByID map[uint64][]byte

func (e *encoded) withIDs(ids []int64) termsByID {
	terms := make(termsByID, len(ids))
	for i, id := range ids {
		terms[uint64(id)] = e.terms[i]
	}
	return terms
}

// countedLabels says of the labels of quads whose quads are counted.
func (t termsByID) countedLabels(quads [][4]uint64) map[uint64]bool {
	counted := map[uint64]bool{}
	for _, q := range quads {
		if _, known := counted[q[3]]; !known && q[3] != 0 {
			counted[q[3]] = quadstore.CountedLabel(string(t[q[3]]))
		}
	}
	return counted
}

// local says whether the subject of a quad is local to its label.
func (t termsByID) local(q [4]uint64) bool {
	return q[3] != 0 && quadstore.IsLocalName(string(t[q[0]]), string(t[q[3]]))
}

// quads gives those whose terms all have ids.
func (e *encoded) quads(ids []int64) (quads [][4]uint64) {
next:
	for _, places := range e.places {
		var q [4]uint64
		for pos, place := range places {
			if place < 0 {
				continue
			}
			if ids[place] == 0 {
				continue next
			}
			q[pos] = uint64(ids[place])
		}
		quads = append(quads, q)
	}
	return quads
}

// freshTerm is a term that the dictionary gets.
type freshTerm struct {
	id        int64
	term      []byte
	displaced bool
}

var errCollisions = errors.New("a term finds all its ids taken by others")

// identify finds the ids of distinct terms, or says which ids new ones get: the first
// of their hash that no other term has.
func (w *writing) identify(ctx context.Context, terms [][]byte) (ids []int64, fresh []freshTerm, err error) {
	ids = w.atHand(terms)
	taken, err := w.find(ctx, terms, ids)
	if err != nil {
		return nil, nil, err
	}
	for attempt := 0; ; attempt++ {
		if attempt == attempts {
			return nil, nil, errCollisions
		}
		open := 0
		for i, term := range terms {
			if ids[i] != 0 {
				continue
			}
			if id := w.db.hash(term)[attempt]; !taken[id] {
				ids[i], taken[id] = id, true
				fresh = append(fresh, freshTerm{id, term, attempt > 0})
			} else {
				open++
			}
		}
		if open == 0 {
			return ids, fresh, nil
		}
		more, err := w.taken(ctx, terms, ids, attempt+1)
		if err != nil {
			return nil, nil, err
		}
		for id := range more {
			taken[id] = true
		}
	}
}

// atHand gives the ids of those terms that this writer has just put in, or that are
// remembered: nothing is taken away before all of a change is identified.
func (w *writing) atHand(terms [][]byte) []int64 {
	ids := make([]int64, len(terms))
	for i, term := range terms {
		if w.ahead != nil && i < len(w.ahead.ids) && w.ahead.new[w.ahead.ids[i]] {
			ids[i] = w.ahead.ids[i]
		} else {
			ids[i] = w.db.memory.id(term, w.state.epoch, w.state.version)
		}
	}
	return ids
}

// find looks up the terms that have no id yet, and gives those of their first ids that
// terms have.
func (w *writing) find(ctx context.Context, terms [][]byte, ids []int64) (taken map[int64]bool, err error) {
	asked := map[int64][]int{}
	for i, term := range terms {
		if ids[i] == 0 {
			id := w.db.hash(term)[0]
			asked[id] = append(asked[id], i)
		}
	}
	taken = map[int64]bool{}
	err = w.termBytes(ctx, keys(asked), func(id int64, term []byte) error {
		taken[id] = true
		for _, i := range asked[id] {
			if bytes.Equal(terms[i], term) {
				ids[i] = id
			}
		}
		return nil
	})
	if err != nil || w.state.displaced == 0 {
		return taken, err
	}
	return taken, w.lookupDisplaced(ctx, terms, ids)
}

// taken says which of the ids that terms without one would get at an attempt other
// terms have.
func (w *writing) taken(ctx context.Context, terms [][]byte, ids []int64, attempt int) (map[int64]bool, error) {
	asked := map[int64]bool{}
	for i, term := range terms {
		if ids[i] == 0 && attempt < attempts {
			asked[w.db.hash(term)[attempt]] = true
		}
	}
	taken := map[int64]bool{}
	err := w.termBytes(ctx, keys(asked), func(id int64, _ []byte) error {
		taken[id] = true
		return nil
	})
	return taken, err
}

const (
	sqlInsertTerms = `INSERT INTO terms (id, term, head) SELECT d.id, d.term, d.head FROM unnest($1::BIGINT[], $2::BYTEA[], $3::BYTEA[]) AS d(id, term, head)`
	sqlDisplace    = `INSERT INTO displaced (digest, id) SELECT d.digest, d.id FROM unnest($1::BYTEA[], $2::BIGINT[]) AS d(digest, id)`
)

// termBytesAtOnce bounds a statement, beside the number of its terms.
const termBytesAtOnce = 16 << 20

// addTerms writes new terms.
func (w *writing) addTerms(ctx context.Context, fresh []freshTerm) error {
	if err := w.displace(ctx, fresh); err != nil {
		return err
	}
	w.state.terms += int64(len(fresh))
	for len(fresh) > 0 {
		some := 0
		for size := 0; some < len(fresh) && some < idsAtOnce && size < termBytesAtOnce; some++ {
			size += len(fresh[some].term)
		}
		ids, terms, heads := termColumns(fresh[:some])
		if _, err := w.tx.Exec(ctx, sqlInsertTerms, ids, terms, heads); err != nil {
			return err
		}
		fresh = fresh[some:]
	}
	return nil
}

func termColumns(fresh []freshTerm) (ids []int64, terms, heads [][]byte) {
	for _, f := range fresh {
		ids, terms, heads = append(ids, f.id), append(terms, f.term), append(heads, head(f.term))
	}
	return ids, terms, heads
}

func (w *writing) displace(ctx context.Context, fresh []freshTerm) error {
	var ids []int64
	var digests [][]byte
	for _, f := range fresh {
		if f.displaced {
			ids, digests = append(ids, f.id), append(digests, digest(f.term))
		}
	}
	if len(ids) == 0 {
		return nil
	}
	w.state.displaced += int64(len(ids))
	_, err := w.tx.Exec(ctx, sqlDisplace, digests, ids)
	return err
}
