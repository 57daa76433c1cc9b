package main

import (
	"context"
	"errors"
	"time"

	"claimgraph/loader"
	"claimgraph/loader/read"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

// loadedCatalog is what became of a catalogue.
type loadedCatalog struct {
	File     string `json:"file"`
	IRI      string `json:"iri"`
	Entries  int    `json:"entries"`  // read now; 0 where it was known before
	Articles int    `json:"articles"` // linked anew

	Replaced []string `json:"replaced,omitempty"` // what was loaded from the file before
}

// catalogMemory is what loading a catalogue may hold before it goes through the
// disk. Its terms are nearly all new and read once, so that more of it is of
// little use.
const catalogMemory = 128 << 20

// catalog loads a catalogue, in the place of what was loaded from its file
// before, and links the articles that are there. Bad entries cost themselves only.
func (l *loading) catalog(ctx context.Context, file string) {
	if l.fatal != nil {
		return
	}
	c, err := l.reader(ctx).Catalog(file)
	if err == nil {
		err = l.catalogEntries(ctx, c)
	}
	var bad *read.Error
	switch {
	case errors.As(err, &bad):
		l.fail(bad)
	case err != nil:
		l.fatal = err
	}
}

func (l *loading) catalogEntries(ctx context.Context, c *read.Catalog) error {
	bad := 0
	done := loadedCatalog{File: c.Name, IRI: string(c.IRI())}
	load := quadstore.Load{Key: done.IRI, Time: time.Now(), Name: c.Name}
	entries := c.Quads(&done.Entries)
	stats, err := l.db.BulkLoad(ctx, load, entries, quadstore.BulkOptions{
		Label:       quad.IRI(done.IRI),
		MemoryBytes: catalogMemory,
		OnError: func(err error) error {
			bad++
			return l.badQuad(err, bad)
		},
	})
	if err == nil && stats.Loaded && stats.Read == 0 {
		err = l.forget(ctx, done.IRI, &read.Error{Name: c.Name, Err: errNoEntry})
	}
	if err != nil {
		return err
	}
	store := newLoaderStore(l.db)
	done.Replaced, done.Articles, err = loader.Supersede(ctx, store, c.Name, done.IRI)
	if err == nil && len(done.Replaced) == 0 {
		done.Articles, err = loader.Relink(ctx, store)
	}
	if err == nil {
		l.summary.Catalogs = append(l.summary.Catalogs, done)
	}
	return err
}

var errNoEntry = errors.New("no entry in it")
