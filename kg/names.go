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
	ids     map[quad.Value]uint64 // of terms that are asked for all the time; nil until then
	without quad.Value            // a catalogue that does not count, or nil
	Most    int                   // holders that are read of one short form
}

// NamesIn is what a state of a store knows of names.
func NamesIn(store Store) *KnownNames { return NamesWithout(store, "") }

// NamesWithout is what a state of a store would know of names without one of
// its catalogues.
func NamesWithout(store Store, catalog quad.IRI) *KnownNames {
	k := &KnownNames{store: store, Most: MostHolders + 1,
		borne: map[Name]bool{}, holders: map[string][]Name{}, listed: map[Name][]quad.IRI{}}
	if catalog != "" {
		k.without = catalog
	}
	return k
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
	var ids []uint64
	for q, err := range k.scan(nil, AlsoCalled, quad.String(key), Identity) {
		if err != nil {
			return nil, err
		}
		if ids = append(ids, q[0]); len(ids) == k.Most {
			break
		}
	}
	terms, err := k.store.Terms(ids)
	if err != nil {
		return nil, err
	}
	var list []Name
	for _, t := range terms {
		if n, ok := ParseName(t); ok {
			list = append(list, n)
		}
	}
	k.holders[key] = list
	return list, nil
}

// Shorts are the folded short forms of a name.
func (k *KnownNames) Shorts(n Name) ([]string, error) {
	var ids []uint64
	for q, err := range k.scan(n.IRI(), AlsoCalled, nil, Identity) {
		if err != nil {
			return nil, err
		}
		ids = append(ids, q[2])
	}
	terms, err := k.store.Terms(ids)
	if err != nil {
		return nil, err
	}
	var list []string
	for _, t := range terms {
		list = append(list, lexical(t))
	}
	return list, nil
}

// Catalogued are the entries of catalogues that may have the name, sorted.
func (k *KnownNames) Catalogued(n Name) ([]quad.IRI, error) {
	if list, ok := k.listed[n]; ok {
		return list, nil
	}
	if err := k.open(); err != nil || k.ids[CatalogName] == 0 {
		return nil, err // no catalogue at all
	}
	terms := []quad.Value{CatalogName, CatalogAlias, k.without}
	for _, c := range n.Class.fits() {
		terms = append(terms, Name{c, n.Key}.IRI())
	}
	ids, err := k.lookup(terms)
	if err != nil {
		return nil, err
	}
	var found []uint64
	for _, predicate := range ids[:2] {
		if found, err = k.entries(predicate, ids[3:], ids[2]); err != nil {
			return nil, err
		}
		if len(found) > 0 {
			break
		}
	}
	values, err := k.store.Terms(found)
	if err != nil {
		return nil, err
	}
	list := make([]quad.IRI, len(values))
	for i, v := range values {
		list[i], _ = v.(quad.IRI)
	}
	slices.Sort(list)
	list = slices.Compact(list)
	k.listed[n] = list
	return list, nil
}

// fits are the classes of names that one of this class may be: a catalogue need
// not tell what an entry is, nor an article what it mentions.
func (c Class) fits() []Class {
	if c == ClassUnknown {
		return []Class{ClassPerson, ClassPlace, ClassThing, ClassUnknown}
	}
	return []Class{c, ClassUnknown}
}

// entries are the entries that a predicate leads from to some names, in quads
// that are not labelled without.
func (k *KnownNames) entries(predicate uint64, names []uint64, without uint64) (list []uint64, err error) {
	for _, name := range names {
		if predicate == 0 || name == 0 {
			continue
		}
		for q, err := range k.store.Scan([4]uint64{0, predicate, name}, [4]uint64{}) {
			if err != nil {
				return nil, err
			}
			if without != 0 && q[3] == without || len(list) > 0 && list[len(list)-1] == q[0] {
				continue
			}
			if list = append(list, q[0]); len(list) == mostEntries {
				return list, nil // nothing will tell them apart
			}
		}
	}
	return list, nil
}

// mostEntries is how many entries of one name are looked at.
const mostEntries = 64

// Countries are the folded names of the country of an entry.
func (k *KnownNames) Countries(entry quad.IRI) (list []string, err error) {
	without, _ := k.without.(quad.IRI)
	err = entrySays(k.store, entry, CatalogCountry, without, func(v quad.Value) { list = append(list, lexical(v)) })
	return list, err
}

// scan walks the quads of the given terms, nil for any.
func (k *KnownNames) scan(terms ...quad.Value) iter.Seq2[[4]uint64, error] {
	return func(yield func([4]uint64, error) bool) {
		ids, err := k.lookup(terms)
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

// open looks up the terms that are asked for all the time.
func (k *KnownNames) open() error {
	if k.ids != nil {
		return nil
	}
	often := []quad.Value{Called, AlsoCalled, Identity, CatalogName, CatalogAlias}
	ids, err := k.store.Lookup(often)
	if err != nil {
		return err
	}
	k.ids = map[quad.Value]uint64{}
	for i, t := range often {
		k.ids[t] = ids[i]
	}
	return nil
}

// lookup is the store's, but for terms that were looked up before.
func (k *KnownNames) lookup(terms []quad.Value) ([]uint64, error) {
	if err := k.open(); err != nil {
		return nil, err
	}
	rest := slices.Clone(terms)
	for i, t := range terms {
		if _, known := k.ids[t]; known {
			rest[i] = nil
		}
	}
	ids, err := k.store.Lookup(rest)
	if err != nil {
		return nil, err
	}
	for i, t := range terms {
		if id, known := k.ids[t]; known {
			ids[i] = id
		}
	}
	return ids, nil
}
