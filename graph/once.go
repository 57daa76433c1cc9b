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
// remembered, which would hold what the graph was, but what was done (a D, which
// JSON carries to other servers of the graph).

// doing is the two halves of a mutation.
type doing[D, P any] struct {
	// do says whether what it did is to be remembered: what changed nothing may be
	// tried again.
	do func() (done D, keep bool, err error)

	// tell makes the payload, of the graph as it is now.
	tell func(ctx context.Context, done D) (P, error)
}

// again tells what is known already.
func again[P any](_ context.Context, payload *P) (*P, error) {
	told := *payload // the caller writes into it
	return &told, nil
}

const longestKey = 200 // bytes

// once does something and tells of it; under a key of the client only once.
func once[D, P any](ctx context.Context, l *live.Live, mutation string, key *string, input any,
	problem func(code, message string, place ...string) P, d doing[D, P]) (P, error) {
	var none P
	if key == nil {
		done, _, err := d.do()
		if err != nil {
			return none, err
		}
		return d.tell(ctx, done)
	}
	if *key == "" || len(*key) > longestKey {
		return problem("BAD_KEY", fmt.Sprintf("an idempotency key has 1 to %d characters", longestKey), "idempotencyKey"), nil
	}
	wanted, err := wanted(mutation, input)
	if err != nil {
		return none, err
	}
	done, err := l.Keys.Do(ctx, access.ClientOf(ctx).Name+"\x00"+*key, wanted, live.Deed{
		Do:    func() (any, bool, error) { return d.do() },
		Write: func(done any) ([]byte, error) { return json.Marshal(done) },
		Read: func(written []byte) (any, error) {
			var done D
			err := json.Unmarshal(written, &done)
			return done, err
		},
	})
	if errors.Is(err, live.ErrMismatch) {
		return problem("IDEMPOTENCY_MISMATCH", err.Error()+"; take a new one", "idempotencyKey"), nil
	}
	if err != nil {
		return none, err
	}
	return d.tell(ctx, done.(D))
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
