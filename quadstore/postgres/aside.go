package postgres

import (
	"context"
)

// The first load of a store is copied into tables without indexes, which takes a
// third of the time: to enter a row into four indexes at four random places costs
// more than to sort each of them once. The tables then take the place of the empty
// ones. Whoever is just reading those holds them; the load waits for him for a
// moment and, where he stays, copies from the one table to the other instead.

const (
	sqlAsideTerms     = `CREATE TABLE terms_aside (id BIGINT NOT NULL, term BYTEA NOT NULL, head BYTEA)`
	sqlAsideQuads     = `CREATE TABLE quads_aside (s BIGINT NOT NULL, p BIGINT NOT NULL, o BIGINT NOT NULL, g BIGINT NOT NULL)`
	sqlCopyAsideTerms = `COPY terms_aside (id, term, head) FROM STDIN WITH (FORMAT binary)`
	sqlCopyAsideQuads = `COPY quads_aside (s, p, o, g) FROM STDIN WITH (FORMAT binary)`
	sqlWaitABit       = `SET LOCAL lock_timeout = '2s'`
	sqlWaitAgain      = `SET LOCAL lock_timeout = 0`
	sqlTry            = `SAVEPOINT taking_place`
	sqlTryOver        = `ROLLBACK TO SAVEPOINT taking_place`
)

// sqlIndex are the keys and indexes of the migrations, on the tables aside; their
// names are those in use, once the empty tables are gone.
var sqlIndex = []string{
	`ALTER TABLE quads_aside ADD CONSTRAINT quads_aside_pkey PRIMARY KEY (s, p, o, g)`,
	`CREATE INDEX quads_aside_posg ON quads_aside (p, o, s, g)`,
	`CREATE INDEX quads_aside_ospg ON quads_aside (o, s, p, g)`,
	`CREATE INDEX quads_aside_gpos ON quads_aside (g, p, o, s)`,
	`ALTER TABLE terms_aside ADD CONSTRAINT terms_aside_pkey PRIMARY KEY (id)`,
	`CREATE INDEX terms_aside_head ON terms_aside (head, id)`,
}

var sqlTakePlace = []string{
	`DROP TABLE quads`,
	`DROP TABLE terms`,
	`ALTER TABLE quads_aside RENAME TO quads`,
	`ALTER TABLE terms_aside RENAME TO terms`,
	`ALTER INDEX quads_aside_pkey RENAME TO quads_pkey`,
	`ALTER INDEX quads_aside_posg RENAME TO quads_posg`,
	`ALTER INDEX quads_aside_ospg RENAME TO quads_ospg`,
	`ALTER INDEX quads_aside_gpos RENAME TO quads_gpos`,
	`ALTER INDEX terms_aside_pkey RENAME TO terms_pkey`,
	`ALTER INDEX terms_aside_head RENAME TO terms_head`,
}

// sqlMove is for when the place cannot be taken.
var sqlMove = []string{
	`INSERT INTO terms (id, term, head) SELECT id, term, head FROM terms_aside`,
	`INSERT INTO quads (s, p, o, g) SELECT s, p, o, g FROM quads_aside ORDER BY s, p, o, g`,
	`DROP TABLE terms_aside`,
	`DROP TABLE quads_aside`,
}

// copyAside fills an empty store.
func (w *writing) copyAside(ctx context.Context, quads [][4]uint64, fresh []freshTerm) error {
	if err := w.run(ctx, sqlAsideTerms, sqlAsideQuads); err != nil {
		return err
	}
	if err := w.copy(ctx, sqlCopyAsideTerms, termRows(fresh)); err != nil {
		return err
	}
	if err := w.copy(ctx, sqlCopyAsideQuads, quadRows(quads)); err != nil {
		return err
	}
	if len(quads) < worthIndexing {
		return w.run(ctx, sqlMove...)
	}
	if err := w.run(ctx, append(append([]string{}, sqlIndex...), sqlTry, sqlWaitABit)...); err != nil {
		return err
	}
	err := w.run(ctx, sqlTakePlace...)
	switch {
	case code(err) == codeLockNotHeld, code(err) == codeDeadlock: // with who writes ahead of his turn
		return w.run(ctx, append([]string{sqlTryOver}, sqlMove...)...)
	case err != nil:
		return err
	}
	return w.run(ctx, sqlWaitAgain)
}

const worthIndexing = 10_000 // quads

func (w *writing) run(ctx context.Context, statements ...string) error {
	for _, sql := range statements {
		if _, err := w.tx.Exec(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}

const (
	sqlAnalyze = `ANALYZE`
	sqlVacuum  = `VACUUM` // PostgreSQL's own: others have no such chore
)

// settle tells the server to look at its tables after a large change: walks read
// indexes alone only where it knows that rows are there for everybody. Where it
// refuses, walks are slower and as right.
func (db *DB) settle(ctx context.Context) {
	for _, table := range []string{"quads", "terms", "names", "words"} {
		if _, err := db.writers.Exec(ctx, sqlVacuum+" "+table); err != nil {
			break
		}
		_, _ = db.writers.Exec(ctx, sqlAnalyze+" "+table)
	}
}
