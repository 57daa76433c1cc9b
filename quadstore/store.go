package quadstore

import (
	"context"
	"iter"
	"time"

	"github.com/cayleygraph/quad"
)

// CurationGraph is the label of what people decided. A purge never touches it.
const CurationGraph = quad.IRI("urn:claimgraph:curation")

// Snapshot is the graph at one moment. It never changes and may be used by many
// goroutines at once. Close it when the request is answered.
//
// Packages that ask questions state the part they need as an interface of their
// own; that is why the struct types below are aliases of unnamed structs.
type Snapshot interface {
	// Lookup gives the id of each value, in the order of values; 0 where the
	// term is in no quad of this snapshot, and for nil.
	Lookup(values []quad.Value) ([]uint64, error)

	// Terms gives the value of each id, in the order of ids; nil for id 0.
	// An id that was never given out is an error.
	Terms(ids []uint64) ([]quad.Value, error)

	// Scan walks the quads that match pattern (0 = any), strictly after the
	// quad `after` ([4]uint64{} = from the start), in this order:
	//
	//	bound in the pattern       order of results
	//	none, s, sp, spo, spog     subject, predicate, object, label
	//	sg, spg                    subject, predicate, object, label
	//	p, po                      predicate, object, subject, label
	//	o, so, sog                 object, subject, predicate, label
	//	g, pg, pog, og             label, predicate, object, subject
	//
	// by ascending ids. The last quad of a page is the `after` of the next.
	// After an error nothing more comes.
	Scan(pattern [4]uint64, after [4]uint64) iter.Seq2[[4]uint64, error]

	// Expand walks the quads that match pattern and have one of ids at
	// position pos (0 subject, 1 predicate, 2 object, 3 label), in one pass
	// over sorted keys. Results are grouped by that id, ascending; within an
	// id the order is fixed, but not always Scan's. pattern[pos] is ignored. Ids may be
	// unsorted and may repeat; 0 is skipped.
	Expand(ids []uint64, pos int, pattern [4]uint64) iter.Seq2[[4]uint64, error]

	// Count says how many quads match pattern. It is exact up to a thousand,
	// for everything, for one predicate, and for one label that is no fragment
	// (a whole article or load); otherwise an estimate made without scanning.
	Count(pattern [4]uint64) (n int, exact bool, err error)

	// TermsWithPrefix walks the IRIs in use that start with prefix, in byte order.
	TermsWithPrefix(prefix string) iter.Seq2[TermHit, error]

	// Names finds the subjects whose name (object of a name predicate, see
	// Options) fits query, the best first, one hit per subject. Case, accents
	// and the order of words do not matter; the last word may be unfinished.
	// Score: 1 the same name; below it the same words in another order; then
	// names that begin with the query; then names that have all its words;
	// then names that have all but the last, and a word that begins with it. Within a tier shorter
	// names come first; then name, then id.
	// Subjects that are local to an article (A#e3 in the graph A) are left out.
	// A search that finds nothing for long ends with ctx.
	Names(ctx context.Context, query string, limit int) ([]NameHit, error)

	// Named finds all subjects with a name, the same but for case and accents:
	// what Names gives a score of 1, in its order.
	Named(name string) ([]NameHit, error)

	// Loaded gives the load log's entry for an article's or load's IRI.
	Loaded(key string) (Load, bool, error)

	// Loads walks the load log by key.
	Loads() iter.Seq2[Load, error]

	// Version is the number of the last batch that changed something.
	Version() uint64

	Close() error
}

// TermHit is an IRI and its id.
type TermHit = struct {
	ID  uint64
	IRI string
}

// NameHit is a subject found by one of its names; Score is in (0, 1].
type NameHit = struct {
	ID    uint64
	Name  string
	Score float64
}

// Load is an entry of the load log: when which version of the model read an
// article, or when a file of quads was loaded. It is no part of the graph.
type Load = struct {
	Key   string // the article's IRI, or the load's
	Time  time.Time
	Model string // what read the article; empty for plain quads
	Name  string // for people: a path, a title
}

// Batch is a set of changes that is applied whole or not at all: first Purge,
// Remove and Unload, then Add and Loads.
type Batch struct {
	Remove []quad.Quad // exactly these quads; absent ones do not matter
	Purge  []string    // IRIs A: everything labelled A or A#…, and with a subject A#…
	Add    []quad.Quad
	Loads  []Load
	Unload []string // keys of the load log
}

// Engine holds quads. All methods may be called by many goroutines at once;
// writers wait for each other.
type Engine interface {
	// Snapshot is the graph as it is now.
	Snapshot() (Snapshot, error)

	// Apply makes a batch's changes, or none of them.
	Apply(ctx context.Context, batch Batch) error

	// Update adds the quads of ahead and makes the changes of the batch that decide
	// makes of the store as it is, all of them or none. No other writer comes
	// between the store that decide sees and the changes, whatever process he is
	// in. What depends on nothing in the store belongs into ahead: an engine may
	// write it down before it is this writer's turn. decide may be called again
	// where an attempt was given up, and makes no changes of its own; its error ends
	// the update.
	Update(ctx context.Context, ahead []quad.Quad, decide func(now Snapshot) (Batch, error)) error

	// BulkLoad adds all quads of src and the load log's entry, or nothing.
	// Where the log already has the key, src is not read and nothing changes.
	BulkLoad(ctx context.Context, load Load, src iter.Seq2[quad.Quad, error], opts BulkOptions) (BulkStats, error)

	// Check walks everything and yields what is wrong, in words. An error
	// means that the walk could not go on.
	Check(ctx context.Context) iter.Seq2[Finding, error]

	// Stats counts what is there.
	Stats() (Stats, error)

	Close() error
}

// BulkOptions says how a source of quads is loaded. The zero value is fit for use.
type BulkOptions struct {
	// Label is given to quads without one. Empty leaves them without.
	Label quad.IRI
	// Skolem, when not empty, turns every blank node into the IRI Skolem + its label.
	Skolem string
	// OnError decides about an error that src yields: nil goes on with the
	// next quad, any other error ends the load and nothing of it is stored.
	// Without OnError the first error ends the load. A source must let OnError
	// tell bad statements (go on) from a broken stream (give up).
	OnError func(error) error
	// Progress, where set, is told now and then how many quads were read.
	Progress func(read int)
	// Storing, where set, is told when all is read and being sorted (0 written), and then
	// now and then how many entries of indexes are written, of at most how many. Several
	// goroutines tell, one at a time. A database that stores as it reads tells nothing.
	Storing func(written, most int)
	// MemoryBytes is what the load may hold in memory before it spills to
	// disk, about; 0 means 512 MB.
	MemoryBytes int
}

// BulkStats says what a bulk load did.
type BulkStats struct {
	Read    int  // quads that src gave
	Added   int  // quads that were not there before
	Terms   int  // terms that were not there before
	Skipped int  // errors that OnError let pass
	Loaded  bool // false: the load log had the key, nothing was done
}

// Finding is one broken invariant, in words that name the place.
type Finding struct {
	Problem string
}

// Stats counts what is in a store.
type Stats struct {
	Quads   int
	Terms   int
	Loads   int
	Version uint64
	Bytes   int64       // on disk
	Spaces  []SpaceSize // by index, in key order
}

// SpaceSize is the size of one index on disk; approximate, in bytes.
type SpaceSize struct {
	Name  string
	Bytes int64
}
