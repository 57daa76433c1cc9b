package postgres

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"claimgraph/quadstore"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Questions are asked of replicas where there are any, so that the primary has the
// changes to itself. A replica is behind, mostly by less than a millisecond; what a
// client of this process has seen, or was told is stored, he is to see again: the
// process remembers the latest version that it has shown, and a snapshot has at least
// that one. A replica that is not so far is asked again in a moment, then the primary.
// A snapshot that a change is decided by is always the primary's.

// server is one of those that a URL names, as questions and the watch see it.
type server struct {
	name string        // host and port
	pool *pgxpool.Pool // for questions, where it is a replica; nil: questions go to the primary

	well  atomic.Bool  // it is a replica and not far behind, as the watch found
	pause atomic.Int64 // not asked before that nanosecond

	config   *pgx.ConnConfig
	watching *pgx.Conn // the watch's own connection
}

// How long a replica is left out: that was behind, whose statement the server has
// cancelled so that it can follow. One that is gone comes back when the watch finds it.
const (
	behindPause   = 200 * time.Millisecond
	conflictPause = time.Second
)

func (s *server) leaveOut(d time.Duration) { s.pause.Store(time.Now().Add(d).UnixNano()) }

func (s *server) asked() bool {
	return s.pool != nil && s.well.Load() && time.Now().UnixNano() >= s.pause.Load()
}

// busy says whether all connections to it are in use.
func (s *server) busy() bool {
	now := s.pool.Stat()
	return now.AcquiredConns() == now.MaxConns()
}

// catchUp is how long a question waits for replicas, a step after another.
var catchUp = [...]time.Duration{0, time.Millisecond, 2 * time.Millisecond, 4 * time.Millisecond, 8 * time.Millisecond}

// question begins the snapshot of a question.
func (db *DB) question(ctx context.Context) (*snapshot, error) {
	if len(db.servers) < 2 {
		return db.snapshot(ctx, db.readers)
	}
	for {
		least := db.shown.Load()
		s, behind := db.ofReplica(ctx, least)
		if s == nil {
			var err error
			if s, err = db.snapshot(ctx, db.readers); err != nil {
				if errors.Is(err, quadstore.ErrClosed) || !db.wait(ctx, &db.unanswered) {
					return nil, unseen(err, behind)
				}
				continue
			}
			db.goBack(least, s.state.version)
		}
		db.unanswered.end()
		db.shown.raise(s.state.version)
		return s, nil
	}
}

// unseen says why a question is not answered though there are replicas.
func unseen(err error, behind bool) error {
	if !behind {
		return err
	}
	return errors.Join(errBehind, err)
}

// ErrBehind: the replicas do not have what was shown or acknowledged last.
var errBehind = errors.New("the primary does not answer, and the replicas do not have what was stored last")

// goBack lowers what was shown to what the primary has: a promotion has lost changes.
func (db *DB) goBack(shown, has int64) {
	if has < shown && db.shown.CompareAndSwap(shown, has) {
		db.log.Error("changes that were acknowledged are lost: the server that was promoted did not have them", "version", has, "was", shown)
	}
}

// ofReplica is the snapshot of a replica that has a version, nil where there is none;
// behind says that some answer and do not have it.
func (db *DB) ofReplica(ctx context.Context, least int64) (s *snapshot, behind bool) {
	for _, pause := range catchUp {
		time.Sleep(pause)
		late := false
		for _, r := range db.replicas() {
			s, err := db.snapshot(ctx, r.pool)
			switch {
			case err != nil && r.busy():
				continue
			case err != nil:
				db.lose(r, err)
			case s.state.version < least:
				s.Close()
				late = true
			default:
				s.of = r
				return s, false
			}
		}
		if behind = late; !late {
			return nil, false
		}
	}
	for _, r := range db.replicas() {
		r.leaveOut(behindPause)
	}
	return nil, true
}

// replicas are those that may be asked, the least busy first.
func (db *DB) replicas() []*server {
	list := make([]*server, 0, len(db.servers))
	busy := map[*server]int32{}
	turn := int(db.turn.Add(1))
	for i := range db.servers {
		if s := db.servers[(turn+i)%len(db.servers)]; s.asked() {
			list, busy[s] = append(list, s), s.pool.Stat().AcquiredConns()
		}
	}
	slices.SortStableFunc(list, func(a, b *server) int { return cmp.Compare(busy[a], busy[b]) })
	return list
}

// lose leaves a replica out that does not answer, until the watch finds it well.
func (db *DB) lose(r *server, err error) {
	if errors.Is(err, quadstore.ErrClosed) {
		return
	}
	if r.well.CompareAndSwap(true, false) {
		db.log.Warn("a replica is left out until it answers", "server", r.name, "error", err)
	}
	db.lookNow()
}

// failed classifies the error of a statement, and leaves the replica out whose it was:
// it has cancelled the statement, for it had to follow the primary, or is gone.
func (r *reader) failed(err error) error {
	switch {
	case r.of != nil && passes(err):
		r.of.leaveOut(conflictPause)
		return fmt.Errorf("%w: %w", quadstore.ErrUnavailable, err)
	case r.of != nil && r.conn.IsClosed():
		r.db.lose(r.of, err)
	}
	return r.db.met(err)
}

// noteVersion raises what was shown to what the primary has, where questions go to
// replicas: what news and notes tell of is to be found.
func (db *DB) noteVersion(ctx context.Context, conn *pgx.Conn) error {
	if len(db.servers) < 2 {
		return nil
	}
	var version int64
	err := conn.QueryRow(ctx, sqlVersion).Scan(&version)
	if err == nil {
		db.shown.raise(version)
	}
	return err
}
