package postgres

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// The watch looks at all servers, each second and whenever somebody has met one that
// does not answer: which are replicas and may be asked, and whether another one has
// become the primary.

// lookTimeout is how long a server may take to say what it is.
const lookTimeout = 2 * time.Second

// standing is what a look at a server has found.
type standing struct {
	role
	answers bool
	version int64
}

// watch looks until the store is closed.
func (db *DB) watch(ctx context.Context) {
	defer close(db.watched)
	for {
		select {
		case <-ctx.Done():
			for _, s := range db.servers {
				s.forget()
			}
			return
		case <-db.looks:
		case <-time.After(watchEvery):
		}
		db.look(ctx)
	}
}

// lookNow has the watch look, soon.
func (db *DB) lookNow() {
	select {
	case db.looks <- struct{}{}:
	default: // it will
	}
}

// look asks all servers at once and then the primary again: a replica that has more
// than the primary, asked later, follows another history and is not asked.
func (db *DB) look(ctx context.Context) {
	level := slog.LevelInfo
	if !db.looked { // how it is at first is nothing new
		db.looked, level = true, slog.LevelDebug
	}
	had := db.shownThen.Swap(db.shown.Load())
	found := make([]standing, len(db.servers))
	var all sync.WaitGroup
	for i, s := range db.servers {
		all.Go(func() { found[i] = s.look(ctx) })
	}
	all.Wait()
	most := int64(-1)
	if primary := db.newest(found); primary >= 0 {
		if again := db.servers[primary].look(ctx); again.answers && !again.standby {
			most = again.version
		}
	}
	for i, s := range db.servers {
		f := found[i]
		well := f.answers && f.standby && f.version >= had && (most < 0 || f.version <= most)
		if s.pool != nil && s.well.Swap(well) != well {
			db.log.Log(ctx, level, "a server of the database", "server", s.name, "answers", f.answers, "replica", f.standby, "asked", well)
		}
	}
}

// newest is the place of the primary, -1 where none answers. When it is a new one, what
// is connected to others ends as soon as it is not used.
func (db *DB) newest(found []standing) (primary int) {
	primary = -1
	for i, f := range found {
		if f.answers && !f.standby && (primary < 0 || f.timeline > found[primary].timeline) {
			primary = i
		}
	}
	if primary < 0 {
		return primary
	}
	now := db.timeline.raise(found[primary].timeline)
	if found[primary].timeline < now {
		return -1 // one of the past
	}
	if 0 < db.announced && db.announced < now {
		db.log.Warn("another server takes the changes now", "server", db.servers[primary].name, "timeline", now)
		for _, pool := range []*pgxpool.Pool{db.readers, db.writers, db.beside} {
			pool.Reset()
		}
	}
	db.announced = now
	return primary
}

// look asks one server.
func (s *server) look(ctx context.Context) (f standing) {
	ctx, cancel := context.WithTimeout(ctx, lookTimeout)
	defer cancel()
	var err error
	if s.watching == nil {
		if s.watching, err = pgx.ConnectConfig(ctx, s.config); err != nil {
			s.watching = nil
			return f
		}
	}
	if f.role, err = askRole(ctx, s.watching.PgConn()); err == nil {
		err = s.watching.QueryRow(ctx, sqlVersion).Scan(&f.version)
	}
	if s.watching.IsClosed() {
		s.forget()
		return standing{}
	}
	f.answers = err == nil || code(err) == codeUndefinedTable // a database without the tables yet
	return f
}

const sqlVersion = `SELECT version FROM state`

// forget ends the watch's connection.
func (s *server) forget() {
	if s.watching == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), lookTimeout)
	defer cancel()
	_ = s.watching.Close(ctx) // nothing is asked of it any more
	s.watching = nil
}
