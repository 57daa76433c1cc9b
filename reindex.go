package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"claimgraph/kg"
	"claimgraph/quadstore"
	"claimgraph/rdf"

	"github.com/cayleygraph/quad"
	"github.com/spf13/cobra"
)

func (a *app) reindexCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "reindex",
		Short: "Build anew what follows from what was read",
		Long: `reindex builds the index of names anew, and the derived state: which entity each
name stands for, and the edges between them. Both follow from what was read and
decided, and are as they should be after every change: where reindex finds
something to mend, that was a defect. What was read is not touched: an export is
the same before and after. It needs as much free space as the store takes.`,
		Example: `  claimgraph reindex
  claimgraph reindex --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.reindex(cmd.Context()) },
	}
}

func (a *app) reindex(ctx context.Context) (err error) {
	db, err := a.openStore()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	wait := newWait(a.errors, "building anew")
	defer wait.finish()
	if err := db.(interface{ Reindex() error }).Reindex(); err != nil {
		return err
	}
	r := rederiving{app: a, db: db}
	if err := r.run(ctx); err != nil {
		return err
	}
	wait.finish()
	if a.asJSON {
		return writeJSON(a.out, map[string]int{"missing": r.missing, "superfluous": r.superfluous})
	}
	_, err = fmt.Fprintf(a.out, "%s: names built anew; of the derived state %s were missing and %d superfluous\n",
		a.storeName(), count(r.missing, "quad"), r.superfluous)
	return err
}

// rederiving mends the derived state. It is derived in a store of its own, from
// the ground state, and the two are compared as sorted lines: nothing is ever
// gone that is not superfluous, and an interrupted run is merely run again.
type rederiving struct {
	*app
	db                   quadstore.Engine
	missing, superfluous int
	batch                quadstore.Batch
}

const mendAtOnce = 20_000 // quads

func (r *rederiving) run(ctx context.Context) (err error) {
	snap, err := r.db.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	work, done, err := beside(r.workPlace())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	dir := filepath.Join(work, "store")
	if err := r.build(ctx, dir, values(snap, groundQuads(snap, allQuads(ctx, snap)))); err != nil {
		return err
	}
	right, err := quadstore.Open(dir, r.storeOptions())
	if err != nil {
		return err
	}
	defer closing(right, &err)
	rightSnap, err := right.Snapshot()
	if err != nil {
		return err
	}
	defer rightSnap.Close()
	return r.compare(ctx, snap, rightSnap, work)
}

// compare takes from the store what only it has, and gives it what only the
// other one has.
func (r *rederiving) compare(ctx context.Context, have, want quadstore.Snapshot, dir string) error {
	haveFile, wantFile := filepath.Join(dir, "have.nq"), filepath.Join(dir, "want.nq")
	for _, side := range []struct {
		snap quadstore.Snapshot
		file string
	}{{have, haveFile}, {want, wantFile}} {
		derived := derivedQuads(side.snap, allQuads(ctx, side.snap))
		if err := writeWhole(side.file, func(w io.Writer) error {
			out := bufio.NewWriterSize(w, 1<<20)
			return cmp.Or(writeSorted(out, side.snap, derived), out.Flush())
		}); err != nil {
			return err
		}
	}
	for d, err := range differences(haveFile, wantFile) {
		if err != nil {
			return err
		}
		if err := r.mend(ctx, d); err != nil {
			return err
		}
	}
	return r.db.Apply(ctx, r.batch)
}

func (r *rederiving) mend(ctx context.Context, d difference) error {
	for q, err := range rdf.ReadNQuads(bytes.NewReader(d.line)) {
		if err != nil {
			return err
		}
		if d.superfluous {
			r.superfluous++
			r.batch.Remove = append(r.batch.Remove, q)
		} else {
			r.missing++
			r.batch.Add = append(r.batch.Add, q)
		}
	}
	if len(r.batch.Add)+len(r.batch.Remove) < mendAtOnce {
		return nil
	}
	err := r.db.Apply(ctx, r.batch)
	r.batch = quadstore.Batch{}
	return err
}

// difference is a line that one of two files has.
type difference struct {
	line        []byte
	superfluous bool // it is in the first one
}

// differences walks the lines that one of two sorted files has and the other
// has not.
func differences(first, second string) iter.Seq2[difference, error] {
	return func(yield func(difference, error) bool) {
		var sides [2]sortedRun
		var lines [2]bool // a line is at hand
		for i, path := range []string{first, second} {
			f, err := os.Open(path)
			if err != nil {
				yield(difference{}, err)
				return
			}
			defer f.Close()
			sides[i].Reader = bufio.NewReader(f)
			if lines[i], err = sides[i].next(); err != nil {
				yield(difference{}, err)
				return
			}
		}
		for lines[0] || lines[1] {
			order := bytes.Compare(sides[0].line, sides[1].line)
			if !lines[0] {
				order = 1
			} else if !lines[1] {
				order = -1
			}
			if order != 0 && !yield(difference{sides[max(order, 0)].line, order < 0}, nil) {
				return
			}
			for i := range sides {
				if order == 0 || i == max(order, 0) {
					var err error
					if lines[i], err = sides[i].next(); err != nil {
						yield(difference{}, err)
						return
					}
				}
			}
		}
	}
}

// values are the quads that ids stand for.
func values(snap quadstore.Snapshot, quads ids) iter.Seq2[quad.Quad, error] {
	return func(yield func(quad.Quad, error) bool) {
		for batch, err := range batches(quads, termsAtOnce) {
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			terms, err := snap.Terms(batch)
			if err != nil {
				yield(quad.Quad{}, err)
				return
			}
			for ; len(terms) > 0; terms = terms[4:] {
				if !yield(quad.Quad{Subject: terms[0], Predicate: terms[1], Object: terms[2], Label: terms[3]}, nil) {
					return
				}
			}
		}
	}
}

// dropEdges removes the edges that claims label: an export with --derived has
// them, and they are derived anew.
func dropEdges(ctx context.Context, db quadstore.Engine) error {
	snap, err := db.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	known, err := idsOf(snap, kg.Type, kg.ClaimClass)
	if err != nil {
		return err
	}
	var claims []uint64
	scan(snap, [4]uint64{1: known[0], 2: known[1]}, func(q [4]uint64, e error) bool {
		claims = append(claims, q[0])
		err = e
		return e == nil
	})
	if err != nil {
		return err
	}
	var batch quadstore.Batch
	for q, err := range values(snap, snap.Expand(claims, 3, [4]uint64{})) {
		if err != nil {
			return err
		}
		if batch.Remove = append(batch.Remove, q); len(batch.Remove) == mendAtOnce {
			if err := db.Apply(ctx, batch); err != nil {
				return err
			}
			batch.Remove = nil
		}
	}
	return db.Apply(ctx, batch)
}

// workPlace is where files may be made beside the store: in a folder of temporary
// ones where the store is none.
func (a *app) workPlace() string {
	if isDatabase(a.data) {
		return filepath.Join(os.TempDir(), "claimgraph")
	}
	return a.data
}
