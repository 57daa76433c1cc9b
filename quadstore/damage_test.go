package quadstore_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"claimgraph/quadstore"
	"claimgraph/quadstore/enginetest"

	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/cockroachdb/pebble/v2/vfs/errorfs"
)

// What a disk does to a store: it gives back errors, other bytes, or less than
// was written. Whatever it does, the store says so or answers what it should.

// unlike is how a store differs from a model: the error that a question met, or
// a difference, which is none of the two kinds.
func unlike(db *quadstore.DB, model *enginetest.Model) (err error) {
	defer func() {
		switch said := recover().(type) {
		case nil:
		case difference:
			err = said.error
		default:
			panic(said)
		}
	}()
	enginetest.Compare(catcher{}, db, model)
	return nil
}

// catcher is a test that ends by panicking with a difference.
type catcher struct{}

type difference struct{ error }

func (catcher) Helper() {}

func (catcher) Fatalf(format string, args ...any) {
	said := fmt.Errorf(format, args...)
	for _, a := range args {
		if cause, ok := a.(error); ok {
			said = cause
		}
	}
	panic(difference{said})
}

// modelAt is what the first batches make.
func modelAt(version uint64) *enginetest.Model {
	model := enginetest.NewModel()
	for n := range version {
		model.Apply(crashBatch(n + 1))
	}
	return model
}

// A disk that cannot be read is an I/O error in whatever question meets it, and
// no short answer.
func TestUnreadable(t *testing.T) {
	dir := t.TempDir()
	fill(t, dir, 6)
	model, met := modelAt(6), 0
	for after := 0; ; after++ {
		left, armed := after, false
		disk := errorfs.Wrap(vfs.Default, errorfs.InjectorFunc(func(op errorfs.Op) error {
			if armed && op.Kind.ReadOrWrite() == errorfs.OpIsRead && path.Ext(op.Path) == ".sst" {
				if left--; left < 0 {
					return syscall.EIO
				}
			}
			return nil
		}))
		db, err := quadstore.Open(dir, quadstore.Options{FS: disk, ReadOnly: true, CacheBytes: 64 << 10})
		if err != nil {
			t.Fatal(err)
		}
		armed = true
		err = unlike(db, model)
		armed = false
		if closed := db.Close(); closed != nil && !errors.Is(closed, quadstore.ErrIO) {
			t.Errorf("closing: %v", closed)
		}
		if err == nil {
			break
		}
		if met++; !errors.Is(err, quadstore.ErrIO) || !errors.Is(err, syscall.EIO) || errors.Is(err, quadstore.ErrCorruption) {
			t.Fatalf("unreadable after %d reads: %v, want ErrIO", after, err)
		}
		after += after / 8
	}
	if met < 3 {
		t.Errorf("only %d stores could not be read", met)
	}
}

// fill makes a store of so many batches, with tables and a log.
func fill(t *testing.T, dir string, batches uint64) {
	t.Helper()
	db, err := quadstore.Open(dir, quadstore.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for n := range batches {
		err = errors.Join(err, crashStep(db, n+1))
		if n == batches/2 {
			err = errors.Join(err, db.Compact(t.Context()))
		}
	}
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
}

// A log that the disk refuses ends the process, with an I/O error; what was
// acknowledged before is there when the store is opened again.
func TestLogRefused(t *testing.T) {
	for _, kind := range []errorfs.OpKind{errorfs.OpFileWrite, errorfs.OpFileSync, errorfs.OpFileSyncData} {
		memory, refuse := vfs.NewCrashableMem(), make(chan struct{})
		disk := errorfs.Wrap(memory, errorfs.InjectorFunc(func(op errorfs.Op) error {
			select {
			case <-refuse:
				if op.Kind == kind && path.Ext(op.Path) == ".log" {
					return syscall.ENOSPC
				}
			default:
			}
			return nil
		}))
		ended := make(chan error, 1)
		db, err := quadstore.Open("store", quadstore.Options{FS: disk, Fatal: func(err error) {
			select {
			case ended <- err:
			default:
			}
			select {} // as a process that ends does not go on
		}})
		if err != nil {
			t.Fatal(err)
		}
		if err := crashStep(db, 1); err != nil {
			t.Fatal(err)
		}
		close(refuse)
		acknowledged := make(chan error, 1)
		go func() { acknowledged <- crashStep(db, 2) }()
		select {
		case err := <-ended:
			if !errors.Is(err, quadstore.ErrIO) || !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("the process ends with %v, want ErrIO", err)
			}
		case err := <-acknowledged:
			if err == nil && kind != errorfs.OpFileSync { // the log is synced by its data alone
				t.Errorf("%v: a batch is acknowledged that the log has not taken", kind)
			}
			continue
		case <-time.After(20 * time.Second):
			t.Fatal("neither an end nor an answer")
		}
		compareVersion(t, memory.CrashClone(vfs.CrashCloneCfg{}), 1, 2)
	}
}

// compareVersion opens a store that must have at least some and at most other
// batches, and those whole.
func compareVersion(t *testing.T, disk vfs.FS, least, most uint64) {
	t.Helper()
	db := mustOpen(t, "store", quadstore.Options{FS: disk})
	found, err := currentVersion(db)
	if err != nil || found < least || found > most {
		t.Fatalf("the store is at batch %d (%v), want %d to %d", found, err, least, most)
	}
	enginetest.Compare(t, db, modelAt(found))
}

// Of what was not synced, a loss of power keeps any blocks and loses others. The
// store is one of those that were, whatever is kept, and at least what was promised.
func TestTornWrites(t *testing.T) {
	const batches = 12
	for seed := range uint64(12) {
		r := rand.New(rand.NewPCG(seed, 7))
		promised, sync := uint64(0), quadstore.SyncNone
		if seed%3 == 0 {
			promised, sync = batches, quadstore.SyncAlways
		}
		memory := vfs.NewCrashableMem()
		db := mustOpen(t, "store", quadstore.Options{FS: memory, Sync: sync})
		for n := range uint64(batches) {
			if err := crashStep(db, n+1); err != nil {
				t.Fatal(err)
			}
		}
		torn := memory.CrashClone(vfs.CrashCloneCfg{UnsyncedDataPercent: 20 + r.IntN(80), RNG: r})
		compareVersion(t, torn, promised, batches)
	}
}

// Files of a store that was closed, with a byte turned round, or cut: the store
// says that it is corrupt, or is whole after all, as where a log holds nothing any
// more. (Where a killed process left a log, damage at its end looks like a batch
// that was not written whole: TestTornWrites.)
func TestDamagedFiles(t *testing.T) {
	whole := t.TempDir()
	fill(t, whole, 6)
	model, r := modelAt(6), rand.New(rand.NewPCG(8, 9))
	names, err := filepath.Glob(filepath.Join(whole, "*"))
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	for _, name := range names {
		size := sizeOf(t, name)
		for n := 0; n < 4 && size > 0; n++ {
			for what, damage := range map[string]func(*os.File) error{
				"turned": func(f *os.File) error { return turn(f, r.Int64N(size)) },
				"cut":    func(f *os.File) error { return f.Truncate(r.Int64N(size)) },
			} {
				err := openDamaged(t, whole, filepath.Base(name), damage, model)
				if err != nil && !errors.Is(err, quadstore.ErrCorruption) && !strings.Contains(err.Error(), "cannot be read") {
					t.Errorf("%s, %s: %v, want ErrCorruption", filepath.Base(name), what, err)
				}
				if err != nil {
					found[filepath.Ext(name)]++
				}
			}
		}
	}
	if found[".sst"] < 6 || found[""] < 6 { // the list of tables has no ending
		t.Errorf("damage was found in %v", found)
	}
}

// A store without one of its files, as a copy leaves it that passes over empty
// ones, is whole or says that it is not. It is never an empty store.
func TestLostFiles(t *testing.T) {
	whole := t.TempDir()
	fill(t, whole, 6)
	model := modelAt(6)
	names, err := filepath.Glob(filepath.Join(whole, "*"))
	if err != nil {
		t.Fatal(err)
	}
	said := 0
	for _, name := range names {
		if info, err := os.Stat(name); err != nil || info.IsDir() {
			continue
		}
		err := openDamaged(t, whole, filepath.Base(name), func(f *os.File) error { return os.Remove(f.Name()) }, model)
		if err != nil && !errors.Is(err, quadstore.ErrCorruption) {
			t.Errorf("without %s: %v, want ErrCorruption", filepath.Base(name), err)
		}
		if err != nil {
			said++
		}
	}
	if said < 4 { // the list, two markers, at least one table
		t.Errorf("%d lost files were missed", said)
	}
}

// sizeOf is 0 for a folder.
func sizeOf(t *testing.T, name string) int64 {
	t.Helper()
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if info.IsDir() {
		return 0
	}
	return info.Size()
}

func turn(f *os.File, at int64) error {
	var b [1]byte
	if _, err := f.ReadAt(b[:], at); err != nil && err != io.EOF {
		return err
	}
	b[0] ^= 0xFF
	_, err := f.WriteAt(b[:], at)
	return err
}

// openDamaged damages a file of a copy and gives what is said about it.
func openDamaged(t *testing.T, whole, name string, damage func(*os.File) error, model *enginetest.Model) error {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "store")
	if err := quadstore.CopyBackup(whole, dir); err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(filepath.Join(dir, name), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(damage(f), f.Close()); err != nil {
		t.Fatal(err)
	}
	db, err := quadstore.Open(dir, quadstore.Options{})
	if err != nil {
		return err
	}
	defer db.Close()
	return unlike(db, model)
}
