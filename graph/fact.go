package graph

import (
	"context"
	"fmt"
	"slices"

	"claimgraph/graph/generated"
	"claimgraph/kg"
)

type factResolver struct{}

func (factResolver) Sources(ctx context.Context, f *kg.Fact, first *int, after *string) (*generated.SourceConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	list, err := f.Sources()
	if err != nil {
		return nil, err
	}
	page, err := kg.Short(g, list, paging(first, after, nil, nil))
	return sources(ctx, page, err)
}

func (factResolver) Claims(ctx context.Context, f *kg.Fact, where *kg.ClaimFilter, first *int, after *string, last *int, before *string) (*generated.ClaimConnection, error) {
	list, err := f.Claims(where)
	return shortClaims(ctx, list, err, paging(first, after, last, before))
}

func (factResolver) Conflicts(ctx context.Context, f *kg.Fact, first *int, after *string) (*generated.ConflictConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	list, err := g.ConflictsOf(f)
	if err != nil {
		return nil, err
	}
	page, err := kg.Short(g, list, paging(first, after, nil, nil))
	return conflicts(ctx, page, err)
}

// shortClaims pages claims that are at hand.
func shortClaims(ctx context.Context, list []*kg.GraphClaim, err error, p kg.Paging) (*generated.ClaimConnection, error) {
	if err != nil {
		return nil, err
	}
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	page, err := kg.Short(g, list, p)
	return claims(ctx, page, err)
}

type factConnectionResolver struct{}

const mostDimensions = 4

func (factConnectionResolver) Groups(_ context.Context, c *generated.FactConnection, by []kg.FactDimension, limit int) ([]*kg.FactGroup, error) {
	if len(by) > mostDimensions || limit < 0 || limit > kg.MaxPage {
		return nil, fmt.Errorf("%w: at most %d dimensions and %d groups", errInput, mostDimensions, kg.MaxPage)
	}
	for i, d := range by {
		if slices.Contains(by[:i], d) {
			return nil, fmt.Errorf("%w: a dimension stands there twice", errInput)
		}
	}
	return c.Group(by, limit)
}
