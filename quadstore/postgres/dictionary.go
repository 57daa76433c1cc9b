package postgres

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

const (
	sqlTerms     = `SELECT id, term FROM terms WHERE id = ANY($1)`
	sqlDisplaced = `SELECT digest, id FROM displaced WHERE digest = ANY($1)`
	sqlIRIs      = `SELECT id, term, head FROM terms WHERE head >= $1 AND head < $2 AND (head, id) > ($3, $4) ORDER BY head, id LIMIT $5`
)

// Lookup implements quadstore.Snapshot.
func (r *reader) Lookup(values []quad.Value) ([]uint64, error) {
	terms := make([][]byte, len(values))
	for i, v := range values {
		if v == nil {
			continue
		}
		term, err := quadstore.AppendTerm(nil, v)
		if err != nil {
			return nil, err
		}
		terms[i] = term
	}
	found, err := r.lookup(context.Background(), terms)
	if err != nil {
		return nil, err
	}
	ids := make([]uint64, len(found))
	for i, id := range found {
		ids[i] = uint64(id)
	}
	return ids, nil
}

// lookup finds ids by term bytes; nil terms and unknown ones get 0.
func (r *reader) lookup(ctx context.Context, terms [][]byte) ([]int64, error) {
	ids := make([]int64, len(terms))
	asked := map[int64][]int{} // places by the id that a term should have
	for i, term := range terms {
		if term == nil {
			continue
		}
		if !r.fresh {
			if ids[i] = r.db.memory.id(term, r.state.epoch, r.state.version); ids[i] != 0 {
				continue
			}
		}
		id := r.db.hash(term)[0]
		asked[id] = append(asked[id], i)
	}
	if len(asked) == 0 {
		return ids, r.closed()
	}
	err := r.termBytes(ctx, keys(asked), func(id int64, term []byte) error {
		for _, i := range asked[id] {
			if bytes.Equal(terms[i], term) {
				r.found(ids, i, terms[i], id)
			}
		}
		return nil
	})
	if err != nil || r.state.displaced == 0 {
		return ids, err
	}
	return ids, r.lookupDisplaced(ctx, terms, ids)
}

func (r *reader) found(ids []int64, i int, term []byte, id int64) {
	ids[i] = id
	if !r.fresh {
		r.db.memory.putID(term, id, r.state.epoch, r.state.version)
	}
}

func (r *reader) closed() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done {
		return quadstore.ErrClosed
	}
	return nil
}

// lookupDisplaced finds those that have another id than the first of their hash.
func (r *reader) lookupDisplaced(ctx context.Context, terms [][]byte, ids []int64) error {
	asked := map[string][]int{}
	var digests [][]byte
	for i, term := range terms {
		if term == nil || ids[i] != 0 {
			continue
		}
		d := digest(term)
		asked[string(d)] = append(asked[string(d)], i)
		digests = append(digests, d)
	}
	if len(digests) == 0 {
		return nil
	}
	return r.query(ctx, func(row [][]byte) error {
		id, err := number(row[1])
		for _, i := range asked[string(row[0])] {
			r.found(ids, i, terms[i], id)
		}
		return err
	}, sqlDisplaced, digests)
}

// termBytes visits the terms of ids that there are, in no order.
func (r *reader) termBytes(ctx context.Context, ids []int64, visit func(id int64, term []byte) error) error {
	for some := range slices.Chunk(ids, idsAtOnce) {
		err := r.query(ctx, func(row [][]byte) error {
			id, err := number(row[0])
			if err != nil {
				return err
			}
			return visit(id, row[1])
		}, sqlTerms, some)
		if err != nil {
			return err
		}
	}
	return nil
}

const idsAtOnce = 20_000 // in one statement

func keys[V any](m map[int64]V) []int64 {
	list := make([]int64, 0, len(m))
	for id := range m {
		list = append(list, id)
	}
	slices.Sort(list)
	return list
}

// Terms implements quadstore.Snapshot.
func (r *reader) Terms(ids []uint64) ([]quad.Value, error) {
	var values []quad.Value
	if r.fresh {
		values = make([]quad.Value, len(ids))
	} else {
		values = r.db.memory.termsOf(ids, r.state.epoch)
	}
	missing := map[int64][]int{}
	for i, id := range ids {
		if id != 0 && values[i] == nil {
			missing[column(id)] = append(missing[column(id)], i)
		}
	}
	if len(missing) == 0 {
		return values, r.closed()
	}
	err := r.termBytes(context.Background(), keys(missing), func(id int64, term []byte) error {
		v, err := quadstore.ParseTerm(term)
		if err != nil {
			return fmt.Errorf("id %d: %w", id, err)
		}
		for _, i := range missing[id] {
			values[i] = v
		}
		if !r.fresh {
			r.db.memory.putTerm(id, v, len(term), r.state.epoch)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for id, places := range missing {
		if values[places[0]] == nil {
			return nil, fmt.Errorf("id %d: %w: it names no term", id, quadstore.ErrTerm)
		}
	}
	return values, nil
}

// headBytes of an IRI are in its index; the few that are longer stand in the order
// of their ids there, and are sorted when they are read.
const headBytes = 1024

// head is what the index of IRIs has of a term: nil for what is none.
func head(term []byte) []byte {
	if len(term) == 0 || term[0] != quadstore.IRIMark {
		return nil
	}
	return term[1:min(len(term), headBytes+1)]
}

// TermsWithPrefix implements quadstore.Snapshot.
func (r *reader) TermsWithPrefix(prefix string) iter.Seq2[quadstore.TermHit, error] {
	return func(yield func(quadstore.TermHit, error) bool) {
		var same []quadstore.TermHit // IRIs with one head
		flush := func() bool {
			slices.SortFunc(same, func(a, b quadstore.TermHit) int { return bytes.Compare([]byte(a.IRI), []byte(b.IRI)) })
			for _, hit := range same {
				if !yield(hit, nil) {
					return false
				}
			}
			same = same[:0]
			return true
		}
		for hit, err := range r.iris(prefix) {
			if err != nil {
				yield(hit, err)
				return
			}
			if len(same) > 0 && (len(hit.IRI) < headBytes || len(same[0].IRI) < headBytes || hit.IRI[:headBytes] != same[0].IRI[:headBytes]) {
				if !flush() {
					return
				}
			}
			same = append(same, hit)
		}
		flush()
	}
}

// iris walks the IRIs with a prefix in the order of their heads, and ids.
func (r *reader) iris(prefix string) iter.Seq2[quadstore.TermHit, error] {
	return func(yield func(quadstore.TermHit, error) bool) {
		lower := []byte(prefix)[:min(len(prefix), headBytes)]
		upper := successor(lower)
		at, id, size := []byte{}, int64(0), firstPage
		for {
			var page []quadstore.TermHit
			n := 0
			err := r.query(context.Background(), func(row [][]byte) (err error) {
				n++
				id, err = number(row[0])
				at = bytes.Clone(row[2])
				if iri := string(row[1][1:]); len(prefix) <= headBytes || bytes.HasPrefix(row[1][1:], []byte(prefix)) {
					page = append(page, quadstore.TermHit{ID: uint64(id), IRI: iri})
				}
				return err
			}, sqlIRIs, lower, upper, at, id, size)
			if err != nil {
				yield(quadstore.TermHit{}, err)
				return
			}
			for _, hit := range page {
				if !yield(hit, nil) {
					return
				}
			}
			if n < size {
				return
			}
			size = nextPage(size)
		}
	}
}

// successor is the first string after all that begin with prefix. No IRI begins
// with the byte 255, which UTF-8 has not.
func successor(prefix []byte) []byte {
	end := bytes.Clone(prefix)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i]++; end[i] != 0 {
			return end[:i+1]
		}
	}
	return bytes.Repeat([]byte{0xff}, headBytes+1)
}
