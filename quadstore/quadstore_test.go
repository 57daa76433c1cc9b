package quadstore_test

import (
	"testing"

	"claimgraph/quadstore"
	"claimgraph/quadstore/enginetest"

	"github.com/cockroachdb/pebble/v2/vfs"
)

func TestEmbeddedEngine(t *testing.T) {
	enginetest.Run(t, func(t testing.TB) quadstore.Engine {
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
	})
}
