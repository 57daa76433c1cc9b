package graph

import (
	"context"

	"claimgraph/graph/generated"
	"claimgraph/kg"
)

func (r mutationResolver) MergeEntities(ctx context.Context, in generated.MergeEntitiesInput) (*generated.CurationPayload, error) {
	return r.decideOnce(ctx, "mergeEntities", in.IdempotencyKey, in.ClientMutationID, in, func() (*generated.CurationPayload, error) { return r.mergeEntities(ctx, in) })
}

func (r mutationResolver) SplitEntity(ctx context.Context, in generated.SplitEntityInput) (*generated.CurationPayload, error) {
	return r.decideOnce(ctx, "splitEntity", in.IdempotencyKey, in.ClientMutationID, in, func() (*generated.CurationPayload, error) { return r.splitEntity(ctx, in) })
}

func (r mutationResolver) KeepApart(ctx context.Context, in generated.KeepApartInput) (*generated.CurationPayload, error) {
	return r.decideOnce(ctx, "keepApart", in.IdempotencyKey, in.ClientMutationID, in, func() (*generated.CurationPayload, error) { return r.keepApart(ctx, in) })
}

func (r mutationResolver) Deprecate(ctx context.Context, in generated.DeprecateInput) (*generated.CurationPayload, error) {
	return r.decideOnce(ctx, "deprecate", in.IdempotencyKey, in.ClientMutationID, in, func() (*generated.CurationPayload, error) { return r.deprecate(ctx, in) })
}

func (r mutationResolver) Confirm(ctx context.Context, in generated.ConfirmInput) (*generated.CurationPayload, error) {
	return r.decideOnce(ctx, "confirm", in.IdempotencyKey, in.ClientMutationID, in, func() (*generated.CurationPayload, error) { return r.confirm(ctx, in) })
}

func (r mutationResolver) Undo(ctx context.Context, in generated.UndoInput) (*generated.CurationPayload, error) {
	return r.decideOnce(ctx, "undo", in.IdempotencyKey, in.ClientMutationID, in, func() (*generated.CurationPayload, error) { return r.undo(ctx, in) })
}

// decideOnce decides something, under a key only once.
func (r mutationResolver) decideOnce(ctx context.Context, mutation string, key, clientMutationID *string, input any, decide func() (*generated.CurationPayload, error)) (*generated.CurationPayload, error) {
	if r.loader == nil {
		return nil, errReadOnly
	}
	payload, err := once(ctx, r.live, mutation, key, input, curationProblem, doing[decision, *generated.CurationPayload]{func() (decision, bool, error) {
		payload, err := decide()
		if err != nil {
			return decision{}, false, err
		}
		return decided(payload), payload.CurationID != nil, nil
	}, func(ctx context.Context, d decision) (*generated.CurationPayload, error) { return d.tell(ctx) }})
	if payload != nil {
		payload.ClientMutationID = clientMutationID
	}
	return payload, err
}

func curationProblem(code, message string, place ...string) *generated.CurationPayload {
	return &generated.CurationPayload{UserErrors: []*generated.UserError{userError(code, message, place...)}}
}

// decision is what was decided, by the ids of what it is about.
type decision struct {
	CurationID   *string
	UserErrors   []*generated.UserError
	Entity, Fact string // "" for none
}

func decided(first *generated.CurationPayload) decision {
	d := decision{CurationID: first.CurationID, UserErrors: first.UserErrors}
	if first.Entity != nil {
		d.Entity = first.Entity.NodeID()
	}
	if first.Fact != nil {
		d.Fact = first.Fact.NodeID()
	}
	return d
}

// tell tells of a decision, with what it was about as it is now.
func (d decision) tell(ctx context.Context) (*generated.CurationPayload, error) {
	payload := &generated.CurationPayload{CurationID: d.CurationID, UserErrors: d.UserErrors}
	g, err := changedGraph(ctx)
	if err != nil {
		return nil, err
	}
	if payload.Entity, err = named[*kg.Entity](g, d.Entity); err != nil {
		return nil, err
	}
	payload.Fact, err = named[*kg.Fact](g, d.Fact)
	return payload, err
}

// named is what an id names, nil where that is nothing or gone.
func named[N kg.Node](g *kg.Graph, id string) (n N, err error) {
	if id == "" {
		return n, nil
	}
	node, err := g.Node(id)
	n, _ = node.(N)
	return n, err
}
