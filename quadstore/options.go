package quadstore

import (
	"log/slog"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// Sync says when a batch is on the disk.
type Sync int

const (
	// SyncAlways: Apply returns when the batch is on the disk. Nothing
	// acknowledged is lost, not even without power.
	SyncAlways Sync = iota
	// SyncBatch: batches are written to the disk together, a few times a
	// second. A killed process, and a loss of power, may lose the batches of
	// the last 200 milliseconds, the newest ones first.
	SyncBatch
	// SyncNone: batches are written when a buffer is full, and the operating
	// system decides when they are on the disk. A killed process may lose the
	// last few of them; a loss of power may lose everything since the last
	// bulk load or Close, the newest batches first.
	SyncNone
)

// Options say how a store is opened. The zero value is fit for use.
type Options struct {
	ReadOnly bool // no lock is shared: the store must be closed elsewhere
	Sync     Sync

	// CacheBytes bounds, about, the caches of blocks (half of it), of terms and
	// their ids (a quarter), and of neighbours, or instead of them the copy that
	// Warm makes of the indexes (a quarter); 0 means 256 MB.
	CacheBytes int64

	// NamePredicates are the predicates whose string objects Names finds; nil
	// means rdfs:label, skos:prefLabel, skos:altLabel and schema:name. A store
	// opened with others than before builds its index of names anew.
	NamePredicates []quad.IRI

	// LargePurge is how many quads a label must have for its purge to go through
	// sorted tables on the disk instead of memory, and how many of them are in
	// memory then; 0 means 262,144.
	LargePurge int

	// FS is the file system; nil is the machine's. With vfs.NewMem a store is gone
	// with its process: for tests, and for a look.
	FS vfs.FS

	// Fatal hears of a disk that refuses what the engine cannot go on without:
	// the log, or, while the store is opened, what the log holds. It should
	// end the process, whose acknowledged batches are safe; nil panics. Where
	// it returns, a store that is being opened tries again.
	Fatal func(error)

	// Logger hears what the engine underneath complains about; nil is silent.
	Logger *slog.Logger
}

const defaultCacheBytes = 256 << 20

// defaultNamePredicates are what people label things with.
func defaultNamePredicates() []quad.IRI {
	return []quad.IRI{
		"http://www.w3.org/2000/01/rdf-schema#label",
		"http://www.w3.org/2004/02/skos/core#prefLabel",
		"http://www.w3.org/2004/02/skos/core#altLabel",
		"http://schema.org/name",
		"https://schema.org/name",
	}
}
