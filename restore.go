package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"time"

	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/quadstore"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"
)

func (a *app) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "restore FOLDER|FILE|-",
		Short: "Make a store of a backup, or of an export",
		Long: `restore makes the store --data, which must not be there yet, of a backup (folder
or tar) or of what claimgraph export wrote (N-Quads, also gzipped). It checks all
of it, and the store appears when it is complete.

A database (--data postgres://…) must be empty, and takes exports only. What an
interrupted restore has left there, the next one replaces.

An export is enough: what follows from it is derived anew, and exporting again
gives the same bytes. It does not tell when which model read an article, so
loading that article reads it again.`,
		Example: `  claimgraph restore /backups/news.tar
  claimgraph restore --data copy.db yesterday.db
  claimgraph export | claimgraph restore --data copy.db -`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error { return a.restore(cmd.Context(), args[0]) },
	}
}

var (
	errOccupied  = errors.New("there is something already")
	errNotExport = errors.New("neither a backup nor N-Quads that claimgraph exported")
)

// restore makes the store beside its place, and moves it there when it is whole.
func (a *app) restore(ctx context.Context, from string) (err error) {
	if isDatabase(a.data) {
		return a.restoreDatabase(ctx, from)
	}
	if from != "-" {
		if _, err := os.Stat(from); err != nil {
			return err
		}
	}
	if inside, err := os.ReadDir(a.data); len(inside) > 0 || err != nil && !errors.Is(err, os.ErrNotExist) {
		return errors.Join(fmt.Errorf("%s: %w", a.data, errOccupied), err)
	}
	work, done, err := beside(a.data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	dir := filepath.Join(work, "store")
	if err := a.restoreTo(ctx, dir, from); err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	wait := newWait(a.errors, "checking")
	quads, err := a.restored(ctx, dir)
	wait.finish()
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	if err := os.Remove(a.data); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := os.Rename(dir, a.data); err != nil {
		return err
	}
	return a.printRestored(quads)
}

func (a *app) printRestored(quads int) error {
	if a.asJSON {
		return writeJSON(a.out, map[string]any{"data": a.storeName(), "quads": quads})
	}
	_, err := fmt.Fprintf(a.out, "%s: %s, no problems\n", a.storeName(), count(quads, "quad"))
	return err
}

func (a *app) restoreTo(ctx context.Context, dir, from string) error {
	if from == "-" {
		return a.restoreStream(ctx, dir, a.in)
	}
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return quadstore.CopyBackup(from, dir)
	}
	f, err := os.Open(from)
	if err != nil {
		return err
	}
	defer f.Close()
	read := newBar(a.errors, "restoring", info.Size())
	defer read.finish()
	return a.restoreStream(ctx, dir, read.reader(f))
}

// restoreStream tells a tar from N-Quads by its mark, and decompresses.
func (a *app) restoreStream(ctx context.Context, dir string, r io.Reader) error {
	const tarMark, tarMarkAt = "ustar", 257
	in := bufio.NewReaderSize(r, 1<<20)
	head, _ := in.Peek(512) // what cannot be read now fails later
	if bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		plain, err := gzip.NewReader(in)
		if err != nil {
			return err
		}
		return a.restoreStream(ctx, dir, plain)
	}
	if len(head) > tarMarkAt && bytes.HasPrefix(head[tarMarkAt:], []byte(tarMark)) {
		return quadstore.Unpack(in, dir)
	}
	return a.build(ctx, dir, exported(in))
}

// exported are the statements of an export but for derived ones, and an error
// where it is no export.
func exported(r io.Reader) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		n := 0
		for q, err := range rdf.ReadNQuads(r) {
			if err != nil {
				yield(q, fmt.Errorf("%w: %w", errNotExport, err))
				return
			}
			if n++; q.Label == nil {
				yield(q, fmt.Errorf("%w: statement %d has no graph; load reads such files", errNotExport, n))
				return
			}
			if q.Label != kg.Identity && !yield(q, nil) {
				return
			}
		}
	}
}

// build makes a store of ground state and curation.
func (a *app) build(ctx context.Context, dir string, ground iter.Seq2[quad.Quad, error]) (err error) {
	options := a.storeOptions()
	options.Sync = quadstore.SyncNone // nobody has it before it is whole; Close syncs
	db, err := quadstore.Open(dir, options)
	if err != nil {
		return err
	}
	defer closing(db, &err)
	return buildIn(ctx, db, ground)
}

const working = "urn:claimgraph:restore" // an entry of the log, until the end

// buildIn fills an empty store with ground state and curation, and derives the rest.
func buildIn(ctx context.Context, db quadstore.Engine, ground iter.Seq2[quad.Quad, error]) error {
	if _, err := db.BulkLoad(ctx, quadstore.Load{Key: working}, ground, quadstore.BulkOptions{}); err != nil {
		return err
	}
	if err := dropEdges(ctx, db); err != nil {
		return err
	}
	if err := loader.Derive(ctx, newLoaderStore(db), time.Now()); err != nil {
		return err
	}
	return db.Apply(ctx, quadstore.Batch{Unload: []string{working}})
}

// restored checks a store and counts its quads.
func (a *app) restored(ctx context.Context, dir string) (quads int, err error) {
	db, err := quadstore.Open(dir, a.storeOptions())
	if err != nil {
		return 0, err
	}
	defer closing(db, &err)
	return wholeStore(ctx, db)
}

func wholeStore(ctx context.Context, db quadstore.Engine) (quads int, err error) {
	for finding, err := range db.Check(ctx) {
		if err != nil {
			return 0, err
		}
		return 0, fmt.Errorf("%w: %s", quadstore.ErrCorruption, finding.Problem)
	}
	stats, err := db.Stats()
	return stats.Quads, err
}
