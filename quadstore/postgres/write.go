package postgres

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"claimgraph/quadstore"

	"github.com/jackc/pgx/v5"
)

// writing is one transaction of a writer, who has locked the row of state: nothing
// changes beside him.
type writing struct {
	reader
	tx pgx.Tx

	dirty    bool // something has changed
	unseen   bool // and nobody sees it: the version stays
	beside   bool // tables beside the quads too
	names    nameChange
	news     [][]byte // subjects that are to be told
	touched  touching
	ahead    *written // nil where nothing was written before the turn
	timeline int64    // of the server
}

// tries is how often a batch is applied anew where the server gave another
// transaction the way. On PostgreSQL the lock leaves none that could.
const tries = 10

// change runs what changes the store as one transaction. It is run anew where it met
// another one, or a connection that ended before there was anything to commit.
func (db *DB) change(ctx context.Context, do func(*writing) error) (err error) {
	if err := db.write.take(ctx); err != nil {
		return err
	}
	defer db.write.leave()
	for n, lost := 0, 0; n < tries; {
		err = db.changeOnce(ctx, nil, do)
		switch {
		case passes(err):
			n++
			db.conflicts.Add(1)
		case !errors.As(err, new(lostError)):
			return err
		case db.wait(ctx, &db.unchanged):
		case lost < lostTries:
			lost++
		default:
			return err
		}
	}
	return err
}

// lostTries is how often a change is tried anew whose connection ended, where there is
// no other server to wait for.
const lostTries = 2

// lostError is the error of a change that was certainly not stored: its connection
// ended first.
type lostError struct{ error }

func (e lostError) Unwrap() error { return e.error }

// changeOnce is one attempt. What is done before the writer's turn is not decided by
// anything in the store.
func (db *DB) changeOnce(ctx context.Context, before, do func(*writing) error) (err error) {
	if !db.use() {
		return quadstore.ErrClosed
	}
	defer db.release()
	if err := ctx.Err(); err != nil {
		return err
	}
	pooled, err := acquire(ctx, db.writers)
	if err != nil && len(db.servers) < 2 {
		return unchanged(err)
	}
	if err != nil {
		return db.lost(ctx, err)
	}
	defer pooled.Release()
	w := &writing{reader: reader{db: db, conn: pooled.Conn(), fresh: true}, names: newNameChange(), touched: newTouching()}
	w.timeline, _ = w.conn.PgConn().CustomData()[timelineKey].(int64)
	if w.tx, err = begin(ctx, w.conn); err != nil {
		return db.lost(ctx, err)
	}
	if before != nil {
		err = before(w)
	}
	if err == nil {
		err = w.state.scan(w.tx.QueryRow(ctx, sqlLockState))
	}
	if err == nil {
		err = do(w)
	}
	if err == nil && (w.dirty || w.beside) {
		err = w.commit(ctx)
	} else {
		err = errors.Join(err, w.rollback())
	}
	switch {
	case err == nil:
		db.unchanged.end()
		if len(w.news) > 0 {
			db.tellOthers()
		}
		return nil
	case errors.Is(err, ErrUncertain):
		return err
	case moved(err), w.conn.IsClosed(), errors.Is(err, quadstore.ErrUnavailable):
		_ = w.conn.Close(ctx) // the next one may lead to another server
		return db.lost(ctx, err)
	case code(err) != "":
		return unchanged(db.met(err))
	}
	return err // a reason of the change's own
}

// lost marks the error of a change that was not stored because its server or the way
// to it was gone, unless who asked for it has given up.
func (db *DB) lost(ctx context.Context, err error) error {
	err = db.met(err)
	gone := errors.Is(err, quadstore.ErrUnavailable) || errors.Is(err, quadstore.ErrReadOnly)
	if err = unchanged(err); ctx.Err() != nil || !gone {
		return err
	}
	return lostError{err}
}

// unchanged says of an error of the database that what met it has changed nothing.
func unchanged(err error) error {
	if passes(err) || errors.Is(err, context.Canceled) {
		return err
	}
	return fmt.Errorf("nothing was changed: %w", err)
}

// rollback ends the transaction also where nobody waits for it any more.
func (w *writing) rollback() error {
	ctx, cancel := context.WithTimeout(context.Background(), connectTimeout)
	defer cancel()
	err := w.tx.Rollback(ctx)
	if errors.Is(err, pgx.ErrTxClosed) || w.conn.IsClosed() {
		return nil
	}
	return err
}

// ErrUncertain: the connection broke while a change was committed. Making it again
// finds out, and changes nothing where it was.
var ErrUncertain = errors.New("the connection broke at the commit: whether the change was stored is not known")

func (w *writing) commit(ctx context.Context) (err error) {
	version := w.state.version
	if w.dirty {
		version, err = w.writeState(ctx)
	}
	if err != nil {
		return errors.Join(err, w.rollback())
	}
	if err = w.tx.Commit(ctx); err != nil && (uncertain(err) || w.conn.IsClosed()) {
		return fmt.Errorf("%w: %w", ErrUncertain, err)
	}
	if err == nil {
		w.db.shown.raise(version)
	}
	return err
}

// writeState writes what is kept of the store as a whole, and gives its version.
func (w *writing) writeState(ctx context.Context) (version int64, err error) {
	if err := w.writeNames(ctx); err != nil {
		return 0, err
	}
	if err := w.writeNews(ctx); err != nil {
		return 0, err
	}
	version = w.nextVersion()
	if err := w.writeTouched(ctx, version); err != nil {
		return 0, err
	}
	s := w.state
	_, err = w.tx.Exec(ctx, sqlSetState, version, s.epoch, s.quads, s.terms, s.displaced, s.namePredicates)
	return version, err
}

// timelineBits is where the timeline stands in the version of its first change.
const timelineBits = 32

// nextVersion is that of the change. The first one after a promotion is also a new
// epoch: what was remembered of changes that the promotion has lost is forgotten.
func (w *writing) nextVersion() int64 {
	first := w.timeline << timelineBits
	switch {
	case w.unseen:
		return w.state.version
	case w.timeline > 1 && w.state.version < first:
		w.state.epoch = first
		return first
	}
	return w.state.version + 1
}

const (
	sqlPresent = `SELECT q.s, q.p, q.o, q.g FROM unnest($1::BIGINT[], $2::BIGINT[], $3::BIGINT[], $4::BIGINT[]) AS d(s, p, o, g)
		JOIN quads AS q ON q.s = d.s AND q.p = d.p AND q.o = d.o AND q.g = d.g`
	sqlInsertQuads = `INSERT INTO quads (s, p, o, g) SELECT d.s, d.p, d.o, d.g FROM unnest($1::BIGINT[], $2::BIGINT[], $3::BIGINT[], $4::BIGINT[]) AS d(s, p, o, g)`
	sqlDeleteQuads = `DELETE FROM quads AS q USING unnest($1::BIGINT[], $2::BIGINT[], $3::BIGINT[], $4::BIGINT[]) AS d(s, p, o, g)
		WHERE q.s = d.s AND q.p = d.p AND q.o = d.o AND q.g = d.g`
	sqlCountMore = `INSERT INTO counts (kind, id, n) SELECT d.kind, d.id, d.n FROM unnest($1::INT[], $2::BIGINT[], $3::BIGINT[]) AS d(kind, id, n)
		ON CONFLICT (kind, id) DO UPDATE SET n = counts.n + excluded.n`
	sqlCountNone   = `DELETE FROM counts WHERE n = 0 AND id = ANY($1)`
	sqlDeleteTerms = `DELETE FROM terms WHERE id = ANY($1)
		AND NOT EXISTS (SELECT 1 FROM quads WHERE quads.s = terms.id)
		AND NOT EXISTS (SELECT 1 FROM quads WHERE quads.p = terms.id)
		AND NOT EXISTS (SELECT 1 FROM quads WHERE quads.o = terms.id)
		AND NOT EXISTS (SELECT 1 FROM quads WHERE quads.g = terms.id)
		RETURNING id`
	sqlDeleteDisplaced = `DELETE FROM displaced WHERE id = ANY($1)`
)

const quadsAtOnce = 50_000 // in one statement

// present gives those of some quads that there are.
func (w *writing) present(ctx context.Context, quads [][4]uint64) (found [][4]uint64, err error) {
	for some := range slices.Chunk(quads, quadsAtOnce) {
		s, p, o, g := columns(some)
		if found, err = w.quads(ctx, found, sqlPresent, s, p, o, g); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// remove takes quads away that are there, and the terms that nothing has then.
func (w *writing) remove(ctx context.Context, quads [][4]uint64) error {
	if len(quads) == 0 {
		return nil
	}
	w.dirty = true
	w.touched.quads(quads, nil)
	if err := w.names.note(ctx, w, quads); err != nil {
		return err
	}
	labels, err := w.countedLabels(ctx, quads)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(quads, quadsAtOnce) {
		s, p, o, g := columns(some)
		if _, err := w.tx.Exec(ctx, sqlDeleteQuads, s, p, o, g); err != nil {
			return err
		}
	}
	return w.count(ctx, quads, labels, -1)
}

// count keeps the numbers up to date.
func (w *writing) count(ctx context.Context, quads [][4]uint64, labels map[uint64]bool, by int64) error {
	byKey := map[[2]int64]int64{}
	for _, q := range quads {
		byKey[[2]int64{countPredicate, int64(q[1])}] += by
		if labels[q[3]] {
			byKey[[2]int64{countLabel, int64(q[3])}] += by
		}
	}
	var kinds []int32
	var ids, n []int64
	for _, key := range slices.SortedFunc(maps.Keys(byKey), func(a, b [2]int64) int { return slices.Compare(a[:], b[:]) }) {
		kinds, ids, n = append(kinds, int32(key[0])), append(ids, key[1]), append(n, byKey[key])
	}
	w.state.quads += by * int64(len(quads))
	if _, err := w.tx.Exec(ctx, sqlCountMore, kinds, ids, n); err != nil || by > 0 {
		return err
	}
	_, err := w.tx.Exec(ctx, sqlCountNone, ids)
	return err
}

// countedLabels are the labels of quads whose quads are counted.
func (w *writing) countedLabels(ctx context.Context, quads [][4]uint64) (map[uint64]bool, error) {
	counted := map[uint64]bool{}
	asked := map[int64]bool{}
	for _, q := range quads {
		if q[3] != 0 {
			asked[int64(q[3])] = true
		}
	}
	err := w.termBytes(ctx, keys(asked), func(id int64, term []byte) error {
		counted[uint64(id)] = quadstore.CountedLabel(string(term))
		return nil
	})
	return counted, err
}

// dropUnused takes those of the terms of removed quads away that nothing has.
func (w *writing) dropUnused(ctx context.Context, removed [][4]uint64) error {
	candidates := map[int64]bool{}
	for _, q := range removed {
		for _, id := range q {
			candidates[int64(id)] = true
		}
	}
	delete(candidates, 0)
	for some := range slices.Chunk(keys(candidates), idsAtOnce) {
		var gone []int64
		err := w.query(ctx, func(row [][]byte) error {
			id, err := number(row[0])
			gone = append(gone, id)
			return err
		}, sqlDeleteTerms, some)
		if err != nil {
			return err
		}
		if len(gone) == 0 {
			continue
		}
		w.touched.dropped = append(w.touched.dropped, gone...)
		w.state.terms -= int64(len(gone))
		w.state.epoch = w.state.version + 1
		if w.state.displaced > 0 {
			tag, err := w.tx.Exec(ctx, sqlDeleteDisplaced, gone)
			if err != nil {
				return err
			}
			w.state.displaced -= tag.RowsAffected()
		}
	}
	return nil
}
