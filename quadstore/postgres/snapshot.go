package postgres

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"claimgraph/quadstore"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// snapshot is a Snapshot: a read-only transaction on a connection of its own.
type snapshot struct {
	reader
	pooled *pgxpool.Conn
}

const sqlBeginReading = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`

// Snapshot implements quadstore.Engine.
func (db *DB) Snapshot() (quadstore.Snapshot, error) {
	s, err := db.question(context.Background())
	if err != nil {
		return nil, err
	}
	return s, nil
}

// snapshot begins the transaction and reads the state, in one round trip: the
// transaction sees what is committed when it reads first.
func (db *DB) snapshot(ctx context.Context, pool *pgxpool.Pool) (*snapshot, error) {
	if !db.use() {
		return nil, quadstore.ErrClosed
	}
	ctx, cancel := context.WithTimeoutCause(ctx, acquirePatience, errNoAnswer)
	defer cancel()
	var err error
	for range 2 { // a connection that the server has ended meanwhile is met once
		var s *snapshot
		if s, err = db.begin(ctx, pool); err != nil {
			continue
		}
		if err = s.follow(ctx); err == nil {
			return s, nil
		}
		_ = s.conn.Close(ctx) // whatever state it is in
		s.pooled.Release()
	}
	db.release()
	return nil, classify(because(ctx, err))
}

func (db *DB) begin(ctx context.Context, pool *pgxpool.Pool) (*snapshot, error) {
	pooled, err := pool.Acquire(ctx)
	if err != nil {
		return nil, err
	}
	s := &snapshot{reader{db: db, conn: pooled.Conn()}, pooled}
	var batch pgx.Batch
	batch.Queue(sqlBeginReading)
	batch.Queue(sqlState)
	answers := s.conn.SendBatch(ctx, &batch)
	_, err = answers.Exec()
	if err == nil {
		err = s.state.scan(answers.QueryRow())
	}
	if err = errors.Join(err, answers.Close()); err != nil {
		_ = s.conn.Close(ctx) // whatever state it is in
		pooled.Release()
		return nil, db.met(err)
	}
	return s, nil
}

// Version implements quadstore.Snapshot.
func (s *snapshot) Version() uint64 { return uint64(s.state.version) }

// Close implements quadstore.Snapshot. That the transaction ends, nobody waits for.
func (s *snapshot) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.done {
		return nil
	}
	s.done = true
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), connectTimeout)
		defer cancel()
		if _, err := s.conn.Exec(ctx, "ROLLBACK"); err != nil {
			_ = s.conn.Close(ctx) // the pool makes another one
		}
		s.pooled.Release()
		s.db.release()
	}()
	return nil
}

const (
	sqlLoaded = `SELECT key, at, model, name FROM loads WHERE key = ANY($1)`
	sqlLoads  = `SELECT key, at, model, name FROM loads WHERE key > $1 ORDER BY key LIMIT $2`
)

// Loaded implements quadstore.Snapshot.
func (r *reader) Loaded(key string) (quadstore.Load, bool, error) {
	found, err := r.loads(sqlLoaded, [][]byte{[]byte(key)})
	if err != nil || len(found) == 0 {
		return quadstore.Load{}, false, err
	}
	return found[0], true, nil
}

// Loads implements quadstore.Snapshot.
func (r *reader) Loads() iter.Seq2[quadstore.Load, error] {
	return func(yield func(quadstore.Load, error) bool) {
		after, size := []byte{}, firstPage
		for {
			page, err := r.loads(sqlLoads, after, size)
			if err != nil {
				yield(quadstore.Load{}, err)
				return
			}
			for _, l := range page {
				if !yield(l, nil) {
					return
				}
			}
			if len(page) < size {
				return
			}
			after, size = []byte(page[len(page)-1].Key), nextPage(size)
		}
	}
}

func (r *reader) loads(sql string, args ...any) (found []quadstore.Load, err error) {
	err = r.query(context.Background(), func(row [][]byte) error {
		at, err := time.Parse(time.RFC3339Nano, string(row[1]))
		if err != nil {
			return fmt.Errorf("load log: key %q: %w: %w", row[0], quadstore.ErrCorruption, err)
		}
		found = append(found, quadstore.Load{Key: string(row[0]), Time: at, Model: string(row[2]), Name: string(row[3])})
		return nil
	}, sql, args...)
	return found, err
}
