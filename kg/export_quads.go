package kg

import (
	"slices"

	"github.com/cayleygraph/quad"
)

// The quads of a subgraph are those that the store has of its edges, of the claims
// that make them (with attributions, qualifiers and the articles' own entities that
// these name), of its entities, of the articles but for their text, and of the names
// of predicates and the parts of quantities. Nothing is asked for that grows with
// the graph around.

// subgraphQuads gathers quads by their ids.
type subgraphQuads struct {
	graph    *Graph
	found    map[[4]uint64]bool
	articles map[uint64]bool // graphs that may speak of predicates and quantities
	failed   error
}

func (s *Subgraph) quads() ([]quad.Quad, error) {
	q := &subgraphQuads{graph: s.graph, found: map[[4]uint64]bool{}, articles: map[uint64]bool{}}
	for _, f := range s.Facts {
		q.fact(f)
	}
	for _, f := range s.Facts {
		if _, ok := f.Object.(*QuantityTerm); ok { // once its articles are known
			q.add([4]uint64{f.group.key[2]}, func(found [4]uint64) bool { return q.articles[found[3]] })
		}
	}
	for _, e := range s.Entities {
		q.entity(e.Entity.id)
	}
	if q.failed != nil {
		return nil, q.failed
	}
	quads, err := readQuads(s.graph.store, func(yield func([4]uint64, error) bool) {
		for found := range q.found {
			if !yield(found, nil) {
				return
			}
		}
	})
	slices.SortFunc(quads, compareQuads)
	return quads, err
}

// add takes the quads that match a pattern and are wanted; nil for all.
func (q *subgraphQuads) add(pattern [4]uint64, wanted func([4]uint64) bool) (added [][4]uint64) {
	if q.failed != nil {
		return nil
	}
	for found, err := range q.graph.scan(pattern, [4]uint64{}) {
		if err != nil {
			q.failed = err
			return added
		}
		if wanted == nil || wanted(found) {
			q.found[found] = true
			added = append(added, found)
		}
	}
	return added
}

// ids looks terms up.
func (q *subgraphQuads) ids(values ...quad.Value) []uint64 {
	ids, err := q.graph.lookup(values...)
	if err != nil {
		q.failed = err
		return make([]uint64, len(values))
	}
	return ids
}

func (q *subgraphQuads) fact(f *Fact) {
	key := f.group.key
	for e, err := range q.graph.edges([4]uint64{key[0], key[1], key[2]}, [4]uint64{}, 0) {
		if err != nil {
			q.failed = err
			return
		}
		q.found[e.quad] = true
		if e.class == claimLabel {
			q.claim(e.quad[3], f.Predicate)
		}
	}
}

// claim adds a claim with all that hangs on it.
func (q *subgraphQuads) claim(claim uint64, p *GraphPredicate) {
	ids := q.ids(WasAttributedTo, Via, Qualifies, Subject, Object, Agent, QualifierOf, Denotes, Label, quad.IRI(p.IRI), quad.String(p.Name))
	parts, locals, denotes, label := ids[:3], ids[3:7], ids[7], ids[8]
	for nodes := []uint64{claim}; len(nodes) > 0 && q.failed == nil; nodes = nodes[1:] {
		for _, found := range q.add([4]uint64{nodes[0]}, nil) {
			switch {
			case slices.Contains(parts, found[1]):
				nodes = append(nodes, found[2])
			case slices.Contains(locals, found[1]):
				q.add([4]uint64{found[2], label, 0, found[3]}, nil)
				q.add([4]uint64{found[2], denotes}, nil)
			}
			q.article(found[3])
			q.add([4]uint64{ids[9], label, ids[10], found[3]}, nil)
		}
	}
}

// article adds what is said of an article, but for its text.
func (q *subgraphQuads) article(article uint64) {
	if q.articles[article] {
		return
	}
	q.articles[article] = true
	ids := q.ids(ArticleBody, Publisher, Label)
	for _, found := range q.add([4]uint64{0: article, 3: article}, func(found [4]uint64) bool { return found[1] != ids[0] }) {
		if found[1] == ids[1] {
			q.add([4]uint64{found[2], ids[2], 0, article}, nil)
		}
	}
}

// entity adds what is said of an entity's names and kind, and what it is elsewhere.
func (q *subgraphQuads) entity(id uint64) {
	t := &q.graph.state.terms
	for _, predicate := range append([]uint64{t.rdfType, t.sameAs, t.about, t.altLabel}, t.names...) {
		q.add([4]uint64{id, predicate}, nil)
	}
}
