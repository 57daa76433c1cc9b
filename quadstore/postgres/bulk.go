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

// A bulk load gives its terms numbers and keeps them and its quads in memory, until
// the source or the memory is at its end; then it takes the writer's turn and copies
// what it has. A load that is larger than its memory keeps the turn from then on,
// so that all of it is one transaction: other writers wait for the source, readers
// for nobody.

const (
	defaultBulkMemory = 512 << 20
	bulkQuadBytes     = 16
	bulkTermBytes     = 120 // what a term takes beside its bytes, about
	leastPart         = 50  // quads, whatever the memory
	progressEvery     = 4096
)

// bulk is one bulk load.
type bulk struct {
	db    *DB
	load  quadstore.Load
	opts  quadstore.BulkOptions
	stats quadstore.BulkStats

	places map[string]uint32 // of terms
	terms  [][]byte
	quads  [][4]uint32 // places + 1; 0 for no label
	last   [4]quad.Value
	bytes  int
}

// BulkLoad implements quadstore.Engine.
func (db *DB) BulkLoad(ctx context.Context, load quadstore.Load, src iter.Seq2[quad.Quad, error], opts quadstore.BulkOptions) (quadstore.BulkStats, error) {
	b := &bulk{db: db, load: load, opts: opts}
	b.clear()
	s, err := db.snapshot(ctx, db.readers)
	if err != nil {
		return b.stats, err
	}
	_, found, err := s.Loaded(load.Key)
	s.Close()
	if found || err != nil {
		return b.stats, err
	}
	next, stop := iter.Pull2(src)
	defer stop()
	more, err := b.fill(ctx, next)
	if err == nil {
		err = db.onceChange(ctx, func(w *writing) error { return b.write(ctx, w, next, more) })
	}
	if err != nil || !b.stats.Loaded {
		return quadstore.BulkStats{Read: b.stats.Read, Skipped: b.stats.Skipped}, err
	}
	db.settle(ctx)
	return b.stats, nil
}

// onceChange is change for what cannot be done twice: a source is read once.
func (db *DB) onceChange(ctx context.Context, do func(*writing) error) error {
	if err := db.write.take(ctx); err != nil {
		return err
	}
	defer db.write.leave()
	return db.changeOnce(ctx, nil, do)
}

// write copies what is in memory, and the rest of the source.
func (b *bulk) write(ctx context.Context, w *writing, next func() (quad.Quad, error, bool), more bool) error {
	if _, found, err := w.Loaded(b.load.Key); found || err != nil {
		return err
	}
	for {
		if err := w.copyPart(ctx, b); err != nil {
			return err
		}
		if !more {
			break
		}
		b.clear()
		var err error
		if more, err = b.fill(ctx, next); err != nil {
			return err
		}
	}
	w.dirty = true
	b.stats.Loaded = true
	return w.changeLoads(ctx, quadstore.Batch{Loads: []quadstore.Load{b.load}})
}

func (b *bulk) clear() {
	b.places, b.terms, b.quads, b.last, b.bytes = map[string]uint32{}, nil, b.quads[:0], [4]quad.Value{}, 0
}

// fill reads until the memory is full (there may be more) or the source at its end.
func (b *bulk) fill(ctx context.Context, next func() (quad.Quad, error, bool)) (more bool, err error) {
	room := b.opts.MemoryBytes
	if room == 0 {
		room = defaultBulkMemory
	}
	for b.bytes < room || len(b.quads) < leastPart {
		q, err, ok := next()
		if !ok {
			return false, nil
		}
		if err == nil {
			err = b.add(q)
		}
		if err != nil {
			if err := b.forgive(err); err != nil {
				return false, err
			}
			continue
		}
		if b.stats.Read++; b.stats.Read%progressEvery == 0 {
			if err := ctx.Err(); err != nil {
				return false, err
			}
			if b.opts.Progress != nil {
				b.opts.Progress(b.stats.Read)
			}
		}
	}
	return true, nil
}

// forgive asks the caller what to do about an error of the source.
func (b *bulk) forgive(err error) error {
	if b.opts.OnError == nil {
		return err
	}
	if err := b.opts.OnError(err); err != nil {
		return err
	}
	b.stats.Skipped++
	return nil
}

func (b *bulk) add(q quad.Quad) error {
	if q.Label == nil && b.opts.Label != "" {
		q.Label = b.opts.Label
	}
	var numbered [4]uint32
	if len(b.quads) > 0 {
		numbered = b.quads[len(b.quads)-1]
	}
	before := len(b.terms)
	var scratch []byte
	for pos, v := range [4]quad.Value{q.Subject, q.Predicate, q.Object, q.Label} {
		if v == nil && pos == 3 {
			numbered[pos], b.last[pos] = 0, nil
			continue
		}
		if iri, ok := v.(quad.IRI); ok && iri != "" && v == b.last[pos] {
			continue // as in the last quad
		}
		b.last[pos] = nil
		term, err := b.term(scratch[:0], v)
		if err != nil {
			b.forget(before)
			return fmt.Errorf("%s: %w", positions[pos], err)
		}
		scratch = term
		place, found := b.places[string(term)]
		if !found {
			place = uint32(len(b.terms))
			kept := string(term)
			b.places[kept] = place
			b.terms = append(b.terms, []byte(kept))
			b.bytes += 2*len(kept) + bulkTermBytes
		}
		numbered[pos] = place + 1
		if iri, ok := v.(quad.IRI); ok {
			b.last[pos] = iri
		}
	}
	b.quads = append(b.quads, numbered)
	b.bytes += bulkQuadBytes
	return nil
}

// forget takes back the terms of a quad that is none.
func (b *bulk) forget(before int) {
	for _, term := range b.terms[before:] {
		delete(b.places, string(term))
	}
	b.terms, b.last = b.terms[:before], [4]quad.Value{}
}

func (b *bulk) term(buffer []byte, v quad.Value) ([]byte, error) {
	if blank, ok := v.(quad.BNode); ok && b.opts.Skolem != "" {
		v = quad.IRI(b.opts.Skolem + string(blank))
	}
	return quadstore.AppendTerm(buffer, v)
}

// copyPart adds what a load has in memory.
func (w *writing) copyPart(ctx context.Context, b *bulk) error {
	if len(b.quads) == 0 {
		return nil
	}
	empty := w.state.quads == 0 && w.state.terms == 0
	ids, fresh, err := w.identify(ctx, b.terms)
	if err != nil {
		return err
	}
	quads := make([][4]uint64, len(b.quads))
	for i, numbered := range b.quads {
		for pos, n := range numbered {
			if n > 0 {
				quads[i][pos] = uint64(ids[n-1])
			}
		}
	}
	quads = distinct(quads)
	if !empty {
		there, err := w.present(ctx, quads)
		if err != nil {
			return err
		}
		quads = without(quads, distinct(there))
	}
	if len(quads) == 0 {
		return nil
	}
	if err := w.copyIn(ctx, quads, fresh, empty); err != nil {
		return err
	}
	b.stats.Added += len(quads)
	b.stats.Terms += len(fresh)
	labels, err := w.countedLabels(ctx, quads)
	if err != nil {
		return err
	}
	if err := w.count(ctx, quads, labels, 1); err != nil {
		return err
	}
	return w.names.note(ctx, w, quads)
}

// copyIn copies terms and quads into the tables.
func (w *writing) copyIn(ctx context.Context, quads [][4]uint64, fresh []freshTerm, empty bool) error {
	w.dirty = true
	w.touched.everything()
	if err := w.displace(ctx, fresh); err != nil {
		return err
	}
	slices.SortFunc(fresh, func(a, b freshTerm) int { return bytes.Compare(a.term, b.term) })
	w.state.terms += int64(len(fresh))
	if empty {
		return w.copyAside(ctx, quads, fresh)
	}
	if err := w.copy(ctx, sqlCopyTerms, termRows(fresh)); err != nil {
		return err
	}
	return w.copy(ctx, sqlCopyQuads, quadRows(quads))
}
