package graph

import (
	"context"

	"claimgraph/graph/generated"
	"claimgraph/kg"
)

type conflictPositionResolver struct{}

func (conflictPositionResolver) Claims(ctx context.Context, p *kg.Position, first *int, after *string) (*generated.ClaimConnection, error) {
	list, err := p.Claims()
	return shortClaims(ctx, list, err, paging(first, after, nil, nil))
}
