package quadstore

import (
	"strings"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// logFS tells of a disk that refuses the store's log. Pebble cannot go on then:
// some of these errors it reports, at others it panics, with locks held, so that
// only a trace of the goroutines would be seen.
type logFS struct {
	vfs.FS
	dir     string // the store's; a backup's logs are files like others
	refused func(error)
}

const logEnding = ".log"

// Create implements vfs.FS.
func (fs *logFS) Create(name string, category vfs.DiskWriteCategory) (vfs.File, error) {
	file, err := fs.FS.Create(name, category)
	return fs.watched(name, file, err)
}

// ReuseForWrite implements vfs.FS.
func (fs *logFS) ReuseForWrite(oldname, newname string, category vfs.DiskWriteCategory) (vfs.File, error) {
	file, err := fs.FS.ReuseForWrite(oldname, newname, category)
	return fs.watched(newname, file, err)
}

// Unwrap implements vfs.FS.
func (fs *logFS) Unwrap() vfs.FS { return fs.FS }

func (fs *logFS) watched(name string, file vfs.File, err error) (vfs.File, error) {
	if !strings.HasSuffix(name, logEnding) || fs.PathDir(name) != fs.PathDir(fs.PathJoin(fs.dir, logEnding)) {
		return file, err
	}
	watched := logFile{file, fs.refused}
	if err != nil {
		return nil, watched.tell(err)
	}
	return watched, nil
}

type logFile struct {
	vfs.File
	refused func(error)
}

func (f logFile) tell(err error) error {
	if err != nil {
		f.refused(err)
	}
	return err
}

// Write implements vfs.File.
func (f logFile) Write(p []byte) (int, error) {
	n, err := f.File.Write(p)
	return n, f.tell(err)
}

// Sync implements vfs.File.
func (f logFile) Sync() error { return f.tell(f.File.Sync()) }

// SyncData implements vfs.File.
func (f logFile) SyncData() error { return f.tell(f.File.SyncData()) }

// SyncTo implements vfs.File.
func (f logFile) SyncTo(length int64) (bool, error) {
	full, err := f.File.SyncTo(length)
	return full, f.tell(err)
}
