package quadstore

import (
	"context"
	"errors"
)

// Compact merges the whole store into as few tables as it takes: what was
// deleted leaves the disk, and reads find each key in one place. Others may
// read and write meanwhile.
func (db *DB) Compact(ctx context.Context) error {
	if db.readOnly {
		return ErrReadOnly
	}
	if !db.use() {
		return ErrClosed
	}
	err := db.pebble.Compact(ctx, []byte{0}, []byte{0xFF}, true)
	return errors.Join(classify(err), db.release())
}
