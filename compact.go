package main

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"
)

func (a *app) compactCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "compact",
		Short: "Make the store small and its reads fast",
		Long: `compact merges what was written piece by piece, and gives the disk back what was
retracted or replaced. The store does that by itself as well, later. What is
stored stays the same, also when compact is interrupted. It needs as much free
space as the store takes.`,
		Example: `  claimgraph compact
  claimgraph compact --data news.db --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.compact(cmd.Context()) },
	}
}

func (a *app) compact(ctx context.Context) error {
	before := bytesIn(a.data)
	if err := a.compactStore(ctx); err != nil {
		return err
	}
	after := bytesIn(a.data)
	if a.asJSON {
		return writeJSON(a.out, map[string]int64{"bytesBefore": before, "bytes": after})
	}
	_, err := fmt.Fprintf(a.out, "%s: %d bytes, before %d\n", a.data, after, before)
	return err
}

func (a *app) compactStore(ctx context.Context) (err error) {
	db, err := a.openFolder()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	wait := newWait(a.errors, "compacting")
	defer wait.finish()
	return db.Compact(ctx)
}

// bytesIn sums the sizes of a file, or of the files in a folder, as far as they
// can be seen.
func bytesIn(path string) (sum int64) {
	_ = filepath.WalkDir(path, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return nil
		}
		if info, err := entry.Info(); err == nil {
			sum += info.Size()
		}
		return nil
	})
	return sum
}
