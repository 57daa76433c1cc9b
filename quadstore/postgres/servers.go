package postgres

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"regexp"
	"strconv"
	"time"

	"claimgraph/quadstore"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// A database may be kept by several servers: one that takes changes, the primary,
// and replicas that follow it. The URL names them all, in any order. Which one is the
// primary each connection that is for changes finds out for itself, so when a replica
// is promoted nothing has to be told and nothing to be started again.
//
// Each promotion begins a new timeline, a number that only grows. A primary of an
// older timeline than was seen is one of the past, which somebody has started again;
// nothing is asked of it. The first change on a timeline takes its version from it
// (nextVersion), so that two changes never have one version, also where a promotion
// has lost some.

// Why a server that answers is not asked for changes.
var (
	errStandby = errors.New("follows another server and takes no changes")
	errPast    = errors.New("was the primary once: another server has been promoted since")
)

// role is what a server is at the moment.
type role struct {
	standby  bool
	timeline int64 // of a primary; 0 where the server has no such thing
}

const sqlRole = `SELECT pg_is_in_recovery(), CASE WHEN pg_is_in_recovery() THEN '' ELSE substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8) END`

// askRole asks a server what it is. One that does not know the question has no replicas.
func askRole(ctx context.Context, conn *pgconn.PgConn) (r role, err error) {
	results, err := conn.Exec(ctx, sqlRole).ReadAll()
	if code(err) != "" {
		return role{}, nil
	}
	if err != nil {
		return role{}, err
	}
	row := results[0].Rows[0]
	if r.standby = string(row[0]) == "t"; !r.standby {
		r.timeline, err = strconv.ParseInt(string(row[1]), 16, 64)
	}
	return r, err
}

// timelineKey is where a connection remembers the timeline of its server.
const timelineKey = "timeline"

// ToPrimary has connections to the same database lead to the server that takes changes,
// as the store's own do: where the URL names several, to the next one where one does not.
func (db *DB) ToPrimary(config *pgx.ConnConfig) { config.ValidateConnect = db.noteServer }

// noteServer remembers what a connection for changes leads to, or refuses it.
func (db *DB) noteServer(ctx context.Context, conn *pgconn.PgConn) error {
	r, err := askRole(ctx, conn)
	several := len(db.servers) > 1
	switch {
	case err != nil:
		return err
	case several && r.standby:
		return errStandby
	case several && r.timeline < db.timeline.raise(r.timeline):
		return errPast
	}
	conn.CustomData()[timelineKey] = r.timeline
	return nil
}

// servers gives the settings of each server that a URL names; a server's own
// fallbacks are with and without TLS.
func servers(config *pgxpool.Config) (list []*pgxpool.Config) {
	main := config.ConnConfig
	all := append([]*pgconn.FallbackConfig{{Host: main.Host, Port: main.Port, TLSConfig: main.TLSConfig}}, main.Fallbacks...)
	known := map[string]*pgxpool.Config{}
	for _, way := range all {
		at := net.JoinHostPort(way.Host, strconv.Itoa(int(way.Port)))
		if one := known[at]; one != nil {
			one.ConnConfig.Fallbacks = append(one.ConnConfig.Fallbacks, way)
			continue
		}
		one := config.Copy()
		one.ConnConfig.Host, one.ConnConfig.Port, one.ConnConfig.TLSConfig = way.Host, way.Port, way.TLSConfig
		one.ConnConfig.Fallbacks, one.ConnConfig.ValidateConnect = nil, nil
		known[at] = one
		list = append(list, one)
	}
	return list
}

var wantedSession = regexp.MustCompile(`\btarget_session_attrs\s*=\s*'?([a-z-]+)`)

// asksReplicas says whether questions may go to replicas: libpq's word for what a
// session wants tells.
func asksReplicas(url string) (bool, error) {
	want := os.Getenv("PGTARGETSESSIONATTRS")
	if found := wantedSession.FindStringSubmatch(url); found != nil {
		want = found[1]
	}
	switch want {
	case "", "any", "prefer-standby":
		return true, nil
	case "primary", "read-write":
		return false, nil
	}
	return false, fmt.Errorf("target_session_attrs=%s: the server that takes changes is needed too: want prefer-standby (questions go to replicas), or primary", want)
}

// patience is how long a change or a question waits for a server that answers, from
// when there was none; then it fails, and the later ones at once.
const (
	patience   = 5 * time.Second
	askAgain   = 50 * time.Millisecond
	watchEvery = time.Second
)

// wait waits a little for a server to answer; false when that was long enough.
func (db *DB) wait(ctx context.Context, since *outage) bool {
	if len(db.servers) < 2 || !since.bearable(patience) {
		return false
	}
	db.lookNow()
	select {
	case <-ctx.Done():
		return false
	case <-time.After(askAgain):
		return true
	}
}

// moved says whether the error is that of a server that takes no changes any more.
func moved(err error) bool {
	switch code(err) {
	case codeReadOnlyServer, codeShutdown, codeCrash, codeNotYet:
		return true
	}
	return false
}

// errUnlike: the snapshot that a change is decided by is of another state than the
// one that the change has locked, so of another server.
var errUnlike = fmt.Errorf("%w: two servers take changes at once", quadstore.ErrIO)
