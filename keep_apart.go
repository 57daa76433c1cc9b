package main

import (
	"context"

	"github.com/spf13/cobra"
)

func (a *app) keepApartCommand() *cobra.Command {
	c := curating{app: a}
	cmd := &cobra.Command{
		Use:   "keep-apart ENTITY ENTITY …",
		Short: "Decide that entities are not one",
		Long: `keep-apart keeps entities apart, each named by its IRI, label or an alias: names
do not bring them together, nobody can merge them, and they are no candidates
for it. The decision can be undone.`,
		Example: `  claimgraph keep-apart 'George Bush' 'George W. Bush'
  claimgraph keep-apart --reason 'father and son' urn:claimgraph:entity:9f86d0… urn:claimgraph:entity:60303a…`,
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, names []string) error { return c.keepApart(cmd.Context(), names) },
	}
	c.flags(cmd)
	return cmd
}

func (c *curating) keepApart(ctx context.Context, names []string) error {
	return c.ask(func(to asker) error {
		ids, err := c.entities(ctx, to, names)
		if err != nil {
			return err
		}
		return c.decide(ctx, to, "keepApart", "KeepApartInput", map[string]any{"entities": ids})
	})
}
