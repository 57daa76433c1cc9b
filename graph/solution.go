package graph

import (
	"context"

	"claimgraph/kg"
)

type solutionResolver struct{}

func (solutionResolver) Get(_ context.Context, s *kg.Solution, name string) (kg.ObjectTerm, error) {
	return s.Get(name)
}
