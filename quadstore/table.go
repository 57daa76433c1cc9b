package quadstore

import (
	"fmt"

	"github.com/cockroachdb/pebble/v2/objstorage/objstorageprovider"
	"github.com/cockroachdb/pebble/v2/sstable"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// tableBytes is the size at which a sorted table is ended and another begun.
const tableBytes = 64 << 20

// tables writes ascending keys into sorted tables that the store can take in.
// Each is on the disk (synced) when it is closed.
type tables struct {
	db    *DB
	name  string // path without number and ending
	paths []string
	out   *sstable.Writer
	n     int
	tell  func(n int) // how many more keys are written; nil for nobody
}

func (t *tables) set(key, value []byte) error {
	return t.put(func() error { return t.out.Set(key, value) })
}

// delete writes that a key goes.
func (t *tables) delete(key []byte) error {
	return t.put(func() error { return t.out.Delete(key) })
}

// deletePrefix writes that all keys go that begin with a prefix.
func (t *tables) deletePrefix(prefix []byte) error {
	return t.put(func() error { return t.out.DeleteRange(prefix, successor(prefix)) })
}

func (t *tables) put(write func() error) error {
	if t.out == nil {
		if err := t.begin(); err != nil {
			return err
		}
	}
	if err := write(); err != nil {
		return fmt.Errorf("%s: %w", t.name, classify(err))
	}
	if t.n++; t.n&0xFFF != 0 {
		return nil
	}
	if t.tell != nil {
		t.tell(0x1000)
	}
	if t.out.Raw().EstimatedSize() > tableBytes {
		return t.end()
	}
	return nil
}

func (t *tables) begin() error {
	path := fmt.Sprintf("%s-%d.sst", t.name, len(t.paths))
	file, err := t.db.fs.Create(path, vfs.WriteCategoryUnspecified)
	if err != nil {
		return fmt.Errorf("%s: %w", path, classify(err))
	}
	options := t.db.options.MakeWriterOptions(6, t.db.pebble.TableFormat())
	options.WritingToLowestLevel = false // deletions have something to hide there
	t.out = sstable.NewWriter(objstorageprovider.NewFileWritable(file), options)
	t.paths = append(t.paths, path)
	return nil
}

func (t *tables) end() error {
	if t.out == nil {
		return nil
	}
	err := t.out.Close()
	t.out = nil
	if err != nil {
		return fmt.Errorf("%s: %w", t.name, classify(err))
	}
	return nil
}
