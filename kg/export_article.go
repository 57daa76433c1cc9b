package kg

import (
	"io"
	"slices"
	"strings"
)

// ExportArticle writes what was read from an article: in formats of quads all that
// stands under it, its text with it; in those of nodes and edges the facts that it asserts or
// reports; in those of nanopublications its claims.
func (g *Graph) ExportArticle(a *GraphArticle, format ExportFormat) (string, error) {
	var b strings.Builder
	switch {
	case format.HoldsNanopubs():
		err := WriteQuads(&b, format, Nanopublications(g.ClaimsIn(a)))
		return b.String(), err
	case format.HoldsQuads():
		quads := a.Reading.Quads()
		slices.SortFunc(quads, compareQuads)
		err := WriteQuads(&b, format, each(quads))
		return b.String(), err
	}
	err := g.WriteArticleGraph(&b, a.IRI, format)
	return b.String(), err
}

// WriteArticleGraph writes the facts that an article asserts or reports.
func (g *Graph) WriteArticleGraph(w io.Writer, article string, format ExportFormat) error {
	affirmed, putAside := Affirmed, false
	edges, err := g.Edges(&FactFilter{Claims: &ClaimFilter{
		Articles: []string{ArticleNodeID(article)}, Polarity: &affirmed, Modality: []Modality{Asserted, Reported}, Deprecated: &putAside,
	}})
	if err != nil {
		return err
	}
	return WriteGraph(w, format, EndsOf(edges), edges)
}

// Subgraph is the facts that ids name, each once, with the entities at their ends. What
// is no fact, or is gone, is left out.
func (g *Graph) Subgraph(ids []string) (*Subgraph, error) {
	if len(ids) > MaxPage {
		return nil, badPattern("at most %d facts at once", MaxPage)
	}
	s := &Subgraph{graph: g}
	known := map[string]bool{}
	for _, id := range ids {
		n, err := g.Node(id)
		if err != nil {
			return nil, err
		}
		f, ok := n.(*Fact)
		if !ok || f == nil || known[f.NodeID()] {
			continue
		}
		known[f.NodeID()] = true
		s.Facts = append(s.Facts, f)
		for _, end := range [...]ObjectTerm{f.Subject, f.Object} {
			if e, entity := end.(*Entity); entity && !known[e.IRI] {
				known[e.IRI] = true
				s.Entities = append(s.Entities, &SubgraphEntity{Entity: e})
			}
		}
	}
	return s, nil
}

// walkable are the facts that somebody commits to and nobody has put aside: those that
// formats of nodes and edges have.
func (s *Subgraph) walkable() (list []*Fact, err error) {
	for _, f := range s.Facts {
		by, err := f.Deprecation()
		if err != nil {
			return nil, err
		}
		if f.group.held() && by == nil {
			list = append(list, f)
		}
	}
	return list, nil
}
