package main

import (
	"context"
	"io"
	"strconv"
	"text/tabwriter"

	"claimgraph/quadstore"

	"github.com/spf13/cobra"
)

func (a *app) statsCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "stats",
		Short:   "Count what is stored, and its bytes",
		Example: "  claimgraph stats\n  claimgraph stats --json",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.stats(cmd.Context()) },
	}
}

// storeStats is what stats says.
type storeStats struct {
	graphCounts
	Quads   int         `json:"quads"`
	Terms   int         `json:"terms"`
	Loads   int         `json:"loads"`
	Version uint64      `json:"version"`
	Bytes   int64       `json:"bytes"`
	Indexes []indexSize `json:"indexes"`
}

type indexSize struct {
	Name  string `json:"name"`
	Bytes int64  `json:"bytes"`
}

func (a *app) stats(ctx context.Context) (err error) {
	db, err := a.openStore()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	s, err := statsOf(ctx, db)
	if err != nil {
		return err
	}
	if a.asJSON {
		return writeJSON(a.out, s)
	}
	return s.print(a.out)
}

func (s *storeStats) print(out io.Writer) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	w := errWriter{w: table}
	row := func(n any, what string) { w.printf("%v\t %s\n", n, what) }
	row(s.Articles, "articles")
	row(s.Claims, "claims")
	row(known(s.Facts), "facts")
	row(known(s.Entities), "entities")
	row(s.Quads, "quads")
	row(s.Terms, "terms")
	row(s.Loads, "loads")
	row(s.Version, "version")
	row(s.Bytes, "bytes on disk")
	for _, i := range s.Indexes {
		row(i.Bytes, "bytes of "+i.Name)
	}
	if w.err != nil {
		return w.err
	}
	return table.Flush()
}

func known(n *int) string {
	if n == nil {
		return "too many"
	}
	return strconv.Itoa(*n)
}

func statsOf(ctx context.Context, db *quadstore.DB) (storeStats, error) {
	stored, err := db.Stats()
	if err != nil {
		return storeStats{}, err
	}
	s := storeStats{Quads: stored.Quads, Terms: stored.Terms, Loads: stored.Loads, Version: stored.Version, Bytes: stored.Bytes}
	for _, space := range stored.Spaces {
		s.Indexes = append(s.Indexes, indexSize(space))
	}
	s.graphCounts, err = countGraph(ctx, db)
	return s, err
}
