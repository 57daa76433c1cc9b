package quadstore

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"sync"
	"sync/atomic"
	"time"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// DB is the embedded engine: a store in one directory of this machine.
// Its layout is told in format.go.
type DB struct {
	dir            string
	fs             vfs.FS
	readOnly       bool
	sync           Sync
	namePredicates []quad.IRI
	largePurge     int

	pebble  *pebble.DB
	options *pebble.Options
	lock    *pebble.Lock

	terms      *termCache
	ids        *idCache
	neighbours *neighbours
	warmth     warmth

	residentRoom uint64 // bytes that a resident copy may take

	write  sync.Mutex // held by the one writer
	known  knownTerms // the writer's memory of the dictionary
	dirty  atomic.Bool
	loads  atomic.Int64 // bulk loads and backups begun
	stop   chan struct{}
	beside sync.WaitGroup // what goes on behind the scenes until then

	opening  atomic.Bool
	failures chan error  // of work behind the scenes, the last one nobody has taken
	logged   atomic.Bool // the log has what no table has
	damaged  sync.Map    // paths of files that gave back other bytes
	fatal    func(error)

	open   sync.Mutex // guards the two below
	users  int        // 1 for the DB itself, 1 for each open snapshot
	closed bool
}

// Open opens the store in dir and makes it where there is none.
func Open(dir string, options Options) (*DB, error) {
	db := newDB(dir, options)
	if err := db.prepare(); err != nil {
		return nil, err
	}
	if err := db.hold(); err != nil {
		return nil, err
	}
	if err := db.start(options); err != nil {
		return nil, errors.Join(err, db.shut())
	}
	return db, nil
}

func newDB(dir string, options Options) *DB {
	db := &DB{
		dir: dir, fs: options.FS, readOnly: options.ReadOnly, sync: options.Sync,
		namePredicates: options.NamePredicates, fatal: options.Fatal, largePurge: options.LargePurge,
		stop: make(chan struct{}), failures: make(chan error, 1), users: 1, known: newKnownTerms(),
	}
	if db.fs == nil {
		db.fs = vfs.Default
	}
	if db.largePurge == 0 {
		db.largePurge = defaultLargePurge
	}
	if db.namePredicates == nil {
		db.namePredicates = defaultNamePredicates()
	}
	db.terms = newTermCache(cacheBytes(options) / 8)
	db.ids = newIDCache(cacheBytes(options) / 8)
	db.neighbours = newNeighbours(cacheBytes(options) / 4)
	db.residentRoom = uint64(cacheBytes(options) / 4)
	return db
}

// prepare makes the directory; a reader needs one that is there.
func (db *DB) prepare() error {
	if !db.readOnly {
		if err := db.fs.MkdirAll(db.dir, 0o755); err != nil {
			return fmt.Errorf("%s: %w: %w", db.dir, ErrIO, err)
		}
		return nil
	}
	if _, err := db.fs.Stat(db.dir); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s: no store there: %w", db.dir, err)
		}
		return fmt.Errorf("%s: %w: %w", db.dir, ErrIO, err)
	}
	return nil
}

// start opens what is in the directory, which is locked.
func (db *DB) start(options Options) error {
	db.options = db.pebbleOptions(options)
	db.options.EnsureDefaults()
	if err := db.openPebble(); err != nil {
		return err
	}
	if err := migrate(db.pebble, db.readOnly); err != nil {
		return fmt.Errorf("%s: %w", db.dir, err)
	}
	if db.readOnly {
		return db.namesUpToDate()
	}
	if err := errors.Join(db.removeSpills(""), classify(db.fs.RemoveAll(db.fs.PathJoin(db.dir, backupDir)))); err != nil {
		return fmt.Errorf("%s: %w", db.dir, err)
	}
	if err := db.refreshNames(); err != nil {
		return fmt.Errorf("%s: names: %w", db.dir, err)
	}
	if db.sync == SyncBatch {
		db.beside.Add(1)
		go db.syncNowAndThen()
	}
	return nil
}

// openPebble opens the engine underneath, where its list of tables is whole.
func (db *DB) openPebble() error {
	if err := db.checkSeal(); err != nil {
		return fmt.Errorf("%s: %w", db.dir, err)
	}
	if err := db.checkMarker(); err != nil {
		return fmt.Errorf("%s: %w", db.dir, err)
	}
	db.opening.Store(true)
	opened, err := pebble.Open(db.dir, db.options)
	db.opening.Store(false)
	if err != nil {
		return fmt.Errorf("%s: %w", db.dir, classifyOpening(err))
	}
	db.pebble = opened
	return nil
}

// checkMarker looks at a directory without the empty file that says which list of
// tables is the one that counts. Pebble would begin a new store there. So it was,
// where a store's making was cut off; where there is more than that, the file was
// lost, as by a copy that left out empty files.
func (db *DB) checkMarker() error {
	found, err := pebble.Peek(db.dir, db.fs)
	if err != nil {
		return classifyOpening(err)
	}
	if found.Exists {
		return nil
	}
	names, err := db.fs.List(db.dir)
	if err != nil {
		return classify(err)
	}
	for _, name := range names {
		if ending := path.Ext(name); ending == ".sst" || ending == ".log" || name == sealName {
			return fmt.Errorf("%w: there is %s, but no file that says which list of tables counts", ErrCorruption, name)
		}
	}
	if db.readOnly {
		return fmt.Errorf("%w: its making was cut off", ErrOutdated)
	}
	return nil
}

func cacheBytes(options Options) int64 {
	if options.CacheBytes > 0 {
		return options.CacheBytes
	}
	return defaultCacheBytes
}

func (db *DB) pebbleOptions(options Options) *pebble.Options {
	o := &pebble.Options{
		FS:                          &logFS{db.fs, db.dir, db.refused},
		Lock:                        db.lock,
		ReadOnly:                    db.readOnly,
		ErrorIfNotExists:            db.readOnly,
		FormatMajorVersion:          pebbleFormat,
		CacheSize:                   cacheBytes(options) / 2,
		MemTableSize:                64 << 20,
		MemTableStopWritesThreshold: 3,
		L0CompactionThreshold:       4,
		L0StopWritesThreshold:       40,
		Logger:                      complaints{options.Logger, db.refused},
	}
	// Without a listener of our own, corruption would end the process; the
	// reader who meets it gets it as an error.
	o.EventListener = &pebble.EventListener{
		DataCorruption:  func(info pebble.DataCorruptionInfo) { db.corrupt(info) },
		BackgroundError: db.background,
	}
	// Zstandard at the bottom of the tree only: a quarter less disk than Snappy
	// for a seventh more work in a bulk load.
	o.ApplyCompressionSettings(func() pebble.DBCompressionSettings { return pebble.DBCompressionBalanced })
	for i := range o.Levels {
		// Fewer, larger index blocks: a seek reads one index block, not two.
		o.Levels[i].BlockSize = blockBytes
		o.Levels[i].IndexBlockSize = indexBlockBytes
	}
	return o
}

const (
	blockBytes      = 8 << 10
	indexBlockBytes = 256 << 10
)

// settle moves what the log holds into tables. Tables tell of every byte that is
// not as it was written; at the end of a log, damage looks like a batch that was
// never written whole. Where the disk has no room the log keeps it.
func (db *DB) settle() error {
	if !db.logged.Load() {
		return nil
	}
	select {
	case <-db.failures:
	default:
	}
	done, err := db.pebble.AsyncFlush()
	if err != nil {
		return classify(err)
	}
	select {
	case <-done:
		db.logged.Store(false)
	case <-db.failures: // told already
	}
	return nil
}

// syncNowAndThen keeps the promise of SyncBatch.
func (db *DB) syncNowAndThen() {
	defer db.beside.Done()
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-db.stop:
			return
		case <-tick.C:
			if db.dirty.Swap(false) {
				// An error here is an error of the next Apply as well.
				_ = db.pebble.LogData(nil, pebble.Sync)
			}
		}
	}
}

// Close ends the store. Snapshots that are open stay usable, and keep the
// directory locked, until they are closed too.
func (db *DB) Close() error {
	db.open.Lock()
	if db.closed {
		db.open.Unlock()
		return nil
	}
	db.closed = true
	db.open.Unlock()
	close(db.stop)
	db.beside.Wait()
	db.write.Lock() // lets the writer finish
	defer db.write.Unlock()
	if !db.readOnly {
		if err := errors.Join(classify(db.pebble.LogData(nil, pebble.Sync)), db.settle()); err != nil {
			return errors.Join(err, db.release())
		}
	}
	return db.release()
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

// alongside announces work behind the scenes, which Close waits for; false when
// the store is closed.
func (db *DB) alongside() bool {
	db.open.Lock()
	defer db.open.Unlock()
	if db.closed {
		return false
	}
	db.beside.Add(1)
	return true
}

// release counts one user less; the last one shuts the door.
func (db *DB) release() error {
	db.open.Lock()
	defer db.open.Unlock()
	if db.users--; db.users > 0 {
		return nil
	}
	return db.shut()
}

func (db *DB) shut() error {
	var err error
	if db.pebble != nil {
		if err = db.pebble.Close(); err == nil && !db.readOnly {
			err = db.seal()
		}
	}
	return classify(errors.Join(err, db.lock.Close()))
}

// writable takes the writer's turn.
func (db *DB) writable() error {
	if db.readOnly {
		return ErrReadOnly
	}
	db.write.Lock()
	db.open.Lock()
	defer db.open.Unlock()
	if db.closed {
		db.write.Unlock()
		return ErrClosed
	}
	return nil
}
