package loader

import (
	"context"
	"slices"
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

	// Update applies the change that decide makes of the present state, and adds
	// ahead, which depends on no state. No other change comes between the state and
	// the change, whatever process makes it: what one article leaves behind depends
	// on what the others hold.
	Update(ctx context.Context, ahead []quad.Quad, decide func(now kg.Store) (Change, error)) error
}

// Put stores the readings of outcomes in one commit and marks those that
// replaced an older reading or are copies of what was there.
func Put(ctx context.Context, store Store, outcomes []Outcome, model string, now time.Time) error {
	if !slices.ContainsFunc(outcomes, func(o Outcome) bool { return o.Reading != nil }) {
		return nil
	}
	return store.Update(ctx, ground(outcomes), func(snap kg.Store) (Change, error) {
		return put(snap, outcomes, model, now)
	})
}

// ground are the quads of what was read: each article's depend on it alone.
func ground(outcomes []Outcome) (quads []quad.Quad) {
	for _, o := range outcomes {
		if o.Reading != nil {
			quads = append(quads, o.Reading.Quads()...)
		}
	}
	return quads
}

// put is the change beside the ground state of what comes.
func put(snap kg.Store, outcomes []Outcome, model string, now time.Time) (c Change, err error) {
	var gone, come []*kg.Reading
	for i := range outcomes {
		o := &outcomes[i]
		if o.Reading == nil {
			continue
		}
		before, err := readBack(snap, o.IRI)
		if err != nil {
			return c, err
		}
		if before != nil {
			o.Status = Replaced
			gone = append(gone, before)
			c.Purge = append(c.Purge, o.IRI)
		}
		come = append(come, o.Reading)
		c.Loads = append(c.Loads, kg.LoadEntry{Key: o.IRI, Time: now, Model: model, Name: o.Article.Key})
	}
	if err := findCopies(snap, outcomes); err != nil {
		return c, err
	}
	c.Remove, c.Add, err = revise(snap, gone, come)
	return c, err
}
