package loader

import (
	"context"
	"slices"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// Curate stores what people decided about entities and derives anew the
// articles that it touches. A *kg.Refusal where it cannot be.
func Curate(ctx context.Context, store Store, d kg.Decision) error {
	d.From = slices.Clone(d.From)
	d.Normalize()
	return store.Update(ctx, nil, func(snap kg.Store) (Change, error) {
		now := &decided{snap: snap}
		if err := now.refuse(&d); err != nil {
			return Change{}, err
		}
		if known, err := now.read(d.IRI()); known != nil || err != nil {
			return Change{}, err // just that was decided before
		}
		return decide(now, &decided{snap: snap, add: &d}, &d)
	})
}

// Undo takes a decision back. A *kg.Refusal where there is none.
func Undo(ctx context.Context, store Store, decision quad.IRI) (gone *kg.Decision, err error) {
	err = store.Update(ctx, nil, func(snap kg.Store) (Change, error) {
		now := &decided{snap: snap}
		if gone, err = now.read(decision); err != nil {
			return Change{}, err
		}
		if gone == nil {
			return Change{}, &kg.Refusal{Code: codeUnknownDecision, What: string(decision), Why: "nothing was decided under that name"}
		}
		return decide(now, &decided{snap: snap, gone: decision}, gone)
	})
	return gone, err
}

// decide is the change that a decision makes which comes or goes: what people
// decided before and after differs by it alone.
func decide(before, after *decided, d *kg.Decision) (Change, error) {
	var c Change
	if after.gone != "" {
		c.Remove = d.Quads()
	} else {
		c.Add = d.Quads()
	}
	w, err := changing(after.snap, nil, nil)
	if err != nil {
		return c, err
	}
	w.decided = after
	touched, named, err := before.touches(d)
	if err != nil {
		return c, err
	}
	moved, err := w.moved(named)
	if err != nil {
		return c, err
	}
	bearing, err := articlesBearing(after.snap, moved)
	if err != nil {
		return c, err
	}
	for article := range bearing {
		touched[article] = true
	}
	if err := deprecating(before, after, touched); err != nil {
		return c, err
	}
	stay, err := readings(after.snap, touched)
	if err != nil {
		return c, err
	}
	gone, come, err := w.derive(nil, stay, nil)
	c.Remove, c.Add = append(gone, c.Remove...), append(come, c.Add...)
	return c, err
}

// touches are the articles whose entities a decision changes, and the names that
// may come to another entity by it.
func (d *decided) touches(by *kg.Decision) (articles map[string]bool, named map[kg.Name]bool, err error) {
	articles, named = map[string]bool{}, map[kg.Name]bool{}
	switch by.Kind {
	case kg.Split:
		for _, local := range by.From {
			articles[articleOf(local)] = true
		}
	case kg.Merge:
		for _, entity := range by.From {
			if err := d.denoting(entity, func(local quad.Value) error {
				articles[articleOf(local)] = true
				return nil
			}); err != nil {
				return nil, nil, err
			}
		}
	case kg.KeepApart:
		for _, entity := range append([]quad.IRI{by.Entity}, by.From...) {
			if err := d.denoting(entity, func(local quad.Value) error { return namesOf(d.snap, local, named) }); err != nil {
				return nil, nil, err
			}
		}
	}
	return articles, named, nil
}

// denoting visits the local entities that are an entity, after all merges.
func (d *decided) denoting(entity quad.IRI, visit func(local quad.Value) error) error {
	entity, err := d.merged(entity)
	if err != nil {
		return err
	}
	return subjects(d.snap, kg.Denotes, entity, kg.Identity, visit)
}

// namesOf adds the names of a local entity.
func namesOf(snap kg.Store, local quad.Value, named map[kg.Name]bool) error {
	return objects(snap, local, kg.Called, kg.Identity, func(name quad.Value) error {
		if n, ok := kg.ParseName(name); ok {
			named[n] = true
		}
		return nil
	})
}

// decided is what people decided: what is stored, with one decision more or less.
type decided struct {
	snap   kg.Store
	add    *kg.Decision
	gone   quad.IRI
	looked bool // whether anything is stored is known
	stored bool
	counts func() (*kg.Deprecated, error) // deprecated, once it was asked for
}

// merged is what an entity is after all merges.
func (d *decided) merged(entity quad.IRI) (quad.IRI, error) {
	chain, err := d.merges(entity)
	if len(chain) == 0 || err != nil {
		return entity, err
	}
	return chain[len(chain)-1], nil
}

// merges is what an entity becomes, merge by merge.
func (d *decided) merges(entity quad.IRI) (chain []quad.IRI, err error) {
	for range kg.MostMerges {
		merge, err := d.latest(kg.From, entity)
		if merge == nil || err != nil {
			return chain, err
		}
		entity = merge.Entity
		chain = append(chain, entity)
	}
	return chain, nil
}

// split is the entity that a split has made of a local one.
func (d *decided) split(local quad.IRI) (quad.IRI, bool, error) {
	split, err := d.latest(kg.Local, local)
	if split == nil || err != nil {
		return "", false, err
	}
	return kg.SplitEntity(split.IRI()), true, nil
}

// apart says whether two entities are kept apart.
func (d *decided) apart(a, b quad.IRI) (bool, error) {
	list, err := d.naming(kg.Apart, a)
	return slices.ContainsFunc(list, func(k *kg.Decision) bool { return k.Has(kg.Apart, b) }), err
}

// latest is the last decision that names something in a role, nil where none does.
func (d *decided) latest(role, iri quad.IRI) (*kg.Decision, error) {
	list, err := d.naming(role, iri)
	if len(list) == 0 || err != nil {
		return nil, err
	}
	return slices.MaxFunc(list, kg.CompareDecisions), nil
}

// naming are the decisions that name something in a role.
func (d *decided) naming(role, iri quad.IRI) (list []*kg.Decision, err error) {
	if d.add != nil && d.add.Has(role, iri) {
		list = append(list, d.add)
	}
	if stored, err := d.any(); !stored || err != nil {
		return list, err
	}
	err = subjects(d.snap, role, iri, kg.Curation, func(subject quad.Value) error {
		decision, _ := subject.(quad.IRI)
		if decision == d.gone {
			return nil
		}
		one, err := d.read(decision)
		list = append(list, one)
		return err
	})
	return list, err
}

// any says whether any decision is stored: most stores have none, and every
// entity of every article is asked for.
func (d *decided) any() (bool, error) {
	if !d.looked {
		_, found, err := bound(d.snap, nil, nil, nil, kg.Curation)
		if err != nil {
			return false, err
		}
		d.looked, d.stored = true, found
	}
	return d.stored, nil
}

// read is a stored decision, nil where there is none.
func (d *decided) read(decision quad.IRI) (*kg.Decision, error) {
	pattern, found, err := bound(d.snap, decision, nil, nil, kg.Curation)
	if err != nil || !found {
		return nil, err
	}
	quads, err := collect(d.snap, pattern)
	if err != nil || len(quads) == 0 {
		return nil, err
	}
	return kg.ReadDecision(quads)
}
