package quadstore

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// Pebble takes the damaged end of its list of tables, the MANIFEST, for an edit
// that was never written whole, and goes on with the tables before it: a store
// that was cut there would lose changes without a word. So an orderly end seals
// the list: the file SEAL says how long it was and what its checksum was, one line:
//
//	MANIFEST-000012 4711 0badcafe 1badcafe
//
// name, bytes, CRC-32C of these bytes, CRC-32C of the line up to here. The list
// only grows, so a seal stays true when changes follow; when it is begun anew, under
// another name, the seal is of no use until the next orderly end. A seal that is
// damaged itself says nothing.
const (
	sealName     = "SEAL"
	manifestName = "MANIFEST-"
)

// seal writes the seal, unless the one that is there says the same.
func (db *DB) seal() error {
	names, err := db.fs.List(db.dir)
	if err != nil {
		return classify(err)
	}
	slices.Sort(names) // numbers have leading zeros
	name := ""
	for _, n := range names {
		if strings.HasPrefix(n, manifestName) && len(n) >= len(name) {
			name = n
		}
	}
	size, sum, err := db.sum(name, -1)
	if err != nil {
		return err
	}
	line := sealLine(name, size, sum)
	if said, err := db.readSeal(); err != nil || said == line {
		return err
	}
	return db.writeSeal(line)
}

func sealLine(name string, size int64, sum uint32) string {
	front := fmt.Sprintf("%s %d %08x", name, size, sum)
	return fmt.Sprintf("%s %08x\n", front, crc32.Checksum([]byte(front), castagnoli()))
}

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// writeSeal puts the seal in its place whole, and on the disk.
func (db *DB) writeSeal(line string) error {
	path := db.fs.PathJoin(db.dir, sealName)
	f, err := db.fs.Create(path+unfinished, vfs.WriteCategoryUnspecified)
	if err != nil {
		return classify(err)
	}
	_, err = io.WriteString(f, line)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = db.fs.Rename(path+unfinished, path)
	}
	if err != nil {
		return classify(err)
	}
	return db.syncFolderOf(path)
}

// checkSeal says whether the list of tables is, so far, what it was at the last
// orderly end.
func (db *DB) checkSeal() error {
	line, err := db.readSeal()
	if err != nil {
		return err
	}
	var name string
	var size int64
	var sum, own uint32
	if _, err := fmt.Sscanf(line, "%s %d %x %x\n", &name, &size, &sum, &own); err != nil || line != sealLine(name, size, sum) {
		return nil
	}
	found, have, err := db.sum(name, size)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && (found < size || have != sum) {
		err = fmt.Errorf("%w: %s is not what it was when the store was closed", ErrCorruption, name)
	}
	return err
}

// readSeal gives the seal's line; "" where there is none.
func (db *DB) readSeal() (string, error) {
	f, err := db.fs.Open(db.fs.PathJoin(db.dir, sealName))
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", classify(err)
	}
	defer f.Close()
	line, err := io.ReadAll(io.LimitReader(f, 256))
	return string(line), classify(err)
}

// sum reads the first bytes of a file, all where size is negative.
func (db *DB) sum(name string, size int64) (int64, uint32, error) {
	f, err := db.fs.Open(db.fs.PathJoin(db.dir, name), vfs.SequentialReadsOption)
	if err != nil {
		return 0, 0, classify(err)
	}
	defer f.Close()
	var in io.Reader = f
	if size >= 0 {
		in = io.LimitReader(f, size)
	}
	h := crc32.New(castagnoli())
	n, err := io.Copy(h, in)
	return n, h.Sum32(), classify(err)
}
