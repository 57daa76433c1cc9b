package postgres

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
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

	// Tell says whose subjects Apply tells to all processes (News); the zero value
	// means nobody's.
	Tell Told

	// Watch, where set, hears how long each statement took; of a batch, all of it.
	Watch func(Statement)

	// Logger is told which servers of the database there are and which not; nil
	// means slog.Default.
	Logger *slog.Logger

	hash     hashFunc // for tests
	keptNews int      // for tests
}

// Told names quads by their predicate and their object.
type Told struct{ Predicate, Object quad.IRI }

const (
	defaultCacheBytes = 64 << 20
	connectTimeout    = 10 * time.Second
	readers           = 16 // connections, unless the URL says pool_max_conns
	writers           = 4  // connections: the change, what it is decided by, and those that write ahead
	aheadAtOnce       = 2  // changes
	besides           = 2  // connections: for news and notes, which wait for no one
)

// DB is a store in a database.
type DB struct {
	readers, writers, beside *pgxpool.Pool
	namePredicates           []quad.IRI
	tell                     Told
	hash                     hashFunc
	memory                   *memory
	neighbours               *neighbours
	keptNews                 int
	bell                     *bell
	conflicts                atomic.Int64 // changes that were made anew
	log                      *slog.Logger
	cluster

	write turn          // of this process's one writer
	ahead chan struct{} // as many as write ahead of their turn

	open   sync.Mutex // guards the two below
	users  int        // 1 for the DB itself, 1 for each open snapshot
	closed bool
}

// Open connects to a database, by a URL or by key=value words as libpq reads them
// (also PGHOST, PGPASSWORD and .pgpass), and makes the tables where there are none. A
// URL may name several servers of one database: the primary and its replicas.
func Open(ctx context.Context, url string, options Options) (*DB, error) {
	db := &DB{namePredicates: options.NamePredicates, tell: options.Tell, hash: options.hash, users: 1, bell: newBell(), write: newTurn(), ahead: make(chan struct{}, aheadAtOnce),
		memory: newMemory(options.CacheBytes / 2), neighbours: newNeighbours(options.CacheBytes / 2), log: options.Logger}
	if db.log == nil {
		db.log = slog.Default()
	}
	if db.namePredicates == nil {
		db.namePredicates = quadstore.DefaultNamePredicates()
	}
	if db.hash == nil {
		db.hash = hashIDs
	}
	if db.keptNews = options.keptNews; db.keptNews == 0 {
		db.keptNews = keptNews
	}
	if err := db.connect(ctx, url, options.Watch); err != nil {
		db.shut()
		return nil, err
	}
	if err := db.prepare(ctx); err != nil {
		db.shut()
		return nil, err
	}
	return db, nil
}

func (db *DB) connect(ctx context.Context, url string, watch func(Statement)) (err error) {
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
	config.ConnConfig.DialFunc = dialer(config.ConnConfig.ConnectTimeout).DialContext
	config.ConnConfig.RuntimeParams["application_name"] = "claimgraph"
	config.AfterConnect = tune
	if err := db.meet(url, config, watch); err != nil {
		return err
	}
	for _, p := range []struct {
		kind string
		pool **pgxpool.Pool
		most int32
	}{{Reading, &db.readers, config.MaxConns}, {Writing, &db.writers, writers}, {Beside, &db.beside, besides}} {
		if *p.pool, err = newPool(config, p.kind, p.most, watch); err != nil {
			return err
		}
	}
	db.startWatch(ctx)
	return nil
}

// newPool makes the connections of a kind; there are none yet.
func newPool(config *pgxpool.Config, kind string, most int32, watch func(Statement)) (*pgxpool.Pool, error) {
	own := config.Copy()
	own.MaxConns, own.MinConns = most, min(own.MinConns, most)
	if watch != nil {
		own.ConnConfig.Tracer = tracer{kind, watch}
	}
	pool, err := pgxpool.NewWithConfig(context.Background(), own)
	return pool, classify(err)
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
	conn, err := acquire(ctx, db.writers)
	if err != nil {
		return db.prepared(ctx, err)
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
	_ = db.write.take(context.Background()) // lets the writer finish
	defer db.write.leave()
	db.bell.stop()
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
	db.endWatch()
	for _, pool := range append(db.replicaPools(), db.pools()...) {
		if pool != nil {
			pool.Close()
		}
	}
}

func (db *DB) pools() []*pgxpool.Pool { return []*pgxpool.Pool{db.readers, db.writers, db.beside} }
