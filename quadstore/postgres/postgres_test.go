package postgres

import (
	"context"
	"testing"

	"claimgraph/quadstore"
	"claimgraph/quadstore/enginetest"
	"claimgraph/quadstore/postgres/servertest"
)

func TestEngine(t *testing.T) { testEngine(t, Options{}) }

// Ids are so few that terms collide all the time.
func TestEngineWithCollisions(t *testing.T) { testEngine(t, Options{hash: fewIDs}) }

// fewIDs is a hash that gives a thousandth of terms a first id of its own.
func fewIDs(term []byte) (ids [attempts]int64) {
	for i, id := range hashIDs(term) {
		if ids[i] = id; i < 2 {
			ids[i] = id%7 + int64(7*i) + 1
		}
	}
	return ids
}

func testEngine(t *testing.T, options Options) {
	server := servertest.Start(t)
	enginetest.Run(t, func(t testing.TB) quadstore.Engine { return open(t, server.New(t), options) })
}

func open(t testing.TB, url string, options Options) *DB {
	t.Helper()
	db, err := Open(context.Background(), url, options)
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
