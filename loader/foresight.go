package loader

import (
	"slices"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// foresight is one state of a store that was asked in advance, in a few large
// questions, what deriving asks in thousands of small ones: most names of a new
// article are in no other, and each of them is looked for as every kind of thing.
// While it is asked other writers wait, and a store may be far away.
type foresight struct {
	kg.Store
	ids map[quad.Value]uint64 // 0 for what the store does not have
}

// foreseeing looks up the names of readings that go or come.
func foreseeing(snap kg.Store, readings ...*kg.Reading) (*foresight, error) {
	f := &foresight{Store: snap, ids: map[quad.Value]uint64{}}
	values := []quad.Value{kg.Called, kg.AlsoCalled, kg.Denotes, kg.Identity}
	for _, r := range readings {
		for e := range r.Locals() {
			n, named := e.Name()
			if !named {
				continue
			}
			for _, key := range append(e.ShortKeys(), n.Key) {
				values = append(values, quad.String(key))
				for _, c := range classes {
					values = append(values, kg.Name{Class: c, Key: key}.IRI())
				}
			}
		}
	}
	_, err := f.Lookup(values)
	return f, err
}

// Lookup asks the store for what was not asked before.
func (f *foresight) Lookup(values []quad.Value) ([]uint64, error) {
	ids := make([]uint64, len(values))
	rest := make([]quad.Value, len(values))
	asked := map[quad.Value]bool{}
	for i, v := range values {
		id, known := f.ids[v]
		if ids[i] = id; v != nil && !known && !asked[v] {
			rest[i], asked[v] = v, true
		}
	}
	if len(asked) == 0 {
		return ids, nil
	}
	found, err := f.Store.Lookup(rest)
	if err != nil {
		return nil, err
	}
	for i, v := range rest {
		if v != nil {
			f.ids[v] = found[i]
		}
	}
	for i, v := range values {
		if v != nil {
			ids[i] = f.ids[v]
		}
	}
	return ids, nil
}

// denotedBy are the entities that the local entities of stored readings are.
func denotedBy(snap kg.Store, readings []*kg.Reading) (denotations, error) {
	var locals []quad.Value
	for _, r := range readings {
		for e := range r.Locals() {
			locals = append(locals, quad.IRI(kg.LocalIRI(r.IRI, e.ID)))
		}
	}
	pattern, found, err := bound(snap, nil, kg.Denotes, nil, kg.Identity)
	if err != nil || !found || len(locals) == 0 {
		return nil, err
	}
	ids, err := snap.Lookup(locals)
	if err != nil {
		return nil, err
	}
	var pairs []uint64
	for q, err := range snap.Expand(ids, 0, pattern) {
		if err != nil {
			return nil, err
		}
		if len(pairs) == 0 || pairs[len(pairs)-2] != q[0] { // of several the first one counts
			pairs = append(pairs, q[0], q[2])
		}
	}
	terms, err := snap.Terms(pairs)
	if err != nil {
		return nil, err
	}
	denoted := denotations{}
	for pair := range slices.Chunk(terms, 2) {
		local, _ := pair[0].(quad.IRI)
		entity, _ := pair[1].(quad.IRI)
		denoted[local] = entity
	}
	return denoted, nil
}

// denotations are entities by the IRIs of local ones.
type denotations map[quad.IRI]quad.IRI

// of is the entity that a stored local entity is.
func (d denotations) of(article string, e *kg.LocalEntity) (quad.IRI, error) {
	if entity, found := d[quad.IRI(kg.LocalIRI(article, e.ID))]; found {
		return entity, nil
	}
	return kg.EntityIRI(article, e), nil
}
