package loader

import (
	"context"
	"time"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// Change is what a store applies whole or not at all: first Remove, Purge and
// Unload, then Add and Loads. Purging A takes everything labelled A or A#… or
// with a subject A#….
type Change struct {
	Remove []quad.Quad
	Purge  []string
	Add    []quad.Quad
	Loads  []kg.LoadEntry
	Unload []string
}

// Store is what loading needs of a store.
type Store interface {
	Snapshot() (kg.Store, error)
	Apply(ctx context.Context, c Change) error
}

// Put stores the readings of outcomes in one commit and marks those that
// replaced an older reading.
func Put(ctx context.Context, store Store, outcomes []Outcome, model string, now time.Time) error {
	snap, err := store.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	var c Change
	var old []*kg.Reading
	for i := range outcomes {
		o := &outcomes[i]
		if o.Reading == nil {
			continue
		}
		before, err := readBack(snap, o.IRI)
		if err != nil {
			return err
		}
		if before != nil {
			o.Status = Replaced
			old = append(old, before)
			c.Purge = append(c.Purge, o.IRI)
		}
		c.Add = append(append(c.Add, o.Reading.Quads()...), o.Reading.Derive()...)
		c.Loads = append(c.Loads, kg.LoadEntry{Key: o.IRI, Time: now, Model: model, Name: o.Article.Key})
	}
	if len(c.Add) == 0 {
		return nil
	}
	if c.Remove, err = orphans(snap, old); err != nil {
		return err
	}
	return store.Apply(ctx, c)
}
