package quadstore_test

import (
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"claimgraph/quadstore"
)

// Tables with bytes turned round, anywhere: what can be read is found, what cannot is
// named and cut out, and from what stands elsewhere the store is made sound. It is
// the store that it was, or says of which graphs quads are lost.
func TestSalvage(t *testing.T) {
	whole := t.TempDir()
	fill(t, whole, 6)
	model, r := modelAt(6), rand.New(rand.NewPCG(3, 14))
	names, err := filepath.Glob(filepath.Join(whole, "*.sst"))
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	damages, same, lossy := 0, 0, 0
	for _, name := range names {
		size := sizeOf(t, name)
		for range 6 {
			dir := filepath.Join(t.TempDir(), "store")
			if err := quadstore.CopyBackup(whole, dir); err != nil {
				t.Fatal(err)
			}
			f, err := os.OpenFile(filepath.Join(dir, filepath.Base(name)), os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			at := r.Int64N(size)
			if err := errors.Join(turn(f, at), f.Close()); err != nil {
				t.Fatal(err)
			}
			found, err := quadstore.Salvage(t.Context(), dir, quadstore.Options{})
			if err != nil {
				t.Errorf("%s, byte %d of %d: %v", filepath.Base(name), at, size, err)
				continue
			}
			if len(found) == 0 {
				continue // that byte is never read
			}
			damages++
			db := mustOpen(t, dir, quadstore.Options{})
			lost, err := db.Repair(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for f, err := range db.Check(t.Context()) {
				t.Errorf("%s, byte %d of %d: %s %v", filepath.Base(name), at, size, f.Problem, err)
			}
			switch differs := unlike(db, model); {
			case len(lost) > 0, strings.Contains(found[0].Problem, "the beginning to the end"):
				lossy++
			case differs != nil && strings.HasPrefix(differs.Error(), "load log"):
				lossy++ // what is loaded again is read again
			case differs != nil:
				t.Errorf("%s, byte %d of %d: %v (%v)", filepath.Base(name), at, size, differs, found)
			default:
				same++
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Logf("%d tables: %d damages, %d mended wholly, %d with losses that are named", len(names), damages, same, lossy)
	if same == 0 {
		t.Error("nothing was mended")
	}
}
