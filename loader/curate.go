package loader

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// ErrNoDecision says that nothing was decided under that name.
var ErrNoDecision = errors.New("no decision with that id")

// Curate stores what people decided about entities and derives anew the
// articles that it touches.
func Curate(ctx context.Context, store Store, d kg.Decision) error {
	return store.Update(ctx, func(snap kg.Store) (Change, error) {
		return decide(snap, &decided{snap: snap, add: []*kg.Decision{&d}}, d.Quads(), nil)
	})
}

// Undo takes a decision back.
func Undo(ctx context.Context, store Store, decision quad.IRI) error {
	return store.Update(ctx, func(snap kg.Store) (Change, error) {
		pattern, found, err := bound(snap, decision, nil, nil, kg.Curation)
		if err != nil || !found {
			return Change{}, errors.Join(fmt.Errorf("%s: %w", decision, ErrNoDecision), err)
		}
		quads, err := collect(snap, pattern)
		if err != nil {
			return Change{}, err
		}
		if len(quads) == 0 {
			return Change{}, fmt.Errorf("%s: %w", decision, ErrNoDecision)
		}
		return decide(snap, &decided{snap: snap, gone: decision}, nil, quads)
	})
}

// decide is the change that decisions which come and go make.
func decide(snap kg.Store, d *decided, add, remove []quad.Quad) (Change, error) {
	touched := map[string]bool{}
	for _, q := range slices.Concat(add, remove) {
		switch q.Predicate {
		case kg.From, kg.Into:
			if err := denoting(snap, q.Object, touched); err != nil {
				return Change{}, err
			}
		case kg.Local:
			touched[articleOf(q.Object)] = true
		}
	}
	stay, err := readings(snap, touched)
	if err != nil {
		return Change{}, err
	}
	w, err := changing(snap, nil, nil)
	if err != nil {
		return Change{}, err
	}
	gone, come, err := w.derive(nil, stay, nil, d)
	return Change{Remove: append(gone, remove...), Add: append(come, add...)}, err
}

// denoting adds the articles that name an entity.
func denoting(snap kg.Store, entity quad.Value, articles map[string]bool) error {
	for q, err := range scan(snap, nil, kg.Denotes, entity, kg.Identity) {
		if err != nil {
			return err
		}
		terms, err := snap.Terms(q[:1])
		if err != nil {
			return err
		}
		articles[articleOf(terms[0])] = true
	}
	return nil
}

// decided is what people decided: what is stored, with one decision more or less.
type decided struct {
	snap kg.Store
	add  []*kg.Decision
	gone quad.IRI
}

// mostMerges bounds a chain of merges; one that runs in a circle ends there.
const mostMerges = 64

// merged is what an entity is after all merges.
func (d *decided) merged(entity quad.IRI) (quad.IRI, error) {
	for range mostMerges {
		into, ok, err := d.first(kg.Merge, kg.From, entity, kg.Into)
		if !ok || err != nil {
			return entity, err
		}
		entity = into
	}
	return entity, nil
}

// split is the entity that a split has made of a local one.
func (d *decided) split(local quad.IRI) (quad.IRI, bool, error) {
	decision, ok, err := d.first(kg.Split, kg.Local, local, "")
	return kg.SplitEntity(decision), ok, err
}

// first is the least of the decisions of a kind that name something in a role,
// or what they have in another one.
func (d *decided) first(kind kg.CurationKind, role, of, other quad.IRI) (best quad.IRI, found bool, err error) {
	take := func(iri quad.IRI) {
		if !found || iri < best {
			best, found = iri, true
		}
	}
	for _, a := range d.add {
		if a.Kind == kind && slices.Contains(a.From, of) {
			if other == "" {
				take(a.IRI())
			} else {
				take(a.Entity)
			}
		}
	}
	for q, err := range scan(d.snap, nil, role, of, kg.Curation) {
		if err != nil {
			return "", false, err
		}
		terms, err := d.snap.Terms(q[:1])
		if err != nil {
			return "", false, err
		}
		decision, _ := terms[0].(quad.IRI)
		if decision == d.gone {
			continue
		}
		if other == "" {
			take(decision)
			continue
		}
		for q, err := range scan(d.snap, decision, other, nil, kg.Curation) {
			if err != nil {
				return "", false, err
			}
			terms, err := d.snap.Terms(q[2:3])
			if err != nil {
				return "", false, err
			}
			iri, _ := terms[0].(quad.IRI)
			take(iri)
		}
	}
	return best, found, nil
}
