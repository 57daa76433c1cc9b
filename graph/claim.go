package graph

import (
	"context"

	"claimgraph/graph/generated"
	"claimgraph/kg"
)

type claimResolver struct{}

func (claimResolver) Responses(ctx context.Context, c *kg.GraphClaim, first *int, after *string) (*generated.ClaimConnection, error) {
	list, err := c.Responses()
	return shortClaims(ctx, list, err, paging(first, after, nil, nil))
}
