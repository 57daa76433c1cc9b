package kg

import (
	"errors"
	"fmt"
	"slices"
)

// Hit is what a search found and the name that it was found by.
type Hit struct {
	Node  Node // *Entity or *GraphArticle
	Score float64
	Name  string
}

// SearchScope is what a search looks for.
type SearchScope string

const (
	SearchEntity  SearchScope = "entity"
	SearchArticle SearchScope = "article"
)

const (
	mostHits      = 1000
	longestSearch = 1000 // bytes: the store walks a list of names for each word
)

// ErrSearch says that a search is none.
var ErrSearch = errors.New("bad search")

// Search pages the entities and articles with a name that fits query, the best
// first, at most a thousand.
func (g *Graph) Search(query string, scopes []SearchScope, p Paging) (*Page[*Hit], error) {
	if len(query) > longestSearch {
		return nil, fmt.Errorf("%w: a search has at most %d characters", ErrSearch, longestSearch)
	}
	if err := g.spend(mostHits); err != nil {
		return nil, err
	}
	names, err := g.store.Names(g.ctx, query, mostHits)
	if err != nil {
		return nil, err
	}
	var hits []*Hit
	for _, h := range names {
		n, err := g.hit(h.ID, scopes)
		if err != nil {
			return nil, err
		}
		if n != nil {
			hits = append(hits, &Hit{n, h.Score, h.Name})
		}
	}
	return Short(g, hits, p)
}

// hit is the entity or article with an id, nil for anything else.
func (g *Graph) hit(id uint64, scopes []SearchScope) (Node, error) {
	wanted := func(s SearchScope) bool { return scopes == nil || slices.Contains(scopes, s) }
	entity, err := g.isEntity(id)
	if err != nil {
		return nil, err
	}
	if entity {
		if !wanted(SearchEntity) {
			return nil, nil
		}
		list, err := g.entitiesOf([]uint64{id})
		if err != nil {
			return nil, err
		}
		return list[0], nil
	}
	if !wanted(SearchArticle) {
		return nil, nil
	}
	a, err := g.articleByID(id)
	if a == nil || err != nil {
		return nil, err
	}
	return a, nil
}
