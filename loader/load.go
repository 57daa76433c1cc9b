package loader

import (
	"context"
	"hash/maphash"
	"iter"
	"slices"
	"time"

	"claimgraph/kg"
)

// Status says what became of an article that was loaded.
type Status string

const (
	Added     Status = "added"
	Replaced  Status = "replaced"
	Unchanged Status = "unchanged"
)

// Outcome is what became of one article. Reading is nil where it is unchanged.
// Foreign is its language where nothing was read because it is not English. CopyOf is
// the IRI of an article that was there before and of which it is a copy, or which is
// one of it.
type Outcome struct {
	IRI     string
	Article kg.Article
	Status  Status
	Reading *kg.Reading
	Foreign string
	CopyOf  string
}

// Batch bounds: a commit is synced, so small articles share one; what a batch
// holds in memory stays small.
const (
	batchArticles  = 64
	batchTextBytes = 1 << 20
)

// Load reads articles on several goroutines and stores them in their order,
// some to a commit. An outcome is yielded when its article is committed, never
// before. An error of src is yielded in its place and the rest goes on; an
// error of the store ends the load. now is the time that the load log gets.
func (l *Loader) Load(ctx context.Context, store Store, src iter.Seq2[kg.Article, error], workers int, now func() time.Time) iter.Seq2[Outcome, error] {
	return func(yield func(Outcome, error) bool) {
		b := &batch{loader: l, store: store, now: now, yield: yield, seed: maphash.MakeSeed(), written: map[uint64]bool{}}
		for item := range inOrder(ctx, workers, pairs(src), l.readUnlessKnown(store)) {
			if !b.take(ctx, item) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(Outcome{}, err)
			return
		}
		b.commit(ctx)
	}
}

// Read reads one article for a commit by [Put], unless the store has its very
// reading. An error is a [Defect], or the store's.
func (l *Loader) Read(store Store, a kg.Article) (Outcome, error) {
	it := l.readUnlessKnown(store)(item{article: a})
	status := Unchanged
	if it.reading != nil {
		status = Added
	}
	return Outcome{IRI: kg.ArticleIRI(&a), Article: a, Status: status, Reading: it.reading, Foreign: it.foreign}, it.err
}

// item is an article on its way, or the error that stands in its place.
type item struct {
	article kg.Article
	reading *kg.Reading // nil: unchanged
	foreign string
	err     error
	fatal   bool // the store failed, not the article
}

func pairs(src iter.Seq2[kg.Article, error]) iter.Seq[item] {
	return func(yield func(item) bool) {
		for a, err := range src {
			if !yield(item{article: a, err: err}) {
				return
			}
		}
	}
}

// readUnlessKnown reads an article unless the store has its very reading.
func (l *Loader) readUnlessKnown(store Store) func(item) item {
	return func(it item) item {
		if it.err != nil {
			return it
		}
		known, err := l.known(store, &it.article)
		if err != nil {
			return item{article: it.article, err: err, fatal: true}
		}
		if known {
			return it
		}
		an, err := guarded(it.article, l.Analyse)
		if err != nil {
			return item{article: it.article, err: err}
		}
		it.reading, it.foreign = an.Reading(), an.Foreign
		return it
	}
}

// known says whether the store holds the article just as it is, read by this
// very model.
func (l *Loader) known(store Store, a *kg.Article) (bool, error) {
	snap, err := store.Snapshot()
	if err != nil {
		return false, err
	}
	defer snap.Close()
	iri := kg.ArticleIRI(a)
	entry, ok, err := snap.Loaded(iri)
	if err != nil || !ok || entry.Model != l.Model() {
		return false, err
	}
	stored, err := storedArticle(snap, iri)
	if err != nil || stored == nil {
		return false, err
	}
	return sameArticle(stored, a), nil
}

func sameArticle(a, b *kg.Article) bool {
	published := a.Published.Equal(b.Published)
	x, y := *a, *b
	x.Published, y.Published = time.Time{}, time.Time{}
	return published && x == y
}

// batch gathers readings for one commit.
type batch struct {
	loader    *Loader
	store     Store
	now       func() time.Time
	yield     func(Outcome, error) bool
	outcomes  []Outcome
	errs      []error // that stand in the place of outcomes, else nil
	textBytes int

	seed    maphash.Seed
	written map[uint64]bool // hashes of the articles that this load has changed
}

// take adds an item, commits when the batch is full, and says whether to go on.
func (b *batch) take(ctx context.Context, it item) bool {
	if it.err != nil {
		return b.refuse(ctx, it)
	}
	iri := kg.ArticleIRI(&it.article)
	if b.holds(iri) && !b.commit(ctx) { // the later of two with one name replaces the earlier
		return false
	}
	name := maphash.String(b.seed, iri)
	if it.reading == nil && b.written[name] { // what it was compared with is no longer there
		if it = b.loader.readUnlessKnown(b.store)(it); it.err != nil {
			return b.refuse(ctx, it)
		}
	}
	status := Unchanged
	if it.reading != nil {
		status = Added
		b.written[name] = true
	}
	b.textBytes += len(it.article.Text)
	return b.add(ctx, Outcome{IRI: iri, Article: it.article, Status: status, Reading: it.reading, Foreign: it.foreign}, nil)
}

// refuse keeps an error in its place; one of the store ends the load.
func (b *batch) refuse(ctx context.Context, it item) bool {
	if it.fatal {
		b.yield(Outcome{Article: it.article}, it.err)
		return false
	}
	return b.add(ctx, Outcome{Article: it.article}, it.err)
}

func (b *batch) add(ctx context.Context, o Outcome, err error) bool {
	b.outcomes, b.errs = append(b.outcomes, o), append(b.errs, err)
	return len(b.outcomes) < batchArticles && b.textBytes < batchTextBytes || b.commit(ctx)
}

func (b *batch) holds(iri string) bool {
	return slices.ContainsFunc(b.outcomes, func(o Outcome) bool { return o.IRI == iri })
}

// commit stores the batch, yields its outcomes and says whether to go on.
func (b *batch) commit(ctx context.Context) bool {
	outcomes, errs := b.outcomes, b.errs
	b.outcomes, b.errs, b.textBytes = nil, nil, 0
	if err := Put(ctx, b.store, outcomes, b.loader.Model(), b.now()); err != nil {
		b.yield(Outcome{}, err)
		return false
	}
	for i, o := range outcomes {
		if !b.yield(o, errs[i]) {
			return false
		}
	}
	return true
}
