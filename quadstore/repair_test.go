package quadstore

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/vfs"
)

func damaged(t *testing.T) *DB {
	t.Helper()
	db, err := Open("store", Options{FS: vfs.NewMem()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	var batch Batch
	for i := range 200 {
		batch.Add = append(batch.Add, quad.Quad{
			Subject: quad.IRI(fmt.Sprint("http://x/s", i%40)), Predicate: quad.IRI("http://www.w3.org/2000/01/rdf-schema#label"),
			Object: quad.String(fmt.Sprint("Name ", i)), Label: quad.IRI(fmt.Sprint("http://x/g", i%3)),
		})
	}
	long := string(bytes.Repeat([]byte("long "), 200)) // its key is a hash
	batch.Add = append(batch.Add, quad.Quad{Subject: quad.IRI("http://x/s1"), Predicate: quad.IRI("http://x/text"), Object: quad.String(long)})
	batch.Loads = []Load{{Key: "http://x/g0"}}
	if err := db.Apply(context.Background(), batch); err != nil {
		t.Fatal(err)
	}
	return db
}

// content is every key and value, but for the number of the last batch.
func content(t *testing.T, db *DB) (keys []string) {
	t.Helper()
	s, err := db.snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for it, err := range s.walk([]byte{0}, []byte{0xFF}) {
		if err != nil {
			t.Fatal(err)
		}
		if string(it.Key()) != keyVersion {
			keys = append(keys, fmt.Sprintf("%q=%q", it.Key(), it.Value()))
		}
	}
	return keys
}

func findings(t *testing.T, db *DB) (n int) {
	t.Helper()
	for f, err := range db.Check(context.Background()) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; f.Problem == "" {
			t.Error("a finding without words")
		}
	}
	return n
}

// Whatever single key of a space is lost, or has another value, Check finds it
// and Repair gives the very same store again: all is written twice.
func TestRepairGivesBack(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, space := range []byte{spaceSPOG, spacePOSG, spaceOSPG, spaceGPOS, spaceTerm, spaceID, spaceCount, spaceName, spaceWord} {
		for range 8 {
			db := damaged(t)
			before := content(t, db)
			key := someKey(t, db, space, r)
			change := func() error { return db.pebble.Delete(key, nil) }
			if r.IntN(2) == 0 && (space == spaceTerm || space == spaceCount) {
				change = func() error { return db.pebble.Set(key, appendID(nil, 7777), nil) }
			}
			if err := change(); err != nil {
				t.Fatal(err)
			}
			if findings(t, db) == 0 {
				t.Errorf("Check does not miss key %q", key)
			}
			if _, err := db.Repair(context.Background()); err != nil {
				t.Fatal(err)
			}
			if n := findings(t, db); n > 0 {
				t.Errorf("key %q: %d findings after the repair", key, n)
			}
			if after := content(t, db); !slices.Equal(before, after) {
				t.Errorf("key %q: the store is another one than before: %d keys, before %d", key, len(after), len(before))
			}
		}
	}
}

func someKey(t *testing.T, db *DB, space byte, r *rand.Rand) []byte {
	t.Helper()
	s, err := db.snapshot()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	var keys [][]byte
	for it, err := range s.walk([]byte{space}, []byte{space + 1}) {
		if err != nil {
			t.Fatal(err)
		}
		key := bytes.Clone(it.Key())
		if space == spaceID { // the term of a hashed key stands here alone
			if value := it.Value(); len(value) > maxTermKey && value[0] != kindIRI {
				continue
			}
		}
		keys = append(keys, key)
	}
	return keys[r.IntN(len(keys))]
}

// Where much is lost, what is left is sound: whole indexes, half the dictionary,
// keys that mean nothing, terms that nothing uses.
func TestRepairMakesSound(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for n := range 20 {
		db := damaged(t)
		w := db.pebble.NewBatch()
		for range 1 + r.IntN(60) {
			space := []byte{spaceSPOG, spacePOSG, spaceOSPG, spaceGPOS, spaceTerm, spaceID, spaceCount, spaceName}[r.IntN(8)]
			key := someKey(t, db, space, r)
			switch r.IntN(4) {
			case 0:
				_ = w.Delete(key, nil)
			case 1:
				_ = w.Set(key, []byte{0xFF}, nil)
			case 2:
				_ = w.Set(append(key, 1), nil, nil)
			case 3:
				_ = w.Set(idKey(nil, 5000+uint64(r.IntN(9))), []byte{kindIRI, 'x'}, nil)
			}
		}
		if n%5 == 0 {
			_ = w.DeleteRange([]byte{spaceSPOG}, []byte{spaceSPOG + 1}, nil)
		}
		if err := w.Commit(pebble.Sync); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Repair(context.Background()); err != nil {
			t.Fatal(err)
		}
		for f, err := range db.Check(context.Background()) {
			t.Errorf("damage %d: %s %v", n, f.Problem, err)
		}
		if s, err := db.Stats(); err != nil || s.Quads == 0 {
			t.Errorf("damage %d: %d quads left, %v", n, s.Quads, err)
		}
	}
}
