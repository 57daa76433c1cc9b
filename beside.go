package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// What must appear whole is made in a folder beside its place, and moved there
// when it is complete. A killed process leaves the folder behind; the next one
// that works there removes it. A lock in each folder, which goes with its
// process, tells which ones are still worked in.
//
// A folder is renamed before it is removed, under its lock: one that has just
// been made, and is not locked yet, is either found locked by its maker or gone,
// and then he makes another one.
const (
	besidePrefix = ".claimgraph-"
	besideGone   = ".gone"
	besideTries  = 5
)

// beside makes a folder beside path, for done to remove.
func beside(path string) (dir string, done func() error, err error) {
	parent := filepath.Dir(filepath.Clean(path))
	removeLeft(parent)
	for range besideTries {
		if dir, err = os.MkdirTemp(parent, besidePrefix+"*"); err != nil {
			break
		}
		held, locked := vfs.Default.Lock(filepath.Join(dir, lockFile))
		if locked == nil {
			return dir, func() error { return errors.Join(held.Close(), os.RemoveAll(dir)) }, nil
		}
		err = locked
	}
	return "", nil, fmt.Errorf("%s: cannot be written: %w", path, err)
}

// removeLeft removes the folders of processes that are gone. What cannot be
// removed harms nobody but the disk, and the next one tries again.
func removeLeft(parent string) {
	entries, err := os.ReadDir(parent)
	if err != nil {
		return
	}
	for _, entry := range entries {
		if entry.IsDir() && strings.HasPrefix(entry.Name(), besidePrefix) {
			removeUnlocked(filepath.Join(parent, entry.Name()))
		}
	}
}

func removeUnlocked(dir string) {
	held, err := vfs.Default.Lock(filepath.Join(dir, lockFile))
	if err != nil {
		return // somebody works in it
	}
	defer held.Close()
	gone := dir
	if !strings.HasSuffix(dir, besideGone) {
		gone += besideGone
	}
	if os.Rename(dir, gone) == nil {
		_ = os.RemoveAll(gone)
	}
}
