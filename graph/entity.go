package graph

import (
	"context"

	"claimgraph/graph/generated"
	"claimgraph/kg"
)

type entityResolver struct{}

func (entityResolver) Facts(ctx context.Context, e *kg.Entity, direction kg.Direction, where *kg.FactFilter, orderBy []*kg.FactOrder, first *int, after *string, last *int, before *string) (*generated.FactConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	page, err := g.FactsOf(e, direction, where, orderBy, paging(first, after, last, before))
	return facts(ctx, page, err)
}

func (entityResolver) SameAs(ctx context.Context, e *kg.Entity) ([]string, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return g.SameAs(e)
}

func (entityResolver) Description(ctx context.Context, e *kg.Entity) (*string, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return g.DescriptionOf(e)
}

func (entityResolver) Predicates(ctx context.Context, e *kg.Entity, direction kg.Direction) ([]*kg.PredicateUsage, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return g.PredicatesOf(e, direction)
}

func (entityResolver) Mentions(ctx context.Context, e *kg.Entity, first *int, after *string) (*generated.MentionConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	page, err := g.Mentions(e, paging(first, after, nil, nil))
	return mentions(ctx, page, err)
}

func (entityResolver) Names(ctx context.Context, e *kg.Entity) ([]*kg.EntityName, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return g.NamesOf(e)
}
