package kg

import (
	"cmp"
	"slices"
)

// EntityName is a name of an entity and how many articles call it so.
type EntityName struct {
	Text  string
	Count int
}

// NamesOf are an entity's label and aliases, the most frequent first.
func (g *Graph) NamesOf(e *Entity) ([]*EntityName, error) {
	articles, err := g.calling(e)
	if err != nil {
		return nil, err
	}
	var names []*EntityName
	for _, text := range append([]string{e.Name}, e.Aliases...) {
		names = append(names, &EntityName{text, len(articles[text])})
	}
	slices.SortStableFunc(names, func(a, b *EntityName) int { return cmp.Compare(b.Count, a.Count) })
	return names, nil
}

// calling are the articles that call the entity by each of its names.
func (g *Graph) calling(e *Entity) (map[string]map[string]bool, error) {
	locals, err := g.localsOf(e.id)
	if err != nil {
		return nil, err
	}
	articles := map[string]map[string]bool{}
	for _, p := range []uint64{g.state.terms.label, g.state.terms.altLabel} {
		quads, err := readQuads(g.store, g.expand(locals, 0, [4]uint64{1: p}))
		if err != nil {
			return nil, err
		}
		for _, q := range quads {
			text := lexical(q.Object)
			if articles[text] == nil {
				articles[text] = map[string]bool{}
			}
			articles[text][lexical(q.Label)] = true
		}
	}
	return articles, nil
}
