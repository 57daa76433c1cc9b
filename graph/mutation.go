package graph

import (
	"context"
	"errors"

	"claimgraph/graph/generated"
	"claimgraph/graph/live"
	"claimgraph/kg"
)

type mutationResolver struct {
	loader Loader
	fetch  Fetch // nil: no page is fetched
	live   *live.Live
	failed func(error)         // told why a job failed that nobody waits for
	means  func(error) Trouble // of an error of the store
}

func (r mutationResolver) Retract(ctx context.Context, in generated.RetractInput) (*generated.RetractPayload, error) {
	if r.loader == nil {
		return nil, errReadOnly
	}
	payload, err := once(ctx, r.live, "retract", in.IdempotencyKey, in, retractProblem, doing[*generated.RetractPayload, *generated.RetractPayload]{func() (*generated.RetractPayload, bool, error) {
		payload, err := r.retract(ctx, in.Key)
		return payload, payload != nil && payload.RetractedID != nil, err
	}, again[generated.RetractPayload]})
	if payload != nil {
		payload.ClientMutationID = in.ClientMutationID
	}
	return payload, err
}

func retractProblem(code, message string, place ...string) *generated.RetractPayload {
	return &generated.RetractPayload{UserErrors: []*generated.UserError{userError(code, message, place...)}}
}

// userError tells what is wrong with a place of the input.
func userError(code, message string, place ...string) *generated.UserError {
	return &generated.UserError{Code: code, Message: message, Path: append([]string{"input"}, place...)}
}

func (r mutationResolver) retract(ctx context.Context, key string) (*generated.RetractPayload, error) {
	gone, err := r.loader.Retract(ctx, key)
	if errors.Is(err, ErrUnknown) {
		return retractProblem("UNKNOWN_KEY", err.Error(), "key"), nil
	}
	if err != nil {
		return nil, err
	}
	id := kg.LoadNodeID(gone.IRI)
	if gone.Article {
		id = kg.ArticleNodeID(gone.IRI)
	}
	_, err = changedGraph(ctx)
	return &generated.RetractPayload{RetractedID: &id, RetractedClaimCount: gone.Claims}, err
}
