package loader

import (
	"context"
	"iter"
	"slices"
	"time"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// Chosen says which of the stored articles are meant: those to which all that is
// set applies. An article whose date is not known lies in no period.
type Chosen struct {
	Publisher string    // its name as stored
	After     time.Time // published then or later
	Before    time.Time // published earlier
}

func (c *Chosen) fits(a *kg.Article) bool {
	dated := c.After.IsZero() && c.Before.IsZero() || !a.Published.IsZero()
	return dated && (c.Publisher == "" || a.Publisher == c.Publisher) &&
		(c.After.IsZero() || !a.Published.Before(c.After)) && (c.Before.IsZero() || a.Published.Before(c.Before))
}

// Choose gives the IRIs of stored articles, in the order in which the store came to
// know them.
func Choose(store Store, c Chosen) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for iri, err := range each(store) {
			if err == nil {
				var fits bool
				if fits, err = chosen(store, iri, &c); err == nil && !fits {
					continue
				}
			}
			if !yield(iri, err) || err != nil {
				return
			}
		}
	}
}

func chosen(store Store, iri string, c *Chosen) (bool, error) {
	snap, err := store.Snapshot()
	if err != nil {
		return false, err
	}
	defer snap.Close()
	a, err := storedArticle(snap, iri)
	return err == nil && a != nil && c.fits(a), err
}

// each gives the IRIs of the articles that a store holds at first.
func each(store Store) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		snap, err := store.Snapshot()
		if err != nil {
			yield("", err)
			return
		}
		defer snap.Close()
		ids, err := storedArticles(snap)
		if err != nil {
			yield("", err)
			return
		}
		for some := range slices.Chunk(ids, batchArticles) {
			terms, err := snap.Terms(some)
			if err != nil {
				yield("", err)
				return
			}
			for _, t := range terms {
				iri, _ := t.(quad.IRI)
				if !yield(string(iri), nil) {
					return
				}
			}
		}
	}
}

// Retraction is what Retract would take, for looking before leaping.
func Retraction(store Store, id string) (gone Retracted, err error) {
	snap, err := store.Snapshot()
	if err != nil {
		return gone, err
	}
	defer snap.Close()
	return retractable(snap, id)
}

// RetractArticles removes articles, some to a commit, and yields what went with each when
// it is gone.
func RetractArticles(ctx context.Context, store Store, iris []string) iter.Seq2[Retracted, error] {
	return func(yield func(Retracted, error) bool) {
		for some := range slices.Chunk(iris, batchArticles) {
			gone, err := retractSome(ctx, store, some)
			if err != nil {
				yield(Retracted{}, err)
				return
			}
			for _, g := range gone {
				if !yield(g, nil) {
					return
				}
			}
		}
	}
}

func retractSome(ctx context.Context, store Store, iris []string) (gone []Retracted, err error) {
	err = store.Update(ctx, nil, func(snap kg.Store) (c Change, err error) {
		gone = nil
		var readings []*kg.Reading
		for _, iri := range iris {
			r, err := readBack(snap, iri)
			if err != nil {
				return c, err
			}
			if r != nil {
				readings, gone = append(readings, r), append(gone, Retracted{IRI: iri, Reading: r})
				c.Purge, c.Unload = append(c.Purge, iri), append(c.Unload, iri)
			}
		}
		c.Remove, c.Add, err = revise(snap, readings, nil)
		return c, err
	})
	return gone, err
}
