package main

import (
	"context"
	"fmt"
	"io"
	"math"
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
	Quads   int    `json:"quads"`
	Terms   int    `json:"terms"`
	Loads   int    `json:"loads"`
	Version uint64 `json:"version"`
	Bytes   int64  `json:"bytes"`

	BytesPerQuad  *float64 `json:"bytesPerQuad"` // null where there is none
	BytesPerClaim *float64 `json:"bytesPerClaim"`

	Indexes []indexSize `json:"indexes"`
}

type indexSize struct {
	Name  string `json:"name"`
	Bytes int64  `json:"bytes"`
}

func (a *app) stats(ctx context.Context) (err error) {
	db, err := a.openToRead()
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
	if s.BytesPerQuad != nil {
		row(fmt.Sprintf("%.1f", *s.BytesPerQuad), "bytes per quad")
	}
	if s.BytesPerClaim != nil {
		row(fmt.Sprintf("%.1f", *s.BytesPerClaim), "bytes per claim, all told")
	}
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

func statsOf(ctx context.Context, db quadstore.Engine) (storeStats, error) {
	stored, err := db.Stats()
	if err != nil {
		return storeStats{}, err
	}
	s := storeStats{Quads: stored.Quads, Terms: stored.Terms, Loads: stored.Loads, Version: stored.Version, Bytes: stored.Bytes}
	for _, space := range stored.Spaces {
		s.Indexes = append(s.Indexes, indexSize(space))
	}
	if s.graphCounts, err = countGraph(ctx, db); err != nil {
		return s, err
	}
	s.BytesPerQuad, s.BytesPerClaim = ratio(s.Bytes, s.Quads), ratio(s.Bytes, s.Claims)
	return s, nil
}

// ratio is the bytes of each of n things, rounded to tenths.
func ratio(bytes int64, n int) *float64 {
	if n == 0 {
		return nil
	}
	each := math.Round(10*float64(bytes)/float64(n)) / 10
	return &each
}
