package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

func (a *app) confirmCommand() *cobra.Command {
	c := curating{app: a}
	cmd := &cobra.Command{
		Use:   "confirm CLAIM",
		Short: "Decide that a claim was read rightly",
		Long: `confirm says that a claim, by its IRI or id, is what the text says, whether it holds
or not. It leaves the queue, wherever the decision is restored. Nothing else changes:
its confidence stays what the reader gave it. The decision survives that the article
is loaded anew, waits while it is gone, and can be undone. A claim that is marked as
misread is refused: undo that first.`,
		Example: `  claimgraph confirm --by ann 'articles/story.txt#c9f86d081884c7d65'
  claimgraph query '{ claims(where: {confirmed: true}) { nodes { label confirmation { by decidedAt } } } }'`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE:              func(cmd *cobra.Command, args []string) error { return c.confirm(cmd.Context(), args[0]) },
	}
	c.flags(cmd)
	return cmd
}

func (c *curating) confirm(ctx context.Context, claim string) error {
	return c.ask(func(to asker) error {
		field, id, err := c.deprecated(ctx, to, []string{claim})
		if err != nil {
			return err
		}
		if field != "claim" {
			return advise(errors.New(claim+": a fact is not read, its claims are"), fmt.Sprintf("claimgraph query '{ node(id: %q) { ... on Fact { claims { nodes { iri label } } } } }' lists them", claim))
		}
		return c.decide(ctx, to, "confirm", "ConfirmInput", map[string]any{"claim": id})
	})
}
