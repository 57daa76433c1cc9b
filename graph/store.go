package graph

import (
	"context"
	"errors"
	"iter"

	"claimgraph/graph/live"
	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// Store gives the graph as it is now. The face takes one snapshot per request
// and closes it.
type Store interface {
	Snapshot() (kg.Store, error)
}

// Loader changes the graph, by whole articles and by what people decide about
// entities: that way no claim can be without its source.
type Loader interface {
	// Ingest reads articles and stores them, each whole or not at all, and gives
	// what became of each, in their order, when it is stored. A dry run reads, and
	// stores nothing. It ends with ctx, and with the first error, which is the
	// store's. committed is told the claims, by IRI, that a commit brought and that
	// were not there before: readers see them by then, and no other commit comes
	// between, so it must not wait for anything.
	Ingest(ctx context.Context, articles []kg.Article, dryRun bool, committed func(claims []string)) iter.Seq2[Ingested, error]

	// Retract removes an article, named by its key, or an article or a load,
	// named by its IRI, with all that came from it. ErrUnknown where there is none.
	Retract(ctx context.Context, key string) (Retracted, error)

	// Curate stores what people decided, as decided now. A *kg.Refusal where
	// it cannot be.
	Curate(ctx context.Context, d kg.Decision) error

	// Undo takes a decision back and says what it was. A *kg.Refusal where
	// there is none.
	Undo(ctx context.Context, decision quad.IRI) (*kg.Decision, error)
}

// Ingested is what became of one article.
type Ingested struct {
	IRI     string // of the article
	Claims  int    // claims read from it, also where they were there before
	Read    int    // claims read from it now
	Status  live.Status
	Foreign bool  // not in English: kept, and nothing is read from it
	New     int   // claims that were not there before
	Err     error // why it was not stored; shown to the client
}

// Retracted is what went.
type Retracted struct {
	IRI     string
	Article bool // false for a load of plain quads
	Claims  int
}

// ErrUnknown says that no article and no load has that key.
var ErrUnknown = errors.New("no article or load has that key")
