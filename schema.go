package main

import (
	"io"

	"claimgraph/graph"

	"github.com/spf13/cobra"
)

func (a *app) schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "schema",
		Short:   "Print the GraphQL schema",
		Long:    "schema prints the SDL. It does not depend on the data.",
		Example: "  claimgraph schema > schema.graphqls",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if a.asJSON {
				return writeJSON(a.out, map[string]string{"sdl": graph.SDL()})
			}
			_, err := io.WriteString(a.out, graph.SDL())
			return err
		},
	}
}
