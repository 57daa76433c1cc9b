package kg

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync/atomic"

	"github.com/cayleygraph/quad"
)

// Graph answers questions about one state of the store, for one request. It
// may be used by many goroutines at once.
type Graph struct {
	ctx        context.Context // of the request: every walk looks at it
	store      Store
	cache      *Cache
	vocabulary *Vocabulary
	state      *state
	maxSteps   int64
	steps      atomic.Int64
}

// ErrTooMuch says that a question looked at more quads than it may.
var ErrTooMuch = errors.New("the query looks at too much of the graph; narrow it")

// DefaultMaxSteps is how many quads one request may look at.
const DefaultMaxSteps = 20_000_000

// NewGraph opens a state of the store for the questions of one request. The
// cache is shared by the graphs of one store.
func NewGraph(ctx context.Context, store Store, cache *Cache, v *Vocabulary) (*Graph, error) {
	s, err := cache.at(store)
	if err != nil {
		return nil, err
	}
	return &Graph{ctx: ctx, store: store, cache: cache, vocabulary: v, state: s, maxSteps: DefaultMaxSteps}, nil
}

// Limit bounds how many quads the request may look at.
func (g *Graph) Limit(steps int64) { g.maxSteps = steps }

// absent stands for a term that is in no quad. Ids start at 1 and no store has
// this many terms; 0 would mean "any" in a pattern.
const absent = ^uint64(0)

// lookup gives the id of each value, absent where it is in no quad.
func (g *Graph) lookup(values ...quad.Value) ([]uint64, error) {
	if err := g.spend(int64(len(values))); err != nil {
		return nil, err
	}
	return lookup(g.store, values)
}

func lookup(store Store, values []quad.Value) ([]uint64, error) {
	for i, v := range values {
		if v == quad.IRI("") { // a client may ask for it, a store need not take it for a term
			values = slices.Clone(values)
			values[i] = nil
		}
	}
	ids, err := store.Lookup(values)
	if err != nil {
		return nil, err
	}
	for i := range ids {
		if ids[i] == 0 {
			ids[i] = absent
		}
	}
	return ids, nil
}

// id of one value.
func (g *Graph) id(v quad.Value) (uint64, error) {
	ids, err := g.lookup(v)
	if err != nil {
		return absent, err
	}
	return ids[0], nil
}

// terms gives the term of each id, some at a time: there may be very many.
func (g *Graph) terms(ids []uint64) ([]quad.Value, error) {
	if len(ids) <= termBatch {
		return g.store.Terms(ids)
	}
	terms := make([]quad.Value, 0, len(ids))
	for some := range slices.Chunk(ids, termBatch) {
		if err := g.spend(termBatch); err != nil {
			return nil, err
		}
		found, err := g.store.Terms(some)
		if err != nil {
			return nil, err
		}
		terms = append(terms, found...)
	}
	return terms, nil
}

const termBatch = 4096

// iris gives the IRI of each id, "" for what is none.
func (g *Graph) iris(ids []uint64) ([]string, error) {
	terms, err := g.terms(ids)
	if err != nil {
		return nil, err
	}
	iris := make([]string, len(ids))
	for i, t := range terms {
		iri, _ := t.(quad.IRI)
		iris[i] = string(iri)
	}
	return iris, nil
}

// scan is the store's Scan within the request's bounds.
func (g *Graph) scan(pattern, after [4]uint64) iter.Seq2[[4]uint64, error] {
	if impossible(pattern) {
		return func(func([4]uint64, error) bool) {}
	}
	return g.bounded(g.store.Scan(pattern, after))
}

// expand is the store's Expand within the request's bounds.
func (g *Graph) expand(ids []uint64, pos int, pattern [4]uint64) iter.Seq2[[4]uint64, error] {
	pattern[pos] = 0
	if impossible(pattern) || len(ids) == 0 {
		return func(func([4]uint64, error) bool) {}
	}
	return g.bounded(g.store.Expand(ids, pos, pattern))
}

func impossible(pattern [4]uint64) bool {
	return pattern[0] == absent || pattern[1] == absent || pattern[2] == absent || pattern[3] == absent
}

// bounded ends a walk with an error when the request's time or steps are up.
func (g *Graph) bounded(quads iter.Seq2[[4]uint64, error]) iter.Seq2[[4]uint64, error] {
	return func(yield func([4]uint64, error) bool) {
		if err := g.spend(1); err != nil { // a seek costs something too
			yield([4]uint64{}, err)
			return
		}
		n := int64(0)
		defer func() { g.steps.Add(n % stepBatch) }()
		for q, err := range quads {
			if n++; n%stepBatch == 0 && err == nil {
				err = g.spend(stepBatch)
			}
			if !yield(q, err) || err != nil {
				return
			}
		}
	}
}

const stepBatch = 256

// spend counts steps and says whether the request may go on.
func (g *Graph) spend(steps int64) error {
	if err := g.ctx.Err(); err != nil {
		return fmt.Errorf("the query was stopped: %w", err)
	}
	if g.steps.Add(steps) > g.maxSteps {
		return ErrTooMuch
	}
	return nil
}

// labelClass says what a quad's label makes of it.
type labelClass uint8

const (
	unclassed    labelClass = iota
	plainLabel              // a load's or a named graph's: a fact without claims
	claimLabel              // a claim's: a fact edge
	articleLabel            // an article's: ground state
	ownLabel                // identity, curation and catalogues
)

// classify gives the class of each label id.
func (g *Graph) classify(ids []uint64) ([]labelClass, error) {
	classes := make([]labelClass, len(ids))
	var unknown []uint64
	for i, id := range ids {
		if class := g.cache.labels.get(id, g.state.version); class != nil {
			classes[i] = *class
		} else {
			unknown = append(unknown, id)
		}
	}
	if len(unknown) == 0 {
		return classes, nil
	}
	slices.Sort(unknown) // an article's quads stand side by side and ask for one label
	unknown = slices.Compact(unknown)
	iris, err := g.iris(unknown)
	if err != nil {
		return nil, err
	}
	found := make([]labelClass, len(unknown))
	for i, iri := range iris {
		if found[i], err = g.classOf(iri); err != nil {
			return nil, err
		}
		g.cache.labels.put(unknown[i], g.state.version, found[i])
	}
	for i, id := range ids {
		if classes[i] == unclassed {
			at, _ := slices.BinarySearch(unknown, id)
			classes[i] = found[at]
		}
	}
	return classes, nil
}

func (g *Graph) classOf(iri string) (labelClass, error) {
	if iri == string(Identity) || iri == string(Curation) || iri == string(Catalog) || IsCatalog(iri) {
		return ownLabel, nil
	}
	if _, ok := ClaimArticle(iri); ok {
		return claimLabel, nil
	}
	article, err := g.isArticle(iri)
	if article {
		return articleLabel, err
	}
	return plainLabel, err
}

// isArticle says whether an IRI is that of an article that was read.
func (g *Graph) isArticle(iri string) (bool, error) {
	if iri == "" {
		return false, nil
	}
	entry, ok, err := g.store.Loaded(iri)
	return ok && entry.Model != "", err
}
