package kg

import (
	"iter"
	"slices"

	"github.com/cayleygraph/quad"
)

// KnownNames is what one state of a store knows of names. It remembers what it
// was asked and is for one goroutine.
type KnownNames struct {
	store   Store
	borne   map[Name]bool
	holders map[string][]Name
	listed  map[Name][]quad.IRI
	Most    int // holders that are read of one short form
}

// NamesIn is what a state of a store knows of names.
func NamesIn(store Store) *KnownNames {
	return &KnownNames{store: store, borne: map[Name]bool{}, holders: map[string][]Name{}, listed: map[Name][]quad.IRI{}, Most: MostHolders + 1}
}

// Borne says whether some local entity has the name.
func (k *KnownNames) Borne(n Name) (bool, error) {
	if b, ok := k.borne[n]; ok {
		return b, nil
	}
	borne := false
	for _, err := range k.scan(nil, Called, n.IRI(), Identity) {
		if err != nil {
			return false, err
		}
		borne = true
		break
	}
	k.borne[n] = borne
	return borne, nil
}

// Holders are the names that key is short for, k.Most of them where there are
// more.
func (k *KnownNames) Holders(key string) ([]Name, error) {
	if list, ok := k.holders[key]; ok {
		return list, nil
	}
	var list []Name
	for q, err := range k.scan(nil, AlsoCalled, quad.String(key), Identity) {
		if err != nil {
			return nil, err
		}
		terms, err := k.store.Terms(q[:1])
		if err != nil {
			return nil, err
		}
		if n, ok := ParseName(terms[0]); ok {
			list = append(list, n)
		}
		if len(list) == k.Most {
			break
		}
	}
	k.holders[key] = list
	return list, nil
}

// Shorts are the folded short forms of a name.
func (k *KnownNames) Shorts(n Name) ([]string, error) {
	var list []string
	for q, err := range k.scan(n.IRI(), AlsoCalled, nil, Identity) {
		if err != nil {
			return nil, err
		}
		terms, err := k.store.Terms(q[2:3])
		if err != nil {
			return nil, err
		}
		list = append(list, lexical(terms[0]))
	}
	return list, nil
}

// Catalogued are the entries of catalogues that have the name, sorted.
func (k *KnownNames) Catalogued(n Name) ([]quad.IRI, error) {
	if list, ok := k.listed[n]; ok {
		return list, nil
	}
	var list []quad.IRI
	for q, err := range k.scan(nil, CatalogName, n.IRI(), Catalog) {
		if err != nil {
			return nil, err
		}
		terms, err := k.store.Terms(q[:1])
		if err != nil {
			return nil, err
		}
		if iri, ok := terms[0].(quad.IRI); ok {
			list = append(list, iri)
		}
		if len(list) > 1 {
			break // ambiguous, whatever the others are
		}
	}
	slices.Sort(list)
	k.listed[n] = list
	return list, nil
}

// scan walks the quads of the given terms, nil for any.
func (k *KnownNames) scan(terms ...quad.Value) iter.Seq2[[4]uint64, error] {
	return func(yield func([4]uint64, error) bool) {
		ids, err := k.store.Lookup(terms)
		if err != nil {
			yield([4]uint64{}, err)
			return
		}
		for i, t := range terms {
			if t != nil && ids[i] == 0 {
				return
			}
		}
		for q, err := range k.store.Scan([4]uint64(ids), [4]uint64{}) {
			if !yield(q, err) {
				return
			}
		}
	}
}
