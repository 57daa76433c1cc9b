package loader

import (
	"maps"
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

// foreseer is a store that is so far away that it begins many scans in one question:
// most quads of each are at hand then.
type foreseer interface {
	Foresee(patterns [][4]uint64, most int) error
}

// foresee begins scans where the store is far away.
func foresee(snap kg.Store, patterns [][4]uint64, most int) error {
	if far, ok := snap.(foreseer); ok && len(patterns) > 0 {
		return far.Foresee(patterns, most)
	}
	return nil
}

// Foresee implements foreseer.
func (f *foresight) Foresee(patterns [][4]uint64, most int) error {
	return foresee(f.Store, patterns, most)
}

// foreseeing looks up the names of readings that go or come, and what leads to them and
// from them: their bearers, the names that they are short for and those short for them.
func foreseeing(snap kg.Store, readings ...*kg.Reading) (*foresight, error) {
	f := &foresight{Store: snap, ids: map[quad.Value]uint64{}}
	keys := map[string]bool{}
	for _, r := range readings {
		for e := range r.Locals() {
			if n, named := e.Name(); named {
				keys[n.Key] = true
				for _, key := range e.ShortKeys() {
					keys[key] = true
				}
			}
		}
	}
	found, err := f.names(keys)
	if err != nil {
		return nil, err
	}
	_, far := snap.(foreseer)
	for range furtherNames {
		maps.DeleteFunc(found, func(key string, _ bool) bool { return keys[key] })
		if !far || len(found) == 0 {
			break
		}
		maps.Copy(keys, found)
		if found, err = f.names(found); err != nil {
			return nil, err
		}
	}
	return f, nil
}

const (
	furtherNames = 2  // steps from the names of readings to those that are asked about too
	mostAhead    = 32 // quads of a scan that are read ahead: more than holders are asked for
)

// names reads what is known of names by their keys, whatever their class, and gives the
// keys of the names that it finds.
func (f *foresight) names(keys map[string]bool) (found map[string]bool, err error) {
	sorted := slices.Sorted(maps.Keys(keys))
	values := []quad.Value{kg.Called, kg.AlsoCalled, kg.Denotes, kg.Identity}
	for _, key := range sorted {
		values = append(values, quad.String(key))
		for _, c := range classes {
			values = append(values, kg.Name{Class: c, Key: key}.IRI())
		}
	}
	ids, err := f.Lookup(values)
	if err != nil {
		return nil, err
	}
	called, also, identity := ids[0], ids[1], ids[3]
	var patterns [][4]uint64
	for of := range slices.Chunk(ids[4:], 1+len(classes)) {
		for i, id := range of {
			switch {
			case id == 0 || identity == 0:
			case i == 0:
				patterns = append(patterns, [4]uint64{0, also, id, identity})
			default:
				patterns = append(patterns, [4]uint64{0, called, id, identity}, [4]uint64{id, also, 0, identity})
			}
		}
	}
	patterns = slices.DeleteFunc(patterns, func(p [4]uint64) bool { return p[1] == 0 })
	if err := foresee(f.Store, patterns, mostAhead); err != nil {
		return nil, err
	}
	return f.led(patterns, also)
}

// led are the keys of the names that scans which were begun lead to.
func (f *foresight) led(patterns [][4]uint64, also uint64) (found map[string]bool, err error) {
	if _, far := f.Store.(foreseer); !far {
		return nil, nil
	}
	var ids []uint64
	for _, p := range patterns {
		if p[1] != also {
			continue
		}
		n := 0
		for q, err := range f.Scan(p, [4]uint64{}) {
			if err != nil {
				return nil, err
			}
			if ids = append(ids, q[0], q[2]); n == mostAhead-1 {
				break
			}
			n++
		}
	}
	terms, err := f.Terms(ids)
	if err != nil {
		return nil, err
	}
	found = map[string]bool{}
	for _, t := range terms {
		if n, ok := kg.ParseName(t); ok {
			found[n.Key] = true
		} else if key, ok := t.(quad.String); ok {
			found[string(key)] = true
		}
	}
	return found, nil
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
