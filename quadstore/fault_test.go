package quadstore_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"claimgraph/quadstore"
	"claimgraph/quadstore/enginetest"

	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
)

// A disk that is full in the middle of a bulk load is an I/O error, wherever it
// happens; the store stays as it was, and the load works when there is room.
func TestBulkLoadOnFullDisk(t *testing.T) {
	for _, memory := range []int{0, 100_000} {
		var left atomic.Int64 // operations on the load's files that still work
		left.Store(1 << 40)
		full := errorfs.InjectorFunc(func(op errorfs.Op) error {
			if op.Kind.ReadOrWrite() == errorfs.OpIsWrite && strings.Contains(op.Path, "bulk") && left.Add(-1) < 0 {
				return syscall.ENOSPC
			}
			return nil
		})
		db := mustOpen(t, "store", quadstore.Options{FS: errorfs.Wrap(vfs.NewMem(), full)})
		model := enginetest.NewModel()
		applyBoth(t, db, model, 1)
		batch, failed := crashBatch(5), 0
		load := func() error {
			_, err := db.BulkLoad(context.Background(), batch.Loads[0], every(batch.Add), quadstore.BulkOptions{MemoryBytes: memory})
			return err
		}
		for after := int64(0); ; after += 7 {
			left.Store(after)
			err := load()
			left.Store(1 << 40)
			if err == nil {
				break
			}
			failed++
			if !errors.Is(err, quadstore.ErrIO) || !errors.Is(err, syscall.ENOSPC) {
				t.Fatalf("full after %d operations: %v, want ErrIO", after, err)
			}
			enginetest.Compare(t, db, model)
		}
		if failed < 3 {
			t.Errorf("only %d of the loads met the full disk", failed)
		}
		model.Apply(batch)
		enginetest.Compare(t, db, model)
	}
}

// A store whose log holds what no table holds yet, on a full disk: Open says
// so instead of trying without an end, and opens when there is room.
func TestOpenOnFullDisk(t *testing.T) {
	var full atomic.Bool
	memory := vfs.NewCrashableMem()
	db, model := mustOpen(t, "store", quadstore.Options{FS: memory}), enginetest.NewModel()
	applyBoth(t, db, model, 1)
	disk := errorfs.Wrap(memory.CrashClone(vfs.CrashCloneCfg{}), errorfs.InjectorFunc(func(op errorfs.Op) error {
		if full.Load() && op.Kind.ReadOrWrite() == errorfs.OpIsWrite && strings.HasSuffix(op.Path, ".sst") {
			return syscall.ENOSPC
		}
		return nil
	}))
	full.Store(true)
	told := 0
	db = mustOpen(t, "store", quadstore.Options{FS: disk, Fatal: func(err error) {
		if told++; !errors.Is(err, quadstore.ErrIO) || !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("%v, want ErrIO", err)
		}
		full.Store(false)
	}})
	if told == 0 {
		t.Error("the full disk was passed over")
	}
	enginetest.Compare(t, db, model)
}

// A disk that is full when a store is closed takes nothing away: Close does not
// wait for room, and what no table could hold is in the log.
func TestCloseOnFullDisk(t *testing.T) {
	var full atomic.Bool
	disk := errorfs.Wrap(vfs.NewMem(), errorfs.InjectorFunc(func(op errorfs.Op) error {
		if full.Load() && op.Kind.ReadOrWrite() == errorfs.OpIsWrite && strings.HasSuffix(op.Path, ".sst") {
			return syscall.ENOSPC
		}
		return nil
	}))
	db, model := mustOpen(t, "store", quadstore.Options{FS: disk}), enginetest.NewModel()
	applyBoth(t, db, model, 1)
	full.Store(true)
	if err := db.Close(); err != nil {
		t.Error(err)
	}
	full.Store(false)
	enginetest.Compare(t, mustOpen(t, "store", quadstore.Options{FS: disk}), model)
}
