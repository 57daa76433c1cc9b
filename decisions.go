package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
)

func (a *app) decisionsCommand() *cobra.Command {
	c := curating{app: a}
	cmd := &cobra.Command{
		Use:   "decisions",
		Short: "List what was decided about entities, claims and facts",
		Long: `decisions lists what merge, split, keep-apart, deprecate and confirm decided and nobody
has undone, the oldest first: the decision's IRI, when, what, about what, by whom and why.`,
		Example: `  claimgraph decisions
  claimgraph decisions --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.list(cmd.Context()) },
	}
	c.server.flag(cmd)
	return cmd
}

// decision is a line of the list.
type decision struct {
	IRI       string       `json:"iri"`
	Kind      string       `json:"kind"`
	Entity    string       `json:"entity"`
	From      []string     `json:"from"`
	Fact      *decidedFact `json:"fact,omitempty"`
	By        string       `json:"by,omitempty"`
	Reason    string       `json:"reason,omitempty"`
	DecidedAt string       `json:"decidedAt"`
}

func (c *curating) list(ctx context.Context) error {
	const query = `query ($after: String) {
  result: curations(first: 500, after: $after) { nodes { iri kind entity from ` + selectFact + ` by reason decidedAt } pageInfo { hasNextPage endCursor } }
}`
	type page struct {
		Nodes    []decision
		PageInfo struct {
			HasNextPage bool
			EndCursor   string
		}
	}
	return c.ask(func(to asker) error {
		variables := map[string]any{}
		for {
			p, err := fieldOf[page](ctx, to, query, variables)
			if err != nil {
				return err
			}
			for i := range p.Nodes {
				if err := c.printDecision(&p.Nodes[i]); err != nil {
					return err
				}
			}
			if !p.PageInfo.HasNextPage {
				return nil
			}
			variables["after"] = p.PageInfo.EndCursor
		}
	})
}

func (c *curating) printDecision(d *decision) error {
	if c.asJSON {
		return writeJSON(c.out, d)
	}
	w := errWriter{w: c.out}
	w.printf("%s %s %s %s", d.IRI, d.DecidedAt, strings.ToLower(strings.ReplaceAll(d.Kind, "_", "-")), d.Entity)
	switch {
	case len(d.From) > 0:
		w.printf(": %s", strings.Join(d.From, ", "))
	case d.Fact != nil:
		w.printf(": %s", d.Fact)
	}
	if d.By != "" {
		w.printf(", by %s", d.By)
	}
	if d.Reason != "" {
		w.printf(" (%s)", d.Reason)
	}
	w.printf("\n")
	return w.err
}
