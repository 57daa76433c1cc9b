package postgres

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Options say how a store is opened. The zero value is fit for use.
type Options struct {
	// NamePredicates are the predicates whose string objects Names finds; nil
	// means quadstore's defaults. A store opened with others than before builds
	// its index of names anew.
	NamePredicates []quad.IRI

	// CacheBytes bounds, about, what is remembered of terms and their ids, and of
	// neighbours; 0 means 128 MB.
	CacheBytes int64

	hash hashFunc // for tests
}

const (
	defaultCacheBytes = 64 << 20
	connectTimeout    = 10 * time.Second
	readers           = 16 // connections, unless the URL says pool_max_conns
	writers           = 4  // connections: the change, what it is decided by, and those that write ahead
	aheadAtOnce       = 2  // changes
)

// DB is a store in a database.
type DB struct {
	readers, writers *pgxpool.Pool
	namePredicates   []quad.IRI
	hash             hashFunc
	memory           *memory
	neighbours       *neighbours

	write sync.Mutex    // held by this process's one writer
	ahead chan struct{} // as many as write ahead of their turn

	open   sync.Mutex // guards the two below
	users  int        // 1 for the DB itself, 1 for each open snapshot
	closed bool
}

// Open connects to a database, by a URL or by key=value words as libpq reads them
// (also PGHOST, PGPASSWORD and .pgpass), and makes the tables where there are none.
func Open(ctx context.Context, url string, options Options) (*DB, error) {
	db := &DB{namePredicates: options.NamePredicates, hash: options.hash, users: 1, ahead: make(chan struct{}, aheadAtOnce),
		memory: newMemory(options.CacheBytes / 2), neighbours: newNeighbours(options.CacheBytes / 2)}
	if db.namePredicates == nil {
		db.namePredicates = quadstore.DefaultNamePredicates()
	}
	if db.hash == nil {
		db.hash = hashIDs
	}
	if err := db.connect(ctx, url); err != nil {
		db.shut()
		return nil, err
	}
	if err := db.prepare(ctx); err != nil {
		db.shut()
		return nil, err
	}
	return db, nil
}

func (db *DB) connect(ctx context.Context, url string) (err error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return fmt.Errorf("--data: %w", err) // pgx leaves the password out
	}
	if !strings.Contains(url, "pool_max_conns") {
		config.MaxConns = readers
	}
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = connectTimeout
	}
	config.ConnConfig.RuntimeParams["application_name"] = "claimgraph"
	config.AfterConnect = tune
	if db.readers, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return classify(err)
	}
	own := config.Copy()
	own.MaxConns = writers
	db.writers, err = pgxpool.NewWithConfig(ctx, own)
	return classify(err)
}

// settings suit statements that all read a few rows through an index: what is
// planned once is kept, and the indexes are used before anything is known of the
// tables. A server that does not know one does without.
var settings = []string{
	`SET plan_cache_mode = 'force_generic_plan'`,
	`SET enable_seqscan = off`,
	`SET enable_bitmapscan = off`,
	`SET jit = off`,
}

func tune(ctx context.Context, conn *pgx.Conn) error {
	for _, setting := range settings {
		if _, err := conn.Exec(ctx, setting); err != nil && code(err) == "" {
			return err // the connection, not the setting
		}
	}
	return nil
}

// prepare makes the tables and the index of names.
func (db *DB) prepare(ctx context.Context) error {
	conn, err := db.writers.Acquire(ctx)
	if err != nil {
		return classify(err)
	}
	err = migrate(ctx, conn.Conn())
	conn.Release()
	if err != nil {
		return err
	}
	return db.refreshNames(ctx)
}

// Close ends the store. Snapshots that are open stay usable until they are closed
// too.
func (db *DB) Close() error {
	db.open.Lock()
	closed := db.closed
	db.closed = true
	db.open.Unlock()
	if closed {
		return nil
	}
	db.write.Lock() // lets the writer finish
	defer db.write.Unlock()
	db.release()
	return nil
}

// use counts one more user; false when the store is closed.
func (db *DB) use() bool {
	db.open.Lock()
	defer db.open.Unlock()
	if db.closed {
		return false
	}
	db.users++
	return true
}

// release counts one user less; the last one shuts the door.
func (db *DB) release() {
	db.open.Lock()
	defer db.open.Unlock()
	if db.users--; db.users == 0 {
		db.shut()
	}
}

func (db *DB) shut() {
	for _, pool := range []*pgxpool.Pool{db.readers, db.writers} {
		if pool != nil {
			pool.Close()
		}
	}
}
