package loader

import (
	"context"
	"errors"
	"fmt"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// ErrUnknown says that no article and no load has that id.
var ErrUnknown = errors.New("no article or load with that id")

// Retracted is what went with an article or a load; Reading is nil for a load.
type Retracted struct {
	IRI     string
	Reading *kg.Reading
}

// Retract removes an article, named by its IRI or its key, or a load, named by
// its IRI, and all that came from it.
func Retract(ctx context.Context, store Store, id string) (Retracted, error) {
	snap, err := store.Snapshot()
	if err != nil {
		return Retracted{}, err
	}
	defer snap.Close()
	iri, err := resolve(snap, id)
	if err != nil {
		return Retracted{}, fmt.Errorf("%s: %w", id, err)
	}
	gone := Retracted{IRI: iri}
	c := Change{Purge: []string{iri}, Unload: []string{iri}}
	if gone.Reading, err = readBack(snap, iri); err != nil {
		return Retracted{}, err
	}
	if gone.Reading != nil {
		if c.Remove, err = orphans(snap, []*kg.Reading{gone.Reading}); err != nil {
			return Retracted{}, err
		}
	}
	return gone, store.Apply(ctx, c)
}

// resolve finds the IRI of what has been loaded under an IRI or a key.
func resolve(snap kg.Store, id string) (string, error) {
	if _, ok, err := snap.Loaded(id); ok || err != nil {
		return id, err
	}
	pattern, found, err := bound(snap, nil, kg.Identifier, quad.String(id), nil)
	if err != nil || !found {
		return "", errors.Join(ErrUnknown, err)
	}
	for q, err := range snap.Scan(pattern, [4]uint64{}) {
		if err != nil {
			return "", err
		}
		terms, err := snap.Terms([]uint64{q[0]})
		if err != nil {
			return "", err
		}
		if iri, ok := terms[0].(quad.IRI); ok && q[0] == q[3] {
			return string(iri), nil
		}
	}
	return "", ErrUnknown
}
