package graph

import (
	"context"

	"claimgraph/graph/generated"
	"claimgraph/kg"
)

type conflictPositionResolver struct{}

func (conflictPositionResolver) Claims(ctx context.Context, p *kg.Position, first *int, after *string) (*generated.ClaimConnection, error) {
	return shortClaims(ctx, p.Claims(), nil, paging(first, after, nil, nil))
}
