package quadstore_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"claimgraph/quadstore"
	"claimgraph/quadstore/enginetest"
)

// A backup holds the store of one moment, whoever writes meanwhile: a version
// with all its batches and nothing of a later one.
func TestBackupWhileWriting(t *testing.T) {
	dir := t.TempDir()
	db := mustOpen(t, filepath.Join(dir, "store"), quadstore.Options{Sync: quadstore.SyncNone})
	ctx, stop := context.WithCancel(context.Background())
	var writing sync.WaitGroup
	writing.Go(func() {
		for n := uint64(1); ctx.Err() == nil; n++ {
			if err := crashStep(db, n); err != nil {
				t.Error(err)
				return
			}
		}
	})
	var streams []bytes.Buffer
	for range 4 {
		var b bytes.Buffer
		if err := db.WriteBackup(context.Background(), &b); err != nil {
			t.Error(err)
		}
		streams = append(streams, b)
	}
	folder := filepath.Join(dir, "folder")
	if err := db.Backup(folder); err != nil {
		t.Error(err)
	}
	stop()
	writing.Wait()
	if err := db.Backup(folder); !errors.Is(err, os.ErrExist) {
		t.Errorf("over another backup: %v", err)
	}
	for i := range streams {
		to := filepath.Join(dir, "stream", string(rune('a'+i)))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := quadstore.Unpack(&streams[i], to); err != nil {
			t.Fatal(err)
		}
		compareBackup(t, to)
	}
	copied := filepath.Join(dir, "copied")
	if err := quadstore.CopyBackup(folder, copied); err != nil {
		t.Fatal(err)
	}
	compareBackup(t, folder)
	compareBackup(t, copied)
}

func compareBackup(t *testing.T, dir string) {
	t.Helper()
	db := mustOpen(t, dir, quadstore.Options{})
	version, err := currentVersion(db)
	if err != nil {
		t.Fatal(err)
	}
	model := enginetest.NewModel()
	for n := range version {
		model.Apply(crashBatch(n + 1))
	}
	enginetest.Compare(t, db, model)
}

// A stream that was cut anywhere is no backup, and leaves nothing behind.
func TestBackupCut(t *testing.T) {
	dir := t.TempDir()
	db := mustOpen(t, filepath.Join(dir, "store"), quadstore.Options{})
	applyBoth(t, db, enginetest.NewModel(), 1)
	var whole bytes.Buffer
	if err := db.WriteBackup(context.Background(), &whole); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(dir, "unpacked")
	end := bytes.LastIndex(whole.Bytes(), []byte("END\x00"))
	for size := 0; size <= end; size += 512 {
		if err := quadstore.Unpack(bytes.NewReader(whole.Bytes()[:size]), to); !errors.Is(err, quadstore.ErrBackup) {
			t.Errorf("%d of %d bytes: %v", size, whole.Len(), err)
		}
		if _, err := os.Stat(to); err == nil {
			t.Fatalf("%d of %d bytes: something is left", size, whole.Len())
		}
	}
	if err := quadstore.Unpack(&whole, to); err != nil {
		t.Error(err)
	}
}

var writeFormat = flag.Bool("write-format", false, "write testdata/format1.tar: for a new format, under its own name")

// Stores of every format that was ever released open, and hold what they held.
func TestOldFormats(t *testing.T) {
	const batches = 6
	name := filepath.Join("testdata", "format1.tar")
	if *writeFormat {
		writeOldFormat(t, name, batches)
	}
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	dir := filepath.Join(t.TempDir(), "store")
	if err := quadstore.Unpack(f, dir); err != nil {
		t.Fatal(err)
	}
	db := mustOpen(t, dir, quadstore.Options{})
	if version, err := currentVersion(db); version != batches || err != nil {
		t.Errorf("version %d, %v", version, err)
	}
	model := enginetest.NewModel()
	for n := range uint64(batches) {
		model.Apply(crashBatch(n + 1))
	}
	enginetest.Compare(t, db, model)
}

func writeOldFormat(t *testing.T, name string, batches uint64) {
	t.Helper()
	db := mustOpen(t, filepath.Join(t.TempDir(), "store"), quadstore.Options{})
	for n := range batches {
		if err := crashStep(db, n+1); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Compact(context.Background()); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := errors.Join(db.WriteBackup(context.Background(), &b), os.WriteFile(name, b.Bytes(), 0o644)); err != nil {
		t.Fatal(err)
	}
}
