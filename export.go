package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"claimgraph/loader"
	"claimgraph/quadstore"

	"github.com/spf13/cobra"
)

func (a *app) exportCommand() *cobra.Command {
	e := exporting{app: a}
	cmd := &cobra.Command{
		Use:   "export",
		Short: "Write the graph as sorted N-Quads",
		Long: `export writes the ground state, catalogues and the curation: enough to rebuild all the rest.
With --derived it adds what follows from them. The lines are sorted by their
bytes, so that equal graphs are equal files.`,
		Example: `  claimgraph export > all.nq
  claimgraph export --derived -o all.nq
  claimgraph export --article articles/story.txt`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return e.run(cmd.Context()) },
	}
	cmd.Flags().StringVar(&e.format, "format", "nquads", "nquads")
	cmd.Flags().BoolVar(&e.derived, "derived", false, "the derived state too")
	cmd.Flags().StringVar(&e.article, "article", "", "only what was read from the article with this `id` (key or IRI)")
	cmd.Flags().StringVarP(&e.file, "output", "o", "", "`file` to write; it appears when it is complete")
	return cmd
}

type exporting struct {
	*app
	format  string
	derived bool
	article string
	file    string
}

func (e *exporting) run(ctx context.Context) (err error) {
	if e.format != "nquads" {
		return usageError{fmt.Errorf("--format %s: only nquads is written", e.format)}
	}
	db, err := e.openStore()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	snap, err := db.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	if e.file == "" {
		return e.write(ctx, snap, e.out)
	}
	return writeWhole(e.file, func(w io.Writer) error { return e.write(ctx, snap, w) })
}

func (e *exporting) write(ctx context.Context, snap quadstore.Snapshot, w io.Writer) error {
	quads := allQuads(ctx, snap)
	if e.article != "" {
		iri, err := loader.Find(snap, e.article)
		if err != nil {
			return fmt.Errorf("%s: %w", e.article, err)
		}
		quads = articleQuads(ctx, snap, iri)
	}
	if !e.derived {
		quads = groundQuads(snap, quads)
	}
	out := bufio.NewWriterSize(w, 1<<20)
	if err := writeSorted(out, snap, quads); err != nil {
		return err
	}
	return out.Flush()
}

// writeWhole writes a file that is there with all its content or not at all.
func writeWhole(path string, write func(io.Writer) error) (err error) {
	dir, done, err := beside(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	f, err := os.Create(filepath.Join(dir, "file"))
	if err != nil {
		return err
	}
	if err := write(f); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := errors.Join(f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
