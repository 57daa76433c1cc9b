package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"os"

	"claimgraph/quadstore"
)

// restoreDatabase makes the store in a database of an export. The load log says that
// a restore is under way, so that one that was interrupted is told from a store.
func (a *app) restoreDatabase(ctx context.Context, from string) (err error) {
	db, err := a.openDatabase()
	if err != nil {
		return err
	}
	defer closing(db, &err)
	if err := a.emptied(ctx, db); err != nil {
		return err
	}
	in, done, err := a.exportFile(from)
	if err != nil {
		return err
	}
	defer done()
	if err := buildIn(ctx, db, exported(in)); err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	quads, err := wholeStore(ctx, db)
	if err != nil {
		return fmt.Errorf("%s: %w", from, err)
	}
	return a.printRestored(quads)
}

// emptied says whether the store is empty, or is so now: what an interrupted restore
// has left is removed.
func (a *app) emptied(ctx context.Context, db quadstore.Engine) error {
	snap, err := db.Snapshot()
	if err != nil {
		return err
	}
	defer snap.Close()
	quads, _, err := snap.Count([4]uint64{})
	if err != nil {
		return err
	}
	_, interrupted, err := snap.Loaded(working)
	switch {
	case err != nil:
		return err
	case !interrupted && quads > 0:
		return fmt.Errorf("%s: %w", a.storeName(), errOccupied)
	}
	var batch quadstore.Batch
	for load, err := range snap.Loads() {
		if err != nil {
			return err
		}
		batch.Unload = append(batch.Unload, load.Key)
	}
	for q, err := range values(snap, allQuads(ctx, snap)) {
		if err != nil {
			return err
		}
		if batch.Remove = append(batch.Remove, q); len(batch.Remove) == mendAtOnce {
			if err := db.Apply(ctx, quadstore.Batch{Remove: batch.Remove}); err != nil {
				return err
			}
			batch.Remove = nil
		}
	}
	return db.Apply(ctx, batch)
}

// exportFile opens what claimgraph export wrote, also gzipped.
func (a *app) exportFile(from string) (in io.Reader, done func(), err error) {
	file := io.Reader(a.in)
	done = func() {}
	if from != "-" {
		opened, err := os.Open(from)
		if err != nil {
			return nil, done, err
		}
		file, done = opened, func() { opened.Close() }
	}
	buffered := bufio.NewReaderSize(file, 1<<20)
	if head, _ := buffered.Peek(2); !bytes.Equal(head, []byte{0x1f, 0x8b}) {
		return buffered, done, nil
	}
	plain, err := gzip.NewReader(buffered)
	return plain, done, err
}
