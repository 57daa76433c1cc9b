package postgres

import (
	"context"
	"errors"
	"fmt"
	"net"
	"time"

	"claimgraph/quadstore"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// How long what is waited for. A question must not hang on a server that is away,
// stopped or behind a cable that somebody pulled, whatever the network says of it:
// each statement of a snapshot has its patience. A change may take hours (an index
// over billions of quads), so it has that of its caller, and a connection whose other
// end is gone is found out by the network.

const (
	acquirePatience   = 5 * time.Second  // for a connection, and the beginning on it
	statementPatience = 30 * time.Second // for one statement of a snapshot
	besidePatience    = 5 * time.Second  // for news and notes
	peerPatience      = 20 * time.Second // for a sign of the other end
)

// errNoAnswer is the cause of what ran out of our patience, not the caller's.
var errNoAnswer = fmt.Errorf("%w in time", quadstore.ErrUnavailable)

// because tells our patience from the caller's.
func because(ctx context.Context, err error) error {
	if err != nil && errors.Is(context.Cause(ctx), errNoAnswer) {
		return errNoAnswer
	}
	return err
}

// acquire gets a connection for a change.
func acquire(ctx context.Context, pool *pgxpool.Pool) (*pgxpool.Conn, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, connectTimeout+acquirePatience, errNoAnswer)
	defer cancel()
	conn, err := pool.Acquire(ctx)
	return conn, classify(because(ctx, err))
}

// begin begins a transaction on it; what is done in it has the caller's time.
func begin(ctx context.Context, conn *pgx.Conn) (pgx.Tx, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, acquirePatience, errNoAnswer)
	defer cancel()
	tx, err := conn.Begin(ctx)
	return tx, because(ctx, err)
}

// dialer connects so that a dead peer is noticed also while we wait for its answer.
func dialer(timeout time.Duration) *net.Dialer {
	const probes = 4
	return &net.Dialer{Timeout: timeout, Control: userTimeout, KeepAliveConfig: net.KeepAliveConfig{
		Enable: true, Idle: peerPatience / probes, Interval: peerPatience / probes, Count: probes,
	}}
}

// turn is a lock that is waited for as long as a context lasts.
type turn chan struct{}

func newTurn() turn { return make(turn, 1) }

func (t turn) take(ctx context.Context) error {
	select {
	case t <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (t turn) leave() { <-t }
