package main

import (
	"context"

	"github.com/spf13/cobra"
)

func (a *app) mergeCommand() *cobra.Command {
	c := curating{app: a}
	cmd := &cobra.Command{
		Use:   "merge INTO FROM …",
		Short: "Decide that entities are one",
		Long: `merge makes the entities FROM the entity INTO, each named by its IRI, label or an
alias. The decision is kept beside the articles and can be undone; articles that
are loaded later follow it.`,
		Example: `  claimgraph merge 'Angela Merkel' 'A. Merkel'
  claimgraph merge --by ann --reason 'see their site' Acme urn:claimgraph:entity:9f86d0…
  claimgraph query '{ duplicateCandidates { a { label iri } b { label iri } score reasons } }'`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, names []string) error { return c.merge(cmd.Context(), names) },
	}
	c.flags(cmd)
	return cmd
}

func (c *curating) merge(ctx context.Context, names []string) error {
	return c.ask(func(to asker) error {
		ids, err := c.entities(ctx, to, names)
		if err != nil {
			return err
		}
		return c.decide(ctx, to, "mergeEntities", "MergeEntitiesInput", map[string]any{"into": ids[0], "from": ids[1:]})
	})
}
