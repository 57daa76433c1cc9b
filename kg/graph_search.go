package kg

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Hit is what a search found and what it was found by.
type Hit struct {
	Node  Node // *Entity, *GraphArticle, *Fact or *GraphClaim
	Score float64
	Name  string // that it was found by; of a fact what it says, of a claim its sentence or a part of that
}

// SearchScope is what a search looks for.
type SearchScope string

const (
	SearchEntity  SearchScope = "entity"
	SearchArticle SearchScope = "article"
	SearchFact    SearchScope = "fact"
	SearchClaim   SearchScope = "claim"
)

const (
	mostHits      = 1000
	longestSearch = 1000 // bytes: the store walks a list of names for each word
)

// ErrSearch says that a search is none.
var ErrSearch = errors.New("bad search")

// Search pages the entities and articles with a name that fits query, the facts and
// the claims that say its words, the best first, at most a thousand.
func (g *Graph) Search(query string, scopes []SearchScope, p Paging) (*Page[*Hit], error) {
	if len(query) > longestSearch {
		return nil, fmt.Errorf("%w: a search has at most %d characters", ErrSearch, longestSearch)
	}
	wanted := func(s SearchScope) bool { return scopes == nil || slices.Contains(scopes, s) }
	hits, err := g.nameHits(query, scopes)
	if err != nil {
		return nil, err
	}
	words := wordsOf(query)
	for _, by := range [...]struct {
		scope SearchScope
		find  func(wording) ([]*Hit, error)
	}{{SearchFact, g.factHits}, {SearchClaim, g.claimHits}} {
		if len(words) == 0 || !wanted(by.scope) {
			continue
		}
		some, err := by.find(words)
		if err != nil {
			return nil, err
		}
		slices.SortFunc(some, compareHits)
		hits = append(hits, some[:min(len(some), mostHits)]...)
	}
	slices.SortStableFunc(hits, func(a, b *Hit) int { return cmp.Compare(b.Score, a.Score) })
	return Short(g, hits[:min(len(hits), mostHits)], p)
}

// nameHits are the entities and articles with a name that fits.
func (g *Graph) nameHits(query string, scopes []SearchScope) (hits []*Hit, err error) {
	if scopes != nil && !slices.Contains(scopes, SearchEntity) && !slices.Contains(scopes, SearchArticle) {
		return nil, nil
	}
	if err := g.spend(mostHits); err != nil {
		return nil, err
	}
	names, err := g.store.Names(g.ctx, query, mostHits)
	if err != nil {
		return nil, err
	}
	for _, h := range names {
		n, err := g.hit(h.ID, scopes)
		if err != nil {
			return nil, err
		}
		if n != nil {
			hits = append(hits, &Hit{n, h.Score, h.Name})
		}
	}
	return hits, nil
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
