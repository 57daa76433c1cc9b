package graph

import (
	"context"

	"claimgraph/graph/generated"
	"claimgraph/kg"
)

type articleResolver struct{}

func (articleResolver) Publisher(ctx context.Context, a *kg.GraphArticle) (*kg.Entity, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return g.PublisherOf(a)
}

func (articleResolver) Copies(ctx context.Context, a *kg.GraphArticle, first *int, after *string) (*generated.ArticleConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	list, err := g.CopiesOf(a)
	if err != nil {
		return nil, err
	}
	page, err := kg.Short(g, list, paging(first, after, nil, nil))
	return articles(ctx, page, err)
}

func (articleResolver) Claims(ctx context.Context, a *kg.GraphArticle, where *kg.ClaimFilter, first *int, after *string, last *int, before *string) (*generated.ClaimConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	list, err := g.ClaimsOf(a, where)
	return shortClaims(ctx, list, err, paging(first, after, last, before))
}

func (articleResolver) Entities(ctx context.Context, a *kg.GraphArticle, first *int, after *string) (*generated.EntityConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	list, err := g.EntitiesOf(a)
	if err != nil {
		return nil, err
	}
	page, err := kg.Short(g, list, paging(first, after, nil, nil))
	return entities(ctx, page, err)
}

func (articleResolver) Mentions(ctx context.Context, a *kg.GraphArticle, first *int, after *string) (*generated.MentionConnection, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	page, err := kg.Short(g, g.MentionsOf(a), paging(first, after, nil, nil))
	return mentions(ctx, page, err)
}

func (articleResolver) Export(ctx context.Context, a *kg.GraphArticle, format kg.ExportFormat) (string, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return "", err
	}
	return g.ExportArticle(a, format)
}

type mentionResolver struct{}

func (mentionResolver) Entity(ctx context.Context, m *kg.GraphMention) (*kg.Entity, error) {
	g, err := graphOf(ctx)
	if err != nil {
		return nil, err
	}
	return g.MentionedBy(m)
}
