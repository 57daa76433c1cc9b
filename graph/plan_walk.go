package graph

import (
	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// neighborhood is what lies around entities.
func (c *compiler) neighborhood(f graphql.CollectedField) part[*kg.Graph] {
	a := c.arguments(f)
	seeds, hops, direction := inputs[kg.EntityRef](a, "seeds", "EntityRef"), a.integer("hops"), a.direction()
	where, most := input[kg.FactFilter](a, "where", "FactFilter"), a.integer("maxEntities")
	return found(each(func(_ *run, g *kg.Graph) (*kg.Subgraph, error) {
		return g.Neighborhood(seeds, hops, direction, where, most)
	}), object(c, f.Selections, "Subgraph", subgraphField))
}

func subgraphField(c *compiler, f graphql.CollectedField) part[*kg.Subgraph] {
	switch f.Name {
	case "entities":
		return listOf(func(s *kg.Subgraph) []*kg.SubgraphEntity { return s.Entities }, object(c, f.Selections, "SubgraphEntity", subgraphEntityField))
	case "facts":
		return listOf(func(s *kg.Subgraph) []*kg.Fact { return s.Facts }, c.fact(f.Selections))
	case "truncated":
		return booleanOf(func(s *kg.Subgraph) bool { return s.Truncated })
	case "export":
		format := c.arguments(f).format()
		return asked(func(s *kg.Subgraph) (string, error) { return s.Export(format) }, (*written).text)
	}
	return part[*kg.Subgraph]{}
}

func subgraphEntityField(c *compiler, f graphql.CollectedField) part[*kg.SubgraphEntity] {
	switch f.Name {
	case "entity":
		return of(func(e *kg.SubgraphEntity) *kg.Entity { return e.Entity }, c.entity(f.Selections))
	case "distance":
		return integerOf(func(e *kg.SubgraphEntity) int { return e.Distance })
	}
	return part[*kg.SubgraphEntity]{}
}

var (
	selectors = spelling[kg.PathSelector]{"ANY_SHORTEST": kg.AnyShortest, "ALL_SHORTEST": kg.AllShortest, "SHORTEST_K": kg.ShortestK, "ALL": kg.AllPaths}
	modes     = spelling[kg.PathMode]{"TRAIL": kg.Trail, "SIMPLE": kg.Simple}
	weights   = spelling[kg.PathWeight]{"HOPS": kg.Hops, "NEG_LOG_CONFIDENCE": kg.NegLogConfidence}
	axes      = spelling[kg.TimelineAxis]{"VALID_TIME": kg.ValidAxis, "PUBLISHED_AT": kg.PublishedAxis, "RECORDED_AT": kg.RecordedAxis}
)

// ways is a page of paths.
type ways struct {
	page      *kg.Page[*kg.Path]
	truncated bool
}

func (c *compiler) paths(f graphql.CollectedField) part[*kg.Graph] {
	a := c.arguments(f)
	from, to, paging := input[kg.EntityRef](a, "from", "EntityRef"), input[kg.EntityRef](a, "to", "EntityRef"), a.paging()
	q := kg.PathQuery{
		Selector: chosen(a, "selector", selectors), Mode: chosen(a, "mode", modes), Direction: a.direction(), Where: input[kg.FactFilter](a, "where", "FactFilter"),
		Weight: chosen(a, "weight", weights), MaxLength: a.integer("maxLength"), Most: kg.MaxPage + 1,
	}
	return found(each(func(_ *run, g *kg.Graph) (ways, error) {
		q := q
		q.From, q.To = *from, *to
		paths, err := g.Paths(q)
		if err != nil {
			return ways{}, err
		}
		page, err := kg.Short(g, paths.List, paging)
		return ways{page, paths.Truncated}, err
	}), c.ways(f.Selections))
}

func (c *compiler) ways(set ast.SelectionSet) part[ways] {
	path := func(c *compiler, set ast.SelectionSet) part[*kg.Path] { return object(c, set, "Path", pathField) }
	return connectionOf(c, set, "Path", func(w ways) *kg.Page[*kg.Path] { return w.page }, path, noMore,
		func(_ *compiler, f graphql.CollectedField) part[ways] {
			if f.Name == "truncated" {
				return booleanOf(func(w ways) bool { return w.truncated })
			}
			return part[ways]{}
		})
}

func pathField(c *compiler, f graphql.CollectedField) part[*kg.Path] {
	switch f.Name {
	case "length":
		return integerOf((*kg.Path).Length)
	case "cost":
		return numberOf(func(p *kg.Path) (*float64, error) { return &p.Cost, nil })
	case "nodes":
		return listOf(func(p *kg.Path) []*kg.Entity { return p.Nodes }, c.entity(f.Selections))
	case "steps":
		return listOf(func(p *kg.Path) []*kg.PathStep { return p.Steps }, object(c, f.Selections, "PathStep", stepField))
	}
	return part[*kg.Path]{}
}

func stepField(c *compiler, f graphql.CollectedField) part[*kg.PathStep] {
	switch f.Name {
	case "fact":
		return of(func(s *kg.PathStep) *kg.Fact { return s.Fact }, c.fact(f.Selections))
	case "from":
		return of(func(s *kg.PathStep) *kg.Entity { return s.From }, c.entity(f.Selections))
	case "to":
		return of(func(s *kg.PathStep) *kg.Entity { return s.To }, c.entity(f.Selections))
	case "forward":
		return booleanOf(func(s *kg.PathStep) bool { return s.Forward })
	}
	return part[*kg.PathStep]{}
}

func (c *compiler) timeline(f graphql.CollectedField) part[*kg.Graph] {
	a := c.arguments(f)
	entities, axis, where, paging := inputs[kg.EntityRef](a, "entities", "EntityRef"), chosen(a, "axis", axes), input[kg.FactFilter](a, "where", "FactFilter"), a.paging()
	from, to := optionalArgument(a, "from", graphql.UnmarshalString), optionalArgument(a, "to", graphql.UnmarshalString)
	entry := func(c *compiler, set ast.SelectionSet) part[*kg.TimelineEntry] {
		return object(c, set, "TimelineEntry", entryField)
	}
	return found(each(func(_ *run, g *kg.Graph) (*kg.Page[*kg.TimelineEntry], error) {
		list, err := g.Timeline(entities, axis, from, to, where)
		if err != nil {
			return nil, err
		}
		return kg.Short(g, list, paging)
	}), connection(c, f.Selections, "Timeline", entry, noMore))
}

func entryField(c *compiler, f graphql.CollectedField) part[*kg.TimelineEntry] {
	switch f.Name {
	case "at":
		return textOf(func(e *kg.TimelineEntry) string { return e.At })
	case "fact":
		return of(func(e *kg.TimelineEntry) *kg.Fact { return e.Fact }, c.fact(f.Selections))
	case "claim":
		return of(func(e *kg.TimelineEntry) *kg.GraphClaim { return e.Claim }, orNull(c.claim(f.Selections)))
	}
	return part[*kg.TimelineEntry]{}
}
