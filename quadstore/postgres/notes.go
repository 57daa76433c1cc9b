package postgres

import (
	"context"
	"errors"

	"claimgraph/quadstore"

	"github.com/jackc/pgx/v5"
)

// Notes are rows that one process, their owner, writes and all read: how far its jobs
// have come, what was done under a key. An open note belongs to its owner until he
// has not been there for a while, by the clock of the server, so that the clocks of
// processes need not agree. Whoever takes it then has it: each statement of an owner
// names him, so that one who comes back too late changes nothing.

const (
	sqlPost = `INSERT INTO notes (kind, name, number, owner, seen, is_open, flagged, body)
		SELECT $1::INT, $2::BYTEA, coalesce(max(number), 0) + 1, $3::BYTEA, now(), $4::BOOL, false, $5::BYTEA FROM notes WHERE kind = $1::INT
		ON CONFLICT (kind, name) DO NOTHING`
	sqlForgetNotes = `DELETE FROM notes WHERE kind = $1::INT AND number <= (SELECT max(number) FROM notes WHERE kind = $1::INT) - $2::BIGINT
		AND (NOT is_open OR seen < now() - INTERVAL '1 hour')`
	sqlNote   = `SELECT body, is_open, is_open AND seen < now() - INTERVAL '15 seconds' FROM notes WHERE kind = $1 AND name = $2`
	sqlAppend = `UPDATE notes SET body = body || $4::BYTEA, is_open = NOT $5::BOOL, seen = now()
		WHERE kind = $1 AND name = $2 AND owner = $3 AND is_open`
	sqlBeat    = `UPDATE notes SET seen = now() WHERE is_open AND kind = $1 AND owner = $2`
	sqlFlagged = `SELECT name FROM notes WHERE is_open AND kind = $1 AND owner = $2 AND flagged ORDER BY number`
	sqlFlag    = `UPDATE notes SET flagged = true WHERE kind = $1 AND name = $2 AND is_open`
	sqlTake    = `UPDATE notes SET owner = $3, seen = now() WHERE kind = $1 AND name = $2 AND is_open AND seen < now() - INTERVAL '15 seconds'`
	sqlDrop    = `DELETE FROM notes WHERE kind = $1 AND name = $2 AND owner = $3 AND is_open`
)

// keptNotes is how many of a kind are kept.
const keptNotes = 10_000

// Post implements quadstore.Shared.
func (db *DB) Post(ctx context.Context, kind int, name, owner string, body []byte, open bool) (posted bool, err error) {
	err = db.besides(ctx, func(ctx context.Context, conn *pgx.Conn) error {
		var batch pgx.Batch
		batch.Queue(sqlPost, kind, []byte(name), []byte(owner), open, append([]byte{}, body...)) // nil would be NULL
		batch.Queue(sqlForgetNotes, kind, keptNotes)
		answers := conn.SendBatch(ctx, &batch)
		tag, _ := answers.Exec() // Close has its error
		posted = tag.RowsAffected() == 1
		return answers.Close()
	})
	return posted, err
}

// Note implements quadstore.Shared.
func (db *DB) Note(ctx context.Context, kind int, name string) (n quadstore.Note, ok bool, err error) {
	err = db.besides(ctx, func(ctx context.Context, conn *pgx.Conn) error {
		err := conn.QueryRow(ctx, sqlNote, kind, []byte(name)).Scan(&n.Body, &n.Open, &n.Lost)
		if ok = err == nil; errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		return err
	})
	return n, ok, err
}

// Append implements quadstore.Shared.
func (db *DB) Append(ctx context.Context, kind int, name, owner string, more []byte, end bool) (stillHis bool, err error) {
	return db.touched(ctx, sqlAppend, kind, []byte(name), []byte(owner), more, end)
}

// Flag implements quadstore.Shared.
func (db *DB) Flag(ctx context.Context, kind int, name string) error {
	flagged, err := db.touched(ctx, sqlFlag, kind, []byte(name))
	if flagged {
		db.tellOthers()
	}
	return err
}

// Take implements quadstore.Shared.
func (db *DB) Take(ctx context.Context, kind int, name, owner string) (taken bool, err error) {
	return db.touched(ctx, sqlTake, kind, []byte(name), []byte(owner))
}

// Drop implements quadstore.Shared.
func (db *DB) Drop(ctx context.Context, kind int, name, owner string) error {
	_, err := db.touched(ctx, sqlDrop, kind, []byte(name), []byte(owner))
	return err
}

// touched says whether a statement has changed a row.
func (db *DB) touched(ctx context.Context, sql string, args ...any) (touched bool, err error) {
	err = db.besides(ctx, func(ctx context.Context, conn *pgx.Conn) error {
		tag, err := conn.Exec(ctx, sql, args...)
		touched = tag.RowsAffected() > 0
		return err
	})
	return touched, err
}

// Beat implements quadstore.Shared.
func (db *DB) Beat(ctx context.Context, kind int, owner string) (flagged []string, err error) {
	err = db.besides(ctx, func(ctx context.Context, conn *pgx.Conn) error {
		if _, err := conn.Exec(ctx, sqlBeat, kind, []byte(owner)); err != nil {
			return err
		}
		rows, err := conn.Query(ctx, sqlFlagged, kind, []byte(owner))
		if err != nil {
			return err
		}
		names, err := pgx.CollectRows(rows, pgx.RowTo[[]byte])
		for _, name := range names {
			flagged = append(flagged, string(name))
		}
		return err
	})
	return flagged, err
}
