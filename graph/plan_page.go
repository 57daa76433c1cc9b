package graph

import (
	"claimgraph/kg"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// placed is an item of a page.
type placed[T any] struct {
	page *kg.Page[T]
	at   int
}

func (p placed[T]) item() T        { return p.page.Items[p.at] }
func (p placed[T]) cursor() string { return p.page.Cursor(p.at) }

// connection is a page of a list whose type's name begins with kind. node is
// an item; edge knows the fields of an edge besides cursor and node.
func connection[T any](
	c *compiler, set ast.SelectionSet, kind string,
	node func(*compiler, ast.SelectionSet) part[T],
	edge func(*compiler, graphql.CollectedField) part[T],
) part[*kg.Page[T]] {
	self := func(p *kg.Page[T]) *kg.Page[T] { return p }
	return connectionOf(c, set, kind, self, node, edge, noMore[*kg.Page[T]])
}

// connectionOf is a page with something beside it: page says where it is, and
// more knows the fields of the connection that are not the page's.
func connectionOf[P, T any](
	c *compiler, set ast.SelectionSet, kind string, page func(P) *kg.Page[T],
	node func(*compiler, ast.SelectionSet) part[T],
	edge func(*compiler, graphql.CollectedField) part[T],
	more func(*compiler, graphql.CollectedField) part[P],
) part[P] {
	edges := func(c *compiler, f graphql.CollectedField) part[placed[T]] {
		switch f.Name {
		case "cursor":
			return textOf(placed[T].cursor)
		case "node":
			return of(placed[T].item, node(c, f.Selections))
		}
		p := edge(c, f)
		if p.write == nil {
			return part[placed[T]]{}
		}
		return of(placed[T].item, p)
	}
	return object(c, set, kind+"Connection", func(c *compiler, f graphql.CollectedField) part[P] {
		switch f.Name {
		case "edges":
			return of(page, listOf(places[T], object(c, f.Selections, kind+"Edge", edges)))
		case "nodes":
			return of(page, listOf(func(p *kg.Page[T]) []T { return p.Items }, node(c, f.Selections)))
		case "pageInfo":
			return of(page, object(c, f.Selections, "PageInfo", pageInfoField[T]))
		case "totalCount":
			return asked(func(p P) (int, error) { return page(p).Total() }, (*written).integer)
		}
		return more(c, f)
	})
}

// noMore is an edge with nothing but cursor and node, or a connection with
// nothing but its page.
func noMore[T any](*compiler, graphql.CollectedField) part[T] { return part[T]{} }

func places[T any](p *kg.Page[T]) []placed[T] {
	list := make([]placed[T], len(p.Items))
	for i := range list {
		list[i] = placed[T]{p, i}
	}
	return list
}

func pageInfoField[T any](_ *compiler, f graphql.CollectedField) part[*kg.Page[T]] {
	cursor := func(at func(*kg.Page[T]) int) part[*kg.Page[T]] {
		return scalar(func(w *written, p *kg.Page[T]) {
			if len(p.Items) == 0 {
				w.null()
			} else {
				w.text(placed[T]{p, at(p)}.cursor())
			}
		})
	}
	switch f.Name {
	case "hasNextPage":
		return booleanOf(func(p *kg.Page[T]) bool { return p.HasNext })
	case "hasPreviousPage":
		return booleanOf(func(p *kg.Page[T]) bool { return p.HasPrevious })
	case "startCursor":
		return cursor(func(*kg.Page[T]) int { return 0 })
	case "endCursor":
		return cursor(func(p *kg.Page[T]) int { return len(p.Items) - 1 })
	}
	return part[*kg.Page[T]]{}
}
