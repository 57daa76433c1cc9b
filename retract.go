package main

import (
	"context"
	"errors"
	"fmt"

	"claimgraph/loader"
	"claimgraph/quadstore"

	"github.com/spf13/cobra"
)

func (a *app) retractCommand() *cobra.Command {
	var server client
	cmd := &cobra.Command{
		Use:   "retract ID …",
		Short: "Remove an article, a load of quads or a catalogue, and all that came from it",
		Long: `retract removes articles, named by their id or IRI, loads of quads, named by their
IRI (urn:claimgraph:load:…), and catalogues, named by their file or their IRI
(urn:claimgraph:catalog:…). Nothing of them stays: the graph is as if it
had never had them.`,
		Example: `  claimgraph retract articles/story.txt
  claimgraph retract https://example.org/story
  claimgraph retract urn:claimgraph:load:9f86d0…
  claimgraph retract places.csv`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, ids []string) error {
			if server.given() {
				return a.retractThrough(cmd.Context(), &server, ids)
			}
			return a.retract(cmd.Context(), ids)
		},
	}
	server.flag(cmd)
	return cmd
}

// retraction is a line of retract's answer.
type retraction struct {
	ID     string `json:"id"`
	IRI    string `json:"iri,omitempty"`
	Claims int    `json:"claims"`
}

func (a *app) retract(ctx context.Context, ids []string) (err error) {
	db, err := a.openStore()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	failed := false
	for _, id := range ids {
		err := a.retractOne(ctx, db, id)
		if errors.Is(err, loader.ErrUnknown) {
			a.complain(err)
			failed = true
			continue
		}
		if err != nil {
			return err
		}
	}
	if failed {
		return errReported
	}
	return nil
}

func (a *app) retractOne(ctx context.Context, db quadstore.Engine, id string) error {
	gone, err := loader.Retract(ctx, newLoaderStore(db), id)
	if err != nil {
		return err
	}
	r := retraction{ID: id, IRI: gone.IRI}
	if gone.Reading != nil {
		r.Claims = len(gone.Reading.Claims)
	}
	return a.printRetraction(r)
}

func (a *app) printRetraction(r retraction) error {
	if a.asJSON {
		return writeJSON(a.out, r)
	}
	_, err := fmt.Fprintf(a.out, "%s: retracted, with %s\n", r.ID, count(r.Claims, "claim"))
	return err
}

// retractThrough is retract over a running server.
func (a *app) retractThrough(ctx context.Context, server *client, ids []string) error {
	failed := false
	for _, id := range ids {
		claims, err := server.retract(ctx, id)
		var refused *refusedError
		switch {
		case errors.As(err, &refused):
			a.complain(err)
			failed = true
			continue
		case err != nil:
			return err
		}
		if err := a.printRetraction(retraction{ID: id, Claims: claims}); err != nil {
			return err
		}
	}
	if failed {
		return errReported
	}
	return nil
}
