package graph

import (
	"context"
	"errors"
	"fmt"

	"claimgraph/graph/generated"
	"claimgraph/graph/live"
	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
)

type queryResolver struct{ live *live.Live }

func (r queryResolver) Node(ctx context.Context, id string) (kg.Node, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return r.node(ctx, g, id)
}

func (r queryResolver) Nodes(ctx context.Context, ids []string) ([]kg.Node, error) {
	if len(ids) > kg.MaxPage {
		return nil, fmt.Errorf("%w: at most %d ids at once", errInput, kg.MaxPage)
	}
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	list := make([]kg.Node, len(ids))
	for i, id := range ids {
		list[i], err = r.node(ctx, g, id)
		switch {
		case errors.Is(err, kg.ErrNodeID): // costs its place, not the others
			graphql.AddError(graphql.WithPathContext(ctx, graphql.NewPathWithIndex(i)), err)
		case err != nil:
			return nil, err
		}
	}
	return list, nil
}

func (queryResolver) Entity(ctx context.Context, ref kg.EntityRef) (*kg.Entity, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return g.Entity(ref)
}

func (queryResolver) Entities(ctx context.Context, where *kg.EntityFilter, first *int, after *string, last *int, before *string) (*generated.EntityConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	page, err := g.Entities(where, paging(first, after, last, before))
	return entities(ctx, page, err)
}

func (queryResolver) Facts(ctx context.Context, where *kg.FactFilter, orderBy []*kg.FactOrder, first *int, after *string, last *int, before *string) (*generated.FactConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	page, err := g.Facts(where, orderBy, paging(first, after, last, before))
	return facts(ctx, page, err)
}

func (queryResolver) Claims(ctx context.Context, where *kg.ClaimFilter, fact *kg.FactFilter, first *int, after *string, last *int, before *string) (*generated.ClaimConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	page, err := g.Claims(where, fact, paging(first, after, last, before))
	return claims(ctx, page, err)
}

func (queryResolver) Article(ctx context.Context, key string) (*kg.GraphArticle, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return g.ArticleByKey(key)
}

func (queryResolver) Articles(ctx context.Context, first *int, after *string, last *int, before *string) (*generated.ArticleConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	page, err := g.Articles(paging(first, after, last, before))
	return articles(ctx, page, err)
}

func (queryResolver) Predicates(ctx context.Context, match *string) ([]*kg.GraphPredicate, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	if match == nil {
		return g.Predicates("")
	}
	return g.Predicates(*match)
}

func (queryResolver) Match(ctx context.Context, patterns []*kg.TriplePattern, _ bool, orderBy []string, first *int, after *string) (*generated.SolutionConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	found, err := g.Match(patterns, orderBy)
	if err != nil {
		return nil, err
	}
	return solutions(ctx, found, paging(first, after, nil, nil))
}

func (queryResolver) Neighborhood(ctx context.Context, seeds []*kg.EntityRef, hops int, d kg.Direction, where *kg.FactFilter, maxEntities int) (*kg.Subgraph, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return g.Neighborhood(seeds, hops, d, where, maxEntities)
}

func (queryResolver) Subgraph(ctx context.Context, ids []string) (*kg.Subgraph, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return g.Subgraph(ids)
}

func (queryResolver) Paths(ctx context.Context, from, to kg.EntityRef, selector kg.PathSelector, mode kg.PathMode, d kg.Direction, where *kg.FactFilter, weight kg.PathWeight, maxLength int, first *int, after *string) (*generated.PathConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	q := kg.PathQuery{From: from, To: to, Selector: selector, Mode: mode, Direction: d, Where: where, Weight: weight, MaxLength: maxLength, Most: kg.MaxPage + 1}
	found, err := g.Paths(q)
	if err != nil {
		return nil, err
	}
	return paths(g, found, paging(first, after, nil, nil))
}

func (queryResolver) Timeline(ctx context.Context, entities []*kg.EntityRef, axis kg.TimelineAxis, from, to *string, where *kg.FactFilter, first *int, after *string) (*generated.TimelineConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	list, err := g.Timeline(entities, axis, from, to, where)
	if err != nil {
		return nil, err
	}
	return timeline(g, list, paging(first, after, nil, nil))
}

func (queryResolver) Conflicts(ctx context.Context, entity *kg.EntityRef, predicates []string, kinds []kg.ConflictKind, first *int, after *string) (*generated.ConflictConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	page, err := g.Conflicts(entity, predicates, kinds, paging(first, after, nil, nil))
	return conflicts(ctx, page, err)
}

func (queryResolver) Search(ctx context.Context, query string, scopes []kg.SearchScope, first *int, after *string) (*generated.SearchConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	page, err := g.Search(query, scopes, paging(first, after, nil, nil))
	return hits(ctx, page, err)
}

func (queryResolver) DuplicateCandidates(ctx context.Context, entity *kg.EntityRef, first *int, after *string) ([]*kg.Duplicate, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	page, err := g.Duplicates(entity, paging(first, after, nil, nil))
	if err != nil {
		return nil, err
	}
	return page.Items, nil
}

func (queryResolver) Curations(ctx context.Context, first *int, after *string) (*generated.CurationConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	page, err := g.Curations(paging(first, after, nil, nil))
	return curations(ctx, page, err)
}

func (queryResolver) Graph(ctx context.Context) (*kg.Graph, error) { return graphOf(ctx) }
