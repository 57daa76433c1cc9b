package postgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"
)

// Most of a change is what was read from its articles, and depends on nothing in the
// store. Its rows, in their four indexes, are the dearest part of the change: so they
// are inserted before it is this writer's turn, in the transaction that he will have
// it in. Nobody sees them until it is committed, and nobody waits for them but who
// inserts the very same quads.
//
// The terms that are an article's own (its IRI and what follows a # behind it) are
// inserted too. All others may be just what somebody else is inserting as well, who
// would have to wait for the whole change: they come in the turn, as ever, and the
// rows do without, for ids are hashes. The turn finds out what the ids really are. Where
// a term has another one than the first of its hash, the rows are wrong, and the
// transaction is given up for one that writes everything in its turn. The same is done
// where somebody was in the way.

// written are the quads that were written ahead of the turn.
type written struct {
	*encoded
	ids  []int64        // of its terms, as the rows have them
	rows [][4]uint64    // that were not there, sorted
	new  map[int64]bool // ids of terms that were not there
}

var errNotAhead = errors.New("the rows cannot be written ahead")

const (
	sqlInsertAhead      = sqlInsertQuads + ` ON CONFLICT DO NOTHING RETURNING s, p, o, g`
	sqlInsertTermsAhead = sqlInsertTerms + ` ON CONFLICT DO NOTHING RETURNING id`
)

// UpdateBeside is Update that changes tables beside the quads too: what beside does
// within the transaction, before decide is asked, is committed with the batch, also
// where that changes nothing. Its error ends the update.
func (db *DB) UpdateBeside(ctx context.Context, beside func(context.Context, pgx.Tx) error, ahead []quad.Quad, decide func(quadstore.Snapshot) (quadstore.Batch, error)) error {
	do := func(w *writing) error {
		if beside != nil {
			w.beside = true
			if err := beside(ctx, w.tx); err != nil {
				return err
			}
		}
		now, err := db.snapshot(ctx, db.writers)
		if err != nil {
			return err
		}
		defer now.Close()
		if now.state.version != w.state.version {
			return errUnlike
		}
		batch, err := decide(now)
		if err != nil {
			return err
		}
		return w.apply(ctx, ahead, batch)
	}
	if len(ahead) > 0 {
		err := db.changeAhead(ctx, ahead, do)
		if !passes(err) && !errors.Is(err, errNotAhead) && !errors.As(err, new(lostError)) {
			return err
		}
	}
	return db.change(ctx, do)
}

// changeAhead is one attempt at a change that writes ahead. A few may be at it at
// once; one of them has the turn.
func (db *DB) changeAhead(ctx context.Context, ahead []quad.Quad, do func(*writing) error) error {
	select {
	case db.ahead <- struct{}{}:
		defer func() { <-db.ahead }()
	case <-ctx.Done():
		return ctx.Err()
	}
	inTurn := false
	defer func() {
		if inTurn {
			db.write.leave()
		}
	}()
	return db.changeOnce(ctx, func(w *writing) error {
		if err := w.writeAhead(ctx, ahead); code(err) != "" {
			return fmt.Errorf("%w: %w", errNotAhead, err) // what it is about will be seen in the turn
		} else if err != nil {
			return err
		}
		if err := db.write.take(ctx); err != nil {
			return err
		}
		inTurn = true
		return nil
	}, do)
}

// writeAhead inserts the rows of quads that are not there.
func (w *writing) writeAhead(ctx context.Context, quads []quad.Quad) error {
	e, err := encode(quads)
	if err != nil {
		return fmt.Errorf("add: %w", err)
	}
	a := &written{encoded: e, ids: make([]int64, len(e.terms)), new: map[int64]bool{}}
	seen := map[int64]bool{}
	for i, term := range e.terms {
		a.ids[i] = w.db.hash(term)[0]
		seen[a.ids[i]] = true
	}
	if len(seen) < len(a.ids) {
		return errNotAhead
	}
	own, rows := a.own(), distinct(e.quads(a.ids))
	if free, err := w.free(ctx, a, own); err != nil {
		return err
	} else if free {
		return w.writeFree(ctx, a, own, rows)
	}
	if err := w.writeOwnTerms(ctx, a, own); err != nil {
		return err
	}
	for some := range slices.Chunk(rows, quadsAtOnce) {
		s, p, o, g := columns(some)
		if a.rows, err = w.quads(ctx, a.rows, sqlInsertAhead, s, p, o, g); err != nil {
			return err
		}
	}
	slices.SortFunc(a.rows, compareQuads)
	w.ahead = a
	return nil
}

// own are the terms that are the articles' own, in an order that all writers keep to. It
// is that of the index of IRIs, in which those of an article are neighbours.
func (a *written) own() (own []freshTerm) {
	graphs := a.labels()
	for i, term := range a.terms {
		graph, _, _ := bytes.Cut(term, []byte("#"))
		if term[0] == quadstore.IRIMark && graphs[string(graph)] {
			own = append(own, freshTerm{id: a.ids[i], term: term})
		}
	}
	slices.SortFunc(own, func(a, b freshTerm) int { return bytes.Compare(a.term, b.term) })
	return own
}

// free says whether nothing is there of what the articles have to themselves, as of
// those that come for the first time.
func (w *writing) free(ctx context.Context, a *written, own []freshTerm) (bool, error) {
	var labels, ids []int64
	for _, places := range a.places {
		if places[3] < 0 {
			return false, nil
		}
		labels = append(labels, a.ids[places[3]])
	}
	slices.Sort(labels)
	there, err := w.quads(ctx, nil, sqlPurgeG, slices.Compact(labels), 1)
	if err != nil || len(there) > 0 {
		return false, err
	}
	for _, t := range own {
		ids = append(ids, t.id)
	}
	err = w.termBytes(ctx, ids, func(int64, []byte) error { return errTermThere })
	if errors.Is(err, errTermThere) {
		return false, nil
	}
	return err == nil, err
}

var errTermThere = errors.New("a term is there")

// writeFree inserts what is not there: a server looks for conflicts with what is at the
// cost of a third of the whole. Where somebody has just put in the same, it is an error.
func (w *writing) writeFree(ctx context.Context, a *written, own []freshTerm, rows [][4]uint64) error {
	for some := range slices.Chunk(own, idsAtOnce) {
		ids, terms, heads := termColumns(some)
		if _, err := w.tx.Exec(ctx, sqlInsertTerms, ids, terms, heads); err != nil {
			return err
		}
		for _, id := range ids {
			a.new[id] = true
		}
	}
	for some := range slices.Chunk(rows, quadsAtOnce) {
		s, p, o, g := columns(some)
		if _, err := w.tx.Exec(ctx, sqlInsertQuads, s, p, o, g); err != nil {
			return err
		}
	}
	a.rows, w.ahead = rows, a
	return nil
}

// writeOwnTerms inserts those terms that are not there.
func (w *writing) writeOwnTerms(ctx context.Context, a *written, own []freshTerm) error {
	for some := range slices.Chunk(own, idsAtOnce) {
		ids, terms, heads := termColumns(some)
		err := w.query(ctx, func(row [][]byte) error {
			id, err := number(row[0])
			a.new[id] = true
			return err
		}, sqlInsertTermsAhead, ids, terms, heads)
		if err != nil {
			return err
		}
	}
	return nil
}

// labels are the terms that quads are labelled by.
func (e *encoded) labels() map[string]bool {
	labels := map[string]bool{}
	for _, places := range e.places {
		if places[3] >= 0 {
			labels[string(e.terms[places[3]])] = true
		}
	}
	return labels
}

// fits says whether the rows were written with the ids that their terms have.
func (a *written) fits(ids []int64) bool { return slices.Equal(a.ids, ids[:len(a.ids)]) }
