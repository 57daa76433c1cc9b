package queue

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"time"

	"claimgraph/quadstore"
	"claimgraph/quadstore/postgres"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Errors of a queue.
var (
	// ErrLost: a task is no longer with who took it: his lease ran out and somebody
	// else has it, another text came in its place, or it was dropped.
	ErrLost = errors.New("the task was lost to somebody else")
	// ErrTooLarge: an article that no task can hold.
	ErrTooLarge = errors.New("too large for a task")
)

// MostBytes bounds an article in a task; a value of a column has at most 1 GB.
const MostBytes = 256 << 20

// Article is what a task is made of.
type Article struct {
	IRI  string
	Name string // its id as given, for people
	Body []byte // the article, in a form of the caller's
}

// Task is an article that somebody has taken.
type Task struct {
	Key      []byte
	Name     string
	Body     []byte
	Attempts int    // how often it was taken, this time included
	Lease    []byte // by which the holder is known
}

// Queue is the queue of one store.
type Queue struct {
	db   *postgres.DB
	pool *pgxpool.Pool

	holder string
	self   [8]byte       // no other queue's
	taken  atomic.Uint64 // how often it has taken something
}

const (
	connections    = 4
	connectTimeout = 10 * time.Second
)

// Open gives the queue of an open store, over connections of its own: who keeps his
// leases does not wait for who changes the graph. holder is what others are told of
// who has a task.
func Open(ctx context.Context, url string, db *postgres.DB, holder string) (*Queue, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("--data: %w", err)
	}
	config.MaxConns = connections
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = connectTimeout
	}
	config.ConnConfig.RuntimeParams["application_name"] = "claimgraph queue"
	db.ToPrimary(config.ConnConfig)
	q := &Queue{db: db, holder: holder}
	if _, err := rand.Read(q.self[:]); err != nil {
		return nil, err
	}
	if q.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, classified(err)
	}
	return q, nil
}

// Close gives the connections back.
func (q *Queue) Close() { q.pool.Close() }

// newLease is one that nobody had before.
func (q *Queue) newLease() []byte {
	return binary.BigEndian.AppendUint64(q.self[:8:8], q.taken.Add(1))
}

// tries is how often a statement is run anew where another one was in the way.
const tries = 10

// within runs what belongs together as one transaction.
func (q *Queue) within(ctx context.Context, do func(pgx.Tx) error) (err error) {
	for range tries {
		err = pgx.BeginFunc(ctx, q.pool, do)
		if c := code(err); c != codeSerialization && c != codeDeadlock {
			break
		}
	}
	return classified(err)
}

// exec runs one statement and says how many rows it changed.
func (q *Queue) exec(ctx context.Context, sql string, args ...any) (rows int, err error) {
	err = q.within(ctx, func(tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, sql, args...)
		rows = int(tag.RowsAffected())
		return err
	})
	return rows, err
}

const (
	codeSerialization = "40001"
	codeDeadlock      = "40P01"
)

func code(err error) string {
	if refused, ok := errors.AsType[*pgconn.PgError](err); ok {
		return refused.Code
	}
	return ""
}

// classified gives what the server or the way to it says the face that it has in
// package quadstore.
func classified(err error) error {
	switch {
	case err == nil, errors.Is(err, ErrLost), errors.Is(err, ErrTooLarge), errors.Is(err, quadstore.ErrIO),
		errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	return fmt.Errorf("%w: %w", quadstore.ErrIO, err)
}

// Refused says whether an error is about what a change holds, so that the same change
// will be refused again, and another one need not be.
func Refused(err error) bool {
	c := code(err)
	return errors.Is(err, quadstore.ErrTerm) || strings.HasPrefix(c, "22") || strings.HasPrefix(c, "23") || strings.HasPrefix(c, "54")
}
