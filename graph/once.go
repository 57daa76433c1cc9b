package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"claimgraph/access"
	"claimgraph/graph/live"
)

// A mutation does something and then tells of it. The two are apart so that what
// was done under an idempotency key can be told again: not the payload is
// remembered, which would hold what the graph was, but how to make it.

// telling makes a mutation's payload of the graph as it is now.
type telling[P any] func(ctx context.Context) (P, error)

// as tells what is known already.
func as[P any](payload *P) telling[*P] {
	return func(context.Context) (*P, error) {
		again := *payload // the caller writes into it
		return &again, nil
	}
}

const longestKey = 200 // bytes

// once does something and tells of it; under a key of the client only once. do says whether
// what it did is to be remembered: what changed nothing may be tried again.
func once[P any](ctx context.Context, l *live.Live, mutation string, key *string, input any,
	problem func(code, message string, place ...string) P, do func() (told telling[P], keep bool, err error)) (P, error) {
	var none P
	if key == nil {
		tell, _, err := do()
		if err != nil {
			return none, err
		}
		return tell(ctx)
	}
	if *key == "" || len(*key) > longestKey {
		return problem("BAD_KEY", fmt.Sprintf("an idempotency key has 1 to %d characters", longestKey), "idempotencyKey"), nil
	}
	wanted, err := wanted(mutation, input)
	if err != nil {
		return none, err
	}
	done, err := l.Keys.Do(ctx, access.ClientOf(ctx).Name+"\x00"+*key, wanted, func() (any, bool, error) { return do() })
	if errors.Is(err, live.ErrMismatch) {
		return problem("IDEMPOTENCY_MISMATCH", err.Error()+"; take a new one", "idempotencyKey"), nil
	}
	if err != nil {
		return none, err
	}
	return done.(telling[P])(ctx)
}

// wanted is what a mutation is asked to do, without what only names the request.
func wanted(mutation string, input any) ([]byte, error) {
	raw, err := json.Marshal(input)
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(raw, &fields); err != nil {
		return nil, err
	}
	delete(fields, "idempotencyKey")
	delete(fields, "clientMutationId")
	return json.Marshal(map[string]any{mutation: fields})
}
