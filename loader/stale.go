package loader

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"claimgraph/kg"

	"github.com/cayleygraph/quad"
)

// batchNames is how many local entities are compared at a time.
const batchNames = 4096

// staleArticles are the articles with a local entity that is stored as another
// entity than its name comes to, as if one catalogue were not there. Local
// entities stand in the index by their names, so that each is looked up once.
func staleArticles(ctx context.Context, store Store, without quad.IRI) ([]string, error) {
	snap, err := store.Snapshot()
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	s := &staleness{snap: snap, without: without, articles: map[string]bool{}}
	var called [][4]uint64
	for q, err := range scan(snap, nil, kg.Called, nil, kg.Identity) {
		if err != nil {
			return nil, err
		}
		if called = append(called, q); len(called) < batchNames {
			continue
		}
		if err := cmp.Or(ctx.Err(), s.compare(called)); err != nil {
			return nil, err
		}
		called = called[:0]
	}
	if err := s.compare(called); err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(s.articles)), nil
}

type staleness struct {
	snap     kg.Store
	without  quad.IRI
	articles map[string]bool
}

// compare notes the articles of those local entities, given by what they are
// called, that are stored as something else than they are.
func (s *staleness) compare(called [][4]uint64) error {
	if len(called) == 0 {
		return nil
	}
	w := unchanging(s.snap, s.without)
	is, err := s.denoted(called)
	if err != nil {
		return err
	}
	var want uint64 // the entity that the name comes to
	var context bool
	for i, q := range called {
		if i == 0 || q[2] != called[i-1][2] {
			if want, context, err = s.meant(w, q[2]); err != nil {
				return err
			}
		}
		switch {
		case context:
			err = s.noteByContext(w, q[0])
		case is[q[0]] != want:
			err = s.note(w, q[0])
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// denoted are the stored entities of local ones.
func (s *staleness) denoted(called [][4]uint64) (map[uint64]uint64, error) {
	pattern, found, err := bound(s.snap, nil, kg.Denotes, nil, kg.Identity)
	if err != nil || !found {
		return nil, err
	}
	local := make([]uint64, len(called))
	for i, q := range called {
		local[i] = q[0]
	}
	is := make(map[uint64]uint64, len(called))
	for q, err := range s.snap.Expand(local, 0, pattern) {
		if err != nil {
			return nil, err
		}
		is[q[0]] = q[2]
	}
	return is, nil
}

// meant is the entity that a name comes to, as an id, 0 where the store does not
// have it; or that each article's own context tells it.
func (s *staleness) meant(w *names, name uint64) (want uint64, context bool, err error) {
	terms, err := s.snap.Terms([]uint64{name})
	if err != nil {
		return 0, false, err
	}
	n, _ := kg.ParseName(terms[0])
	if context, err = w.toldByContext(n); context || err != nil {
		return 0, context, err
	}
	entity, err := w.entity(n)
	if err == nil {
		entity, err = w.decided.merged(entity)
	}
	if err != nil {
		return 0, false, err
	}
	ids, err := s.snap.Lookup([]quad.Value{entity})
	if err != nil {
		return 0, false, err
	}
	return ids[0], false, nil
}

// toldByContext says whether articles may tell several entries of a name apart.
func (w *names) toldByContext(n kg.Name) (bool, error) {
	if n.Class == kg.ClassUnknown {
		return false, nil
	}
	entries, err := kg.Entries(n, w)
	if len(entries) < 2 || err != nil {
		return false, err
	}
	for _, e := range entries {
		if countries, err := w.Countries(e); len(countries) > 0 || err != nil {
			return len(countries) > 0, err
		}
	}
	return false, nil
}

// note has a local entity's article derived anew, unless people have split it off.
func (s *staleness) note(w *names, local uint64) error {
	iri, err := s.iri(local)
	if err != nil {
		return err
	}
	if _, apart, err := w.decided.split(iri); apart || err != nil {
		return err
	}
	s.articles[articleOf(iri)] = true
	return nil
}

// noteByContext has a local entity's article derived anew where its words tell
// another entity than the stored one.
func (s *staleness) noteByContext(w *names, local uint64) error {
	iri, err := s.iri(local)
	if err != nil || s.articles[articleOf(iri)] {
		return err
	}
	r, err := readBack(s.snap, articleOf(iri))
	if r == nil || err != nil {
		return err
	}
	for e := range r.Locals() {
		if kg.LocalIRI(r.IRI, e.ID) != string(iri) {
			continue
		}
		want, err := w.identity(r, e)
		if err != nil {
			return err
		}
		is, err := denoted(s.snap, r.IRI, e)
		if err != nil {
			return err
		}
		if is != want {
			s.articles[r.IRI] = true
		}
	}
	return nil
}

func (s *staleness) iri(id uint64) (quad.IRI, error) {
	terms, err := s.snap.Terms([]uint64{id})
	if err != nil {
		return "", err
	}
	iri, _ := terms[0].(quad.IRI)
	return iri, nil
}
