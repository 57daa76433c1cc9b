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
	listed  map[Name]Listing
	without quad.IRI // a catalogue that does not count
	catalog []uint64 // ids of CatalogName, CatalogAlias and without; nil until asked for
	Most    int      // holders that are read of one short form
}

// NamesIn is what a state of a store knows of names.
func NamesIn(store Store) *KnownNames { return NamesWithout(store, "") }

// NamesWithout is what a state of a store would know of names without one of
// its catalogues.
func NamesWithout(store Store, catalog quad.IRI) *KnownNames {
	return &KnownNames{store: store, without: catalog, Most: MostHolders + 1,
		borne: map[Name]bool{}, holders: map[string][]Name{}, listed: map[Name]Listing{}}
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

// Catalogued are the entries of catalogues that have the name.
func (k *KnownNames) Catalogued(n Name) (Listing, error) {
	if l, ok := k.listed[n]; ok {
		return l, nil
	}
	var l Listing
	if err := k.openCatalog(); err != nil || k.catalog[0] == 0 {
		return l, err // no catalogue at all
	}
	ids, err := k.store.Lookup([]quad.Value{n.IRI()})
	if err != nil {
		return l, err
	}
	if ids[0] != 0 {
		if l.Labelled, err = k.entries(k.catalog[0], ids[0]); err != nil {
			return l, err
		}
		if l.Aliased, err = k.entries(k.catalog[1], ids[0]); err != nil {
			return l, err
		}
	}
	k.listed[n] = l
	return l, nil
}

func (k *KnownNames) openCatalog() (err error) {
	if k.catalog != nil {
		return nil
	}
	terms := []quad.Value{CatalogName, CatalogAlias, nil}
	if k.without != "" {
		terms[2] = k.without
	}
	k.catalog, err = k.store.Lookup(terms)
	return err
}

// entries are the entries that a predicate leads from to a name, sorted.
func (k *KnownNames) entries(predicate, name uint64) ([]quad.IRI, error) {
	if predicate == 0 {
		return nil, nil
	}
	var ids []uint64
	for q, err := range k.store.Scan([4]uint64{0, predicate, name}, [4]uint64{}) {
		if err != nil {
			return nil, err
		}
		if k.without != "" && q[3] == k.catalog[2] || len(ids) > 0 && ids[len(ids)-1] == q[0] {
			continue
		}
		if ids = append(ids, q[0]); len(ids) == mostEntries {
			break // nothing will tell them apart
		}
	}
	terms, err := k.store.Terms(ids)
	if err != nil {
		return nil, err
	}
	list := make([]quad.IRI, len(terms))
	for i, t := range terms {
		list[i], _ = t.(quad.IRI)
	}
	slices.Sort(list)
	return list, nil
}

// mostEntries is how many entries of one name are looked at.
const mostEntries = 64

// Countries are the folded names of the country of an entry.
func (k *KnownNames) Countries(entry quad.IRI) (list []string, err error) {
	err = entrySays(k.store, entry, CatalogCountry, k.without, func(v quad.Value) { list = append(list, lexical(v)) })
	return list, err
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
