package quadstore_test

import (
	"testing"

	"claimgraph/quadstore"
	"claimgraph/quadstore/enginetest"

	"github.com/cockroachdb/pebble/v2/vfs"
)

func TestEmbeddedEngine(t *testing.T) { testEngine(t, quadstore.Options{}) }

// Every purge of a label goes through the disk, a few quads at a time.
func TestEmbeddedEngineWithLargePurges(t *testing.T) { testEngine(t, quadstore.Options{LargePurge: 3}) }

func testEngine(t *testing.T, options quadstore.Options) {
	enginetest.Run(t, func(t testing.TB) quadstore.Engine {
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
	})
}
