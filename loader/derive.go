package loader

import (
	"context"
	"fmt"
	"slices"
	"time"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// Restored is the model that the load log names for articles whose reading came
// from an export, which does not tell what read them. Loading such an article
// reads it anew.
const Restored = "restored"

// Derive gives a store that holds ground state and curation, and nothing that
// follows from them, all that does, and a load log. It is for stores that
// nobody else has open.
func Derive(ctx context.Context, store Store, now time.Time) error {
	snap, err := store.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	if err := logLoads(ctx, store, snap, now); err != nil {
		return err
	}
	articles, err := storedArticles(snap)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(articles, batchArticles) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := deriveSome(ctx, store, some, now); err != nil {
			return err
		}
	}
	return nil
}

// logLoads enters the loads of plain quads and the catalogues, which their
// labels tell.
func logLoads(ctx context.Context, store Store, snap kg.Store, now time.Time) error {
	var c Change
	for _, prefix := range [...]string{kg.Loads, kg.Catalogs} {
		for hit, err := range snap.TermsWithPrefix(prefix) {
			if err != nil {
				return err
			}
			n, _, err := snap.Count([4]uint64{3: hit.ID})
			if err != nil {
				return err
			}
			if n > 0 {
				c.Loads = append(c.Loads, kg.LoadEntry{Key: hit.IRI, Time: now})
			}
		}
	}
	return store.Update(ctx, nil, func(kg.Store) (Change, error) { return c, nil })
}

// storedArticles are the ids of all articles, whose graphs they name.
func storedArticles(snap kg.Store) (articles []uint64, err error) {
	for q, err := range scan(snap, nil, kg.Type, kg.NewsArticle, nil) {
		if err != nil {
			return nil, err
		}
		if q[0] == q[3] {
			articles = append(articles, q[0])
		}
	}
	return articles, nil
}

func deriveSome(ctx context.Context, store Store, articles []uint64, now time.Time) error {
	return store.Update(ctx, nil, func(snap kg.Store) (c Change, err error) {
		terms, err := snap.Terms(articles)
		if err != nil {
			return c, err
		}
		var come []*kg.Reading
		for _, t := range terms {
			iri, _ := t.(quad.IRI)
			r, err := readBack(snap, string(iri))
			if err != nil {
				return c, fmt.Errorf("what is stored of an article cannot be read: %w", err)
			}
			come = append(come, r)
			c.Loads = append(c.Loads, kg.LoadEntry{Key: r.IRI, Time: now, Model: Restored, Name: r.Key})
		}
		c.Remove, c.Add, err = revise(snap, nil, come)
		return c, err
	})
}
