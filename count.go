package main

import (
	"context"
	"errors"

	"claimgraph/kg"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// graphCounts is what the graph holds. Counting facts walks all of them: a
// graph that is too large for that has none named here.
type graphCounts struct {
	Articles int  `json:"articles"`
	Claims   int  `json:"claims"`
	Facts    *int `json:"facts"`
	Entities *int `json:"entities"`
}

func countGraph(ctx context.Context, engine quadstore.Engine) (counts graphCounts, err error) {
	snap, err := engine.Snapshot()
	if err != nil {
		return counts, err
	}
	defer snap.Close()
	g, err := kg.NewGraph(ctx, snap, kg.NewCache(1<<20), kg.BuiltinVocabulary())
	if err != nil {
		return counts, err
	}
	if counts.Articles, err = g.ArticleCount(); err != nil {
		return counts, err
	}
	if counts.Claims, err = g.ClaimCount(); err != nil {
		return counts, err
	}
	if counts.Facts, err = ifPossible(g.FactCount()); err != nil {
		return counts, err
	}
	counts.Entities, err = ifPossible(g.EntityCount())
	return counts, err
}

func ifPossible(n int, err error) (*int, error) {
	if errors.Is(err, kg.ErrTooMuch) {
		return nil, nil
	}
	return &n, err
}

// countClaims counts the claims that were read from an article.
func (s loaderStore) countClaims(article string) (int, error) {
	snap, err := s.Snapshot()
	if err != nil {
		return 0, err
	}
	defer snap.Close()
	ids, err := snap.Lookup([]quad.Value{kg.Type, kg.ClaimClass, quad.IRI(article)})
	if err != nil || ids[0] == 0 || ids[1] == 0 || ids[2] == 0 {
		return 0, err
	}
	n := 0
	for _, err := range snap.Scan([4]uint64{0, ids[0], ids[1], ids[2]}, [4]uint64{}) {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}
