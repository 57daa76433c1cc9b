package quadstore

import (
	"archive/tar"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// A backup is the store of one moment, taken while others read and write: a
// folder that Open opens, or the same files in a tar stream. Tables never
// change once they are written, so a folder on the same file system shares
// them with the store (hard links) and is there at once; elsewhere, and in a
// stream, they are copied.
//
// A folder has another name, with unfinished at its end, until all of it is there
// and on the disk: half of one would open as an empty store. The next backup under
// that name removes what a killed process left.
//
// The stream's last entry is an empty file named backupEnd: one that was cut off
// lacks it.

const (
	backupDir = "backup" // within the store: what a stream is being made of
	backupEnd = "END"

	unfinished = ".unfinished"

	lockName = "LOCK" // Pebble's; a folder is known as a store by it
)

// ErrBackup: a stream that is no backup, or not a whole one.
var ErrBackup = errors.New("not a whole backup")

// Backup makes a backup in a folder that must not be there yet.
func (db *DB) Backup(dir string) error {
	if _, err := db.fs.Stat(dir); err == nil {
		return fmt.Errorf("%s: %w: %w", dir, ErrIO, os.ErrExist)
	}
	part := dir + unfinished
	return db.withFrozen(func(frozen string) error {
		err := errors.Join(db.fs.RemoveAll(part), db.fs.MkdirAll(part, 0o755))
		if err == nil {
			err = db.linkAll(frozen, part)
		}
		if err == nil {
			err = db.fs.Rename(part, dir)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", dir, errors.Join(classify(err), db.fs.RemoveAll(part)))
		}
		return db.syncFolderOf(dir)
	})
}

// syncFolderOf puts on the disk that dir is in its folder.
func (db *DB) syncFolderOf(dir string) error {
	folder, err := db.fs.OpenDir(db.fs.PathDir(dir))
	if err != nil {
		return classify(err)
	}
	return classify(errors.Join(folder.Sync(), folder.Close()))
}

// withFrozen shows the store of this moment as a folder, within the store's.
func (db *DB) withFrozen(use func(dir string) error) error {
	if !db.use() {
		return ErrClosed
	}
	within := db.fs.PathJoin(db.dir, backupDir)
	dir := db.fs.PathJoin(within, fmt.Sprint(db.loads.Add(1)))
	err := classify(db.fs.MkdirAll(within, 0o755))
	if err == nil {
		if err = db.freeze(dir); err == nil {
			err = use(dir)
		}
		err = errors.Join(err, classify(db.fs.RemoveAll(dir)))
	}
	return errors.Join(err, db.release())
}

// freeze makes the folder. Writers wait, not for the tables to be copied, which
// are linked, but for the copy of the log: it would tell of batches that follow a
// bulk load, which the log does not hold, and the tables not yet.
func (db *DB) freeze(dir string) error {
	if err := db.writable(); err != nil {
		return err
	}
	defer db.write.Unlock()
	if err := db.settle(); err != nil {
		return err
	}
	if err := db.pebble.Checkpoint(dir, pebble.WithFlushedWAL()); err != nil {
		return fmt.Errorf("%s: %w", dir, classify(err))
	}
	mark, err := db.fs.Create(db.fs.PathJoin(dir, lockName), vfs.WriteCategoryUnspecified)
	if err != nil {
		return classify(err)
	}
	return classify(errors.Join(mark.Sync(), mark.Close()))
}

// linkAll links the files of one folder into another, or copies them.
func (db *DB) linkAll(from, to string) error {
	names, err := db.fs.List(from)
	if err != nil {
		return err
	}
	synced := vfs.NewSyncingFS(db.fs, vfs.SyncingFileOptions{})
	for _, name := range names {
		if err := vfs.LinkOrCopy(synced, db.fs.PathJoin(from, name), db.fs.PathJoin(to, name)); err != nil {
			return err
		}
	}
	folder, err := db.fs.OpenDir(to)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// WriteBackup writes a backup as a tar stream.
func (db *DB) WriteBackup(ctx context.Context, w io.Writer) error {
	return db.withFrozen(func(frozen string) error { return db.writeFiles(ctx, frozen, w) })
}

func (db *DB) writeFiles(ctx context.Context, dir string, w io.Writer) error {
	names, err := db.fs.List(dir)
	if err != nil {
		return classify(err)
	}
	slices.Sort(names)
	out := tar.NewWriter(w)
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := db.addFile(out, dir, name); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := out.WriteHeader(&tar.Header{Name: backupEnd, Mode: 0o644}); err != nil {
		return err
	}
	return out.Close()
}

func (db *DB) addFile(out *tar.Writer, dir, name string) error {
	f, err := db.fs.Open(db.fs.PathJoin(dir, name))
	if err != nil {
		return classify(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return classify(err)
	}
	if err := out.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: info.Size()}); err != nil {
		return err
	}
	_, err = io.Copy(out, f)
	return err
}

// Unpack makes a folder, which must not be there yet, of a backup's stream. On
// an error it removes what it has made.
func Unpack(r io.Reader, dir string) error {
	if _, err := os.Lstat(dir); err == nil {
		return fmt.Errorf("%s: %w: %w", dir, ErrIO, os.ErrExist)
	}
	part := dir + unfinished
	err := classify(errors.Join(os.RemoveAll(part), os.Mkdir(part, 0o755)))
	if err == nil {
		err = unpack(r, part)
	}
	if err == nil {
		err = classify(os.Rename(part, dir))
	}
	if err != nil {
		return errors.Join(err, os.RemoveAll(part))
	}
	return syncFolder(filepath.Dir(dir))
}

func unpack(r io.Reader, dir string) error {
	in := tar.NewReader(r)
	for {
		h, err := in.Next()
		switch {
		case err != nil: // also io.EOF: the end was not there
			return fmt.Errorf("%w: %w", ErrBackup, err)
		case h.Name == backupEnd:
			return syncFolder(dir)
		case h.Typeflag != tar.TypeReg || h.Name != filepath.Base(h.Name) || h.Name == "." || h.Name == "..":
			return fmt.Errorf("%w: it has an entry %q", ErrBackup, h.Name)
		}
		if err := writeSynced(filepath.Join(dir, h.Name), in); err != nil {
			return fmt.Errorf("%s: %w", h.Name, err)
		}
	}
}

// CopyBackup copies a backup's folder, or that of a store that nobody has open.
func CopyBackup(from, dir string) (err error) {
	held, err := lock(from, vfs.Default)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, held.Close()) }()
	entries, err := os.ReadDir(from)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrIO, err)
	}
	if err := os.Mkdir(dir, 0o755); err != nil {
		return fmt.Errorf("%w: %w", ErrIO, err)
	}
	for _, entry := range entries {
		if !entry.Type().IsRegular() {
			continue
		}
		if err := copySynced(filepath.Join(from, entry.Name()), filepath.Join(dir, entry.Name())); err != nil {
			return errors.Join(err, os.RemoveAll(dir))
		}
	}
	return syncFolder(dir)
}

func copySynced(from, to string) error {
	f, err := os.Open(from)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrIO, err)
	}
	defer f.Close()
	return writeSynced(to, f)
}

func writeSynced(path string, r io.Reader) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrIO, err)
	}
	_, err = io.Copy(f, r)
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return errors.Join(fmt.Errorf("%w: %w", ErrBackup, err), f.Close())
	}
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return fmt.Errorf("%w: %w", ErrIO, err)
	}
	return nil
}

func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrIO, err)
	}
	return classify(errors.Join(f.Sync(), f.Close()))
}
