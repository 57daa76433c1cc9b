package postgres

import (
	"context"
	"encoding/binary"
	"fmt"
	"math"
	"sync"

	"claimgraph/quadstore"

	"github.com/jackc/pgx/v5"
)

// reader asks over one connection, one question at a time: a snapshot's within its
// transaction, or the writer's within his.
type reader struct {
	db    *DB
	state state
	fresh bool // what is read may not be remembered: it is not committed

	mu   sync.Mutex // held while a statement runs
	conn *pgx.Conn
	done bool
}

// state is the row of that table.
type state struct {
	version, epoch, quads, terms, displaced int64
	namePredicates                          []byte
}

const (
	sqlState     = `SELECT version, epoch, quads, terms, displaced, name_predicates FROM state`
	sqlLockState = sqlState + ` FOR UPDATE`
	sqlSetState  = `UPDATE state SET version = $1, epoch = $2, quads = $3, terms = $4, displaced = $5, name_predicates = $6`
)

func (s *state) scan(row pgx.Row) error {
	return row.Scan(&s.version, &s.epoch, &s.quads, &s.terms, &s.displaced, &s.namePredicates)
}

// query runs a statement and visits its rows, each as the bytes of its columns,
// which are good until the next row. The visitor may not ask anything.
func (r *reader) query(ctx context.Context, visit func(row [][]byte) error, sql string, args ...any) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.done {
		return quadstore.ErrClosed
	}
	if ctx.Done() == nil && !r.fresh { // nobody else bounds it
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, statementPatience, errNoAnswer)
		defer cancel()
	}
	rows, err := r.conn.Query(ctx, sql, args...)
	if err != nil {
		return r.db.met(because(ctx, err))
	}
	defer rows.Close()
	for rows.Next() {
		if err := visit(rows.RawValues()); err != nil {
			return err
		}
	}
	return r.db.met(because(ctx, rows.Err()))
}

// number reads a BIGINT.
func number(column []byte) (int64, error) {
	if len(column) != 8 {
		return 0, fmt.Errorf("%w: a number of %d bytes", quadstore.ErrCorruption, len(column))
	}
	return int64(binary.BigEndian.Uint64(column)), nil
}

// numbers reads the first columns of a row.
func numbers(row [][]byte, into ...*int64) (err error) {
	for i, n := range into {
		if *n, err = number(row[i]); err != nil {
			return err
		}
	}
	return nil
}

// quads reads rows of s, p, o, g.
func (r *reader) quads(ctx context.Context, quads [][4]uint64, sql string, args ...any) ([][4]uint64, error) {
	err := r.query(ctx, func(row [][]byte) error {
		var q [4]uint64
		for pos := range q {
			n, err := number(row[pos])
			if err != nil {
				return err
			}
			q[pos] = uint64(n)
		}
		quads = append(quads, q)
		return nil
	}, sql, args...)
	return quads, err
}

// columns turns quads into four arrays.
func columns(quads [][4]uint64) (s, p, o, g []int64) {
	all := make([]int64, 4*len(quads))
	n := len(quads)
	s, p, o, g = all[:n:n], all[n:2*n:2*n], all[2*n:3*n:3*n], all[3*n:]
	for i, q := range quads {
		s[i], p[i], o[i], g[i] = column(q[0]), column(q[1]), column(q[2]), column(q[3])
	}
	return s, p, o, g
}

// column is an id as the server has it. Ids have 63 bits; who asks may say "after
// every label" with more, which is after the last one.
func column(id uint64) int64 { return int64(min(id, math.MaxInt64)) }

func signed(ids []uint64) []int64 {
	list := make([]int64, len(ids))
	for i, id := range ids {
		list[i] = column(id)
	}
	return list
}
