package kg

import (
	"context"
	"iter"
	"time"

	"github.com/cayleygraph/quad"
)

// Store is one unchanging state of a quad store: the part of it that the
// graph's questions need. Terms are named by ids; 0 is "any" in a pattern and
// "none" in an answer. A quad of ids is subject, predicate, object, label.
type Store interface {
	// Lookup gives the id of each value, 0 where it is in no quad.
	Lookup(values []quad.Value) ([]uint64, error)

	// Terms gives the value of each id, nil for 0.
	Terms(ids []uint64) ([]quad.Value, error)

	// Scan walks the quads that match pattern, strictly after the quad
	// `after`, by ascending ids in this order: subject, predicate, object
	// where nothing, the subject or subject and predicate are bound; object,
	// subject, predicate where the object, or it and the subject, are;
	// predicate, object, subject where the predicate, or it and the object,
	// are; label, predicate, object, subject for a label with none of these,
	// with a predicate, or with both predicate and object.
	Scan(pattern, after [4]uint64) iter.Seq2[[4]uint64, error]

	// Expand walks the quads that match pattern and have one of ids at
	// position pos, grouped by that id in ascending order.
	Expand(ids []uint64, pos int, pattern [4]uint64) iter.Seq2[[4]uint64, error]

	// Count says how many quads match; exact for one predicate.
	Count(pattern [4]uint64) (n int, exact bool, err error)

	// TermsWithPrefix walks the IRIs in use that start with prefix.
	TermsWithPrefix(prefix string) iter.Seq2[TermHit, error]

	// Names finds the subjects with a name that fits query, the best first;
	// a score of 1 is the same name but for case and accents.
	Names(ctx context.Context, query string, limit int) ([]NameHit, error)

	// Named finds the subjects with a name, the same but for case and accents.
	Named(name string) ([]NameHit, error)

	// Loaded gives the load log's entry for the IRI of an article or a load.
	Loaded(key string) (LoadEntry, bool, error)

	// Loads walks the load log by key.
	Loads() iter.Seq2[LoadEntry, error]

	Version() uint64
	Close() error
}

// TermHit is an IRI and its id.
type TermHit = struct {
	ID  uint64
	IRI string
}

// NameHit is a subject found by one of its names.
type NameHit = struct {
	ID    uint64
	Name  string
	Score float64
}

// LoadEntry says when an article was read and by which model, or when a file
// of quads was loaded (Model is empty then).
type LoadEntry = struct {
	Key   string
	Time  time.Time
	Model string
	Name  string
}
