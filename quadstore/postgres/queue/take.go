package queue

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

const (
	sqlDue = `SELECT key, size, attempts FROM tasks WHERE dead = false AND due <= now()
		ORDER BY due, key LIMIT $1 FOR UPDATE SKIP LOCKED`
	sqlTake = `UPDATE tasks SET lease = $2, holder = $3, attempts = attempts + 1, due = now() + $4::FLOAT8 * INTERVAL '1 second'
		WHERE key = ANY($1) RETURNING key, name, article, attempts`
	sqlGiveUp = `UPDATE tasks SET dead = true, lease = NULL, holder = NULL, error = $2 WHERE key = ANY($1)`
	sqlKeep   = `UPDATE tasks SET due = now() + $3::FLOAT8 * INTERVAL '1 second' WHERE key IN
		(SELECT key FROM tasks WHERE key = ANY($1) AND lease = ANY($2) AND dead = false FOR UPDATE SKIP LOCKED)`
	sqlRelease = `UPDATE tasks AS t SET due = now(), lease = NULL, holder = NULL, attempts = t.attempts - 1
		FROM unnest($1::BYTEA[], $2::BYTEA[]) AS d(key, lease) WHERE t.key = d.key AND t.lease = d.lease`
	sqlFail = `UPDATE tasks SET due = now() + $4::FLOAT8 * INTERVAL '1 second', lease = NULL, holder = NULL, dead = $5, error = $3
		WHERE key = $1 AND lease = $2`
)

// Taking says how tasks are taken.
type Taking struct {
	Most  int           // tasks
	Bytes int           // of their articles together; one is taken however large it is
	Lease time.Duration // until they are ready again, unless it is extended

	// Attempts is how often a task may be taken: one whose holders ended that often
	// without a word is dead.
	Attempts int
}

// suspicious is how often a task was taken without an end before it is taken alone:
// it may be what ended its holders, and the others that they held would die with it.
const suspicious = 2

const silentEnd = "each worker that had it ended without a word, or had lost the database: is it too large for their memory?"

// Take takes tasks that are ready, the oldest first. One that others may have failed
// at comes alone: see [Task.Suspicious]. givenUp is how many are dead now, because
// they were taken too often.
func (q *Queue) Take(ctx context.Context, how Taking) (tasks []Task, givenUp int, err error) {
	lease := q.newLease()
	err = q.within(ctx, func(tx pgx.Tx) error {
		tasks = nil
		keys, given, err := due(ctx, tx, how)
		if err != nil {
			return err
		}
		givenUp = len(given)
		if len(given) > 0 {
			if _, err := tx.Exec(ctx, sqlGiveUp, given, []byte(silentEnd)); err != nil {
				return err
			}
		}
		if len(keys) == 0 {
			return nil
		}
		rows, err := tx.Query(ctx, sqlTake, keys, lease, []byte(q.holder), how.Lease.Seconds())
		if err != nil {
			return err
		}
		tasks, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (Task, error) {
			var name []byte
			t := Task{Lease: lease}
			err := row.Scan(&t.Key, &name, &t.Body, &t.Attempts)
			t.Name = string(name)
			return t, err
		})
		return err
	})
	return tasks, givenUp, err
}

// Suspicious says whether a task should be read while nothing else is.
func (t *Task) Suspicious() bool { return t.Attempts > suspicious }

// due locks the tasks that are to be taken, and those to be given up.
func due(ctx context.Context, tx pgx.Tx, how Taking) (keys, given [][]byte, err error) {
	rows, err := tx.Query(ctx, sqlDue, how.Most)
	if err != nil {
		return nil, nil, err
	}
	var key []byte
	var size, total int64
	var attempts int
	full := false
	_, err = pgx.ForEachRow(rows, []any{&key, &size, &attempts}, func() error {
		switch {
		case full:
		case attempts >= how.Attempts:
			given = append(given, key)
		case len(keys) > 0 && (attempts >= suspicious || total+size > int64(how.Bytes)):
			full = true
		default:
			keys, total, full = append(keys, key), total+size, attempts >= suspicious
		}
		return nil
	})
	return keys, given, err
}

// Keep extends the leases of tasks that are still the holder's.
func (q *Queue) Keep(ctx context.Context, tasks []Task, lease time.Duration) error {
	if len(tasks) == 0 {
		return nil
	}
	keys, leases := named(tasks)
	_, err := q.exec(ctx, sqlKeep, keys, leases, lease.Seconds())
	return err
}

// Release gives tasks back as if they had not been taken.
func (q *Queue) Release(ctx context.Context, tasks []Task) error {
	if len(tasks) == 0 {
		return nil
	}
	keys, leases := named(tasks)
	_, err := q.exec(ctx, sqlRelease, keys, leases)
	return err
}

// Fail notes why a task failed. It is ready again after a while, or dead.
func (q *Queue) Fail(ctx context.Context, t Task, why string, again time.Duration, dead bool) error {
	_, err := q.exec(ctx, sqlFail, t.Key, t.Lease, []byte(why), again.Seconds(), dead)
	return err
}

func named(tasks []Task) (keys, leases [][]byte) {
	for _, t := range tasks {
		keys, leases = append(keys, t.Key), append(leases, t.Lease)
	}
	return keys, leases
}
