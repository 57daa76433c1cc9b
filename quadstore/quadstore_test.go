package quadstore_test

import (
	"context"
	"testing"

	"claimgraph/quadstore"
	"claimgraph/quadstore/enginetest"

	"github.com/cockroachdb/pebble/v2/vfs"
)

func TestEmbeddedEngine(t *testing.T) { testEngine(t, quadstore.Options{}) }

// Every purge of a label goes through the disk, a few quads at a time.
func TestEmbeddedEngineWithLargePurges(t *testing.T) { testEngine(t, quadstore.Options{LargePurge: 3}) }

func testEngine(t *testing.T, options quadstore.Options) {
	enginetest.Run(t, func(t testing.TB) quadstore.Engine { return openInMemory(t, options) })
}

// A warmed store keeps all promises: it is warmed again for every snapshot.
func TestWarmEngine(t *testing.T) {
	for _, options := range []quadstore.Options{{}, {LargePurge: 3}} {
		enginetest.Run(t, func(t testing.TB) quadstore.Engine { return warmEngine{openInMemory(t, options)} })
	}
}

type warmEngine struct{ *quadstore.DB }

func (e warmEngine) Snapshot() (quadstore.Snapshot, error) {
	if err := e.Warm(context.Background()); err != nil {
		return nil, err
	}
	return e.DB.Snapshot()
}

func openInMemory(t testing.TB, options quadstore.Options) *quadstore.DB {
	options.FS, options.CacheBytes = vfs.NewMem(), 4<<20
	db, err := quadstore.Open("store", options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}
