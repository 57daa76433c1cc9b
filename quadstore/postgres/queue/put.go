package queue

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
)

// Put says what became of articles that were put into the queue.
type Put struct {
	Queued   int // new tasks, and dead ones that are tried again
	Replaced int // of which another text was waiting
	Waiting  int // that were waiting already
}

// Add adds what another put did.
func (p *Put) Add(other Put) {
	p.Queued += other.Queued
	p.Replaced += other.Replaced
	p.Waiting += other.Waiting
}

const (
	sqlWaiting = `SELECT key, digest FROM tasks WHERE key = ANY($1) AND dead = false ORDER BY key FOR UPDATE`
	sqlPut     = `INSERT INTO tasks (key, name, digest, article, size, enqueued, due, attempts, dead)
		SELECT d.key, d.name, d.digest, d.article, d.size, now(), now(), 0, false
		FROM unnest($1::BYTEA[], $2::BYTEA[], $3::BYTEA[], $4::BYTEA[], $5::BIGINT[]) AS d(key, name, digest, article, size)
		ON CONFLICT (key) DO UPDATE SET name = excluded.name, digest = excluded.digest, article = excluded.article, size = excluded.size,
			enqueued = excluded.enqueued, due = excluded.due, attempts = 0, lease = NULL, holder = NULL, dead = false, error = NULL
		WHERE tasks.digest <> excluded.digest OR tasks.dead`
)

// Put puts articles into the queue, all or none. Of several with one IRI the last
// one counts.
func (q *Queue) Put(ctx context.Context, articles []Article) (done Put, err error) {
	rows, err := rowsOf(articles)
	if err != nil || len(rows) == 0 {
		return done, err
	}
	err = q.within(ctx, func(tx pgx.Tx) error {
		done = Put{}
		waiting, err := waitingDigests(ctx, tx, rows)
		if err != nil {
			return err
		}
		for _, r := range rows {
			switch digest, waits := waiting[string(r.key)]; {
			case !waits:
				done.Queued++
			case digest == string(r.digest):
				done.Waiting++
			default:
				done.Replaced++
			}
		}
		return insert(ctx, tx, rows)
	})
	return done, err
}

// row is a task to be.
type row struct {
	Article
	key, digest []byte
}

// rowsOf sorts tasks by their keys, the order in which everybody locks them.
func rowsOf(articles []Article) ([]row, error) {
	rows := make([]row, 0, len(articles))
	for _, a := range slices.Backward(articles) {
		if len(a.Body) > MostBytes {
			return nil, fmt.Errorf("%s: %d bytes: %w", a.Name, len(a.Body), ErrTooLarge)
		}
		key, digest := sha256.Sum256([]byte(a.IRI)), sha256.Sum256(a.Body)
		rows = append(rows, row{a, key[:], digest[:]})
	}
	slices.SortStableFunc(rows, func(a, b row) int { return bytes.Compare(a.key, b.key) })
	return slices.CompactFunc(rows, func(a, b row) bool { return bytes.Equal(a.key, b.key) }), nil
}

func waitingDigests(ctx context.Context, tx pgx.Tx, rows []row) (map[string]string, error) {
	keys := make([][]byte, len(rows))
	for i := range rows {
		keys[i] = rows[i].key
	}
	found, err := tx.Query(ctx, sqlWaiting, keys)
	if err != nil {
		return nil, err
	}
	digests := map[string]string{}
	var key, digest []byte
	_, err = pgx.ForEachRow(found, []any{&key, &digest}, func() error {
		digests[string(key)] = string(digest)
		return nil
	})
	return digests, err
}

func insert(ctx context.Context, tx pgx.Tx, rows []row) error {
	var keys, names, digests, bodies [][]byte
	var sizes []int64
	for _, r := range rows {
		keys, names, digests = append(keys, r.key), append(names, []byte(r.Name)), append(digests, r.digest)
		bodies, sizes = append(bodies, r.Body), append(sizes, int64(len(r.Body)))
	}
	_, err := tx.Exec(ctx, sqlPut, keys, names, digests, bodies, sizes)
	return err
}
