package quadstore

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// ownerFile names the process that holds the lock, for the message to the next one.
const ownerFile = "OWNER"

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
