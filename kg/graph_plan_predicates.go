package kg

import (
	"slices"
	"strings"

	"github.com/cayleygraph/quad"
)

// predicateIDs are the predicates with these names or IRIs, sorted; names that
// none has are left out. An IRI is looked up: to know the names of all predicates of
// plain quads takes a walk over these.
func (g *Graph) predicateIDs(names []string) ([]uint64, error) {
	ids := []uint64{}
	for _, name := range names {
		if strings.Contains(name, ":") {
			id, err := g.id(quad.IRI(name))
			if err != nil {
				return nil, err
			}
			if id != absent {
				ids = append(ids, id)
				continue
			}
		}
		named, err := g.predicateNames()
		if err != nil {
			return nil, err
		}
		ids = append(ids, named[name]...)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// predicateNames are the predicates in use by name and by IRI.
func (g *Graph) predicateNames() (map[string][]uint64, error) {
	g.state.mu.Lock()
	named := g.state.named
	g.state.mu.Unlock()
	if named != nil {
		return named, nil
	}
	ids, err := g.predicatesInUse()
	if err != nil {
		return nil, err
	}
	list, err := g.predicatesOf(ids)
	if err != nil {
		return nil, err
	}
	named = map[string][]uint64{}
	for i, p := range list {
		named[p.Name] = append(named[p.Name], ids[i])
		named[p.IRI] = append(named[p.IRI], ids[i])
	}
	g.state.mu.Lock()
	defer g.state.mu.Unlock()
	g.state.named = named
	return named, nil
}
