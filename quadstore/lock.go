package quadstore

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"syscall"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// ownerFile names the process that holds the lock, for the message to the next one.
const ownerFile = "OWNER"

// hold takes the directory of a store. On a medium that nobody can write to there
// is nothing to hold for one who only reads.
func (db *DB) hold() error {
	held, err := lock(db.dir, db.fs)
	if db.readOnly && errors.Is(err, syscall.EROFS) {
		db.fs = unlockable{db.fs}
		held, err = lock(db.dir, db.fs)
	}
	db.lock = held
	return err
}

// unlockable is a file system that cannot be written to, so that a lock has no file.
type unlockable struct{ vfs.FS }

// Lock implements vfs.FS.
func (unlockable) Lock(string) (io.Closer, error) { return io.NopCloser(nil), nil }

// Unwrap implements vfs.FS.
func (u unlockable) Unwrap() vfs.FS { return u.FS }

// lock takes the directory for this process.
func lock(dir string, fs vfs.FS) (*pebble.Lock, error) {
	held, err := pebble.LockDirectory(dir, fs)
	if _, unopened := errors.AsType[*os.PathError](err); unopened { // nobody need hold it
		return nil, fmt.Errorf("%s: %w: %w", dir, ErrIO, err)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w by %s: stop it first, or talk to it (%w)", dir, ErrLocked, owner(dir, fs), err)
	}
	// The lock is what counts; without the note a second process merely hears less.
	_ = writeOwner(dir, fs)
	return held, nil
}

// owner says who holds the lock, as far as is known.
func owner(dir string, fs vfs.FS) string {
	f, err := fs.Open(fs.PathJoin(dir, ownerFile))
	if err != nil {
		return "another process"
	}
	defer f.Close()
	note, err := io.ReadAll(io.LimitReader(f, 64))
	if err != nil || len(note) == 0 {
		return "another process"
	}
	return "process " + strings.TrimSpace(string(note))
}

func writeOwner(dir string, fs vfs.FS) error {
	f, err := fs.Create(fs.PathJoin(dir, ownerFile), vfs.WriteCategoryUnspecified)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(f, "%d\n", os.Getpid()); err != nil {
		return fmt.Errorf("%w (%w)", err, f.Close())
	}
	return f.Close()
}
