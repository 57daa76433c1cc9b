package quadstore

import "fmt"

// A log that cannot be written ends the process, for what it holds is not known then
// (doc.go). So a change is refused before, while there is room: then questions are
// answered, and changes are again when somebody has made some. A change that only
// takes away may use more of what is left, for it may be what makes the room. What
// others write to the disk at the same time can still fill it.
const (
	roomForAdding   = 16 << 20 // bytes that must be left
	roomForRemoving = 2 << 20
)

// room says whether the disk has room for a change of so many bytes: in the log, and
// in a table later.
func (db *DB) room(bytes int, adds bool) error {
	usage, err := db.fs.GetDiskUsage(db.dir)
	if err != nil {
		return nil // that is for the change to find out
	}
	need := uint64(roomForRemoving) + 2*uint64(bytes)
	if adds {
		need = roomForAdding + 2*uint64(bytes)
	}
	if usage.AvailBytes < need {
		return fmt.Errorf("nothing was changed: %w: %s has %d MB left, and this change needs %d", ErrFull, db.dir, usage.AvailBytes>>20, need>>20+1)
	}
	return nil
}
