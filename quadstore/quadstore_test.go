package quadstore_test

import (
	"context"
	"testing"

	"claimgraph/quadstore"
	"claimgraph/quadstore/enginetest"

	"github.com/cockroachdb/pebble/v2/vfs"
)

// A warmed store keeps all promises: it is warmed again for every snapshot.
func TestWarmEngine(t *testing.T) {
	enginetest.Run(t, func(t testing.TB) quadstore.Engine { return warmEngine{openInMemory(t)} })
}

type warmEngine struct{ *quadstore.DB }

func (e warmEngine) Snapshot() (quadstore.Snapshot, error) {
	if err := e.Warm(context.Background()); err != nil {
		return nil, err
	}
	return e.DB.Snapshot()
}

func openInMemory(t testing.TB) *quadstore.DB {
	db, err := quadstore.Open("store", quadstore.Options{FS: vfs.NewMem(), CacheBytes: 4 << 20})
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

func TestEmbeddedEngine(t *testing.T) {
	enginetest.Run(t, func(t testing.TB) quadstore.Engine { return openInMemory(t) })
}
