package quadstore_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"claimgraph/quadstore"
	"claimgraph/quadstore/enginetest"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
)

func mustOpen(t *testing.T, dir string, options quadstore.Options) *quadstore.DB {
	t.Helper()
	db, err := quadstore.Open(dir, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// A second writer is told who the first one is.
func TestLocked(t *testing.T) {
	dir := t.TempDir()
	db := mustOpen(t, dir, quadstore.Options{})
	_, err := quadstore.Open(dir, quadstore.Options{})
	if !errors.Is(err, quadstore.ErrLocked) || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid())) {
		t.Errorf("second open: %v, want ErrLocked with the pid %d", err, os.Getpid())
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, dir, quadstore.Options{})
}

// A folder that may not be written is not said to be somebody's.
func TestForbidden(t *testing.T) {
	dir := t.TempDir()
	mustOpen(t, dir, quadstore.Options{})
	forbidden := errorfs.Wrap(vfs.Default, errorfs.InjectorFunc(func(op errorfs.Op) error {
		if strings.HasSuffix(op.Path, "LOCK") {
			return &os.PathError{Op: "open", Path: op.Path, Err: os.ErrPermission}
		}
		return nil
	}))
	_, err := quadstore.Open(dir, quadstore.Options{FS: forbidden})
	if errors.Is(err, quadstore.ErrLocked) || !errors.Is(err, os.ErrPermission) {
		t.Errorf("%v, want a permission that is missing", err)
	}
}

func TestReadOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	if _, err := quadstore.Open(dir, quadstore.Options{ReadOnly: true}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a store that is not there: %v", err)
	}
	db := mustOpen(t, dir, quadstore.Options{})
	model := enginetest.NewModel()
	applyBoth(t, db, model, 1)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = mustOpen(t, dir, quadstore.Options{ReadOnly: true})
	enginetest.Compare(t, db, model)
	if err := db.Apply(context.Background(), quadstore.Batch{}); !errors.Is(err, quadstore.ErrReadOnly) {
		t.Errorf("apply: %v, want ErrReadOnly", err)
	}
}

func applyBoth(t *testing.T, db *quadstore.DB, model *enginetest.Model, n uint64) {
	t.Helper()
	batch := crashBatch(n)
	if err := db.Apply(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	model.Apply(batch)
}

// What each way of syncing promises to survive: always everything, the others
// what was closed.
func TestSync(t *testing.T) {
	for _, sync := range []quadstore.Sync{quadstore.SyncAlways, quadstore.SyncBatch, quadstore.SyncNone} {
		fs, model := vfs.NewCrashableMem(), enginetest.NewModel()
		db := mustOpen(t, "store", quadstore.Options{FS: fs, Sync: sync})
		applyBoth(t, db, model, 1)
		if sync != quadstore.SyncAlways {
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
		lost := fs.CrashClone(vfs.CrashCloneCfg{}) // everything that was not synced is gone
		enginetest.Compare(t, mustOpen(t, "store", quadstore.Options{FS: lost}), model)
	}
}

// A bulk load is on the disk when it returns, whatever the way of syncing.
func TestBulkLoadIsSynced(t *testing.T) {
	fs, model := vfs.NewCrashableMem(), enginetest.NewModel()
	db := mustOpen(t, "store", quadstore.Options{FS: fs, Sync: quadstore.SyncNone})
	batch := crashBatch(5)
	if _, err := db.BulkLoad(context.Background(), batch.Loads[0], every(batch.Add), quadstore.BulkOptions{}); err != nil {
		t.Fatal(err)
	}
	model.Apply(batch)
	lost := fs.CrashClone(vfs.CrashCloneCfg{})
	enginetest.Compare(t, mustOpen(t, "store", quadstore.Options{FS: lost}), model)
}

// Other name predicates than before make a new index of names.
func TestNamePredicates(t *testing.T) {
	dir := t.TempDir()
	for i, predicates := range [][]quad.IRI{nil, {"urn:x:called"}, nil} {
		db := mustOpen(t, dir, quadstore.Options{NamePredicates: predicates})
		if i == 0 {
			err := db.Apply(context.Background(), quadstore.Batch{Add: []quad.Quad{
				{Subject: quad.IRI("urn:x:a"), Predicate: enginetest.NamePredicate, Object: quad.String("Anna")},
				{Subject: quad.IRI("urn:x:b"), Predicate: quad.IRI("urn:x:called"), Object: quad.String("Anna")},
			}})
			if err != nil {
				t.Fatal(err)
			}
		}
		snap, err := db.Snapshot()
		if err != nil {
			t.Fatal(err)
		}
		hits, err := snap.Names(t.Context(), "anna", 10)
		if err != nil || len(hits) != 1 {
			t.Fatalf("names: %v, %v", hits, err)
		}
		found, err := snap.Terms([]uint64{hits[0].ID})
		if want := []quad.IRI{"urn:x:a", "urn:x:b", "urn:x:a"}[i]; err != nil || found[0] != quad.Value(want) {
			t.Errorf("names by %v: %v, want %v", predicates, found, want)
		}
		if err := errors.Join(snap.Close(), db.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

// A table with other bytes than were written is corruption, not an empty answer.
func TestCorruption(t *testing.T) {
	dir := t.TempDir()
	db := mustOpen(t, dir, quadstore.Options{})
	batch := crashBatch(5)
	if _, err := db.BulkLoad(context.Background(), batch.Loads[0], every(batch.Add), quadstore.BulkOptions{}); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	tables, err := filepath.Glob(filepath.Join(dir, "*.sst"))
	if err != nil || len(tables) == 0 {
		t.Fatalf("no tables: %v", err)
	}
	for _, table := range tables {
		damage(t, table)
	}
	db, err = quadstore.Open(dir, quadstore.Options{})
	if err == nil {
		defer db.Close()
		for _, err = range db.Check(context.Background()) {
			if err != nil {
				break
			}
		}
	}
	if !errors.Is(err, quadstore.ErrCorruption) {
		t.Errorf("a damaged store: %v, want ErrCorruption", err)
	}
}

// damage turns the bits of the first bytes of a file around.
func damage(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range min(64, len(text)) {
		text[i] ^= 0xFF
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
}

// A process that is killed while it makes a store leaves one that can be opened; who
// only reads hears that it must be opened for writing first, or can read it.
func TestMakingCutOff(t *testing.T) {
	var one sync.Mutex
	var killed []*vfs.MemFS // before each step of the making
	memory := vfs.NewCrashableMem()
	disk := errorfs.Wrap(memory, errorfs.InjectorFunc(func(op errorfs.Op) error {
		if op.Kind.ReadOrWrite() == errorfs.OpIsWrite {
			one.Lock()
			defer one.Unlock()
			killed = append(killed, memory.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: 100, RNG: rand.New(rand.NewPCG(1, 1))}))
		}
		return nil
	}))
	made, err := quadstore.Open("store", quadstore.Options{FS: disk})
	if err != nil {
		t.Fatal(err)
	}
	one.Lock()
	left, unmade := slices.Clone(killed), 0
	one.Unlock()
	if err := made.Close(); err != nil {
		t.Fatal(err)
	}
	for step, left := range left {
		if _, err := left.Stat("store/LOCK"); err != nil {
			continue
		}
		db, err := quadstore.Open("store", quadstore.Options{FS: left, ReadOnly: true})
		switch {
		case err == nil:
			enginetest.Compare(t, db, enginetest.NewModel())
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		case errors.Is(err, quadstore.ErrOutdated):
			unmade++
		default:
			t.Errorf("step %d: %v, want ErrOutdated", step, err)
		}
		enginetest.Compare(t, mustOpen(t, "store", quadstore.Options{FS: left}), enginetest.NewModel())
	}
	if unmade < 3 {
		t.Errorf("only %d unfinished stores were met", unmade)
	}
}
