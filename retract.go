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
	var chosen chosen
	cmd := &cobra.Command{
		Use:   "retract [ID …]",
		Short: "Remove an article, a load of quads or a catalogue, and all that came from it",
		Long: `retract removes articles, named by their id or IRI, loads of quads, named by their
IRI (urn:claimgraph:load:…), and catalogues, named by their file or their IRI
(urn:claimgraph:catalog:…). Nothing of them stays: the graph is as if it
had never had them.

--publisher, --published-after and --published-before take all articles to which those
that are given apply. With --dry-run nothing goes: it says what would.`,
		Example: `  claimgraph retract articles/story.txt
  claimgraph retract https://example.org/story
  claimgraph retract urn:claimgraph:load:9f86d0…
  claimgraph retract places.csv
  claimgraph retract --publisher "The Vale Courier" --published-before 2020-01-01 --dry-run`,
		Args: func(cmd *cobra.Command, ids []string) error {
			if chosen.given() {
				return cobra.NoArgs(cmd, ids)
			}
			return cobra.MinimumNArgs(1)(cmd, ids)
		},
		RunE: func(cmd *cobra.Command, ids []string) error {
			switch {
			case server.given() && (chosen.given() || chosen.dryRun):
				return usageError{errors.New("--server takes ids only: stop the server for --publisher, --published-after, --published-before and --dry-run")}
			case server.given():
				return a.retractThrough(cmd.Context(), &server, ids)
			case chosen.given():
				return a.retractChosen(cmd.Context(), &chosen)
			}
			return a.retract(cmd.Context(), ids, chosen.dryRun)
		},
	}
	chosen.flags(cmd.Flags())
	server.flag(cmd)
	return cmd
}

// retraction is a line of retract's answer.
type retraction struct {
	ID     string `json:"id"`
	IRI    string `json:"iri,omitempty"`
	Claims int    `json:"claims"`
	DryRun bool   `json:"dryRun,omitempty"`
}

func (a *app) retract(ctx context.Context, ids []string, dryRun bool) (err error) {
	db, err := a.openStore()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	if dryRun {
		return a.rehearse(db, ids)
	}
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
	wait := newWait(a.errors, "retracting")
	gone, err := loader.Retract(ctx, newLoaderStore(db), id)
	wait.finish()
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
	what := "retracted"
	if r.DryRun {
		what = "would go"
	}
	_, err := fmt.Fprintf(a.out, "%s: %s, with %s\n", r.ID, what, count(r.Claims, "claim"))
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
