package quadstore

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/cayleygraph/quad"
	"github.com/cockroachdb/pebble/v2/vfs"
)

// warmed is a store in memory with two subjects, and a snapshot of it.
func warmed(t *testing.T, options Options) (*DB, *snapshot) {
	t.Helper()
	options.FS = vfs.NewMem()
	db, err := Open("store", options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	var batch Batch
	for n := range 100 {
		batch.Add = append(batch.Add, quad.Quad{Subject: quad.IRI(fmt.Sprint("s", n%2)), Predicate: quad.IRI("p"), Object: quad.IRI(fmt.Sprint("o", n))})
	}
	if err := errors.Join(db.Apply(context.Background(), batch), db.Warm(context.Background())); err != nil {
		t.Fatal(err)
	}
	return db, snapshotOf(t, db)
}

func snapshotOf(t *testing.T, db *DB) *snapshot {
	t.Helper()
	s, err := db.snapshot()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// isResident says whether what a subject says is answered from the copy.
func isResident(t *testing.T, s *snapshot, subject string) bool {
	t.Helper()
	ids, err := s.Lookup([]quad.Value{quad.IRI(subject)})
	if err != nil || ids[0] == 0 {
		t.Fatal(ids, err)
	}
	return s.resident(spog, [4]uint64{ids[0]}, 1) != nil
}

// A commit takes from the copy what it changes, and only that; older snapshots
// and newer ones both know.
func TestResident(t *testing.T) {
	db, before := warmed(t, Options{})
	if !isResident(t, before, "s0") || !isResident(t, before, "s1") {
		t.Fatal("the warmed store is not in memory")
	}
	quads := []quad.Quad{{Subject: quad.IRI("s0"), Predicate: quad.IRI("p2"), Object: quad.IRI("o2")}}
	if err := db.Apply(context.Background(), Batch{Add: quads}); err != nil {
		t.Fatal(err)
	}
	after := snapshotOf(t, db)
	if isResident(t, after, "s0") || !isResident(t, after, "s1") {
		t.Error("the copy answers for what has changed, or no longer for what has not")
	}
	if err := db.Warm(context.Background()); err != nil {
		t.Fatal(err)
	}
	if isResident(t, before, "s1") {
		t.Error("a newer copy answers for an older snapshot")
	}
	if !isResident(t, after, "s0") {
		t.Error("the copy was not made anew")
	}
	load := func(yield func(quad.Quad, error) bool) { yield(quads[0], nil) }
	if _, err := db.BulkLoad(context.Background(), Load{Key: "l"}, load, BulkOptions{Label: "l"}); err != nil {
		t.Fatal(err)
	}
	db.beside.Wait()
	if !isResident(t, snapshotOf(t, db), "s0") {
		t.Error("the copy was not made anew after a bulk load")
	}
}

// Many commits make the copy anew without being asked.
func TestKeepWarm(t *testing.T) {
	db, _ := warmed(t, Options{})
	for n := range 30 {
		var batch Batch
		for i := range 50 {
			batch.Add = append(batch.Add, quad.Quad{Subject: quad.IRI(fmt.Sprint("new", n)), Predicate: quad.IRI("p"), Object: quad.IRI(fmt.Sprint("o", i))})
		}
		if err := db.Apply(context.Background(), batch); err != nil {
			t.Fatal(err)
		}
	}
	db.beside.Wait()
	if s := snapshotOf(t, db); !isResident(t, s, "new0") {
		t.Error("the copy knows nothing of what came after it")
	}
}

// A store that does not fit into its share of the memory is not copied, and one
// that is closed is not warmed.
func TestWarmBounds(t *testing.T) {
	db, s := warmed(t, Options{CacheBytes: 8 << 10})
	if db.warmth.copy.Load() != nil {
		t.Error("the copy takes more memory than it may")
	}
	n := 0
	for _, err := range s.Scan([4]uint64{}, [4]uint64{}) {
		if n++; err != nil {
			t.Fatal(err)
		}
	}
	if n != 100 {
		t.Errorf("%d quads, want 100", n)
	}
	if err := errors.Join(s.Close(), db.Close()); err != nil {
		t.Fatal(err)
	}
	if err := db.Warm(context.Background()); !errors.Is(err, ErrClosed) {
		t.Errorf("warming a closed store: %v", err)
	}
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	db, _ = warmed(t, Options{})
	if err := db.Warm(cancelled); !errors.Is(err, context.Canceled) {
		t.Errorf("warming that nobody wants: %v", err)
	}
}
