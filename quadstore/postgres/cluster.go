package postgres

import (
	"bytes"
	"context"
	"errors"
	"net"
	"strconv"
	"sync/atomic"

	"github.com/jackc/pgx/v5/pgxpool"
)

// cluster is what the store knows of the servers of its database. Where the URL names
// one there is nothing to know but its timeline.
type cluster struct {
	servers  []*server
	timeline highest       // of the primary
	turn     atomic.Uint64 // which replica is the first to be asked

	shown      highest      // the latest version that a question was answered with, or that was acknowledged
	shownThen  atomic.Int64 // what it was when the watch looked last
	unanswered outage       // of questions
	unchanged  outage       // of changes

	looked    bool          // the watch has, at least once
	announced int64         // the timeline that the watch has found last
	looks     chan struct{} // have the watch look
	watched   chan struct{} // closed when the watch has ended
	unwatch   context.CancelFunc
}

// meet finds the servers that a URL names, and has connections tell what they lead to.
func (db *DB) meet(url string, config *pgxpool.Config, watch func(Statement)) error {
	replicas, err := asksReplicas(url)
	if err != nil {
		return err
	}
	all := servers(config)
	db.ToPrimary(config.ConnConfig)
	for _, own := range all {
		s := &server{name: net.JoinHostPort(own.ConnConfig.Host, strconv.Itoa(int(own.ConnConfig.Port))), config: own.ConnConfig.Copy()}
		db.servers = append(db.servers, s)
		if !replicas || len(all) == 1 {
			continue
		}
		if s.pool, err = newPool(own, Reading, own.MaxConns, watch); err != nil {
			return err
		}
	}
	return nil
}

// startWatch looks at the servers once, and from then on beside the questions.
func (db *DB) startWatch(ctx context.Context) {
	if len(db.servers) < 2 {
		return
	}
	db.looks, db.watched = make(chan struct{}, 1), make(chan struct{})
	db.look(ctx)
	ctx, db.unwatch = context.WithCancel(context.WithoutCancel(ctx))
	go db.watch(ctx)
}

func (db *DB) endWatch() {
	if db.unwatch != nil {
		db.unwatch()
		<-db.watched
	}
}

// replicaPools are the connections to replicas; nil where there are none to a server.
func (db *DB) replicaPools() (list []*pgxpool.Pool) {
	for _, s := range db.servers {
		list = append(list, s.pool)
	}
	return list
}

// prepared is for when there is no primary: a replica whose tables and index of names
// are as this program wants them is enough to answer questions.
func (db *DB) prepared(ctx context.Context, missing error) error {
	if len(db.replicas()) == 0 {
		return missing
	}
	s, err := db.question(ctx)
	if err != nil {
		return errors.Join(missing, err)
	}
	defer s.Close()
	found := 0
	if err := s.conn.QueryRow(ctx, sqlFormat).Scan(&found); err != nil {
		return errors.Join(missing, classify(err))
	}
	if found != format || !bytes.Equal(s.state.namePredicates, db.nameKey()) {
		return missing
	}
	db.log.Warn("no server of the database takes changes: questions are answered all the same", "error", missing)
	return nil
}
