package queue

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// Counts are the tasks by state, and how many were done since the tables were made.
type Counts struct {
	Ready, Waiting, Taken, Dead int
	Done                        int
	Bytes                       int64         // of the articles
	Oldest                      time.Duration // for which one that is not dead has been in the queue
}

// Open is how many are not done and not dead.
func (c *Counts) Open() int { return c.Ready + c.Waiting + c.Taken }

const (
	sqlCounts = `SELECT
		count(CASE WHEN dead = false AND due <= now() THEN 1 END),
		count(CASE WHEN dead = false AND due > now() AND lease IS NULL THEN 1 END),
		count(CASE WHEN dead = false AND due > now() AND lease IS NOT NULL THEN 1 END),
		count(CASE WHEN dead THEN 1 END),
		coalesce(sum(size), 0)::BIGINT,
		coalesce(extract(epoch FROM now() - min(CASE WHEN dead = false THEN enqueued END)), 0)::FLOAT8
		FROM tasks`
	sqlDoneSoFar = `SELECT n FROM tasks_done`
	sqlAnyOpen   = `SELECT count(*) FROM (SELECT 1 FROM tasks WHERE dead = false LIMIT $1) AS t`
)

// Counts looks through the queue: a million tasks take some tenths of a second.
func (q *Queue) Counts(ctx context.Context) (c Counts, err error) {
	var oldest float64
	err = q.within(ctx, func(tx pgx.Tx) error {
		if err := tx.QueryRow(ctx, sqlCounts).Scan(&c.Ready, &c.Waiting, &c.Taken, &c.Dead, &c.Bytes, &oldest); err != nil {
			return err
		}
		return tx.QueryRow(ctx, sqlDoneSoFar).Scan(&c.Done)
	})
	c.Oldest = time.Duration(max(oldest, 0) * float64(time.Second))
	return c, err
}

// OpenTasks counts those that are not done and not dead, up to most.
func (q *Queue) OpenTasks(ctx context.Context, most int) (n int, err error) {
	err = q.within(ctx, func(tx pgx.Tx) error { return tx.QueryRow(ctx, sqlAnyOpen, most).Scan(&n) })
	return n, err
}

// State is one of a task's; its word is the program's everywhere.
type State string

// The states.
const (
	Ready   State = "ready"
	Waiting State = "waiting"
	Taken   State = "taken"
	Dead    State = "dead"
)

// Entry is a task as it is looked at.
type Entry struct {
	Name     string
	State    State
	Attempts int
	Size     int
	Enqueued time.Time
	Due      time.Time // when it may be taken, or the lease of who has it runs out
	Holder   string
	Error    string

	key []byte
}

const sqlEntries = `SELECT key, name, attempts, size, enqueued, due, holder, error,
	CASE WHEN dead THEN 'dead' WHEN due <= now() THEN 'ready' WHEN lease IS NULL THEN 'waiting' ELSE 'taken' END
	FROM tasks WHERE dead = $1 AND (due, key) > ($2, $3) ORDER BY due, key LIMIT $4`

const entriesAtOnce = 500

// Entries gives the tasks of a state, up to so many, the earliest due first.
func (q *Queue) Entries(ctx context.Context, state State, most int) (list []Entry, err error) {
	after, key := time.Unix(0, 0), []byte{}
	for len(list) < most {
		page, err := q.page(ctx, state == Dead, after, key)
		if err != nil {
			return nil, err
		}
		for _, e := range page {
			if e.State == state && len(list) < most {
				list = append(list, e)
			}
			after, key = e.Due, e.key
		}
		if len(page) < entriesAtOnce {
			break
		}
	}
	return list, nil
}

func (q *Queue) page(ctx context.Context, dead bool, after time.Time, key []byte) (page []Entry, err error) {
	err = q.within(ctx, func(tx pgx.Tx) error {
		rows, err := tx.Query(ctx, sqlEntries, dead, after, key, entriesAtOnce)
		if err != nil {
			return err
		}
		page, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (e Entry, err error) {
			var name, holder, why []byte
			var state string
			err = row.Scan(&e.key, &name, &e.Attempts, &e.Size, &e.Enqueued, &e.Due, &holder, &why, &state)
			e.Name, e.Holder, e.Error, e.State = string(name), string(holder), string(why), State(state)
			return e, err
		})
		return err
	})
	return page, err
}

const (
	sqlRetry    = `UPDATE tasks SET dead = false, attempts = 0, due = now() WHERE dead AND name = ANY($1)`
	sqlRetryAll = `UPDATE tasks SET dead = false, attempts = 0, due = now() WHERE dead`
	sqlDrop     = `DELETE FROM tasks WHERE name = ANY($1)`
	sqlDropAll  = `DELETE FROM tasks WHERE dead`
)

// Retry makes dead tasks ready: those of these names.
func (q *Queue) Retry(ctx context.Context, names []string) (int, error) {
	return q.exec(ctx, sqlRetry, columnOf(names))
}

// RetryAll makes all dead tasks ready.
func (q *Queue) RetryAll(ctx context.Context) (int, error) { return q.exec(ctx, sqlRetryAll) }

// Drop takes tasks out of the queue, in whatever state they are.
func (q *Queue) Drop(ctx context.Context, names []string) (int, error) {
	return q.exec(ctx, sqlDrop, columnOf(names))
}

// DropDead takes all dead tasks out of the queue.
func (q *Queue) DropDead(ctx context.Context) (int, error) { return q.exec(ctx, sqlDropAll) }

func columnOf(names []string) (column [][]byte) {
	for _, n := range names {
		column = append(column, []byte(n))
	}
	return column
}

// Statements are all that the queue asks a server, for the test that holds them to
// the portable subset.
func Statements() []string {
	return []string{
		sqlWaiting, sqlPut, sqlDue, sqlTake, sqlGiveUp, sqlKeep, sqlRelease, sqlFail, sqlFinish, sqlDone, sqlMine,
		sqlCounts, sqlDoneSoFar, sqlAnyOpen, sqlEntries, sqlRetry, sqlRetryAll, sqlDrop, sqlDropAll,
	}
}
