package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) splitCommand() *cobra.Command {
	c := curating{app: a}
	cmd := &cobra.Command{
		Use:   "split ENTITY MENTION|ARTICLE …",
		Short: "Decide that mentions of an entity mean another thing",
		Long: `split makes mentions of an entity, named by its IRI, label or an alias, an entity
of their own. A mention is named by its id, as a query gives it; an article, by its
id or IRI, stands for all its mentions of the entity. What one article says of one
thing goes together. The decision can be undone; to move the mentions to another
entity, merge the new one into that.`,
		Example: `  claimgraph split Apple articles/fruit.txt
  claimgraph query '{ entity(ref: {name: "Apple"}) { mentions { nodes { id span { text } article { key } } } } }'
  claimgraph split --reason 'the fruit' Apple bXVybjpjbGFpbWdy…`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error { return c.split(cmd.Context(), args[0], args[1:]) },
	}
	c.flags(cmd)
	return cmd
}

func (c *curating) split(ctx context.Context, entity string, parts []string) error {
	return c.ask(func(to asker) error {
		id, err := c.entity(ctx, to, entity)
		if err != nil {
			return err
		}
		var mentions []string
		for _, part := range parts {
			some, err := c.mentions(ctx, to, id, part)
			if err != nil {
				return err
			}
			mentions = append(mentions, some...)
		}
		return c.decide(ctx, to, "splitEntity", "SplitEntityInput", map[string]any{"entity": id, "mentions": mentions})
	})
}

// mention is an id that names a mention, or an error that says what can be given.
func (c *curating) mention(ctx context.Context, to asker, id string) ([]string, error) {
	const query = `query ($id: ID!) { result: node(id: $id) { __typename } }`
	node, err := fieldOf[*struct{}](ctx, to, query, map[string]any{"id": id})
	if node == nil || err != nil {
		return nil, fmt.Errorf("%s: no article and no mention is called so; give an article's id or IRI, or a mention's id", id)
	}
	return []string{id}, nil
}

// mentionPage is a page of an article's mentions.
type mentionPage struct {
	Mentions struct {
		Nodes []struct {
			ID     string
			Entity namedEntity
		}
		PageInfo struct {
			HasNextPage bool
			EndCursor   string
		}
	}
}

// mentions are the ids of an article's mentions of an entity; what names no
// article is a mention's id itself.
func (c *curating) mentions(ctx context.Context, to asker, entity, article string) ([]string, error) {
	const query = `query ($key: String!, $after: String) {
  result: article(key: $key) { mentions(first: 500, after: $after) { nodes { id entity { id } } pageInfo { hasNextPage endCursor } } }
}`
	var ids []string
	variables := map[string]any{"key": article}
	for {
		page, err := fieldOf[*mentionPage](ctx, to, query, variables)
		if err != nil {
			return nil, err
		}
		if page == nil {
			return c.mention(ctx, to, article)
		}
		for _, m := range page.Mentions.Nodes {
			if m.Entity.ID == entity {
				ids = append(ids, m.ID)
			}
		}
		if !page.Mentions.PageInfo.HasNextPage {
			break
		}
		variables["after"] = page.Mentions.PageInfo.EndCursor
	}
	if len(ids) == 0 {
		return nil, fmt.Errorf("%s: this article does not mention the entity", article)
	}
	return ids, nil
}
