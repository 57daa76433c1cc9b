package loader

import (
	"context"
	"iter"
	"math"
	"time"

	"claimgraph/kg"
)

// Reread is an article that was read again: what was read of it before, by an older model,
// and what is read of it now.
type Reread struct {
	Before, After *kg.Reading
	Model         string // that read it before
}

// Difference is a claim that two readings of an article do not have alike. Before is
// nil for a new one, After for one that is gone.
type Difference struct{ Before, After *kg.Claim }

// leastDifference is how much the confidence of a claim must change to be told: what is
// less does not show in two digits.
const leastDifference = 0.005

// Differences are the claims that went, came, or changed in what they say or how surely they
// are read: those of the first reading in its order, then the new ones. A claim is
// the same by its id, which tells the words that it was read from.
func (r *Reread) Differences() (list []Difference) {
	now := map[string]*kg.Claim{}
	for i := range r.After.Claims {
		now[r.After.Claims[i].ID] = &r.After.Claims[i]
	}
	known := map[string]bool{}
	for i := range r.Before.Claims {
		before := &r.Before.Claims[i]
		known[before.ID] = true
		if after := now[before.ID]; after == nil || differ(before, after) {
			list = append(list, Difference{before, after})
		}
	}
	for i := range r.After.Claims {
		if after := &r.After.Claims[i]; !known[after.ID] {
			list = append(list, Difference{nil, after})
		}
	}
	return list
}

func differ(a, b *kg.Claim) bool {
	return a.Predicate.IRI != b.Predicate.IRI || a.Polarity != b.Polarity || a.Modality != b.Modality || a.Time != b.Time ||
		math.Abs(a.Confidence-b.Confidence) >= leastDifference
}

// Reread reads those stored articles again that another model has read, and stores
// the new readings unless it is but a rehearsal. It yields each when it is stored.
// An error that is a *Defect costs one article.
func (l *Loader) Reread(ctx context.Context, store Store, workers int, rehearsal bool, now func() time.Time) iter.Seq2[Reread, error] {
	return func(yield func(Reread, error) bool) {
		b := rereading{Loader: l, store: store, rehearsal: rehearsal, now: now, yield: yield}
		for done := range inOrder(ctx, workers, errorsToo(each(store)), b.read) {
			if !b.take(ctx, done) {
				return
			}
		}
		if err := ctx.Err(); err != nil {
			yield(Reread{}, err)
			return
		}
		b.commit(ctx)
	}
}

// rereading is one pass over a store.
type rereading struct {
	*Loader
	store     Store
	rehearsal bool
	now       func() time.Time
	yield     func(Reread, error) bool
	waiting   []Reread
	textBytes int
}

type named struct {
	iri string
	err error
}

func errorsToo(src iter.Seq2[string, error]) iter.Seq[named] {
	return func(yield func(named) bool) {
		for iri, err := range src {
			if !yield(named{iri, err}) {
				return
			}
		}
	}
}

// reread is an article on its way; Before is nil where this model has read it.
type reread struct {
	Reread
	err   error
	fatal bool
}

func (b *rereading) read(n named) reread {
	if n.err != nil {
		return reread{err: n.err, fatal: true}
	}
	before, model, err := b.before(n.iri)
	if err != nil {
		return reread{err: err, fatal: true}
	}
	if before == nil {
		return reread{}
	}
	an, err := guarded(before.Article, b.Analyse)
	if err != nil {
		return reread{err: err}
	}
	return reread{Reread: Reread{Before: before, After: an.Reading(), Model: model}}
}

// before is the stored reading of an article and who made it, nil where that is this model.
func (b *rereading) before(iri string) (*kg.Reading, string, error) {
	snap, err := b.store.Snapshot()
	if err != nil {
		return nil, "", err
	}
	defer snap.Close()
	entry, ok, err := snap.Loaded(iri)
	if err != nil || !ok || entry.Model == b.Model() {
		return nil, "", err
	}
	r, err := readBack(snap, iri)
	return r, entry.Model, err
}

func (b *rereading) take(ctx context.Context, done reread) bool {
	switch {
	case done.err != nil:
		return b.commit(ctx) && b.yield(Reread{}, done.err) && !done.fatal
	case done.Before == nil:
		return true
	}
	b.waiting, b.textBytes = append(b.waiting, done.Reread), b.textBytes+len(done.Before.Text)
	return len(b.waiting) < batchArticles && b.textBytes < batchTextBytes || b.commit(ctx)
}

func (b *rereading) commit(ctx context.Context) bool {
	waiting := b.waiting
	b.waiting, b.textBytes = nil, 0
	if !b.rehearsal {
		outcomes := make([]Outcome, len(waiting))
		for i := range waiting {
			r := waiting[i].After
			outcomes[i] = Outcome{IRI: r.IRI, Article: r.Article, Reading: r}
		}
		if err := Put(ctx, b.store, outcomes, b.Model(), b.now()); err != nil {
			b.yield(Reread{}, err)
			return false
		}
	}
	for _, r := range waiting {
		if !b.yield(r, nil) {
			return false
		}
	}
	return true
}
