package main

import (
	"context"
	"strings"

	"claimgraph/kg"

	"github.com/spf13/cobra"
)

func (a *app) undoCommand() *cobra.Command {
	c := curating{app: a}
	cmd := &cobra.Command{
		Use:   "undo DECISION",
		Short: "Take back what was decided",
		Long: `undo takes a decision of merge, split, keep-apart, deprecate or confirm back, named
by its IRI or id: the graph is as if it had never been taken.`,
		Example: `  claimgraph decisions
  claimgraph undo urn:claimgraph:curation:9f86d0…`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return c.undo(cmd.Context(), args[0]) },
	}
	c.server.flag(cmd)
	return cmd
}

func (c *curating) undo(ctx context.Context, decision string) error {
	const query = `mutation ($in: UndoInput!) { result: undo(input: $in) { ` + selectPayload + ` } }`
	if strings.Contains(decision, ":") {
		decision = kg.DecisionNodeID(decision)
	}
	return c.ask(func(to asker) error {
		return advise(c.told(ctx, to, query, map[string]any{"curationId": decision}), "claimgraph decisions lists what can be undone")
	})
}
