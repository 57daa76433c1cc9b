package quadstore

import (
	"context"
	"errors"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// smallFS is a disk that says how much room it has.
type smallFS struct {
	vfs.FS
	left uint64
}

func (fs *smallFS) GetDiskUsage(string) (vfs.DiskUsage, error) {
	return vfs.DiskUsage{AvailBytes: fs.left}, nil
}

// Where there is too little room a change is refused before anything is written; what
// takes away goes on longer, and with room all goes on.
func TestRoom(t *testing.T) {
	disk := &smallFS{vfs.NewMem(), 1 << 30}
	db, err := Open("store", Options{FS: disk})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	add := func(name string) error {
		return db.Apply(context.Background(), Batch{Add: []quad.Quad{{Subject: quad.IRI(name), Predicate: quad.IRI("urn:x:p"), Object: quad.String(name), Label: quad.IRI("urn:x:g")}}})
	}
	purge := func() error { return db.Apply(context.Background(), Batch{Purge: []string{"urn:x:g"}}) }
	if err := add("urn:x:a"); err != nil {
		t.Fatal(err)
	}
	disk.left = roomForAdding / 2
	if err := add("urn:x:b"); !errors.Is(err, ErrFull) {
		t.Errorf("added with little room: %v", err)
	}
	if err := add("urn:x:a"); err != nil {
		t.Errorf("what changes nothing: %v", err)
	}
	if stats, err := db.Stats(); stats.Quads != 1 || err != nil {
		t.Errorf("%+v, %v", stats, err)
	}
	if err := purge(); err != nil {
		t.Errorf("removed with little room: %v", err)
	}
	disk.left = 1 << 30
	if err := add("urn:x:b"); err != nil {
		t.Errorf("with room again: %v", err)
	}
	disk.left = 0
	if err := purge(); !errors.Is(err, ErrFull) {
		t.Errorf("removed without room: %v", err)
	}
}
