package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"claimgraph/graph"
	"claimgraph/kg"
	"claimgraph/loader"
	"claimgraph/quadstore"

	"github.com/cayleygraph/quad"
)

var (
	errNoStore  = errors.New("no store there")
	errNoEntity = errors.New("no entity is called so")
	errNotStore = errors.New("a folder with other things in it, and no store")
)

// lockFile is in every store's folder from its first moment on.
const lockFile = "LOCK"

// createStore opens the store and makes it where there is none. It leaves
// folders alone that are full of something else.
func (a *app) createStore() (quadstore.Engine, error) {
	if isDatabase(a.data) {
		return a.openDatabase()
	}
	return a.createFolder()
}

func (a *app) createFolder() (*quadstore.DB, error) {
	inside, err := os.ReadDir(a.data)
	if err == nil && len(inside) > 0 && !a.storeExists() {
		return nil, fmt.Errorf("%s: %w", a.data, errNotStore)
	}
	return quadstore.Open(a.data, a.storeOptions())
}

func (a *app) storeOptions() quadstore.Options {
	return quadstore.Options{
		NamePredicates: kg.NamePredicates(), Sync: quadstore.Sync(a.sync), CacheBytes: int64(a.cache) << 20, Fatal: a.fatal, Logger: a.log,
	}
}

// fatal ends the process where the store cannot go on. What it has
// acknowledged is on the disk.
func (a *app) fatal(err error) {
	a.complain(err)
	os.Exit(exitFailed)
}

// openStore opens a store that must be there: to ask an empty one would hide
// a wrong --data.
func (a *app) openStore() (quadstore.Engine, error) {
	if isDatabase(a.data) {
		return a.openDatabase()
	}
	return a.openFolder()
}

// openToRead is openStore for who changes nothing: it works where the disk is full, or
// cannot be written to.
func (a *app) openToRead() (quadstore.Engine, error) {
	if isDatabase(a.data) {
		return a.openDatabase()
	}
	if !a.storeExists() {
		return nil, fmt.Errorf("%s: %w", a.data, errNoStore)
	}
	options := a.storeOptions()
	options.ReadOnly = true
	db, err := quadstore.Open(a.data, options)
	if errors.Is(err, quadstore.ErrOutdated) {
		return a.createFolder()
	}
	if err != nil {
		return nil, err
	}
	return db, nil
}

// openFolder is openStore for what only the embedded engine can do.
func (a *app) openFolder() (*quadstore.DB, error) {
	if isDatabase(a.data) {
		return nil, fmt.Errorf("%s: %w", a.storeName(), errNoFolder)
	}
	if !a.storeExists() {
		return nil, fmt.Errorf("%s: %w", a.data, errNoStore)
	}
	return a.createFolder()
}

func (a *app) storeExists() bool {
	_, err := os.Stat(filepath.Join(a.data, lockFile))
	return err == nil
}

// closing joins what closing the store says to a verb's error.
func closing(db quadstore.Engine, err *error) {
	*err = errors.Join(*err, db.Close())
}

// loaderStore is the store as the loader asks for it.
type loaderStore struct {
	engine  quadstore.Engine
	telling chan struct{} // has room for the one whose change is made and told of
}

func newLoaderStore(engine quadstore.Engine) loaderStore {
	return loaderStore{engine, make(chan struct{}, 1)}
}

func (s loaderStore) Snapshot() (kg.Store, error) { return s.engine.Snapshot() }

func (s loaderStore) Update(ctx context.Context, ahead []quad.Quad, decide func(kg.Store) (loader.Change, error)) error {
	return s.engine.Update(ctx, ahead, func(now quadstore.Snapshot) (quadstore.Batch, error) {
		c, err := decide(now)
		return quadstore.Batch(c), err
	})
}

// tellingStore is the store that tells of the claims that each change brings, before
// this process makes another one: all of it for the answer to who asked, and for
// listeners where no other process changes the store.
type tellingStore struct {
	loaderStore
	tell func(claims []string)
}

func (s tellingStore) Update(ctx context.Context, ahead []quad.Quad, decide func(kg.Store) (loader.Change, error)) error {
	select {
	case s.telling <- struct{}{}:
		defer func() { <-s.telling }()
	case <-ctx.Done():
		return ctx.Err()
	}
	var claims []string
	err := s.loaderStore.Update(ctx, ahead, func(now kg.Store) (c loader.Change, err error) {
		if c, err = decide(now); err == nil {
			claims, err = kg.AddedClaims(now, slices.Concat(ahead, c.Add))
		}
		return c, err
	})
	if err == nil {
		s.tell(claims)
	}
	return err
}

// graphStore is the store as the GraphQL face asks for it.
type graphStore struct{ engine quadstore.Engine }

func (s graphStore) Snapshot() (kg.Store, error) { return s.engine.Snapshot() }

// graphLoader is the loader as the GraphQL face asks for it.
type graphLoader struct {
	loader *loader.Loader
	store  loaderStore
	log    *slog.Logger
}

// Retract removes an article or a load; see graph.Loader.
func (g graphLoader) Retract(ctx context.Context, key string) (graph.Retracted, error) {
	gone, err := loader.Retract(ctx, g.store, key)
	switch {
	case errors.Is(err, loader.ErrUnknown):
		return graph.Retracted{}, graph.ErrUnknown
	case err != nil:
		return graph.Retracted{}, err
	case gone.Reading == nil:
		return graph.Retracted{IRI: gone.IRI}, nil
	}
	return graph.Retracted{IRI: gone.IRI, Article: true, Claims: len(gone.Reading.Claims)}, nil
}

// Curate stores what people decided; see graph.Loader.
func (g graphLoader) Curate(ctx context.Context, d kg.Decision) error {
	d.At = time.Now()
	return loader.Curate(ctx, g.store, d)
}

// Undo takes a decision back; see graph.Loader.
func (g graphLoader) Undo(ctx context.Context, decision quad.IRI) (*kg.Decision, error) {
	return loader.Undo(ctx, g.store, decision)
}
