package graph

import (
	"context"

	"claimgraph/graph/generated"
	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
)

// Connections are pages as Relay wants them. The number of all items costs a
// walk, so it is only found out when the client asks for it.

func paging(first *int, after *string, last *int, before *string) kg.Paging {
	return kg.Paging{First: first, Last: last, After: after, Before: before}
}

func pageInfo[T any](p *kg.Page[T]) *generated.PageInfo {
	info := &generated.PageInfo{HasNextPage: p.HasNext, HasPreviousPage: p.HasPrevious}
	if n := len(p.Items); n > 0 {
		start, end := p.Cursor(0), p.Cursor(n-1)
		info.StartCursor, info.EndCursor = &start, &end
	}
	return info
}

func total[T any](ctx context.Context, p *kg.Page[T]) (int, error) {
	if !graphql.FieldRequested(ctx, "totalCount") {
		return 0, nil
	}
	return p.Total()
}

func facts(ctx context.Context, p *kg.Page[*kg.FactFrom], err error) (*generated.FactConnection, error) {
	if err != nil {
		return nil, err
	}
	c := &generated.FactConnection{PageInfo: pageInfo(p), Group: kg.GroupFacts(p.All)}
	for i, f := range p.Items {
		c.Edges = append(c.Edges, &generated.FactEdge{Cursor: p.Cursor(i), Node: f.Fact, Direction: f.Direction, Other: f.Other})
		c.Nodes = append(c.Nodes, f.Fact)
	}
	c.TotalCount, err = total(ctx, p)
	return c, err
}

func entities(ctx context.Context, p *kg.Page[*kg.Entity], err error) (*generated.EntityConnection, error) {
	if err != nil {
		return nil, err
	}
	c := &generated.EntityConnection{PageInfo: pageInfo(p), Nodes: p.Items}
	for i, e := range p.Items {
		c.Edges = append(c.Edges, &generated.EntityEdge{Cursor: p.Cursor(i), Node: e})
	}
	c.TotalCount, err = total(ctx, p)
	return c, err
}

func claims(ctx context.Context, p *kg.Page[*kg.GraphClaim], err error) (*generated.ClaimConnection, error) {
	if err != nil {
		return nil, err
	}
	c := &generated.ClaimConnection{PageInfo: pageInfo(p), Nodes: p.Items}
	for i, claim := range p.Items {
		c.Edges = append(c.Edges, &generated.ClaimEdge{Cursor: p.Cursor(i), Node: claim})
	}
	c.TotalCount, err = total(ctx, p)
	return c, err
}

func articles(ctx context.Context, p *kg.Page[*kg.GraphArticle], err error) (*generated.ArticleConnection, error) {
	if err != nil {
		return nil, err
	}
	c := &generated.ArticleConnection{PageInfo: pageInfo(p), Nodes: p.Items}
	for i, a := range p.Items {
		c.Edges = append(c.Edges, &generated.ArticleEdge{Cursor: p.Cursor(i), Node: a})
	}
	c.TotalCount, err = total(ctx, p)
	return c, err
}

func sources(ctx context.Context, p *kg.Page[kg.Node], err error) (*generated.SourceConnection, error) {
	if err != nil {
		return nil, err
	}
	c := &generated.SourceConnection{PageInfo: pageInfo(p), Nodes: p.Items}
	for i, s := range p.Items {
		c.Edges = append(c.Edges, &generated.SourceEdge{Cursor: p.Cursor(i), Node: s})
	}
	c.TotalCount, err = total(ctx, p)
	return c, err
}

func mentions(ctx context.Context, p *kg.Page[*kg.GraphMention], err error) (*generated.MentionConnection, error) {
	if err != nil {
		return nil, err
	}
	c := &generated.MentionConnection{PageInfo: pageInfo(p), Nodes: p.Items}
	for i, m := range p.Items {
		c.Edges = append(c.Edges, &generated.MentionEdge{Cursor: p.Cursor(i), Node: m})
	}
	c.TotalCount, err = total(ctx, p)
	return c, err
}

func conflicts(ctx context.Context, p *kg.Page[*kg.Conflict], err error) (*generated.ConflictConnection, error) {
	if err != nil {
		return nil, err
	}
	c := &generated.ConflictConnection{PageInfo: pageInfo(p), Nodes: p.Items}
	for i, conflict := range p.Items {
		c.Edges = append(c.Edges, &generated.ConflictEdge{Cursor: p.Cursor(i), Node: conflict})
	}
	c.TotalCount, err = total(ctx, p)
	return c, err
}

func solutions(ctx context.Context, s *kg.Solutions, paged kg.Paging) (*generated.SolutionConnection, error) {
	p, err := s.Page(paged)
	if err != nil {
		return nil, err
	}
	c := &generated.SolutionConnection{PageInfo: pageInfo(p), Nodes: p.Items, Variables: s.Variables}
	for i, row := range p.Items {
		c.Edges = append(c.Edges, &generated.SolutionEdge{Cursor: p.Cursor(i), Node: row})
	}
	c.TotalCount, err = total(ctx, p)
	return c, err
}

func paths(g *kg.Graph, found *kg.Paths, paged kg.Paging) (*generated.PathConnection, error) {
	p, err := kg.Short(g, found.List, paged)
	if err != nil {
		return nil, err
	}
	c := &generated.PathConnection{PageInfo: pageInfo(p), Nodes: p.Items, Truncated: found.Truncated}
	for i, path := range p.Items {
		c.Edges = append(c.Edges, &generated.PathEdge{Cursor: p.Cursor(i), Node: path})
	}
	return c, nil
}

func timeline(g *kg.Graph, list []*kg.TimelineEntry, paged kg.Paging) (*generated.TimelineConnection, error) {
	p, err := kg.Short(g, list, paged)
	if err != nil {
		return nil, err
	}
	c := &generated.TimelineConnection{PageInfo: pageInfo(p), Nodes: p.Items}
	for i, entry := range p.Items {
		c.Edges = append(c.Edges, &generated.TimelineEdge{Cursor: p.Cursor(i), Node: entry})
	}
	return c, nil
}

func hits(ctx context.Context, p *kg.Page[*kg.Hit], err error) (*generated.SearchConnection, error) {
	if err != nil {
		return nil, err
	}
	c := &generated.SearchConnection{PageInfo: pageInfo(p)}
	for i, h := range p.Items {
		c.Edges = append(c.Edges, &generated.SearchEdge{Cursor: p.Cursor(i), Node: h.Node, Score: h.Score, Highlights: []string{h.Name}})
	}
	c.TotalCount, err = total(ctx, p)
	return c, err
}

func curations(ctx context.Context, p *kg.Page[*kg.Decision], err error) (*generated.CurationConnection, error) {
	if err != nil {
		return nil, err
	}
	c := &generated.CurationConnection{PageInfo: pageInfo(p), Nodes: p.Items}
	for i, d := range p.Items {
		c.Edges = append(c.Edges, &generated.CurationEdge{Cursor: p.Cursor(i), Node: d})
	}
	c.TotalCount, err = total(ctx, p)
	return c, err
}
