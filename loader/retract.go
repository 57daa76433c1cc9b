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

// Retract removes an article, named by its IRI or its key, a load, named by its
// IRI, or a catalogue, named by its IRI or its file, and all that came from it.
func Retract(ctx context.Context, store Store, id string) (gone Retracted, err error) {
	err = store.Update(ctx, nil, func(snap kg.Store) (Change, error) {
		if gone, err = retractable(snap, id); err != nil || kg.IsCatalog(gone.IRI) {
			return Change{}, err
		}
		return retract(snap, gone)
	})
	if err == nil && kg.IsCatalog(gone.IRI) {
		_, err = retractCatalog(ctx, store, gone.IRI)
	}
	return gone, err
}

// retractable is what stands under an IRI or a key.
func retractable(snap kg.Store, id string) (gone Retracted, err error) {
	if gone.IRI, err = resolve(snap, id); err != nil {
		return gone, fmt.Errorf("%s: %w", id, err)
	}
	if !kg.IsCatalog(gone.IRI) {
		gone.Reading, err = readBack(snap, gone.IRI)
	}
	return gone, err
}

func retract(snap kg.Store, gone Retracted) (c Change, err error) {
	c.Purge, c.Unload = []string{gone.IRI}, []string{gone.IRI}
	if gone.Reading != nil {
		c.Remove, c.Add, err = revise(snap, []*kg.Reading{gone.Reading}, nil)
	}
	return c, err
}

// resolve finds the IRI of what has been loaded under an IRI or a key.
func resolve(snap kg.Store, id string) (string, error) {
	if _, ok, err := snap.Loaded(id); ok || err != nil {
		return id, err
	}
	pattern, found, err := bound(snap, nil, kg.Identifier, quad.String(id), nil)
	if err != nil {
		return "", err
	}
	if !found {
		return catalogNamed(snap, id)
	}
	for q, err := range snap.Scan(pattern, [4]uint64{}) {
		if err != nil {
			return "", err
		}
		terms, err := snap.Terms([]uint64{q[0]})
		if err != nil {
			return "", err
		}
		iri, _ := terms[0].(quad.IRI)
		if _, loaded, err := snap.Loaded(string(iri)); loaded || err != nil {
			return string(iri), err
		}
	}
	return catalogNamed(snap, id)
}
